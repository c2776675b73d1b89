//! The words of accounts: pages and mails.

use crate::texts;

texts! {
    /// A link under the form that signs in.
    forgot: "Wachtwoord vergeten", "Forgotten your password";
    /// A link under the form that signs in.
    no_account: "Nog geen account? Vraag er een aan", "No account yet? Ask for one";
    /// Heads the page that asks for a new password.
    forgot_title: "Nieuw wachtwoord aanvragen", "Ask for a new password";
    /// Leads it.
    forgot_lead: "Vul uw e-mailadres in. U krijgt een link waarmee u een nieuw wachtwoord kiest.", "Fill in your e-mail address. You get a link with which you choose a new password.";
    /// Its button.
    forgot_send: "Stuur mij een link", "Send me a link";
    /// After asking.
    forgot_sent_title: "Kijk in uw mail", "Look in your mail";
    /// After asking: the same whoever asked.
    forgot_sent: "Hoort dit adres bij een account, dan ontvangt u binnen een paar minuten een link. Die werkt 30 minuten en één keer. Kijk ook bij ongewenste mail.", "If this address belongs to an account, you receive a link within a few minutes. It works for 30 minutes and once. Look at unwanted mail too.";
    /// Heads the page that sets a password.
    reset_title: "Kies een nieuw wachtwoord", "Choose a new password";
    /// Leads it.
    reset_lead: "Daarna bent u overal uitgelogd en logt u in met het nieuwe wachtwoord.", "After that you are signed out everywhere, and sign in with the new password.";
    /// A field.
    new_password: "Nieuw wachtwoord", "New password";
    /// A field.
    current_password: "Huidig wachtwoord", "Current password";
    /// A button.
    save_password: "Wachtwoord opslaan", "Save password";
    /// After setting a password.
    reset_done_title: "Uw wachtwoord is gewijzigd", "Your password was changed";
    /// After setting a password.
    reset_done: "U kunt nu inloggen met het nieuwe wachtwoord.", "You can sign in with the new password now.";
    /// A link that was used or is too old.
    gone_title: "Deze link werkt niet meer", "This link does not work any more";
    /// What to do about it.
    gone_reset: "De link is al gebruikt of te oud. Vraag een nieuwe link aan.", "The link was used already or is too old. Ask for a new one.";
    /// What to do about it.
    gone_invitation: "De uitnodiging is al gebruikt, ingetrokken of te oud. Vraag degene die u uitnodigde om een nieuwe.", "The invitation was used, taken back or is too old. Ask whoever invited you for a new one.";
    /// Heads the page that changes a password.
    change_title: "Wachtwoord wijzigen", "Change password";
    /// Leads it.
    change_lead: "Op andere apparaten bent u daarna uitgelogd.", "On other devices you are signed out after that.";
    /// After changing it.
    changed: "Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd.", "Your password was changed. You are signed out on other devices.";
    /// Heads the page with sign-ins.
    sign_ins: "Waar u bent ingelogd", "Where you are signed in";
    /// Leads it.
    sign_ins_lead: "Herkent u iets niet? Beëindig het, en kies een nieuw wachtwoord.", "Something you do not know? End it, and choose a new password.";
    /// Marks the sign-in of this page.
    this_one: "Dit apparaat", "This device";
    /// A program that signed in.
    program: "Programma", "Program";
    /// A device that says nothing of itself.
    unknown_device: "Onbekend apparaat", "Unknown device";
    /// Since when.
    signed_in_at(when: &str): "Ingelogd op {when}", "Signed in on {when}";
    /// When it was last used.
    last_used(when: &str): "Laatst gebruikt: {when}", "Last used: {when}";
    /// From which network.
    from_network(network: &str): "Netwerk {network}", "Network {network}";
    /// A button.
    end_one: "Beëindigen", "End";
    /// A button.
    end_all: "Overal uitloggen", "Sign out everywhere";
    /// Heads the invitations.
    invitations: "Uitnodigingen", "Invitations";
    /// Leads the invitations of the site.
    invitations_lead: "Wie u uitnodigt, krijgt een link om een account te maken. De link werkt 30 dagen en één keer.", "Whoever you invite gets a link to make an account. It works for 30 days and once.";
    /// Leads the invitations of a community.
    invitations_of(community: &str): "Wie u uitnodigt, wordt lid van {community}. De link werkt 30 dagen en één keer.", "Whoever you invite becomes a member of {community}. The link works for 30 days and once.";
    /// A field.
    email: "E-mailadres", "E-mail address";
    /// A field.
    name: "Naam", "Name";
    /// A field.
    message: "Persoonlijk bericht", "Personal message";
    /// A hint.
    message_hint: "Staat in de mail, boven de link.", "Stands in the mail, above the link.";
    /// A button.
    invite: "Nodig uit", "Invite";
    /// After inviting.
    invited: "De uitnodiging is onderweg.", "The invitation is on its way.";
    /// Asked too often.
    invited_often: "Dit adres kreeg het afgelopen uur al drie mails. Probeer het later opnieuw.", "This address got three mails in the last hour already. Try again later.";
    /// Heads the list of invitations.
    invitations_sent: "Verstuurd", "Sent";
    /// No invitations.
    no_invitations: "Nog niemand uitgenodigd", "Nobody invited yet";
    /// Why the list is empty.
    no_invitations_help: "Zodra u iemand uitnodigt, ziet u hier wat ervan kwam.", "As soon as you invite somebody, you see here what became of it.";
    /// A state.
    state_open: "Wacht op antwoord", "Waits for an answer";
    /// A state.
    state_accepted: "Aangenomen", "Accepted";
    /// A state.
    state_expired: "Verlopen", "Expired";
    /// A state.
    state_revoked: "Ingetrokken", "Taken back";
    /// Who invited.
    by(name: &str): "Door {name}", "By {name}";
    /// For which community.
    for_community(community: &str): "Voor {community}", "For {community}";
    /// When it ends.
    until(date: &str): "Geldig tot {date}", "Valid until {date}";
    /// How often it was sent.
    times_sent(n: i64): "{n} keer verstuurd" | "{n} keer verstuurd", "sent {n} time" | "sent {n} times";
    /// A button.
    resend: "Opnieuw versturen", "Send again";
    /// A button.
    revoke: "Intrekken", "Take back";
    /// Heads the page of an invitation.
    welcome(site: &str): "Welkom bij {site}", "Welcome to {site}";
    /// Leads it.
    invited_by(name: &str): "{name} nodigt u uit.", "{name} invites you.";
    /// Leads it.
    invited_to(name: &str, community: &str): "{name} nodigt u uit voor {community}.", "{name} invites you to {community}.";
    /// Says which address it is bound to.
    bound_to(email: &str): "Uw account hoort bij {email}.", "Your account belongs to {email}.";
    /// A field.
    function: "Functie", "Function";
    /// A hint.
    function_hint: "Bijvoorbeeld: adviseur veiligheid.", "For example: safety adviser.";
    /// A field.
    organisation: "Organisatie", "Organisation";
    /// A hint.
    organisation_hint: "Staat uw organisatie er niet bij? Laat dit leeg, dan vult de beheerder het aan.", "Is your organisation not listed? Leave this empty; the administrator fills it in.";
    /// A field.
    password: "Wachtwoord", "Password";
    /// A button.
    make_account: "Maak mijn account", "Make my account";
    /// Heads what to do for those who have an account.
    have_account: "U hebt al een account", "You have an account already";
    /// What to do.
    have_account_help: "Log in om deze uitnodiging aan te nemen.", "Sign in to accept this invitation.";
    /// A button.
    accept_invitation: "Neem de uitnodiging aan", "Accept the invitation";
    /// Signed in as somebody else.
    other_account: "U bent ingelogd met een ander account. Log eerst uit.", "You are signed in with another account. Sign out first.";
    /// Heads the page that asks for an account.
    ask_title: "Account aanvragen", "Ask for an account";
    /// Leads it.
    ask_lead: "Voor professionals in zorg en veiligheid. De beheerder beoordeelt uw aanvraag, meestal binnen twee werkdagen.", "For professionals in care and safety. The administrator judges your request, mostly within two working days.";
    /// A hint.
    email_hint: "Gebruik het adres van uw werk.", "Use the address of your work.";
    /// A field.
    motivation: "Waarom wilt u meedoen", "Why do you want to take part";
    /// A button.
    ask_send: "Verstuur de aanvraag", "Send the request";
    /// After asking.
    asked_title: "Uw aanvraag is binnen", "We have your request";
    /// After asking.
    asked: "U krijgt bericht per mail zodra de beheerder heeft besloten.", "You get a mail as soon as the administrator has decided.";
    /// Heads the requests.
    requests: "Aanvragen voor een account", "Requests for an account";
    /// Leads the requests.
    requests_lead: "Wie u toelaat, krijgt een uitnodiging per mail.", "Whoever you accept gets an invitation by mail.";
    /// No requests.
    no_requests: "Geen open aanvragen", "No open requests";
    /// Why the list is empty.
    no_requests_help: "Nieuwe aanvragen verschijnen hier vanzelf.", "New requests appear here.";
    /// A button.
    accept: "Toelaten", "Accept";
    /// A button.
    refuse: "Afwijzen", "Refuse";
    /// A field.
    reason: "Reden van afwijzing", "Reason for refusing";
    /// A hint.
    reason_hint: "De aanvrager leest dit in de mail.", "Whoever asked reads this in the mail.";
    /// Somebody who asks has an account.
    is_member: "Heeft al een account", "Has an account already";
    /// To the settings.
    settings: "Instellingen", "Settings";

    /// A mail.
    mail_hello: "Goedendag,", "Good day,";
    /// A mail.
    mail_hello_to(name: &str): "Dag {name},", "Dear {name},";
    /// A mail.
    mail_invited_subject(site: &str): "Uitnodiging voor {site}", "Invitation to {site}";
    /// A mail.
    mail_invited_by(name: &str, site: &str): "{name} nodigt u uit voor {site}, de plek waar professionals in zorg en veiligheid elkaar vinden.", "{name} invites you to {site}, where professionals in care and safety meet.";
    /// A mail.
    mail_invited_to(community: &str): "U wordt meteen lid van de community {community}.", "You become a member of the community {community} at once.";
    /// A mail.
    mail_wrote(name: &str): "{name} schreef erbij", "{name} added";
    /// A mail.
    mail_invited_link: "Neem de uitnodiging aan", "Accept the invitation";
    /// A mail.
    mail_invited_until(date: &str): "De link werkt tot {date} en één keer. Hij hoort bij dit e-mailadres.", "The link works until {date} and once. It belongs to this e-mail address.";
    /// A mail.
    mail_not_meant: "Niet voor u bedoeld? Dan hoeft u niets te doen.", "Not meant for you? Then you need not do anything.";
    /// A mail.
    mail_reset_subject(site: &str): "Nieuw wachtwoord voor {site}", "New password for {site}";
    /// A mail.
    mail_reset(site: &str): "Er is een nieuw wachtwoord aangevraagd voor uw account op {site}.", "A new password was asked for your account on {site}.";
    /// A mail.
    mail_reset_link: "Kies een nieuw wachtwoord", "Choose a new password";
    /// A mail.
    mail_reset_until: "De link werkt 30 minuten en één keer. Vroeg u dit niet aan? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.", "The link works for 30 minutes and once. Did you not ask for this? Then you need not do anything: your password stays as it is.";
    /// A mail.
    mail_changed_subject(site: &str): "Uw wachtwoord voor {site} is gewijzigd", "Your password for {site} was changed";
    /// A mail.
    mail_changed: "Het wachtwoord van uw account is zojuist gewijzigd. Op andere apparaten bent u uitgelogd.", "The password of your account was changed just now. You are signed out on other devices.";
    /// A mail.
    mail_changed_help: "Deed u dit niet zelf? Vraag dan meteen een nieuw wachtwoord aan en waarschuw de beheerder.", "Was this not you? Then ask for a new password at once and warn the administrator.";
    /// A mail.
    mail_moved_subject(site: &str): "Uw e-mailadres voor {site} is gewijzigd", "Your e-mail address for {site} was changed";
    /// A mail.
    mail_moved(site: &str, email: &str): "De beheerder van {site} heeft het e-mailadres van uw account gewijzigd. U logt voortaan in met {email}; ook de mail van {site} gaat daarheen.", "The administrator of {site} changed the e-mail address of your account. From now on you sign in with {email}; mail from {site} goes there as well.";
    /// A mail.
    mail_moved_help: "Klopt dit niet? Waarschuw dan meteen de beheerder.", "Is this not right? Then warn the administrator at once.";
    /// A mail.
    mail_refused_subject(site: &str): "Uw aanvraag voor {site}", "Your request for {site}";
    /// A mail.
    mail_refused(site: &str): "U vroeg een account aan op {site}. De beheerder kan uw aanvraag niet toewijzen.", "You asked for an account on {site}. The administrator cannot grant your request.";
    /// A mail.
    mail_refused_reason: "De reden", "The reason";
    /// A mail.
    mail_accepted(site: &str): "U vroeg een account aan op {site}. Uw aanvraag is toegewezen.", "You asked for an account on {site}. Your request was granted.";
    /// A mail.
    mail_waiting_subject(site: &str): "Aanvragen voor een account op {site}", "Requests for an account on {site}";
    /// A mail.
    mail_waiting(n: i64): "Er wacht {n} aanvraag op uw besluit." | "Er wachten {n} aanvragen op uw besluit.", "There is {n} request that waits for your decision." | "There are {n} requests that wait for your decision.";
    /// A mail.
    mail_test_subject(site: &str): "Proefmail van {site}", "Test mail of {site}";
    /// A mail.
    mail_test: "Deze mail laat zien dat de site mail kan versturen. U hoeft niets te doen.", "This mail shows that the site can send mail. You need not do anything.";
}
