//! The words of work in the background.

use crate::{Lang, texts, words::Text};

texts! {
    /// A link, and the title of its page.
    title: "Werk op de achtergrond", "Work in the background";
    /// What it is for.
    help: "Mail en ander werk dat nog moet gebeuren of mislukte", "Mail and other work that is still to be done or failed";
    /// What waits for an administrator.
    wait(n: i64): "{n} taak op de achtergrond mislukt" | "{n} taken op de achtergrond mislukt", "{n} task in the background failed" | "{n} tasks in the background failed";
    /// Leads the page.
    lead: "Mail versturen en bestanden lezen gebeurt op de achtergrond. Wat niet lukt, wordt vanzelf opnieuw geprobeerd, acht keer in ongeveer acht uur. Daarna wacht het hier op u.", "Sending mail and reading files happens in the background. What fails is tried again by itself, eight times in about eight hours. After that it waits here for you.";
    /// Names the numbers.
    numbers: "Hoeveel er is", "How much there is";
    /// A number.
    waiting: "Nu aan de beurt", "Due now";
    /// A number.
    later: "Voor later", "For later";
    /// A number.
    dead: "Opgegeven", "Given up";
    /// A moment.
    oldest: "Oudste wacht sinds", "Oldest waits since";
    /// Heads the list.
    failed: "Wat niet lukte", "What failed";
    /// The list is empty.
    none: "Alles is gelukt", "All went well";
    /// What that means.
    none_help: "Er is niets dat opnieuw geprobeerd moet worden.", "There is nothing that must be tried again.";
    /// A column.
    what: "Wat", "What";
    /// A column.
    since: "Sinds", "Since";
    /// A column.
    tries: "Pogingen", "Tries";
    /// A column.
    error: "Foutmelding", "Error";
    /// A column.
    next: "Volgende poging", "Next try";
    /// There is none.
    given_up: "Opgegeven", "Given up";
    /// Names the buttons.
    acts: "Wat u ermee kunt doen", "What you can do with it";
    /// A button.
    once_more: "Opnieuw", "Try again";
    /// A button, of many.
    all_again: "Probeer alles opnieuw", "Try all again";
    /// After that.
    tried: "Het wordt nu opnieuw geprobeerd.", "It is being tried again now.";
    /// After one was thrown away.
    gone: "Het is weggegooid en wordt niet meer gedaan.", "It was thrown away and will not be done.";
    /// A button.
    discard: "Gooi weg", "Throw away";
    /// A kind of work.
    account_letter: "Mail over een account", "Mail about an account";
    /// A kind of work.
    join_decided: "Mail over een aanvraag bij een community", "Mail about a request to join a community";
    /// A kind of job.
    said: "Mail over chat", "Mail about chat";
    /// A kind of work.
    replied: "Mail over een antwoord", "Mail about a reply";
    /// A kind of work.
    search_news: "Mail van een bewaarde zoekopdracht", "Mail of a saved search";
    /// A kind of work.
    file_text: "De tekst van een bestand lezen", "Reading the text of a file";
}

/// What a kind of job is called; of a later version as the program calls it.
pub fn kind(lang: Lang, kind: &str) -> Text {
    match kind {
        "account_letter" => account_letter(lang),
        "join_decided" => join_decided(lang),
        "said" => said(lang),
        "replied" => replied(lang),
        "search_news" => search_news(lang),
        "file_text" => file_text(lang),
        other => other.to_owned().into(),
    }
}
