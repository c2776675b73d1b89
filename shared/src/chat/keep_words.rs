//! The words of putting messages in a thread, and of what disappears.

use crate::texts;

texts! {
    /// Puts messages in a thread.
    to_thread: "Zet in een gesprek", "Put in a conversation";
    /// Heads the form.
    title: "Van chat naar gesprek", "From chat to conversation";
    /// What it does.
    lead: "Kies de berichten die bewaard moeten blijven. Ze verhuizen naar een nieuw gesprek, elk met de naam van de schrijver. In de chat blijft een verwijzing staan.", "Choose the messages that must be kept. They move to a new conversation, each with the name of its author. A reference stays in the chat.";
    /// Whose messages can be chosen.
    own_only: "U kunt hier alleen uw eigen berichten kiezen.", "You can only choose your own messages here.";
    /// The list of messages.
    messages: "Berichten", "Messages";
    /// Which can be chosen.
    messages_hint: "Ten hoogste 50 tegelijk.", "At most 50 at once.";
    /// Chooses a message, for screen readers.
    choose(who: &str): "Kies het bericht van {who}", "Choose the message of {who}";
    /// Nothing to choose from.
    none: "Hier staat niets dat u kunt kiezen", "There is nothing here that you can choose";
    /// What to do.
    none_help: "Ga verder terug in de ruimte, of vraag een moderator.", "Go further back in the room, or ask a moderator.";
    /// Where the thread will be.
    community: "Community", "Community";
    /// Who reads it there, and where others' words may go.
    community_hint: "Wie daar gesprekken leest, leest deze berichten dan ook. Berichten van anderen kunnen alleen naar de community van deze ruimte.", "Whoever reads conversations there will read these messages too. Messages of others can only go to the community of this room.";
    /// The title of the thread.
    thread_title: "Titel van het gesprek", "Title of the conversation";
    /// How to make one.
    thread_title_hint: "Waar gaat het over? Collega’s vinden het hiermee terug.", "What is it about? This is how colleagues find it.";
    /// Does it.
    move_now: "Zet in een gesprek", "Put in a conversation";
    /// To earlier messages of the room.
    earlier: "Eerdere berichten", "Earlier messages";
    /// To later messages of the room.
    later: "Latere berichten", "Later messages";
    /// Marks an answer in a side talk.
    is_answer: "antwoord", "answer";
    /// What stands in the place of a message.
    moved: "Dit bericht staat nu in een gesprek.", "This message is in a conversation now.";
    /// Leads there.
    see_thread: "Bekijk het gesprek", "See the conversation";
    /// Takes one's own message back out of the thread.
    take_back: "Terug naar de chat", "Back to the chat";
    /// What that means.
    take_back_help: "Iemand zette uw bericht in een gesprek. Wilt u dat niet, dan kunt u het terughalen: het staat dan weer hier en niet meer in het gesprek.", "Somebody put your message in a conversation. If you do not want that, you can take it back: it will stand here again, and no longer in the conversation.";
    /// On a thread: where it began, for who reads the room.
    from_chat(who: &str, date: &str): "Dit gesprek begon in de chat. {who} zette het hier op {date}.", "This conversation began in the chat. {who} put it here on {date}.";
    /// Leads to the chat.
    see_chat: "Bekijk de chat", "See the chat";

    /// How long messages stay.
    keep: "Bewaartermijn", "Retention period";
    /// How long messages stay.
    keep_days(n: i64): "{n} dag" | "{n} dagen", "{n} day" | "{n} days";
    /// A year.
    keep_year: "12 maanden", "12 months";
    /// For ever.
    keep_always: "onbeperkt", "without limit";
    /// What the period means.
    keep_hint: "Daarna verdwijnen berichten. Wat bovenaan is vastgezet, blijft. Twee weken van tevoren krijgt de ruimte een melding.", "Messages disappear after that. What is pinned stays. The room is told two weeks before.";
    /// Saves the period.
    save_keep: "Bewaar termijn", "Save period";
    /// What will disappear.
    leaving(n: i64, date: &str): "{n} bericht verdwijnt vanaf {date}." | "{n} berichten verdwijnen vanaf {date}.", "{n} message disappears from {date} on." | "{n} messages disappear from {date} on.";
    /// What can be done about it.
    rescue: "Bewaar wat nodig is in een gesprek", "Keep what is needed in a conversation";

    /// Subject of the mail to an author whose messages were moved.
    mail_moved_subject(community: &str): "Uw chatbericht staat nu in een gesprek van {community}", "Your chat message is now in a conversation of {community}";
    /// The same about what is not open.
    mail_moved_closed_subject(site: &str): "Uw chatbericht op {site} staat nu in een gesprek", "Your chat message on {site} is now in a conversation";
    /// What happened.
    mail_moved(n: i64, who: &str, title: &str): "{who} zette {n} bericht van u uit de chat in het gesprek “{title}”, zodat het te vinden blijft." | "{who} zette {n} berichten van u uit de chat in het gesprek “{title}”, zodat ze te vinden blijven.", "{who} put {n} message of yours from the chat in the conversation “{title}”, so that it stays findable." | "{who} put {n} messages of yours from the chat in the conversation “{title}”, so that they stay findable.";
    /// The same about what is not open.
    mail_moved_closed(n: i64): "{n} bericht van u uit de chat staat nu in een gesprek, zodat het te vinden blijft." | "{n} berichten van u uit de chat staan nu in een gesprek, zodat ze te vinden blijven.", "{n} message of yours from the chat is in a conversation now, so that it stays findable." | "{n} messages of yours from the chat are in a conversation now, so that they stay findable.";
    /// How to object.
    mail_moved_object: "Wilt u dat niet? Open het bericht en kies Terug naar de chat.", "You do not want that? Open the message and choose Back to the chat.";
    /// Leads to the message.
    mail_moved_link: "Bekijk uw bericht", "See your message";
    /// Subject of the mail about what will disappear.
    mail_leaving_subject(site: &str): "Chatberichten verdwijnen op {site}", "Chat messages disappear on {site}";
    /// What will happen.
    mail_leaving(n: i64, date: &str): "Vanaf {date} verdwijnt {n} bericht uit chats waar u bij bent, omdat de bewaartermijn voorbij is." | "Vanaf {date} verdwijnen {n} berichten uit chats waar u bij bent, omdat de bewaartermijn voorbij is.", "From {date} on {n} message disappears from chats that you take part in, because its retention period is over." | "From {date} on {n} messages disappear from chats that you take part in, because their retention period is over.";
    /// What can be done.
    mail_leaving_help: "Staat er iets tussen dat bewaard moet blijven? Zet het in een gesprek.", "Is there something that must be kept? Put it in a conversation.";
    /// Leads there.
    mail_leaving_room(room: &str): "Kies wat bewaard blijft uit {room}", "Choose what is kept of {room}";
    /// The same of what is not open.
    mail_leaving_link: "Kies wat bewaard blijft", "Choose what is kept";
    /// Why this mail came.
    mail_leaving_because: "U krijgt deze mail ten hoogste eens in de twee weken, voor chats die u beheert en voor uw eigen gesprekken.", "You get this mail at most once in two weeks, about chats that you manage and your own conversations.";
}
