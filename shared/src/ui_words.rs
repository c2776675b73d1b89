//! The texts of the frame and of the pieces that pages are made of.

use crate::texts;

texts! {
    /// The language switch, for screen readers.
    choose_language: "Taal kiezen", "Choose a language";
    /// The Dutch language, in Dutch whatever the reader's language.
    in_dutch: "Nederlands", "Nederlands";
    /// The English language, in English whatever the reader's language.
    in_english: "English", "English";
    /// What the site is, under its name in the footer.
    site_is: "De plek waar professionals in veiligheid elkaar vinden en kennis delen.", "Where safety professionals find each other and share knowledge.";
    /// The trail of places above a title, for screen readers.
    trail: "Kruimelpad", "Breadcrumbs";
    /// The views of one place, for screen readers.
    views: "Onderdelen", "Sections";
    /// Heads a table of contents.
    on_this_page: "Op deze pagina", "On this page";
    /// The date or time of something that was changed.
    edited: "bewerkt", "edited";
    /// Opens the rest of what can be done with something.
    more_acts: "Meer", "More";
    /// Something the reader has not seen.
    unread: "Ongelezen", "Unread";
    /// The button that sends a search.
    search_now: "Zoek", "Search";
    /// Says which key brings the reader to the search field, for screen readers.
    search_key: "Druk op / om te zoeken", "Press / to search";
    /// The button that sends a form again.
    send_again: "Opnieuw versturen", "Send again";
    /// Heads what somebody had typed when something failed.
    you_typed: "Dit had u ingevuld", "This is what you had filled in";
    /// What a field is called where its form is not known.
    typed_text: "Uw tekst", "Your text";
    /// The same.
    typed_title: "Titel", "Title";
    /// The same.
    typed_tags: "Trefwoorden", "Tags";
    /// The same.
    typed_note: "Toelichting", "Explanation";
    /// The same.
    typed_name: "Naam", "Name";
    /// The same.
    typed_email: "E-mailadres", "E-mail address";
    /// The same.
    typed_choice: "Uw keuze", "Your choice";
    /// What to do with what was typed when something failed.
    you_typed_help: "Er is niets verloren. U kunt het nog een keer versturen, of de tekst bewaren.", "Nothing is lost. You can send it once more, or keep the text.";
    /// The link to the home page on an error page.
    to_home: "Naar de startpagina", "To the home page";
    /// Names an error page by its number.
    error_number(status: &str): "Fout {status}", "Error {status}";
    /// What a new password must be.
    password_rule(min: u32): "Gebruik ten minste {min} tekens. Een zin van een paar woorden is makkelijk te onthouden.", "Use at least {min} characters. A phrase of a few words is easy to remember.";
    /// A preview is under way.
    preview_coming: "Het voorbeeld komt eraan.", "The preview is on its way.";
    /// A preview of nothing.
    preview_nothing: "Er is nog niets geschreven.", "Nothing was written yet.";
    /// A preview that did not come.
    preview_failed: "Het voorbeeld is niet gelukt. Probeer het zo nog eens.", "The preview failed. Try again in a moment.";
    /// The buttons above a text, for screen readers.
    tools: "Opmaak", "Formatting";
    /// A button: heavy letters.
    tool_bold: "Vet", "Bold";
    /// A button: slanted letters.
    tool_italic: "Cursief", "Italic";
    /// A button: a link.
    tool_link: "Link", "Link";
    /// A button: lines with dots.
    tool_list: "Lijst", "List";
    /// A button: somebody else's words.
    tool_quote: "Citaat", "Quotation";
    /// A button: letters of one width.
    tool_code: "Code", "Code";
    /// Stands between marks when nothing was chosen.
    tool_word: "tekst", "text";
    /// Stands for what a link says when nothing was chosen.
    tool_link_word: "omschrijving", "description";
    /// The button that shows a password, for screen readers.
    show_password: "Toon wachtwoord", "Show password";
    /// The words on that button.
    show: "Toon", "Show";
    /// Where a field of a form has a fault: the label and what is wrong.
    fault_of(label: &str, fault: &str): "{label}: {fault}", "{label}: {fault}";
    /// Success, before a message, for screen readers.
    success: "Gelukt", "Done";
    /// A warning, before a message, for screen readers.
    warning: "Let op", "Note";
    /// An error, before a message, for screen readers.
    error: "Fout", "Error";
    /// Information, before a message, for screen readers.
    information: "Informatie", "Information";
    /// The first choice of a list that asks for one.
    choose: "Maak een keuze", "Choose one";
}
