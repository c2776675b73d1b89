//! The words about a question that was not understood or finds nothing, and ways on.

use crate::texts;

texts! {
    /// What was typed as an operator and is none.
    no_operator(key: &str): "“{key}:” is geen zoekopdracht. Er is gezocht op de woorden. U kunt zoeken met in:, van:, soort:, community:, thema:, label:, status:, heeft:, voor: en na:.", "“{key}:” is not an operator, so it was searched for as words. There are in:, from:, kind:, community:, theme:, tag:, status:, has:, before: and after:.";
    /// An operator with something it does not know.
    no_value(key: &str, value: &str): "“{value}” kan niet achter “{key}:” staan. Er is gezocht op de woorden.", "“{value}” does not fit after “{key}:”, so it was searched for as words.";
    /// A time that is none.
    no_time(value: &str): "“{value}” is geen datum of periode. Er is gezocht op de woorden. Goed is bijvoorbeeld 2026, 14-3-2026 of \"vorige maand\".", "“{value}” is no date or period, so it was searched for as words. Use for example 2026, 14-3-2026 or \"last month\".";
    /// A community that is not there.
    no_community(name: &str): "Er is geen community “{name}” waarin u kunt zoeken.", "There is no community “{name}” that you can search.";
    /// A theme that is not there.
    no_theme(name: &str): "Er is geen thema “{name}”.", "There is no theme “{name}”.";
    /// A member who is not there.
    no_author(name: &str): "Er is geen lid gevonden met de naam “{name}”.", "No member was found with the name “{name}”.";
    /// Only words that say nothing.
    only_common: "Deze woorden staan bijna overal in. Voeg een woord toe dat zegt waar het over gaat.", "These words are nearly everywhere. Add a word that says what it is about.";
    /// A way out of an empty page.
    search_without(part: &str): "Zoek zonder {part}", "Search without {part}";
    /// A way out of an empty page.
    loose_words(phrase: &str): "Zoek de losse woorden {phrase}", "Search for the single words {phrase}";
    /// A way out of an empty page.
    all_communities: "Bekijk alle community’s", "See all communities";
    /// A way out of an empty page.
    all_themes: "Bekijk alle thema’s", "See all themes";
    /// A way out of an empty page.
    all_members: "Bekijk alle leden", "See all people";
    /// A way out of an empty page.
    words_only: "Zoek alleen op de woorden", "Search for the words only";
}
