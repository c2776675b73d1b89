//! The words of signs, side talks, pins and levels.

use crate::texts;

texts! {
    /// A sign.
    up: "Eens", "Agreed";
    /// A sign.
    done: "Gedaan", "Done";
    /// A sign.
    eyes: "Ik kijk ernaar", "Looking at it";
    /// A sign.
    question: "Vraag", "Question";
    /// A sign.
    thanks: "Dank", "Thanks";
    /// A sign.
    party: "Mooi gedaan", "Well done";
    /// Opens the choice of signs.
    react: "Reageer met een teken", "React with a sign";
    /// Gives a sign, for screen readers.
    give(sign: &str): "Geef het teken {sign}", "Give the sign {sign}";
    /// Takes it back, for screen readers.
    take_back(sign: &str): "Haal uw teken {sign} weg", "Take your sign {sign} back";
    /// Who gave a sign.
    given(n: i64, sign: &str, names: &str): "{sign}: {names}" | "{sign}, {n} keer: {names}", "{sign}: {names}" | "{sign}, {n} times: {names}";
    /// A sign could not be kept.
    not_kept: "Niet bewaard. Probeer het zo nog eens.", "Not saved. Try again in a moment.";
    /// What can be done with a message.
    acts: "Met dit bericht", "With this message";
    /// To what can be done with it.
    more_acts: "Meer", "More";
    /// The same for screen readers.
    more_acts_of(who: &str): "Meer met het bericht van {who}", "More with the message from {who}";
    /// Back to where a message stands.
    in_room: "In de ruimte", "In the room";
    /// Answers in a side talk.
    reply: "Antwoord", "Reply";
    /// To a side talk.
    replies(n: i64): "{n} antwoord" | "{n} antwoorden", "{n} reply" | "{n} replies";
    /// Heads a side talk.
    side: "Antwoorden", "Replies";
    /// Leaves it.
    close_side: "Sluit de antwoorden", "Close the replies";
    /// The field of a side talk.
    your_reply: "Uw antwoord", "Your reply";
    /// Begins a message with somebody's words.
    quote: "Citeer", "Quote";
    /// The line under a quote.
    said_by(who: &str): "— {who}", "— {who}";
    /// Keeps a message at hand.
    pin: "Zet vast", "Pin";
    /// Lets it go.
    unpin: "Maak los", "Unpin";
    /// A mark on a message.
    pinned: "vastgezet", "pinned";
    /// Heads the messages that are kept at hand.
    pinned_title: "Vastgezette berichten", "Pinned messages";
    /// To them.
    pinned_count(n: i64): "{n} vastgezet bericht" | "{n} vastgezette berichten", "{n} pinned message" | "{n} pinned messages";
    /// No message is kept at hand.
    pinned_none: "Er is nog niets vastgezet. Zet een bericht vast dat iedereen snel moet kunnen vinden.", "Nothing is pinned yet. Pin a message that everybody must find quickly.";
    /// Leaves a message unread.
    unread_from: "Markeer als ongelezen vanaf hier", "Mark as unread from here";
    /// Heads the choice of a level.
    level: "Wat u van deze ruimte wilt weten", "What you want to know of this room";
    /// A level.
    level_all: "Alles", "Everything";
    /// What it means.
    level_all_hint: "U ziet hoeveel berichten u nog niet hebt gelezen.", "You see how many messages you have not read.";
    /// A level.
    level_mentions: "Alleen als iemand mij noemt", "Only when somebody mentions me";
    /// What it means.
    level_mentions_hint: "U ziet alleen een getal als u genoemd bent.", "You see a number only when you were mentioned.";
    /// A level.
    level_mute: "Niets", "Nothing";
    /// What it means.
    level_mute_hint: "De ruimte blijft stil. U kunt haar altijd openen.", "The room stays silent. You can always open it.";
    /// A mark on a room.
    muted: "gedempt", "muted";
    /// Saves the level.
    save_level: "Bewaar keuze", "Save choice";
    /// The field that leads to a day.
    to_date: "Ga naar datum", "Go to date";
    /// Goes there.
    go: "Ga", "Go";
    /// Nothing was said since that day.
    nothing_since: "Sinds die datum is hier niets gezegd. Dit zijn de nieuwste berichten.", "Nothing was said here since that date. These are the newest messages.";
    /// The field that searches one room.
    search_here: "Zoek in deze ruimte", "Search this room";
    /// Opens what else can be done with a room.
    more: "Zoek en meer", "Search and more";
}
