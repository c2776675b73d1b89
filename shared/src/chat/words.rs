//! The words of the chat.

use crate::texts;

texts! {
    /// The list of rooms.
    rooms: "Chatruimtes", "Chat rooms";
    /// Leads the list.
    lead: "Korte vragen en overleg binnen uw community’s. Wat later terug te vinden moet zijn, zet u beter in een gesprek.", "Short questions and talk within your communities. What must be found later is better off in a conversation.";
    /// No rooms.
    none: "U heeft nog geen chatruimtes", "You have no chat rooms yet";
    /// What to do.
    none_help: "Elke community heeft een chatruimte voor haar leden. Word lid van een community om mee te praten.", "Every community has a chat room for its members. Join a community to take part.";
    /// Nothing said yet.
    empty: "Hier is nog niets gezegd", "Nothing was said here yet";
    /// What to do.
    empty_help: "Begin met een korte vraag of een groet.", "Begin with a short question or a greeting.";
    /// Unread messages of a room.
    unread(n: i64): "{n} ongelezen bericht" | "{n} ongelezen berichten", "{n} unread message" | "{n} unread messages";
    /// When a room was last used.
    last_said: "laatste bericht", "last message";
    /// The name of the log, for screen readers.
    log(room: &str): "Berichten in {room}", "Messages in {room}";
    /// The field.
    your_message: "Uw bericht", "Your message";
    /// The list of people whom one may name.
    names: "Mensen in deze ruimte", "People in this room";
    /// How many it holds, for screen readers.
    names_found(n: i64): "{n} naam. Kies met de pijltoetsen en Enter." | "{n} namen. Kies met de pijltoetsen en Enter.", "{n} name. Choose with the arrow keys and Enter." | "{n} names. Choose with the arrow keys and Enter.";
    /// Sends.
    send: "Verstuur", "Send";
    /// How to write.
    hint: "Enter verstuurt, Shift+Enter begint een nieuwe regel. Met @ noemt u iemand. U kunt **vet**, lijsten en links gebruiken.", "Enter sends, Shift+Enter begins a new line. With @ you name somebody. You can use **bold**, lists and links.";
    /// A state of a message.
    sending: "Wordt verstuurd", "Sending";
    /// A state of a message.
    waiting: "Wacht op verbinding", "Waiting for the connection";
    /// A state of a message.
    failed: "Niet verstuurd", "Not sent";
    /// Sends again.
    retry: "Verstuur opnieuw", "Send again";
    /// Gives up a message that could not be sent.
    discard: "Verwijder", "Remove";
    /// A message that was taken away.
    deleted: "Dit bericht is verwijderd.", "This message was removed.";
    /// A message that was changed.
    edited: "bewerkt", "edited";
    /// Changes a message.
    edit: "Bewerk", "Edit";
    /// Takes a message away.
    remove: "Verwijder", "Remove";
    /// Heads the form.
    edit_title: "Bericht bewerken", "Edit message";
    /// Saves it.
    save: "Bewaar wijziging", "Save change";
    /// How to change in place.
    edit_hint: "Enter bewaart, Escape annuleert.", "Enter saves, Escape cancels.";
    /// A state of a change.
    saving: "Wordt bewaard", "Saving";
    /// A state of a change.
    not_saved: "Niet bewaard. Probeer het zo nog eens.", "Not saved. Try again in a moment.";
    /// Asks before a message is taken away.
    remove_sure: "Dit bericht verwijderen?", "Remove this message?";
    /// What taking away means.
    remove_means: "Niemand kan het daarna nog lezen. Dat er een bericht stond, blijft zichtbaar.", "Nobody can read it any more. That there was a message stays visible.";
    /// A message that could not be taken away.
    not_removed: "Niet verwijderd. Probeer het zo nog eens.", "Not removed. Try again in a moment.";
    /// Heads what a message says now, beside an edit that came too late.
    newest: "Zo staat het er nu", "This is what it says now";
    /// To older messages.
    older: "Eerdere berichten", "Earlier messages";
    /// To newer messages.
    newer: "Nieuwere berichten", "Newer messages";
    /// To the end.
    to_now: "Naar de nieuwste berichten", "To the newest messages";
    /// Reads the page anew, without JavaScript.
    refresh: "Ververs", "Refresh";
    /// The line above what the reader has not seen.
    new_line: "Nieuwe berichten", "New messages";
    /// The button that goes to them.
    new_messages(n: i64): "{n} nieuw bericht" | "{n} nieuwe berichten", "{n} new message" | "{n} new messages";
    /// What is told to screen readers.
    new_from(n: i64, who: &str): "{n} nieuw bericht van {who}" | "{n} nieuwe berichten van {who}", "{n} new message from {who}" | "{n} new messages from {who}";
    /// Somebody writes.
    typing_one(who: &str): "{who} is aan het typen", "{who} is typing";
    /// Two write.
    typing_two(who: &str, other: &str): "{who} en {other} zijn aan het typen", "{who} and {other} are typing";
    /// Many write.
    typing_many: "Meerdere mensen zijn aan het typen", "Several people are typing";
    /// Who else has the room open.
    here_names(names: &str): "Aanwezig: {names}", "Here: {names}";
    /// The same of more than fit.
    here_more(n: i64, names: &str): "Aanwezig: {names} en nog {n}" | "Aanwezig: {names} en nog {n}", "Here: {names} and {n} more" | "Here: {names} and {n} more";
    /// How many have the room open, when they are too many to name.
    here(n: i64): "{n} aanwezig" | "{n} aanwezig", "{n} here" | "{n} here";
    /// Nothing more may be said.
    archived: "Deze ruimte is gesloten. U kunt nog wel teruglezen.", "This room is closed. You can still read it.";
    /// A day.
    today: "Vandaag", "Today";
    /// A day.
    yesterday: "Gisteren", "Yesterday";
    /// Marks the room as read, without JavaScript.
    mark_read: "Markeer als gelezen", "Mark as read";
}
