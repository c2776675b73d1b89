//! The words of the home page.

use crate::texts;

texts! {
    /// Greets a member, by part of the day.
    morning(name: &str): "Goedemorgen, {name}", "Good morning, {name}";
    /// Greets a member, by part of the day.
    afternoon(name: &str): "Goedemiddag, {name}", "Good afternoon, {name}";
    /// Greets a member, by part of the day.
    evening(name: &str): "Goedenavond, {name}", "Good evening, {name}";
    /// Counts what is new.
    lead_new(n: i64): "Er is iets nieuws in {n} gesprek." | "Er is iets nieuws in {n} gesprekken.", "There is something new in {n} conversation." | "There is something new in {n} conversations.";
    /// Nothing is new.
    lead_none: "U bent helemaal bij.", "You are all caught up.";
    /// A heading.
    member_title: "Nieuw voor u", "New for you";
    /// Nothing is new.
    nothing_new: "Niets nieuws", "Nothing new";
    /// Nothing is new.
    nothing_new_help: "U hebt alles gelezen in uw community’s. Hieronder staat waar anderen op een antwoord wachten.", "You have read everything in your communities. Below is where others wait for an answer.";
    /// Nothing is new, because the reader belongs nowhere.
    nowhere: "U bent nog nergens lid", "You are not a member anywhere yet";
    /// Nothing is new, because the reader belongs nowhere.
    nowhere_help: "Word lid van een community rond uw thema. Dan ziet u hier wat er nieuw is.", "Join a community around your theme. Then you see here what is new.";
    /// A link.
    find_communities: "Bekijk de community’s", "See the communities";
    /// More in one community.
    more_in(n: i64): "Nog {n} gesprek" | "Nog {n} gesprekken", "{n} more conversation" | "{n} more conversations";
    /// A heading.
    waits: "Wacht op antwoord", "Waits for an answer";
    /// A heading.
    articles: "Pas gewijzigd in de kennisbank", "Recently changed in the knowledge base";
    /// A heading.
    yours: "Uw community’s", "Your communities";
    /// A link.
    all: "Alle", "All";
    /// For a visitor.
    visitor_title: "Weten wat werkt, van wie het al deed", "Know what works, from those who did it";
    /// For a visitor.
    visitor_lead: "Hier vinden professionals in veiligheid elkaar. Stel uw vraag, lees hoe anderen het aanpakken en gebruik hun voorbeelden.", "This is where safety professionals meet. Ask your question, read how others handle it and use their examples.";
    /// A button for a visitor.
    ask_account: "Account aanvragen", "Request an account";
    /// What there is.
    point_ask: "Vraag het een collega", "Ask a colleague";
    /// What there is.
    point_ask_text: "In elke community zitten mensen die hetzelfde werk doen, in een andere gemeente of organisatie.", "Every community has people who do the same work, in another municipality or organisation.";
    /// What there is.
    point_find: "Vind wat er al is", "Find what exists";
    /// What there is.
    point_find_text: "Gesprekken, handreikingen en goede voorbeelden zijn samen te doorzoeken.", "Conversations, guides and good examples can be searched together.";
    /// What there is.
    point_safe: "Bespreek het onder elkaar", "Discuss it among yourselves";
    /// What there is.
    point_safe_text: "Besloten community’s zijn alleen voor hun leden. U ziet altijd wie er meeleest.", "Closed communities are for their members only. You always see who reads along.";
    /// A heading.
    open_communities: "Open community’s", "Open communities";
    /// Heads the list of threads.
    newest: "Laatste gesprekken", "Latest conversations";
    /// How to join.
    join_title: "Meedoen", "Take part";
    /// How to join.
    join_text: "Werkt u aan veiligheid bij een aangesloten organisatie? Vraag een account aan. Een beheerder kijkt ernaar, meestal binnen een werkdag.", "Do you work on safety at an affiliated organisation? Request an account. An administrator looks at it, usually within a working day.";
}
