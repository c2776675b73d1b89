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

texts! {
    /// The themes of a member.
    themes: "Thema’s", "Themes";
    /// The filter of the directory.
    every_theme: "Alle thema’s", "All themes";
    /// How many members were found.
    found(n: i64): "{n} lid" | "{n} leden", "{n} person" | "{n} people";
    /// Opens the choices on a small screen.
    refine: "Kies soort of thema", "Choose kind or theme";
    /// Leads the list of active filters back to none.
    clear: "Wis alle keuzes", "Clear all choices";
    /// A profile's heading for contact.
    reach: "Bereiken", "Contact";
    /// A profile's heading for communities.
    together: "Samen in", "Together in";
    /// Nothing to reach a member with.
    not_shown: "Dit lid deelt geen telefoonnummer of e-mailadres.", "This member shares no telephone number or e-mail address.";
    /// Of a member who left.
    departed_help: "Dit lid heeft de site verlaten. De berichten staan er nog, zonder naam.", "This member has left the site. The posts remain, without a name.";
    /// Of a member who cannot sign in.
    inactive: "Dit account is niet actief.", "This account is not active.";
    /// A button on one's own profile.
    edit_profile: "Profiel bewerken", "Edit profile";
    /// Leads the form of one's own profile.
    edit_lead: "Collega’s vinden u met deze gegevens. Alleen uw naam, functie en organisatie ziet ieder lid altijd.", "Colleagues find you by these details. Only your name, function and organisation are always shown to every member.";
    /// A part of the form.
    part_who: "Wie u bent", "Who you are";
    /// A part of the form.
    part_knows: "Waar u van weet", "What you know about";
    /// A part of the form.
    part_reach: "Hoe collega’s u bereiken", "How colleagues reach you";
    /// A field.
    name: "Naam", "Name";
    /// Its hint.
    name_hint: "Uw voornaam en achternaam.", "Your first and last name.";
    /// Its hint.
    function_hint: "Bijvoorbeeld: adviseur openbare orde en veiligheid.", "For example: public order adviser.";
    /// Its hint.
    organisation_fixed: "Klopt dit niet meer? Vraag de beheerder om het te wijzigen.", "Is this no longer right? Ask the administrator to change it.";
    /// Its hint.
    organisation_hint: "U kiest uit de organisaties die bij uw e-mailadres horen.", "You choose from the organisations that belong to your e-mail address.";
    /// Its hint.
    themes_hint: "Kies de onderwerpen waar u aan werkt.", "Choose the subjects you work on.";
    /// Its hint.
    ask_hint: "Noem een paar onderwerpen waarover collega’s u mogen bellen of mailen.", "Name a few subjects about which colleagues may call or mail you.";
    /// A choice.
    show_ask: "Wie ziet waarover u te vragen bent", "Who sees what to ask you about";
    /// A choice.
    show_phone: "Wie ziet uw telefoonnummer", "Who sees your telephone number";
    /// A choice.
    show_email: "Wie ziet uw e-mailadres", "Who sees your e-mail address";
    /// A choice.
    show_photo: "Wie ziet uw foto", "Who sees your photo";
    /// An answer.
    sees_nobody: "Niemand", "Nobody";
    /// An answer.
    sees_communities: "Leden die met u in een community zitten", "Members who share a community with you";
    /// An answer.
    sees_members: "Alle leden", "All members";
    /// A part of the page.
    photo: "Foto", "Photo";
    /// Its hint.
    photo_hint: "PNG, JPEG of WebP. Wij snijden de foto vierkant en bewaren niet waar of waarmee die is gemaakt.", "PNG, JPEG or WebP. We crop the photo to a square and do not keep where or with what it was taken.";
    /// A button.
    photo_send: "Foto plaatsen", "Use this photo";
    /// A button.
    photo_remove: "Foto verwijderen", "Remove photo";
    /// Leads the settings.
    settings_lead: "Taal, weergave en meldingen voor uw account.", "Language, display and notifications for your account.";
    /// After saving.
    settings_saved: "Uw instellingen zijn opgeslagen.", "Your settings have been saved.";
    /// A field.
    language: "Taal", "Language";
    /// A field.
    display: "Weergave", "Display";
    /// An answer.
    display_auto: "Zoals mijn apparaat", "As my device says";
    /// An answer.
    display_light: "Licht", "Light";
    /// An answer.
    display_dark: "Donker", "Dark";
    /// A field.
    mail_replies: "Mail mij als iemand reageert in een gesprek dat ik volg", "Mail me when somebody replies in a conversation I follow";
    /// Its hint.
    mail_replies_hint: "Ten hoogste één mail per gesprek, en niet als u het al hebt gelezen.", "At most one mail for each conversation, and not when you have read it already.";
    /// A field.
    mail_messages: "Mail mij over directe berichten en als iemand mij noemt in een chat", "Mail me about direct messages and when somebody mentions me in a chat";
    /// Its hint.
    mail_messages_hint: "Eén mail per ruimte totdat u weer langskomt, en niet als u het al hebt gelezen.", "One mail for each room until you come back, and not when you have read it already.";
    /// A field.
    presence: "Laat in chats zien dat ik er ben en dat ik typ", "Show in chats that I am there and that I type";
    /// Its hint.
    presence_hint: "Alleen waar de community daarvoor koos. Zet u dit uit, dan ziet niemand het meer, in geen enkele ruimte.", "Only where the community chose so. When you switch this off nobody sees it any more, in any room.";
    /// Heads the links of the settings.
    security: "Uw account", "Your account";
    /// A link.
    change_password: "Wachtwoord wijzigen", "Change password";
    /// A link.
    sign_ins: "Apparaten waarop u bent ingelogd", "Devices you are signed in on";
}
