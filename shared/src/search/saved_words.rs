//! The words of saved searches: their page, and the mail about what is new.

use crate::texts;

texts! {
    /// The title of the page.
    title: "Bewaarde zoekopdrachten", "Saved searches";
    /// What it is for.
    lead: "Zoekvragen die u vaker stelt. Is er iets nieuws, dan krijgt u daar bericht van als u dat wilt: per zoekopdracht ten hoogste één mail per dag.", "Searches that you ask more often. When there is something new you hear of it, if you wish: at most one mail a day for each search.";
    /// There is none yet.
    none: "U hebt nog niets bewaard", "You have saved nothing yet";
    /// What they are for.
    none_help: "Zoek iets wat u wilt volgen, bijvoorbeeld “drugspand sluiting”. Onder het aantal resultaten kunt u de zoekopdracht bewaren en kiezen of u mail wilt als er iets nieuws is.", "Search for something that you want to follow. Under the number of results you can save the search, and choose whether you want mail when there is something new.";
    /// Leads to the search page.
    to_search: "Naar zoeken", "To search";
    /// How many there are of how many.
    kept(n: i64, max: u32): "{n} bewaarde zoekopdracht van ten hoogste {max}" | "{n} bewaarde zoekopdrachten van ten hoogste {max}", "{n} saved search of at most {max}" | "{n} saved searches of at most {max}";
    /// Opens the form on the page with results.
    save: "Bewaar deze zoekopdracht", "Save this search";
    /// A field.
    name: "Naam", "Name";
    /// How to fill it in.
    name_hint: "Zo herkent u de zoekopdracht in uw lijst.", "By this you recognise the search in your list.";
    /// A choice.
    alert: "Waarschuw mij per mail bij iets nieuws", "Mail me when there is something new";
    /// What it means.
    alert_hint: "Ten hoogste één mail per dag, alleen als alle woorden erin voorkomen. Uw eigen bijdragen tellen niet mee.", "At most one mail a day, and only when all words occur. What you write yourself does not count.";
    /// Sends the form.
    save_it: "Bewaren", "Save";
    /// On the page with results: it is kept already.
    is_kept(name: &str): "U bewaart deze zoekopdracht als “{name}”.", "You keep this search as “{name}”.";
    /// The same, with a mail.
    is_kept_mailed(name: &str): "U bewaart deze zoekopdracht als “{name}” en krijgt mail bij iets nieuws.", "You keep this search as “{name}” and get mail when there is something new.";
    /// Leads to the page.
    to_all: "Al uw bewaarde zoekopdrachten", "All your saved searches";
    /// A state.
    mailed: "Mail bij iets nieuws", "Mail when there is something new";
    /// A state.
    not_mailed: "Geen mail", "No mail";
    /// Switches the mail on.
    switch_on: "Mail aanzetten", "Switch mail on";
    /// Switches it off.
    switch_off: "Mail uitzetten", "Switch mail off";
    /// Opens the form that changes one.
    edit: "Wijzigen", "Change";
    /// The same, for screen readers.
    edit_one(name: &str): "Wijzigen: {name}", "Change: {name}";
    /// Takes one away, for screen readers.
    delete_one(name: &str): "Verwijderen: {name}", "Delete: {name}";
    /// When it was saved.
    saved_on(date: &str): "bewaard op {date}", "saved on {date}";
    /// When the last mail went.
    mailed_on(date: &str): "laatste mail op {date}", "last mail on {date}";
    /// After a change.
    changed: "De wijziging is opgeslagen.", "The change was saved.";
    /// After deleting one.
    deleted: "De zoekopdracht is verwijderd.", "The search was deleted.";
    /// What it is called when nothing was typed.
    without_words: "Alles met deze verfijning", "Everything with these choices";
    /// A choice that narrows it.
    of_kind(kind: &str): "soort: {kind}", "kind: {kind}";
    /// A choice that narrows it.
    of_community(slug: &str): "community: {slug}", "community: {slug}";
    /// A choice that narrows it.
    of_theme(slug: &str): "thema: {slug}", "theme: {slug}";
    /// A choice that narrows it.
    of_year(year: &str): "jaar: {year}", "year: {year}";
    /// A choice that narrows it.
    of_organisation: "van één organisatie", "of one organisation";
    /// A choice that narrows it.
    of_tag(tag: &str): "trefwoord: {tag}", "tag: {tag}";
    /// A choice that narrows it.
    of_thread: "in één gesprek", "in one conversation";
    /// A choice that narrows it.
    of_room: "in één chatruimte", "in one chat room";
    /// The subject of a mail about what everybody on the site may read.
    news_subject(n: i64, name: &str): "Nieuw bij “{name}”: {n} resultaat" | "Nieuw bij “{name}”: {n} resultaten", "New for “{name}”: {n} result" | "New for “{name}”: {n} results";
    /// What it says first.
    news(n: i64, name: &str): "Er is {n} nieuw resultaat bij uw bewaarde zoekopdracht “{name}”." | "Er zijn {n} nieuwe resultaten bij uw bewaarde zoekopdracht “{name}”.", "There is {n} new result for your saved search “{name}”." | "There are {n} new results for your saved search “{name}”.";
    /// A result in it.
    news_line(kind: &str, title: &str): "{kind}: {title}", "{kind}: {title}";
    /// A result in it, with where it stands.
    news_line_in(kind: &str, title: &str, place: &str): "{kind} in {place}: {title}", "{kind} in {place}: {title}";
    /// What is not listed.
    and_more(n: i64): "… en nog {n}." | "… en nog {n}.", "… and {n} more." | "… and {n} more.";
    /// Leads to the results.
    all_news: "Bekijk wat er nieuw is", "See what is new";
    /// Why the mail came.
    because(name: &str): "U krijgt deze mail omdat u bij de bewaarde zoekopdracht “{name}” voor mail koos.", "You get this mail because you chose mail for the saved search “{name}”.";
    /// The subject of a mail about closed communities.
    closed_subject(site: &str): "Iets nieuws bij een bewaarde zoekopdracht op {site}", "Something new for a saved search on {site}";
    /// All that such a mail says.
    closed_news: "Er is iets nieuws bij een van uw bewaarde zoekopdrachten. Het staat in een besloten community of chat. Log in om het te lezen.", "There is something new for one of your saved searches. It stands in a closed community or chat. Sign in to read it.";
    /// Why the mail came.
    closed_because: "U krijgt deze mail omdat u bij een bewaarde zoekopdracht voor mail koos.", "You get this mail because you chose mail for a saved search.";
    /// Stops the mail.
    stop_link: "Geen mail meer over deze zoekopdracht", "Stop mail about this search";
    /// Heads the page that stops mail.
    stop_title: "Mail over een zoekopdracht stoppen", "Stop mail about a search";
    /// Leads it.
    stop_lead: "Kies wat u niet meer per mail wilt ontvangen. Uw zoekopdrachten blijven bewaard.", "Choose what you do not want to receive by mail any more. Your searches stay saved.";
    /// A button.
    stop_one: "Stop mail over deze zoekopdracht", "Stop mail about this search";
    /// A button.
    stop_all: "Stop mail over al mijn zoekopdrachten", "Stop mail about all my searches";
    /// After stopping.
    stopped_one: "U krijgt geen mail meer over deze zoekopdracht.", "You get no more mail about this search.";
    /// After stopping.
    stopped_all: "U krijgt geen mail meer over uw bewaarde zoekopdrachten. Bij elke zoekopdracht kunt u dit weer aanzetten.", "You get no more mail about your saved searches. You can switch it on again for each search.";
}
