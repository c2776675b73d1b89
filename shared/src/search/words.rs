//! The words of the search page and of what the search field suggests.

use super::{Kind, Status};
use crate::{Lang, texts, words::Text};

texts! {
    /// The title of the page.
    title: "Zoeken", "Search";
    /// The title of the page with what was asked.
    title_of(query: &str): "Zoeken naar “{query}”", "Search for “{query}”";
    /// How many things were found.
    found(n: i64): "{n} resultaat" | "{n} resultaten", "{n} result" | "{n} results";
    /// The list of what was found, for screen readers.
    results: "Resultaten", "Results";
    /// The kinds, for screen readers.
    kinds: "Soorten resultaten", "Kinds of results";
    /// The choices, for screen readers.
    narrow: "Verfijn de resultaten", "Narrow the results";
    /// The tab with everything.
    all: "Alles", "Everything";
    /// A kind.
    threads: "Gesprekken", "Conversations";
    /// A kind.
    articles: "Kennisbank", "Knowledge base";
    /// A kind.
    posts: "Berichten", "Posts";
    /// A kind.
    messages: "Chat", "Chat";
    /// A kind.
    members: "Leden", "People";
    /// A kind.
    documents: "Bestanden", "Files";
    /// A group of choices.
    communities: "Community", "Community";
    /// A group of choices.
    themes: "Thema", "Theme";
    /// A group of choices.
    years: "Jaar", "Year";
    /// A group of choices.
    organisations: "Organisatie", "Organisation";
    /// A kind, before a result.
    a_thread: "Gesprek", "Conversation";
    /// A kind, before a result.
    an_article: "Artikel", "Article";
    /// A kind, before a result.
    a_post: "Bericht", "Post";
    /// A kind, before a result.
    a_message: "Chatbericht", "Chat message";
    /// A kind, before a result.
    a_member: "Lid", "Member";
    /// A kind, before a result.
    a_document: "Bestand", "File";
    /// What can be found.
    empty_help: "Zoek in gesprekken, artikelen, chat en leden. U vindt alleen wat u mag lezen.", "Search conversations, articles, chat and people. You find only what you may read.";
    /// The same for a visitor.
    empty_help_visitor: "U vindt wat openbaar is. Log in om ook in uw community’s te zoeken.", "You find what is public. Sign in to search your communities as well.";
    /// Heads the ways to ask.
    tips: "Zo zoekt u preciezer", "Ways to search more precisely";
    /// A way to ask.
    tip_phrase: "Precies deze woorden, in deze volgorde", "Exactly these words, in this order";
    /// A way to ask.
    tip_not: "Zonder dit woord", "Without this word";
    /// A way to ask.
    tip_title: "Alleen in titels", "In titles only";
    /// A way to ask.
    tip_author: "Geschreven door", "Written by";
    /// A way to ask.
    tip_own: "Wat u zelf schreef", "What you wrote yourself";
    /// A way to ask.
    tip_community: "In deze community, met haar naam of adres", "In this community, by its name or address";
    /// A way to ask.
    tip_theme: "In dit thema, met zijn adres", "In this theme, by its address";
    /// A way to ask.
    tip_kind: "Eén soort: artikel, gesprek, bericht, chat, lid of bestand", "One kind: article, thread, post, message, member or document";
    /// A way to ask.
    tip_after: "Vanaf een jaar, maand of dag", "From a year, month or day on";
    /// A way to ask.
    tip_before: "Van voor een dag, week, maand of jaar", "From before a day, week, month or year";
    /// A way to ask.
    tip_status: "Status: open, gesloten, onbeantwoord of opgelost", "Status: open, closed, unanswered or solved";
    /// A way to ask.
    tip_attached: "Met een bijlage", "With an attachment";
    /// A way to ask.
    tip_tag: "Met dit trefwoord", "With this tag";
    /// The panel with a question in boxes.
    panel: "Uitgebreid zoeken", "Advanced search";
    /// A box of the panel.
    panel_words: "Woorden", "Words";
    /// How to fill it in.
    panel_words_hint: "Precies deze woorden: \"artikel 13b\". Zonder een woord: -hennep.", "Exactly these words: \"artikel 13b\". Without a word: -hennep.";
    /// A box of the panel.
    panel_kind: "Soort", "Kind";
    /// A box of the panel.
    panel_status: "Status van het gesprek", "Status of the thread";
    /// A box of the panel.
    panel_from: "Vanaf", "From";
    /// How to fill it in.
    panel_from_hint: "Bijvoorbeeld 2026, 14-3-2026 of vorige maand.", "Such as 2026, 14-3-2026 or last month.";
    /// A box of the panel.
    panel_until: "Tot", "Until";
    /// Asks what the panel says.
    panel_send: "Zoek", "Search";
    /// No kind is chosen.
    any_kind: "Alle soorten", "Every kind";
    /// No status is chosen.
    any_status: "Elke status", "Any status";
    /// A status.
    status_open: "Open", "Open";
    /// A status.
    status_closed: "Gesloten", "Closed";
    /// A status.
    status_unanswered: "Onbeantwoord", "Unanswered";
    /// A status.
    status_solved: "Opgelost", "Solved";
    /// Opens the choices on a phone.
    refine: "Verfijnen", "Refine";
    /// A group of choices.
    tags: "Trefwoord", "Tag";
    /// Before the title of the conversation that alone is looked in.
    only_in_thread: "U zoekt alleen in het gesprek", "You search only the conversation";
    /// Says that only one chat room is looked in.
    only_in_room: "U zoekt alleen in de chatruimte", "You search only the chat room";
    /// Leads out of it.
    everywhere: "Zoek overal", "Search everywhere";
    /// The search field of one conversation.
    within_thread: "Zoek in dit gesprek", "Search this conversation";
    /// The search field of one community.
    within_community: "Zoek in deze community", "Search this community";
    /// What else of its thread was found.
    others(n: i64): "nog {n} in dit gesprek" | "nog {n} in dit gesprek", "{n} more in this conversation" | "{n} more in this conversation";
    /// Nothing was found.
    none: "Niets gevonden", "Nothing found";
    /// What to do.
    none_help: "Gebruik minder of andere woorden, of controleer de spelling.", "Use fewer or other words, or check the spelling.";
    /// What a visitor can do.
    none_help_visitor: "Gebruik minder of andere woorden. Na het inloggen zoekt u ook in uw community’s.", "Use fewer or other words. After signing in you search your communities as well.";
    /// To the knowledge base.
    to_kennisbank: "Naar de kennisbank", "To the knowledge base";
    /// Back to the beginning of the list.
    first_page: "Eerste pagina", "First page";
    /// Undoes the choices.
    without_choices: "Zoek zonder verfijning", "Search without choices";
    /// Leads to other words.
    did_you_mean: "Bedoelde u", "Did you mean";
    /// Why a result is there: by another word for the same.
    via_synonym(text: &str): "via synoniem: {text}", "by synonym: {text}";
    /// Why a result is there: by a word that was probably meant.
    via_spelling(text: &str): "gezocht als: {text}", "searched as: {text}";
    /// The index is being made.
    rebuilding: "De zoekindex wordt opnieuw gemaakt. Zolang dat duurt, zoekt u alleen in titels en namen.", "The search index is being made anew. Until it is done, you search titles and names only.";
    /// The query was cut off.
    too_long(max: u32): "Uw zoekvraag is te lang. Alleen de eerste {max} tekens tellen mee.", "Your query is too long. Only the first {max} characters count.";
    /// Own compounds.
    compounds: "Samenstellingen", "Compounds";
    /// What they are for.
    compounds_lead: "Zoeken haalt samenstellingen uit elkaar: wie “overlast” zoekt, vindt ook “woonoverlast”. Gaat dat bij een woord mis, dan legt u hier vast hoe het moet.", "Search takes compounds apart: who searches for “overlast” also finds “woonoverlast”. Where that goes wrong, set it right here.";
    /// The same on the tile of administration.
    compounds_help: "Woorden die zoeken anders moet splitsen", "Words that search has to split otherwise";
    /// There are none.
    compounds_none: "Nog geen eigen woorden", "No words of your own yet";
    /// What that means.
    compounds_none_help: "Zoeken splitst elk woord zoals het dat zelf doet.", "Search splits each word as it does by itself.";
    /// One was saved.
    compound_saved: "Opgeslagen. De zoekindex wordt opnieuw gemaakt. Dat kan enkele minuten duren; zoeken blijft intussen werken.", "Saved. The search index is being made anew. That may take some minutes; search goes on working.";
    /// Shows how a word falls apart.
    compound_try: "Probeer een woord", "Try a word";
    /// Does so.
    compound_show: "Toon de delen", "Show the parts";
    /// How a word falls apart.
    compound_apart(word: &str, parts: &str): "“{word}” wordt gesplitst in {parts}.", "“{word}” is split into {parts}.";
    /// It does not.
    compound_whole(word: &str): "“{word}” blijft heel.", "“{word}” stays whole.";
    /// Heads the form.
    compound_add: "Woord toevoegen of wijzigen", "Add or change a word";
    /// A field.
    compound_word: "Woord", "Word";
    /// A field.
    compound_parts: "Delen", "Parts";
    /// How to fill it in.
    compound_parts_hint: "Met een spatie ertussen, zoals: veiligheid huis. Een verbindende s, e of en mag u weglaten. Laat leeg om het woord heel te laten.", "With a space between them, such as: veiligheid huis. A linking s, e or en may be left out. Leave empty to keep the word whole.";
    /// In the list, for a word without parts.
    compound_stays: "blijft heel", "stays whole";
    /// Takes one away.
    compound_remove(word: &str): "Verwijderen: {word}", "Delete: {word}";
    /// The thesaurus.
    thesaurus: "Thesaurus", "Thesaurus";
    /// What it is for.
    thesaurus_lead: "Andere woorden voor hetzelfde. Wie het ene woord zoekt, vindt ook het andere. Een wijziging werkt direct.", "Other words for the same. Who searches for one word finds the other as well. A change works at once.";
    /// The same on the tile of administration.
    thesaurus_help: "Afkortingen en synoniemen waarop zoeken let", "Abbreviations and synonyms that search heeds";
    /// Finds links.
    links_find: "Zoek een term", "Find a term";
    /// How many links there are.
    links_found(n: i64): "{n} koppeling" | "{n} koppelingen", "{n} link" | "{n} links";
    /// There is no link.
    links_none: "Geen koppeling heeft deze term. U kunt er hieronder een toevoegen.", "No link has this term. You can add one below.";
    /// Links were saved.
    links_saved(n: i64): "{n} koppeling is opgeslagen." | "{n} koppelingen zijn opgeslagen.", "{n} link was saved." | "{n} links were saved.";
    /// Gives the file.
    links_file: "Download als CSV", "Download as CSV";
    /// A term that is typed.
    link_from: "Gezocht woord", "Word searched for";
    /// The term that is looked for as well.
    link_to: "Ook zoeken naar", "Also look for";
    /// Heads the forms.
    link_add: "Koppeling toevoegen of wijzigen", "Add or change a link";
    /// Takes one away.
    link_remove(from: &str, to: &str): "Verwijderen: {from} naar {to}", "Delete: {from} to {to}";
    /// A link that is not built in.
    link_own: "eigen", "own";
    /// In which direction it counts.
    direction: "Richting", "Direction";
    /// It counts both ways.
    two_way: "Beide kanten op", "Both ways";
    /// It counts one way.
    one_way: "Alleen van het eerste naar het tweede", "Only from the first to the second";
    /// How much it counts.
    weight: "Gewicht", "Weight";
    /// What the number means.
    weight_hint: "100 is precies hetzelfde, 80 bijna, 50 verwant, 30 ruimer.", "100 is exactly the same, 80 almost, 50 related, 30 broader.";
    /// Only capitals count.
    capitals: "Alleen in hoofdletters", "In capitals only";
    /// What that is for.
    capitals_hint: "Voor afkortingen die ook een gewoon woord zijn, zoals OM.", "For abbreviations that are an ordinary word as well.";
    /// The same in the list.
    capitals_only: "alleen in hoofdletters", "in capitals only";
    /// Why a link is there.
    note: "Toelichting", "Note";
    /// Reads a file in.
    read_in: "Inlezen", "Read in";
    /// Leads to the form with a link.
    link_edit(from: &str, to: &str): "Bewerken: {from} naar {to}", "Edit: {from} to {to}";
    /// The file itself.
    file_itself: "CSV-bestand", "CSV file";
    /// The lines of a file.
    file_lines: "Of plak de regels", "Or paste its lines";
    /// How they look.
    file_hint: "Per regel: gezocht woord; ook zoeken naar; richting (een of twee); gewicht; hoofdletters (ja of nee); toelichting. Wat er al staat, wordt bijgewerkt.", "Each line: word; also look for; direction (one or two); weight; capitals (yes or no); note. What is there already is updated.";
    /// Where something stands.
    in_community(name: &str): "in {name}", "in {name}";
    /// A group of suggestions.
    people: "Leden", "People";
    /// A group of suggestions.
    groups: "Community’s", "Communities";
    /// The list of suggestions, for screen readers.
    suggestions: "Suggesties", "Suggestions";
    /// How many suggestions there are, for screen readers.
    suggested(n: i64): "{n} suggestie. Kies met pijl omlaag." | "{n} suggesties. Kies met pijl omlaag.", "{n} suggestion. Choose with arrow down." | "{n} suggestions. Choose with arrow down.";
    /// The last suggestion: to the results.
    all_results(query: &str): "Alle resultaten voor “{query}”", "All results for “{query}”";
    /// Where a file stands.
    in_thread(thread: &str): "in het gesprek “{thread}”", "in the thread “{thread}”";
    /// Where the title of a chat message stands.
    said_in(room: &str): "Chat in {room}", "Chat in {room}";
}

/// A kind as the name of a tab.
pub fn tab(lang: Lang, kind: Kind) -> Text {
    match kind {
        Kind::Article => articles(lang),
        Kind::Thread => threads(lang),
        Kind::Post => posts(lang),
        Kind::Message => messages(lang),
        Kind::Member => members(lang),
        Kind::Document => documents(lang),
    }
}

/// The name of a status.
pub fn status(lang: Lang, status: Status) -> Text {
    match status {
        Status::Open => status_open(lang),
        Status::Closed => status_closed(lang),
        Status::Unanswered => status_unanswered(lang),
        Status::Solved => status_solved(lang),
    }
}

/// A kind before a result.
pub fn one(lang: Lang, kind: Kind) -> Text {
    match kind {
        Kind::Article => an_article(lang),
        Kind::Thread => a_thread(lang),
        Kind::Post => a_post(lang),
        Kind::Message => a_message(lang),
        Kind::Member => a_member(lang),
        Kind::Document => a_document(lang),
    }
}
