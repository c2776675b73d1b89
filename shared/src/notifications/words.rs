//! The words of notifications: mails, and the page that stops them.

use crate::texts;

texts! {
    /// The subject of a mail about an open thread.
    reply_subject(title: &str): "Nieuw bericht: {title}", "New post: {title}";
    /// The subject of a mail about a thread of a closed community.
    closed_subject(site: &str): "Nieuw bericht op {site}", "New post on {site}";
    /// What a mail about an open thread says first.
    replies(n: i64, title: &str, community: &str): "Er is {n} nieuw bericht in het gesprek “{title}” van {community}." | "Er zijn {n} nieuwe berichten in het gesprek “{title}” van {community}.", "There is {n} new post in the conversation “{title}” of {community}." | "There are {n} new posts in the conversation “{title}” of {community}.";
    /// All that a mail about a closed community says.
    closed_reply: "Er is een nieuw bericht in een besloten community. Log in om het te lezen.", "There is a new post in a closed community. Sign in to read it.";
    /// Who wrote.
    wrote(name: &str): "{name} schreef", "{name} wrote";
    /// Who wrote, and for whom they work.
    wrote_for(name: &str, organisation: &str): "{name} ({organisation}) schreef", "{name} ({organisation}) wrote";
    /// A link.
    read_on: "Lees verder en reageer", "Read on and reply";
    /// Why the mail came.
    because: "U krijgt deze mail omdat u meedeed aan dit gesprek of het volgt.", "You get this mail because you took part in this conversation or follow it.";
    /// A link.
    stop_link: "Geen mail meer ontvangen", "Stop these mails";
    /// The subject of a mail about a direct message.
    direct_subject(name: &str): "{name} stuurde u een bericht", "{name} sent you a message";
    /// What it says first.
    direct(n: i64, name: &str): "{name} stuurde u een bericht. Log in om het te lezen." | "{name} stuurde u {n} berichten. Log in om ze te lezen.", "{name} sent you a message. Sign in to read it." | "{name} sent you {n} messages. Sign in to read them.";
    /// The subject of a mail about being named in a chat.
    named_subject(name: &str): "{name} noemde u in een chat", "{name} mentioned you in a chat";
    /// What it says first.
    named(name: &str, community: &str): "{name} noemde u in de chat van {community}.", "{name} mentioned you in the chat of {community}.";
    /// All that a mail about a closed community says.
    closed_named: "U bent genoemd in een besloten chat. Log in om het te lezen.", "You were mentioned in a closed chat. Sign in to read it.";
    /// A link.
    open_chat: "Open de chat", "Open the chat";
    /// Why the mail came.
    because_direct: "U krijgt deze mail omdat u dit bericht nog niet had gelezen. Totdat u weer langskomt, krijgt u geen tweede.", "You get this mail because you had not read this message. Until you come back you get no second one.";
    /// Heads the page that stops mail about a chat.
    stop_chat_title: "Mail over chat stoppen", "Stop mail about chat";
    /// A button.
    stop_room: "Demp deze ruimte", "Mute this room";
    /// A button.
    stop_messages: "Stop alle mail over chat", "Stop all mail about chat";
    /// After stopping.
    stopped_room: "Deze ruimte is gedempt: u krijgt er geen mail en geen tellers meer van.", "This room is muted: you get no mail and no numbers of it any more.";
    /// After stopping.
    stopped_messages: "U krijgt geen mail meer over chat. In uw instellingen kunt u dit weer aanzetten.", "You get no more mail about chat. In your settings you can switch it on again.";
    /// Heads the page that stops mail.
    stop_title: "Mail over reacties stoppen", "Stop mail about replies";
    /// Leads it.
    stop_lead: "Kies wat u niet meer per mail wilt ontvangen. U blijft lid en kunt alles blijven lezen.", "Choose what you do not want to receive by mail any more. You stay a member and can still read everything.";
    /// A button.
    stop_thread: "Stop mail over dit gesprek", "Stop mail about this conversation";
    /// A button.
    stop_all: "Stop mail over alle reacties", "Stop mail about all replies";
    /// After stopping.
    stopped_title: "Het is geregeld", "It is done";
    /// After stopping.
    stopped_thread: "U krijgt geen mail meer over dit gesprek.", "You get no more mail about this conversation.";
    /// After stopping.
    stopped_all: "U krijgt geen mail meer over reacties. In uw instellingen kunt u dit weer aanzetten.", "You get no more mail about replies. In your settings you can switch it on again.";
}
