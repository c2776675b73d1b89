//! The words of the threads' room.

use crate::texts;

texts! {
    /// The name of the list.
    threads: "Gesprekken", "Conversations";
    /// Nothing yet.
    none: "Nog geen gesprekken", "No conversations yet";
    /// What to do.
    none_help: "Stel de eerste vraag, of deel wat bij u werkt.", "Ask the first question, or share what works for you.";
    /// The same in a community that is archived.
    none_help_archived: "In deze community zijn geen gesprekken gevoerd.", "No conversations were held in this community.";
    /// The same for who cannot write there.
    none_help_reader: "Gesprekken van deze community komen hier te staan.", "Conversations of this community will stand here.";
    /// Counted at the end of a row.
    replies: "reacties", "replies";
    /// Counted at the end of a row, when there is one.
    reply_one: "reactie", "reply";
    /// The author of a thread in a list.
    by(name: &str): "door {name}", "by {name}";
    /// The author of the last post.
    last_by(name: &str): "laatste: {name}", "latest: {name}";
    /// Posts the reader has not seen.
    new_posts(n: i64): "{n} nieuw" | "{n} nieuw", "{n} new" | "{n} new";
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
    /// A post that answers another, with its author.
    in_reply_to_name(n: i64, name: &str): "In antwoord op bericht {n} van {name}" | "In antwoord op bericht {n} van {name}", "In reply to post {n} by {name}" | "In reply to post {n} by {name}";
    /// The attribution of a quotation.
    wrote(name: &str): "{name} schreef", "{name} wrote";
    /// Quotes a post in a reply.
    quote: "Citeer", "Quote";
    /// Reports a post.
    report: "Meld bericht", "Report post";
    /// Shows what a text will look like.
    preview: "Voorbeeld", "Preview";
    /// Heads a preview.
    preview_title: "Zo ziet het eruit", "This is what it looks like";
    /// Under a preview.
    preview_help: "Dit is nog niet geplaatst.", "This has not been posted yet.";
    /// Opens the field for files.
    add_files: "Bestand toevoegen", "Add a file";
    /// Takes the answered post away from the form.
    no_reply_to: "Niet als antwoord", "Not as a reply";
    /// Who reads what is written: members of a community and their organisations.
    readers(n: i64, organisations: &str): "{n} lid van {organisations} kan dit lezen." | "{n} leden van {organisations} kunnen dit lezen.", "{n} member of {organisations} can read this." | "{n} members of {organisations} can read this.";
    /// Organisations in a sentence.
    organisations(n: i64): "{n} organisatie" | "{n} organisaties", "{n} organisation" | "{n} organisations";
    /// Who reads what is written.
    readers_all: "Alle leden van deze site kunnen dit lezen.", "All members of this site can read this.";
    /// Who reads what is written.
    readers_world: "Iedereen kan dit lezen, ook wie niet is ingelogd.", "Everybody can read this, also without signing in.";
    /// Heads who reads along.
    who_reads: "Wie dit leest", "Who reads this";
    /// Heads those who took part.
    people: "Deelnemers", "Participants";
    /// Which posts are shown.
    place(from: i64, to: i64, of: i64): "Bericht {from} tot {to} van {of}" | "Bericht {from} tot {to} van {of}", "Posts {from} to {to} of {of}" | "Posts {from} to {to} of {of}";
    /// To the first page.
    first_page: "Eerste", "First";
    /// To the last page.
    last_page: "Laatste", "Last";
    /// To what the reader has not seen.
    first_unread: "Naar het eerste nieuwe bericht", "To the first new post";
    /// Between what was read and what is new.
    new_from_here: "Nieuw vanaf hier", "New from here";
    /// Moves the read mark.
    mark_read: "Markeer als gelezen", "Mark as read";
    /// Heads the choice to follow.
    following: "Volgen", "Following";
    /// A choice.
    follow: "Volg dit gesprek", "Follow this conversation";
    /// A choice.
    unfollow: "Volg niet meer", "Stop following";
    /// A choice.
    mute: "Demp dit gesprek", "Mute this conversation";
    /// A choice.
    unmute: "Dempen opheffen", "Unmute";
    /// What the choice does.
    follow_help: "U krijgt een bericht bij elke nieuwe reactie.", "You hear of every new reply.";
    /// What the choice does.
    follows_help: "U volgt dit gesprek.", "You follow this conversation.";
    /// What the choice does.
    muted_help: "U hebt dit gesprek gedempt. Het telt niet mee bij nieuw.", "You muted this conversation. It does not count as new.";
    /// Opens what moderators can do.
    moderation: "Beheer gesprek", "Manage conversation";
    /// Changes title and tags.
    rename: "Titel en trefwoorden", "Title and tags";
    /// Heads the form.
    rename_title: "Titel en trefwoorden wijzigen", "Change title and tags";
    /// Moves a thread.
    relocate: "Verplaats gesprek", "Move conversation";
    /// Leads the form.
    relocate_lead: "Alle berichten en bestanden gaan mee. Links naar dit gesprek blijven werken voor wie de nieuwe plek mag lezen.", "All posts and files move along. Links to this conversation keep working for those who may read the new place.";
    /// A field.
    relocate_to: "Naar welke community", "To which community";
    /// Nothing to choose.
    relocate_none: "U bent nergens anders moderator. Vraag een moderator van de andere community om hulp.", "You are a moderator nowhere else. Ask a moderator of the other community for help.";
    /// Stands in a thread that moved.
    moved_from(from: &str): "*Dit gesprek is door een moderator hierheen verplaatst, vanuit {from}.*", "*A moderator moved this conversation here, from {from}.*";
    /// Stands in a thread that moved from where not everybody may know of.
    moved_here: "*Dit gesprek is door een moderator hierheen verplaatst.*", "*A moderator moved this conversation here.*";
    /// Takes a thread away.
    delete_thread: "Verwijder gesprek", "Remove conversation";
    /// Gives it back.
    restore_thread: "Zet gesprek terug", "Restore conversation";
    /// A thread that was taken away.
    thread_deleted: "Dit gesprek is verwijderd. Alleen moderators zien het nog.", "This conversation was removed. Only moderators still see it.";
    /// A state.
    removed: "Verwijderd", "Removed";
    /// Gives a post back.
    restore: "Zet bericht terug", "Restore post";
    /// Shows moderators what was taken away.
    show_removed: "Toon de tekst (alleen voor moderators)", "Show the text (moderators only)";
    /// Heads the question.
    remove_title: "Bericht verwijderen", "Remove post";
    /// The question.
    remove_lead: "De tekst is daarna voor niemand meer te lezen, behalve voor moderators. Het nummer van het bericht blijft.", "Nobody can read the text after this, except moderators. The number of the post stays.";
    /// The answer.
    remove_now: "Verwijder bericht", "Remove post";
    /// The community is archived.
    archived: "Deze community is gearchiveerd. U kunt hier lezen, maar niet meer schrijven.", "This community is archived. You can read here, but not write any more.";
    /// Heads a conflict.
    conflict_title: "Dit bericht is intussen gewijzigd", "This post was changed meanwhile";
    /// What to do about it.
    conflict_help: "Hieronder staat eerst de nieuwe tekst, en daarna die van u. Neem over wat u wilt houden en bewaar opnieuw.", "Below is the new text first, and then yours. Take over what you want to keep and save again.";
    /// Heads the files of a post.
    files: "Bijlagen", "Attachments";
    /// Saves the text and takes a file away.
    remove_file(name: &str): "Verwijder {name}", "Remove {name}";
    /// Heads the form that reports.
    report_title: "Bericht melden", "Report a post";
    /// Leads it.
    report_lead: "De moderators van deze community lezen uw melding. De schrijver ziet niet wie meldt.", "The moderators of this community read your report. The author does not see who reports.";
    /// A field.
    report_reason: "Wat is er aan de hand", "What is the matter";
    /// A field.
    report_note: "Toelichting", "Explanation";
    /// Sends it.
    report_send: "Verstuur melding", "Send report";
    /// A reason.
    reason_personal_data: "Er staan gegevens van personen of een casus in", "It holds data of persons or a case";
    /// A reason.
    reason_offensive: "De toon is niet goed", "The tone is not right";
    /// A reason.
    reason_off_topic: "Het hoort hier niet", "It does not belong here";
    /// A reason.
    reason_wrong: "De inhoud klopt niet", "The content is wrong";
    /// A reason.
    reason_other: "Iets anders", "Something else";
    /// Says that a report was sent.
    reported: "Uw melding is verstuurd", "Your report was sent";
    /// What becomes of it.
    reported_help: "De moderators kijken ernaar en beslissen of het bericht blijft staan.", "The moderators will look at it and decide whether the post stays.";
    /// Leads back.
    reported_back: "Terug naar het gesprek", "Back to the conversation";
    /// Heads the reports.
    reports: "Meldingen", "Reports";
    /// Nothing waits.
    no_reports: "Geen meldingen", "No reports";
    /// Nothing waits.
    no_reports_help: "Er is niets gemeld dat op u wacht.", "Nothing was reported that waits for you.";
    /// Who reported.
    reported_by(name: &str): "gemeld door {name}", "reported by {name}";
    /// A decision.
    keep_post: "Laat staan", "Keep";
    /// A decision.
    outcome_note: "Toelichting voor uw medemoderators", "Note for your fellow moderators";
    /// Heads those that were decided.
    decided: "Afgehandeld", "Handled";
    /// An outcome.
    outcome_kept: "bericht gebleven", "post kept";
    /// An outcome.
    outcome_removed: "bericht verwijderd", "post removed";
    /// A list.
    show_all: "Alle", "All";
    /// A list.
    show_unread: "Nieuw voor u", "New for you";
    /// A list.
    show_unanswered: "Zonder reactie", "Without reply";
    /// A list.
    show_own: "Van u", "Yours";
    /// The name of the choice.
    show: "Toon", "Show";
    /// A list with one tag.
    with_tag(tag: &str): "Met trefwoord {tag}", "With tag {tag}";
    /// Undoes the choice of a tag.
    without_tag: "Toon alle gesprekken", "Show all conversations";
    /// Nothing in a narrowed list.
    none_such: "Hier staat niets", "Nothing here";
    /// Nothing in a narrowed list.
    none_such_help: "Er zijn geen gesprekken die hieraan voldoen.", "No conversations fit this.";
    /// Moves all read marks.
    read_all: "Markeer alles als gelezen", "Mark all as read";
}

/// A reason of a report in words.
pub fn reason(lang: crate::Lang, reason: &str) -> crate::words::Text {
    match reason {
        "personal_data" => reason_personal_data(lang),
        "offensive" => reason_offensive(lang),
        "off_topic" => reason_off_topic(lang),
        "wrong" => reason_wrong(lang),
        _ => reason_other(lang),
    }
}
