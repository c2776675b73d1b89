//! The words of administration.

use crate::texts;

texts! {
    /// Leads the overview.
    lead: "Wat op u wacht, en waar u alles beheert.", "What waits for you, and where you manage everything.";
    /// Heads what waits.
    waiting: "Wacht op u", "Waiting for you";
    /// Nothing waits.
    nothing_waits: "Er wacht niets op u.", "Nothing waits for you.";
    /// What waits.
    requests_wait(n: i64): "{n} aanvraag voor een account" | "{n} aanvragen voor een account", "{n} request for an account" | "{n} requests for an account";
    /// What waits.
    reports_wait(n: i64): "{n} gemeld bericht bij moderators" | "{n} gemelde berichten bij moderators", "{n} reported post with moderators" | "{n} reported posts with moderators";
    /// What waits.
    invitations_wait(n: i64): "{n} uitnodiging nog niet aangenomen" | "{n} uitnodigingen nog niet aangenomen", "{n} invitation not accepted yet" | "{n} invitations not accepted yet";
    /// Why reports have no link.
    reports_help: "De moderators van de community’s handelen meldingen af.", "The moderators of the communities deal with reports.";
    /// Heads the links.
    manage: "Beheren", "Manage";
    /// A link.
    accounts: "Leden beheren", "Manage members";
    /// What it is for.
    accounts_help: "Zoeken, gegevens wijzigen, accounts stopzetten", "Search, change details, stop accounts";
    /// A link.
    requests: "Aanvragen", "Requests";
    /// What it is for.
    requests_help: "Beslis wie een account krijgt", "Decide who gets an account";
    /// A link.
    invitations: "Uitnodigingen", "Invitations";
    /// What it is for.
    invitations_help: "Nodig nieuwe leden uit per mail", "Invite new members by mail";
    /// What it is for.
    organisations_help: "Namen, soorten en e-maildomeinen", "Names, kinds and e-mail domains";
    /// A link.
    communities: "Community’s beheren", "Manage communities";
    /// What it is for.
    communities_help: "Alle community’s, ook verborgen, en een nieuwe maken", "All communities, also hidden ones, and making a new one";
    /// What it is for.
    themes_help: "Thema’s, onderwerpen en redacteuren van de kennisbank", "Themes, subjects and editors of the knowledge base";
    /// What it is for.
    site_help: "Naam, openbaarheid en contactadres", "Name, openness and contact address";
    /// What it is for.
    pages_help: "Hulp, contact, privacy en toegankelijkheid", "Help, contact, privacy and accessibility";
    /// Heads the numbers.
    numbers: "In cijfers", "In numbers";
    /// A number.
    active_members: "Leden", "Members";
    /// A number.
    inactive_members: "Stopgezette accounts", "Stopped accounts";
    /// A number.
    seen_members: "Hier geweest in 30 dagen", "Here in the last 30 days";
    /// A number.
    threads: "Gesprekken", "Conversations";
    /// A number.
    posts: "Berichten", "Posts";
    /// A number.
    articles: "Artikelen", "Articles";
    /// A number.
    files: "Bestanden", "Files";
    /// The field of the list.
    find: "Naam of e-mailadres", "Name or e-mail address";
    /// The filter of the list.
    state: "Welke", "Which";
    /// An answer.
    state_all: "Alle", "All";
    /// An answer.
    state_active: "Actief", "Active";
    /// An answer.
    state_inactive: "Stopgezet", "Stopped";
    /// An answer.
    state_admins: "Beheerders", "Administrators";
    /// A column.
    name: "Naam", "Name";
    /// A column.
    email: "E-mailadres", "E-mail address";
    /// A column.
    last_seen: "Laatst hier", "Last here";
    /// Never signed in, or long ago.
    not_seen: "Niet bekend", "Not known";
    /// A badge.
    is_admin: "Beheerder", "Administrator";
    /// A badge.
    is_disabled: "Stopgezet", "Stopped";
    /// A badge.
    has_no_password: "Nog geen wachtwoord", "No password yet";
    /// A badge.
    resembles: "Lijkt op een andere naam", "Resembles another name";
    /// Heads a form.
    details: "Gegevens", "Details";
    /// Its hint.
    details_help: "Bij een andere functie of organisatie houden eerdere berichten de oude.", "With another function or organisation, earlier posts keep the old one.";
    /// Heads a form.
    address: "E-mailadres wijzigen", "Change e-mail address";
    /// Its hint.
    address_help: "Hiermee logt dit lid in. Links in eerder verstuurde mail werken daarna niet meer.", "This member signs in with it. Links in mail that was sent before stop working.";
    /// A button.
    change_address: "Adres wijzigen", "Change address";
    /// Heads a part.
    sign_ins: "Inlogs", "Sign-ins";
    /// How many.
    sign_ins_open(n: i64): "Dit lid is op {n} apparaat ingelogd." | "Dit lid is op {n} apparaten ingelogd.", "This member is signed in on {n} device." | "This member is signed in on {n} devices.";
    /// A button.
    end_sign_ins: "Overal uitloggen", "Sign out everywhere";
    /// Heads a part.
    role: "Beheer van de site", "Administration of the site";
    /// What it means.
    role_help: "Beheerders wijzigen leden, organisaties, community’s en pagina’s. Zij lezen niet mee in community’s waar zij geen lid van zijn.", "Administrators change members, organisations, communities and pages. They do not read in communities of which they are no member.";
    /// A button.
    make_admin: "Maak beheerder", "Make administrator";
    /// A button.
    unmake_admin: "Neem beheer af", "Take administration away";
    /// Heads a part.
    account: "Account", "Account";
    /// What stopping means.
    disable_help: "Bij stopzetten logt dit lid overal uit en kan niet meer inloggen. Berichten blijven staan. U kunt het account weer activeren.", "When stopped, this member is signed out everywhere and cannot sign in. Posts remain. You can activate the account again.";
    /// What activating means.
    enable_help: "Dit account is stopgezet. Na activeren kan dit lid weer inloggen.", "This account was stopped. After activating, this member can sign in again.";
    /// A button.
    disable: "Account stopzetten", "Stop account";
    /// A button.
    enable: "Account activeren", "Activate account";
    /// A link to the profile.
    profile: "Profiel bekijken", "View profile";
    /// A column.
    visibility: "Wie leest mee", "Who reads along";
    /// A column.
    members: "Leden", "Members";
    /// A column.
    owners: "Eigenaren", "Owners";
    /// A community without an owner who can sign in.
    no_owner: "Geen actieve eigenaar", "No active owner";
    /// A button.
    new_community: "Nieuwe community", "New community";
    /// Leads its form.
    new_community_lead: "U wordt de eerste eigenaar. Draag het daarna over aan iemand van de community.", "You become the first owner. Hand it over to somebody of the community afterwards.";
    /// A field.
    slug: "Adres", "Address";
    /// Its hint.
    slug_hint: "Kleine letters, cijfers en koppeltekens. Laat het leeg, dan maken wij het van de naam.", "Small letters, digits and hyphens. Leave it empty and we make it from the name.";
    /// A field.
    description: "Waar de community voor is", "What the community is for";
    /// A field.
    joining: "Hoe wordt iemand lid?", "How does somebody become a member?";
    /// An answer.
    join_free: "Vrij", "Free";
    /// What it means.
    join_free_means: "Wie de community ziet, kan meteen lid worden.", "Whoever sees the community can join at once.";
    /// An answer.
    join_request: "Op verzoek", "On request";
    /// What it means.
    join_request_means: "Een moderator beslist over elk verzoek.", "A moderator decides about each request.";
    /// An answer.
    join_invite: "Op uitnodiging", "By invitation";
    /// What it means.
    join_invite_means: "Alleen wie een uitnodiging krijgt, kan lid worden.", "Only who is invited can join.";
    /// A field.
    question: "Vraag aan wie toegang vraagt", "Question to those who ask to join";
    /// A button.
    found: "Community maken", "Make community";
}
