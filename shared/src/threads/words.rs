//! The words of the threads' room.

use crate::texts;

texts! {
    /// The name of the list.
    threads: "Gesprekken", "Conversations";
    /// Nothing yet.
    none: "Nog geen gesprekken", "No conversations yet";
    /// What to do.
    none_help: "Stel de eerste vraag, of deel wat bij u werkt.", "Ask the first question, or share what works for you.";
    /// Counted at the end of a row.
    replies: "reacties", "replies";
    /// The author of a thread in a list.
    by(name: &str): "door {name}", "by {name}";
    /// Says when the last post came.
    last_post: "laatste reactie", "last reply";
    /// A state.
    closed: "Gesloten", "Closed";
    /// A state.
    pinned: "Vastgezet", "Pinned";
    /// A post that was taken away.
    deleted: "Dit bericht is verwijderd.", "This post was removed.";
    /// A post that was changed.
    edited: "bewerkt", "edited";
    /// A post that answers another.
    in_reply_to(n: i64): "In antwoord op bericht {n}" | "In antwoord op bericht {n}", "In reply to post {n}" | "In reply to post {n}";
    /// The number of a post.
    number(n: i64): "Bericht {n}" | "Bericht {n}", "Post {n}" | "Post {n}";
    /// The field of a reply.
    your_reply: "Uw reactie", "Your reply";
    /// Posts a reply.
    place_reply: "Plaats reactie", "Post reply";
    /// To the form.
    reply: "Reageer", "Reply";
    /// Heads the form that opens a thread.
    new_title: "Nieuw gesprek", "New conversation";
    /// Leads the form.
    new_lead(community: &str): "Uw vraag komt in {community}. Noem geen namen of gegevens van casussen.", "Your question goes to {community}. Do not mention names or details of cases.";
    /// A field.
    title: "Titel", "Title";
    /// A hint.
    title_hint: "Een vraag in één zin vindt later iedereen terug.", "A question in one sentence is found by everybody later.";
    /// A field.
    body: "Bericht", "Message";
    /// A field.
    tags: "Trefwoorden", "Tags";
    /// A hint.
    tags_hint: "Ten hoogste vijf, met komma’s ertussen.", "At most five, with commas between.";
    /// Opens the thread.
    open: "Plaats gesprek", "Post conversation";
    /// Says that the reader must join first.
    join_first: "Word lid van deze community om te reageren.", "Join this community to reply.";
    /// Says that the thread is closed.
    is_closed: "Dit gesprek is gesloten.", "This conversation is closed.";
    /// How to write.
    markdown_hint: "U kunt **vet**, lijsten met een streepje en links gebruiken.", "You can use **bold**, lists with a dash and links.";
    /// Deletes a post.
    remove: "Verwijder", "Remove";
    /// Edits a post.
    edit: "Bewerk", "Edit";
    /// Heads the form that edits a post.
    edit_title: "Bericht bewerken", "Edit post";
    /// Saves it.
    save: "Bewaar wijziging", "Save change";
    /// Pins.
    pin: "Zet vast", "Pin";
    /// Unpins.
    unpin: "Maak los", "Unpin";
    /// Closes.
    close: "Sluit gesprek", "Close conversation";
    /// Opens again.
    reopen: "Heropen gesprek", "Reopen conversation";
}
