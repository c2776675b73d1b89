//! The words of the members' room.

use crate::texts;

texts! {
    /// Heads the page that signs in.
    sign_in_title: "Inloggen", "Sign in";
    /// What the page is for.
    sign_in_lead: "Voor leden van de alliantie: gemeenten, politie, Openbaar Ministerie en partners.", "For members of the alliance: municipalities, police, public prosecutor and partners.";
    /// A field.
    email: "E-mailadres", "E-mail address";
    /// A field.
    password: "Wachtwoord", "Password";
    /// Heads the notice over the form.
    kept_title: "Uw tekst is bewaard", "Your text was kept";
    /// The notice over the form.
    kept: "U was uitgelogd. Na het inloggen staat alles wat u schreef er weer.", "You were signed out. After signing in, all that you wrote is back.";
    /// Heads the page with what was kept.
    kept_page: "Wat u schreef", "What you wrote";
    /// A field of what was kept.
    kept_text: "Uw tekst", "Your text";
    /// A field of what was kept.
    kept_title_field: "Titel", "Title";
    /// A field of what was kept.
    kept_tags: "Trefwoorden", "Tags";
    /// A field of what was kept.
    kept_reason: "Toelichting", "Explanation";
    /// Leads the page with what was kept.
    kept_lead: "U bent weer ingelogd. Verstuur het nu, of kopieer de tekst.", "You are signed in again. Send it now, or copy the text.";
    /// Heads the directory.
    directory: "Leden", "People";
    /// Leads the directory.
    directory_lead: "Zoek een collega op naam, organisatie, functie of onderwerp.", "Find a colleague by name, organisation, function or subject.";
    /// The field of the directory.
    find: "Naam, organisatie of onderwerp", "Name, organisation or subject";
    /// The filter of the directory.
    kind: "Soort organisatie", "Kind of organisation";
    /// All kinds.
    every_kind: "Alle organisaties", "All organisations";
    /// The button of the directory.
    show: "Toon", "Show";
    /// Nobody was found.
    nobody: "Niemand gevonden", "Nobody found";
    /// What to do about it.
    nobody_help: "Probeer een ander woord, of kies alle organisaties.", "Try another word, or choose all organisations.";
    /// What colleagues may ask about.
    ask_about: "Te vragen over", "Ask about";
    /// What they do.
    function: "Functie", "Function";
    /// For whom.
    organisation: "Organisatie", "Organisation";
    /// A telephone number.
    phone: "Telefoon", "Telephone";
    /// Since when.
    member_since: "Lid sinds", "Member since";
    /// A member without an organisation.
    no_organisation: "Geen organisatie bekend", "No organisation known";
}
