//! The words of rooms, their lists, and direct conversations.

use crate::texts;

texts! {
    /// Heads direct conversations.
    direct: "Directe berichten", "Direct messages";
    /// What a direct conversation is called where names do not fit.
    direct_one: "Direct bericht", "Direct message";
    /// Heads the rooms of communities.
    of_communities: "Ruimtes van uw community’s", "Rooms of your communities";
    /// Writes to somebody.
    write_to: "Stuur bericht", "Send message";
    /// Begins a conversation.
    new_conversation: "Nieuw bericht", "New message";
    /// Leads the page that begins one.
    new_lead: "Kies met wie u wilt overleggen: één collega of een groep van ten hoogste 19. Alleen zij lezen mee.", "Choose whom you want to talk with: one colleague or a group of at most 19. Only they read along.";
    /// Who is chosen.
    chosen: "Met", "With";
    /// Nobody is chosen yet.
    nobody_chosen: "Nog niemand gekozen.", "Nobody chosen yet.";
    /// The field in which people are looked for.
    find_colleague: "Zoek een collega op naam of organisatie", "Find a colleague by name or organisation";
    /// Nobody is called so.
    nobody_found: "Niemand gevonden. Probeer een deel van de naam.", "Nobody found. Try part of the name.";
    /// Chooses somebody.
    choose: "Kies", "Choose";
    /// Chooses somebody, for screen readers.
    choose_who(who: &str): "Kies {who}", "Choose {who}";
    /// Lets somebody go.
    let_go: "Haal weg", "Take out";
    /// Lets somebody go, for screen readers.
    let_go_who(who: &str): "Haal {who} weg", "Take {who} out";
    /// Begins the conversation with those who are chosen.
    begin: "Begin gesprek", "Begin conversation";
    /// Heads the rooms of one community.
    rooms_title: "Chat", "Chat";
    /// Heads the form that makes a room.
    new_room: "Nieuwe ruimte", "New room";
    /// The name of a room.
    name: "Naam", "Name";
    /// How to name it.
    name_hint: "Kort, zoals ‘Cyber’ of ‘Piket’.", "Short, such as ‘Cyber’ or ‘On call’.";
    /// For whom a room is.
    kind: "Voor wie", "For whom";
    /// An open room.
    open: "Alle leden van deze community", "All members of this community";
    /// What that means.
    open_hint: "Ook wie later lid wordt, leest alles mee.", "Who joins later reads everything too.";
    /// A closed room.
    closed: "Alleen wie u op de lijst zet", "Only those you put on the list";
    /// What that means.
    closed_hint: "Andere leden zien niet dat de ruimte bestaat, en vinden haar berichten niet.", "Other members do not see that the room exists, and do not find its messages.";
    /// Makes the room.
    make: "Maak ruimte", "Make room";
    /// A badge.
    closed_badge: "Besloten", "Closed";
    /// A badge.
    archived_badge: "Gesloten", "Closed down";
    /// To what there is to know of a room.
    about: "Over deze ruimte", "About this room";
    /// The same of a conversation.
    about_direct: "Over dit gesprek", "About this conversation";
    /// Who reads along.
    readers: "Wie leest mee", "Who reads along";
    /// Of an open room.
    readers_open(community: &str): "Alle leden van {community}.", "All members of {community}.";
    /// Of a closed room.
    readers_closed(n: i64): "{n} persoon op de lijst hieronder, niemand anders." | "De {n} personen op de lijst hieronder, niemand anders.", "{n} person on the list below, nobody else." | "The {n} people on the list below, nobody else.";
    /// Of a direct conversation.
    readers_direct(n: i64): "Alleen u." | "Alleen deze {n} personen. Wie hier niet in staat, kan er later niet bij.", "Only you." | "Only these {n} people. Nobody can be added later.";
    /// Heads the list.
    list: "Op de lijst", "On the list";
    /// Heads the people of a conversation.
    people: "In dit gesprek", "In this conversation";
    /// Nobody is on the list.
    list_empty: "Er staat niemand op de lijst", "Nobody is on the list";
    /// What that means.
    list_empty_help: "Zet hieronder leden op de lijst. Tot die tijd leest niemand mee.", "Put members on the list below. Until then nobody reads along.";
    /// Heads the search for who could be added.
    add_people: "Zet iemand op de lijst", "Put somebody on the list";
    /// What that means.
    add_help: "Wie op de lijst komt, leest ook wat hier eerder is gezegd.", "Who is put on the list also reads what was said here before.";
    /// The field in which members are looked for.
    find_member: "Zoek een lid op naam of organisatie", "Find a member by name or organisation";
    /// Puts somebody on the list.
    add: "Zet op de lijst", "Put on the list";
    /// The same for screen readers.
    add_who(who: &str): "Zet {who} op de lijst", "Put {who} on the list";
    /// Takes somebody off.
    remove: "Haal van de lijst", "Take off the list";
    /// The same for screen readers.
    remove_who(who: &str): "Haal {who} van de lijst", "Take {who} off the list";
    /// Heads the form that names a room.
    manage: "Beheer", "Manage";
    /// Saves the name.
    save_name: "Bewaar naam", "Save name";
    /// Closes a room.
    close: "Sluit deze ruimte", "Close this room";
    /// What that means.
    close_help: "Niemand kan er dan nog iets zeggen. Teruglezen blijft mogelijk, en u kunt haar later weer openen.", "Nobody can say anything there then. Reading stays possible, and you can open it again later.";
    /// Opens it again.
    reopen: "Open deze ruimte weer", "Open this room again";
    /// Leaves a closed room.
    leave: "Verlaat deze ruimte", "Leave this room";
    /// What that means.
    leave_help: "U leest hier dan niets meer. Alleen een beheerder van de ruimte kan u weer op de lijst zetten.", "You read nothing here any more then. Only those who manage the room can put you on the list again.";
    /// An owner may decide about a room, and not read it.
    not_read: "U beheert deze ruimte als eigenaar van de community. U leest niet mee zolang u zelf niet op de lijst staat.", "You manage this room as an owner of the community. You do not read along while you are not on the list yourself.";
    /// Back to what is said.
    back_to_room: "Naar de berichten", "To the messages";
    /// Closed rooms that an owner manages.
    managed: "Besloten ruimtes waarvan u de lijst beheert", "Closed rooms whose list you manage";
}
