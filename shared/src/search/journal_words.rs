//! The words of the search journal.

use crate::texts;

texts! {
    /// The title of the page.
    title: "Zoekjournaal", "Search journal";
    /// What it is for.
    lead: "Waar mensen naar zoeken, en wat zij niet vinden. Zo weet u welke woorden in de thesaurus ontbreken.", "What people search for, and what they do not find. It tells you which words the thesaurus lacks.";
    /// The same on the tile of administration.
    help: "Waar naar gezocht wordt en wat niet gevonden wordt", "What is searched for and what is not found";
    /// How privacy is kept.
    privacy(days: i64, least: i64): "Het journaal telt zoekvragen en weet niet wie ze stelde. Namen van leden, e-mailadressen, telefoonnummers en lange zoekvragen worden niet geteld. Een zoekvraag staat hier pas als zij {least} keer gesteld is, en verdwijnt na {days} dagen.", "The journal counts queries and does not know who asked them. Names of members, e-mail addresses, telephone numbers and long queries are not counted. A query stands here only once it was asked {least} times, and goes after {days} days.";
    /// Nothing is in it.
    none: "Nog niets om te tonen", "Nothing to show yet";
    /// When there will be.
    none_help(least: i64): "Een zoekvraag komt hier te staan als zij in vier weken {least} keer gesteld is.", "A query appears here once it was asked {least} times in four weeks.";
    /// No query found nothing often enough.
    none_empty: "Geen zoekvraag vond vaker niets", "No query kept finding nothing";
    /// What that means.
    none_empty_help(least: i64): "Een zoekvraag die {least} keer niets vond, komt hier te staan.", "A query that found nothing {least} times appears here.";
    /// A number.
    asked_all: "Zoekvragen", "Queries";
    /// A number.
    empty_all: "Zonder resultaat", "Without results";
    /// A number.
    clicks_all: "Geopende resultaten", "Results opened";
    /// A number.
    rank_all: "Gemiddelde plaats van wat geopend werd", "Average place of what was opened";
    /// The numbers, for screen readers.
    numbers: "De laatste vier weken", "The last four weeks";
    /// Heads a list.
    most: "Meest gezocht", "Asked most";
    /// Heads a list.
    empty: "Zonder resultaat", "Without results";
    /// A column.
    query: "Zoekvraag", "Query";
    /// A column.
    times: "Keer", "Times";
    /// A column.
    times_empty: "Zonder resultaat", "Without results";
    /// A column.
    clicks: "Geopend", "Opened";
    /// A column.
    rank: "Plaats", "Place";
    /// A column, for screen readers.
    acts: "Wat u kunt doen", "What you can do";
    /// Leads to the form of the thesaurus.
    link: "Koppelen", "Link";
    /// The same, for screen readers.
    link_one(query: &str): "Koppelen in de thesaurus: {query}", "Link in the thesaurus: {query}";
    /// Tries a query.
    try_one(query: &str): "Probeer de zoekvraag {query}", "Try the query {query}";
    /// Gives the file.
    file: "Download als CSV", "Download as CSV";
    /// Leads to the thesaurus.
    to_thesaurus: "Naar de thesaurus", "To the thesaurus";
}
