//! The words for everything that fails: what went wrong, and what to do about it.

use crate::texts;

texts! {
    /// 404.
    not_found: "Deze pagina bestaat niet", "This page does not exist";
    /// 404.
    not_found_help: "Misschien is de link verouderd, of is de pagina niet voor u bestemd. Zoek hierboven, of ga naar de startpagina.", "The link may be outdated, or the page may not be meant for you. Search above, or go to the home page.";
    /// 403.
    forbidden: "Dit mag u niet doen", "You may not do this";
    /// 403.
    forbidden_help: "Vraag een moderator van de community of de beheerder om hulp.", "Ask a moderator of the community or the administrator for help.";
    /// 401.
    sign_in_first: "Log eerst in", "Sign in first";
    /// 401.
    sign_in_first_help: "Hiervoor moet u ingelogd zijn.", "You need to be signed in for this.";
    /// 401.
    wrong_pair: "Het e-mailadres en het wachtwoord horen niet bij elkaar", "The e-mail address and the password do not belong together";
    /// 401.
    wrong_pair_help: "Controleer beide, of vraag een nieuw wachtwoord aan.", "Check both, or ask for a new password.";
    /// 422.
    invalid_help: "Verbeter de velden die genoemd worden en verstuur het opnieuw.", "Correct the fields that are named and send it again.";
    /// 409.
    conflict: "Dit is intussen veranderd", "This has changed meanwhile";
    /// 409.
    conflict_help: "Open de nieuwste versie en voer uw wijziging daar opnieuw in.", "Open the newest version and make your change there again.";
    /// 409.
    closed: "Dit is gesloten", "This is closed";
    /// 409.
    closed_help: "Er kan niets meer worden toegevoegd.", "Nothing more can be added.";
    /// 409.
    last_owner: "Er moet een eigenaar blijven", "There must be an owner left";
    /// 409.
    last_owner_help: "Maak eerst iemand anders eigenaar van de community.", "First make somebody else an owner of the community.";
    /// 413.
    too_large: "Dit is te groot", "This is too large";
    /// 413.
    too_large_help: "Maak de tekst korter of het bestand kleiner.", "Make the text shorter or the file smaller.";
    /// 400.
    malformed: "Dit verzoek is niet te lezen", "This request cannot be read";
    /// 400.
    malformed_help: "Ga terug en probeer het opnieuw.", "Go back and try again.";
    /// 429.
    too_many: "Dit was te vaak achter elkaar", "This was too often in a row";
    /// 429.
    too_many_minutes(minutes: i64): "Wacht {minutes} minuut en probeer het dan opnieuw." | "Wacht {minutes} minuten en probeer het dan opnieuw.", "Wait {minutes} minute and then try again." | "Wait {minutes} minutes and then try again.";
    /// The same, for a short while.
    too_many_help(seconds: i64): "Wacht {seconds} seconde en probeer het dan opnieuw." | "Wacht {seconds} seconden en probeer het dan opnieuw.", "Wait {seconds} second and then try again." | "Wait {seconds} seconds and then try again.";
    /// 507.
    full: "De opslag is vol", "The storage is full";
    /// 507.
    full_help: "Wat u schreef is niet bewaard. Probeer het later opnieuw; de beheerder weet ervan.", "What you wrote was not kept. Try again later; the administrator knows.";
    /// 503.
    unavailable: "Dit lukt nu even niet", "This does not work right now";
    /// 503.
    unavailable_help: "Het is druk of een onderdeel start opnieuw. Probeer het over een paar tellen nog eens.", "It is busy or a part is restarting. Try again in a few moments.";
    /// 500.
    internal: "Er ging iets mis", "Something went wrong";
    /// 500.
    internal_help: "Dat ligt aan ons. Probeer het nog eens; blijft het misgaan, meld het dan aan de beheerder.", "That is our fault. Try again; if it keeps failing, tell the administrator.";
    /// 403: a form of another site.
    foreign: "Dit formulier kwam niet van deze site", "This form did not come from this site";
}
