//! The words of the communities' room.

use crate::texts;

texts! {
    /// Leads the list.
    lead: "Groepen van professionals rond een thema. Sommige zijn besloten: daar vraagt u toegang.", "Groups of professionals around a theme. Some are closed: ask for access there.";
    /// Nothing to list.
    none: "Nog geen community’s", "No communities yet";
    /// Why.
    none_help: "Zodra er een community is die u mag zien, staat die hier.", "As soon as there is a community that you may see, it is listed here.";
    /// A visibility.
    open: "Open", "Open";
    /// A visibility.
    listed: "Besloten", "Closed";
    /// A visibility.
    hidden: "Verborgen", "Hidden";
    /// A visibility in words.
    open_means: "Iedereen leest mee, leden schrijven.", "Everybody reads, members write.";
    /// A visibility in words.
    listed_means: "Alleen leden lezen mee. Anderen zien naam en doel.", "Only members read. Others see name and purpose.";
    /// A visibility in words.
    hidden_means: "Alleen leden lezen mee. Niemand anders weet dat deze groep bestaat.", "Only members read. Nobody else knows that this group exists.";
    /// The number of members.
    members(n: i64): "{n} lid" | "{n} leden", "{n} member" | "{n} members";
    /// The reader's standing.
    you_are_member: "U bent lid", "You are a member";
    /// The reader's standing.
    you_asked: "Uw verzoek wacht op een moderator", "Your request waits for a moderator";
    /// The reader's standing, short.
    you_asked_short: "Verzoek verstuurd", "Request sent";
    /// No longer in use.
    archived: "Gearchiveerd", "Archived";
    /// A button.
    join: "Word lid", "Join";
    /// A button.
    ask: "Vraag toegang", "Ask to join";
    /// A button.
    leave: "Verlaat de community", "Leave the community";
    /// A field.
    why: "Uw bericht aan de moderator", "Your message to the moderator";
    /// By invitation.
    by_invitation: "Lid worden kan alleen op uitnodiging.", "You can only join by invitation.";
    /// A tab.
    threads: "Gesprekken", "Conversations";
    /// A tab.
    about: "Over", "About";
    /// The tab with the articles.
    knowledge: "Kennis", "Knowledge";
    /// A community without articles.
    no_knowledge: "Hier staan nog geen artikelen", "There are no articles here yet";
    /// What to do.
    no_knowledge_help: "Handreikingen en voorbeelden van deze community komen hier te staan. Kijk ook in de kennisbank.", "Guides and examples of this community will appear here. Look in the knowledge base as well.";
    /// Heads the house rules.
    rules: "Huisregels", "House rules";
    /// A button.
    new_thread: "Nieuw gesprek", "New conversation";
    /// The gate of a closed community.
    closed_title: "Deze community is besloten", "This community is closed";
    /// The gate of a closed community.
    closed_help: "Alleen leden lezen hier mee. Vraag toegang; een moderator beslist.", "Only members read here. Ask to join; a moderator decides.";
    /// Heads the requests.
    requests: "Verzoeken om toegang", "Requests to join";
    /// A tab.
    requests_tab: "Verzoeken", "Requests";
    /// A button.
    accept: "Toelaten", "Accept";
    /// A button.
    refuse: "Afwijzen", "Refuse";
    /// A heading.
    yours: "Uw community’s", "Your communities";
    /// A heading.
    others: "Andere community’s", "Other communities";
    /// Members and organisations.
    members_of(n: i64, organisations: &str): "{n} lid van {organisations}" | "{n} leden van {organisations}", "{n} member of {organisations}" | "{n} members of {organisations}";
    /// How one joins.
    join_free: "Vrij", "Free";
    /// What it means.
    join_free_means: "Wie de community ziet, kan meteen lid worden.", "Whoever sees the community can join at once.";
    /// How one joins.
    join_request: "Op verzoek", "On request";
    /// What it means.
    join_request_means: "Een moderator beslist over elk verzoek.", "A moderator decides about each request.";
    /// How one joins.
    join_invite: "Op uitnodiging", "By invitation";
    /// What it means.
    join_invite_means: "Alleen wie een uitnodiging krijgt, kan lid worden.", "Only who is invited can join.";
    /// A tab.
    chat: "Chat", "Chat";
    /// A tab.
    members_tab: "Leden", "Members";
    /// A tab.
    settings: "Instellingen", "Settings";
    /// Conversations with something new.
    unread(n: i64): "{n} gesprek met iets nieuws" | "{n} gesprekken met iets nieuws", "{n} conversation with something new" | "{n} conversations with something new";
    /// A short form.
    new_count(n: i64): "{n} nieuw" | "{n} nieuw", "{n} new" | "{n} new";
    /// Requests that wait.
    waiting(n: i64): "{n} verzoek wacht op u" | "{n} verzoeken wachten op u", "{n} request waits for you" | "{n} requests wait for you";
    /// Reports that wait.
    reports_waiting(n: i64): "{n} melding wacht op u" | "{n} meldingen wachten op u", "{n} report waits for you" | "{n} reports wait for you";
    /// Takes a request back.
    withdraw: "Trek verzoek in", "Withdraw request";
    /// A request that was refused.
    refused: "Een moderator heeft uw verzoek afgewezen.", "A moderator refused your request.";
    /// A request that was refused.
    refused_again: "U kunt opnieuw toegang vragen.", "You can ask again.";
    /// By invitation.
    by_invitation_help: "Kent u een lid? Vraag dan of een moderator u uitnodigt.", "Do you know a member? Ask whether a moderator can invite you.";
    /// The gate of a closed community for a visitor.
    sign_in_to_join: "Log in om lid te worden.", "Sign in to join.";
    /// The gate of a closed community that is by invitation only.
    closed_invite_help: "Alleen leden lezen hier mee. Lid worden kan op uitnodiging.", "Only members read here. You can join by invitation.";
    /// The gate while a request waits.
    closed_asked_help: "Uw verzoek ligt bij de moderators. U leest mee zodra zij u toelaten.", "Your request is with the moderators. You can read along as soon as they let you in.";
    /// An archived community.
    archived_help: "Deze community is gearchiveerd: u kunt alles nog lezen, maar er komt niets meer bij.", "This community is archived: you can still read everything, but nothing is added.";
    /// Those who lead it.
    led_by: "Beheerd door", "Led by";
    /// To all members.
    all_members: "Alle leden", "All members";
    /// The theme it belongs to.
    theme: "Thema", "Theme";
    /// No theme.
    no_theme: "Geen thema", "No theme";
    /// Nothing waits.
    no_requests: "Geen verzoeken", "No requests";
    /// Nothing waits.
    no_requests_help: "Zodra iemand toegang vraagt, staat het verzoek hier.", "As soon as somebody asks to join, the request is listed here.";
    /// A field.
    reason: "Toelichting voor de aanvrager", "Explanation for the applicant";
    /// Heads those that were decided.
    decided: "Eerder beslist", "Decided before";
    /// An outcome.
    accepted_by(name: &str): "toegelaten door {name}", "accepted by {name}";
    /// An outcome.
    refused_by(name: &str): "afgewezen door {name}", "refused by {name}";
    /// An outcome.
    withdrawn: "zelf ingetrokken", "withdrawn by themselves";
    /// A column.
    name: "Naam", "Name";
    /// A column.
    function: "Functie", "Function";
    /// A column.
    organisation: "Organisatie", "Organisation";
    /// A column.
    email: "E-mailadres", "E-mail address";
    /// A column.
    role: "Rol", "Role";
    /// A column.
    joined: "Lid sinds", "Member since";
    /// A role.
    role_member: "Lid", "Member";
    /// A role.
    role_moderator: "Moderator", "Moderator";
    /// A role.
    role_owner: "Eigenaar", "Owner";
    /// Makes somebody something.
    make_member: "Maak gewoon lid", "Make a plain member";
    /// Makes somebody something.
    make_moderator: "Maak moderator", "Make a moderator";
    /// Makes somebody something.
    make_owner: "Maak eigenaar", "Make an owner";
    /// Takes a member out.
    remove_member: "Verwijder uit de community", "Remove from the community";
    /// The acts for one member, for screen readers.
    acts_for(name: &str): "Acties voor {name}", "Actions for {name}";
    /// A field.
    find_member: "Zoek een lid", "Find a member";
    /// Nobody found.
    nobody: "Niemand gevonden", "Nobody found";
    /// Nobody found.
    nobody_help: "Probeer een ander woord.", "Try another word.";
    /// The file with all members.
    export: "Ledenlijst downloaden (CSV)", "Download list of members (CSV)";
    /// You.
    you: "U", "You";
    /// Heads the settings.
    settings_title: "Instellingen van de community", "Settings of the community";
    /// A field.
    description: "Waar is de community voor", "What the community is for";
    /// A field.
    visibility: "Wie leest mee", "Who reads along";
    /// A field.
    joining: "Hoe wordt iemand lid", "How somebody joins";
    /// A field.
    question: "Vraag aan wie toegang vraagt", "Question to who asks to join";
    /// A hint.
    question_hint: "Alleen bij lid worden op verzoek.", "Only when joining is on request.";
    /// A field.
    presence: "Wat chatruimtes van mensen laten zien", "What chat rooms show of people";
    /// Its hint.
    presence_hint: "Wie dat in de eigen instellingen niet wil, is nooit te zien.", "Whoever does not want that in their own settings is never shown.";
    /// A choice.
    shows_nothing: "Niets", "Nothing";
    /// A choice.
    shows_typing: "Wie er typt", "Who types";
    /// A choice.
    shows_here: "Wie er typt en wie er is", "Who types and who is there";
    /// What it means.
    shows_here_means: "Boven de berichten staat wie de ruimte nu open heeft.", "Above the messages stands who has the room open now.";
    /// A field.
    rules_field: "Huisregels", "House rules";
    /// A field.
    slug: "Adres", "Address";
    /// A hint.
    slug_hint(slug: &str): "Nu: /c/{slug}. Het oude adres blijft doorverwijzen.", "Now: /c/{slug}. The old address keeps leading here.";
    /// A warning.
    visibility_hint: "Sluit u de community, dan kan wie geen lid is meteen niets meer lezen.", "When you close the community, those who are no members cannot read anything at once.";
    /// Heads the archive.
    archive_title: "Archiveren", "Archive";
    /// Explains the archive.
    archive_help: "In een gearchiveerde community kan niemand meer schrijven of lid worden. Alles blijft te lezen.", "Nobody can write or join in an archived community. Everything stays readable.";
    /// A button.
    archive: "Archiveer de community", "Archive the community";
    /// A button.
    unarchive: "Neem weer in gebruik", "Take back into use";
    /// Owners cannot vanish.
    leave_help: "U leest en schrijft dan niet meer mee.", "You no longer read and write along.";
    /// What leaving means where one is let in.
    leave_for_good: "Terugkomen kan alleen als een moderator u toelaat.", "You can only come back when a moderator lets you in.";
    /// The mail to who asked to join.
    mail_accepted_subject(community: &str): "U bent lid van {community}", "You are a member of {community}";
    /// The mail to who asked to join.
    mail_accepted(community: &str): "Een moderator heeft u toegelaten tot {community}. U kunt nu meelezen en meepraten.", "A moderator let you in to {community}. You can read and take part now.";
    /// The mail to who asked to join.
    mail_refused_subject(community: &str): "Uw verzoek voor {community}", "Your request for {community}";
    /// The mail to who asked to join.
    mail_refused(community: &str): "Een moderator heeft uw verzoek om lid te worden van {community} afgewezen. U kunt opnieuw toegang vragen.", "A moderator refused your request to join {community}. You can ask again.";
    /// Heads the reason in the mail.
    mail_reason: "De moderator schrijft", "The moderator writes";
    /// The link in the mail.
    mail_link: "Naar de community", "To the community";
    /// No rules.
    no_rules: "Deze community heeft geen eigen huisregels. De algemene gedragsregels gelden.", "This community has no house rules of its own. The general rules apply.";
}
