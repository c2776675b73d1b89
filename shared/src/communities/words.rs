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
    open_means: "Open: iedereen leest mee, leden schrijven.", "Open: everybody reads, members write.";
    /// A visibility in words.
    listed_means: "Besloten: alleen leden lezen mee.", "Closed: only members read.";
    /// A visibility in words.
    hidden_means: "Verborgen: alleen leden weten dat deze groep bestaat.", "Hidden: only members know that this group exists.";
    /// The number of members.
    members(n: i64): "{n} lid" | "{n} leden", "{n} member" | "{n} members";
    /// The reader's standing.
    you_are_member: "U bent lid", "You are a member";
    /// The reader's standing.
    you_asked: "Uw verzoek wacht op een moderator", "Your request waits for a moderator";
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
    /// A button.
    accept: "Toelaten", "Accept";
    /// A button.
    refuse: "Afwijzen", "Refuse";
}
