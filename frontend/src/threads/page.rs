//! A thread with a page of its posts.

use super::{
    composer::{Composing, ReplyForm, audience},
    named,
    post::{MayPost, PostItem},
    trail,
};
use crate::{
    context::{lang, reader},
    islands::{ReadMark, ThreadNews},
    ui::{
        Avatar, AvatarSize, Badge, Chip, Chips, Glyph, Icon, Look, Menu, Notice, Page, PageHead, Pager, PostButton,
        SearchWithin, Tone, WithRail,
    },
};
use leptos::prelude::*;
use shared::{
    chat::keep_words as k,
    limits::POSTS_PER_PAGE,
    people::Author,
    search::words::within_thread,
    threads::{Around, FromChat, Post, Thread, words as w},
    words::former_member,
};

/// What the reader may do in a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct May {
    /// Add a post.
    pub reply: bool,
    /// Pin, close, move and take away.
    pub moderate: bool,
    /// Change title and tags.
    pub rename: bool,
    /// Join first to reply.
    pub join: bool,
    /// The community is out of use.
    pub archived: bool,
}

/// A thread with a page of its posts.
#[component]
pub fn ThreadPage(
    /// The thread, with posts.
    thread: Thread,
    /// What the reader may do.
    may: May,
    /// Who reads along, and who took part.
    around: Around,
    /// The post that the address names.
    here: Option<i64>,
    /// The reply that is being written.
    composing: Composing,
) -> impl IntoView {
    let title = thread.title.clone();
    let tag = |tag: &String| {
        let href = Some(format!("/c/{}?trefwoord={}", thread.community.slug, tag.replace(' ', "+")));
        view! { <Chip text=tag.clone() href/> }
    };
    let tags = thread.tags.iter().map(tag).collect_view();
    let facts = view! { <States thread=thread.clone()/> <Chips>{tags}</Chips> }.into_any();
    let manage = (may.moderate || may.rename).then(|| view! { <Manage thread=thread.clone() may/> });
    let acts = view! { {manage} }.into_any();
    let gone = thread.deleted.then(|| view! { <Notice tone=Tone::Warning><p>{w::thread_deleted(lang())}</p></Notice> });
    let from_chat = thread.chat.clone().map(|chat| view! { <FromChatNote chat/> });
    let rail = view! { <Rail thread=thread.clone() around=around.clone()/> }.into_any();
    // Whoever came back to a form goes to the form, not to a post.
    let here = here.filter(|_| !composing.sent && composing.reply_to.is_none());
    view! {
        <Page title=title.clone()>
            <PageHead title trail=trail(&thread) facts acts/>
            {gone}
            {from_chat}
            <WithRail rail label=w::who_reads(lang())>
                <Posts thread=thread.clone() may here/>
                <Answer thread may around composing/>
            </WithRail>
        </Page>
    }
}

/// That a thread began in a chat, for who reads there.
#[component]
fn FromChatNote(chat: FromChat) -> impl IntoView {
    let lang = lang();
    let who = if chat.by.is_empty() { former_member(lang).into_owned() } else { chat.by };
    let date = reader().zone.date(lang, chat.at);
    view! { <Notice><p>{k::from_chat(lang, &who, &date)}" "<a href=chat.url>{k::see_chat(lang)}</a></p></Notice> }
}

#[component]
fn States(thread: Thread) -> impl IntoView {
    let lang = lang();
    let pinned = thread.pinned.then(|| view! { <Badge text=w::pinned(lang) tone=Tone::Accent glyph=Glyph::PIN/> });
    let closed = thread.closed.then(|| view! { <Badge text=w::closed(lang) glyph=Glyph::LOCK/> });
    view! { {pinned} {closed} }
}

/// The posts of this page, the line before what is new, and the ways to the other pages.
#[component]
fn Posts(thread: Thread, may: May, here: Option<i64>) -> impl IntoView {
    let lang = lang();
    let me = reader().id();
    let posts = thread.posts.clone().unwrap_or_default();
    let first = posts.first().map_or(1, |post| post.number);
    let last = posts.last().map_or(0, |post| post.number);
    let new_from = if thread.read > 0 && thread.unread > 0 { thread.read + 1 } else { i64::MAX };
    let jump = (new_from < i64::MAX && !(first..=last).contains(&new_from)).then(|| {
        let href = format!("/t/{}/{new_from}#post-{new_from}", thread.id);
        view! { <p class="to-new"><a class="nl-button nl-button--secondary nl-button--small" href=href><Icon glyph=Glyph::DOWN/>{w::first_unread(lang)}</a></p> }
    });
    let item = |post: Post| {
        let line = (post.number == new_from && post.number > first)
            .then(|| view! { <li class="new-line" id="nieuw"><span>{w::new_from_here(lang)}</span></li> });
        let own = me.is_some() && post.author.id == me;
        let open = !may.archived && !thread.closed && !thread.deleted;
        let may = MayPost {
            reply: may.reply,
            edit: own && open && may.reply,
            remove: may.moderate || (own && open && may.reply),
            report: me.is_some() && !own && !may.moderate,
            moderate: may.moderate,
        };
        let new = post.number >= new_from;
        let here = here == Some(post.number) && post.number > 1;
        view! { {line} <PostItem thread=thread.id post may new here/> }
    };
    let shown = posts.into_iter().map(item).collect_view();
    let mark = (me.is_some() && thread.unread > 0 && last > thread.read).then(|| {
        let hidden = vec![("number", last.to_string())];
        view! { <div class="mark-read"><PostButton action=format!("/t/{}/gelezen", thread.id) text=w::mark_read(lang) look=Look::Quiet small=true glyph=Glyph::CHECK hidden/></div> <ReadMark thread=thread.id last/> }
    });
    let news = (last == thread.last_number)
        .then(|| view! { <ThreadNews thread=thread.id since=thread.head.unwrap_or_default() last/> });
    view! {
        {jump}
        <ol
            class="posts" role="list" data-thread=thread.id.to_string() data-first=first data-last=last data-end=thread.last_number
            data-read=thread.read data-seq=thread.head.unwrap_or_default()
        >{shown}</ol>
        {news}
        {mark}
        <Pages id=thread.id.to_string() first last end=thread.last_number/>
    }
    .into_any()
}

#[component]
fn Pages(id: String, first: i64, last: i64, end: i64) -> impl IntoView {
    let lang = lang();
    let to = |number: i64| format!("/t/{id}/{number}#post-{number}");
    let final_page = (end - 1) / POSTS_PER_PAGE * POSTS_PER_PAGE + 1;
    let previous = (first > 1).then(|| to((first - POSTS_PER_PAGE).max(1)));
    let next = (last < end).then(|| to(last + 1));
    let start = (first > POSTS_PER_PAGE + 1).then(|| (to(1), w::first_page(lang)));
    let finish = (last < end && final_page > last + 1).then(|| (to(final_page), w::last_page(lang)));
    let place = w::place(lang, first, last, end);
    view! { <Pager previous next place start finish/> }
}

/// The form to answer with, or why there is none.
#[component]
fn Answer(thread: Thread, may: May, around: Around, composing: Composing) -> impl IntoView {
    let lang = lang();
    let community = format!("/c/{}", thread.community.slug);
    let kept = (composing.sent && !may.reply && !composing.body.is_empty())
        .then(|| view! { <p class="kept__value">{composing.body.clone()}</p> });
    match may {
        May { reply: true, .. } => view! { <ReplyForm thread=thread.id composing around/> }.into_any(),
        _ if may.archived => view! { <Notice><p>{w::archived(lang)}</p>{kept}</Notice> }.into_any(),
        _ if thread.closed => view! { <Notice><p>{w::is_closed(lang)}</p>{kept}</Notice> }.into_any(),
        May { join: true, .. } => {
            view! { <Notice><p><a href=community>{w::join_first(lang)}</a></p></Notice> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Who took part, who reads along, and whether the reader follows.
#[component]
fn Rail(thread: Thread, around: Around) -> impl IntoView {
    let lang = lang();
    let reads = audience(&around);
    let people = (!around.people.is_empty()).then(|| {
        let people = around.people.into_iter().map(|author| view! { <Person author/> }).collect_view();
        view! { <section><h2 class="rail__title">{w::people(lang)}</h2><ul class="people" role="list">{people}</ul></section> }
    });
    let within = (thread.last_number > 1)
        .then(|| view! { <SearchWithin label=within_thread(lang) name="gesprek" value=thread.id.to_string()/> });
    let follow = reader().me.is_some().then(|| view! { <Follow thread/> });
    view! {
        {follow}
        {within}
        {people}
        <section><h2 class="rail__title">{w::who_reads(lang)}</h2><p>{reads}</p></section>
    }
}

#[component]
fn Person(author: Author) -> impl IntoView {
    let name = named(&author);
    let role = author.organisation.clone().unwrap_or_default();
    let who = match author.url() {
        Some(href) => view! { <a class="people__name" href=href>{name.clone()}</a> }.into_any(),
        None => view! { <span class="people__name">{name.clone()}</span> }.into_any(),
    };
    view! { <li class="people__one"><Avatar name photo=author.photo size=AvatarSize::Small/><span>{who}<span class="people__role">{role}</span></span></li> }
}

#[component]
fn Follow(thread: Thread) -> impl IntoView {
    let lang = lang();
    let action = format!("/t/{}/volgen", thread.id);
    let level = |level: &str| vec![("level", level.to_owned())];
    let (help, first, second) = match thread.follow.as_deref() {
        Some("follow") => (w::follows_help(lang), (w::unfollow(lang), ""), None),
        Some(_) => (w::muted_help(lang), (w::unmute(lang), ""), None),
        None => (w::follow_help(lang), (w::follow(lang), "follow"), Some((w::mute(lang), "mute"))),
    };
    let (text, set) = first;
    let other = second.map(
        |(text, set)| view! { <PostButton action=action.clone() text look=Look::Quiet small=true hidden=level(set)/> },
    );
    view! {
        <section>
            <h2 class="rail__title">{w::following(lang)}</h2>
            <p>{help}</p>
            <div class="cluster rail__acts"><PostButton action=action.clone() text small=true glyph=Glyph::FOLLOW hidden=level(set)/> {other}</div>
        </section>
    }
}

/// What moderators can do, and the author with title and tags.
#[component]
fn Manage(thread: Thread, may: May) -> impl IntoView {
    let lang = lang();
    let id = thread.id;
    let state = format!("/t/{id}/staat");
    let (pin, pinned) = if thread.pinned { (w::unpin(lang), "false") } else { (w::pin(lang), "true") };
    let (close, closed) = if thread.closed { (w::reopen(lang), "false") } else { (w::close(lang), "true") };
    let (take, deleted) =
        if thread.deleted { (w::restore_thread(lang), "false") } else { (w::delete_thread(lang), "true") };
    let rename = may
        .rename
        .then(|| view! { <a class="menu__act" href=format!("/t/{id}/bewerken")><Icon glyph=Glyph::EDIT/>{w::rename(lang)}</a> });
    let moderate = may.moderate.then(|| {
        let look = Look::Quiet;
        view! {
            <PostButton action=state.clone() text=pin look small=true glyph=Glyph::PIN hidden=vec![("pinned", pinned.to_owned())]/>
            <PostButton action=state text=close look small=true glyph=Glyph::LOCK hidden=vec![("closed", closed.to_owned())]/>
            <a class="menu__act" href=format!("/t/{id}/verplaatsen")><Icon glyph=Glyph::ARROW/>{w::relocate(lang)}</a>
            <PostButton action=format!("/t/{id}/verwijderen") text=take look=Look::Danger small=true glyph=Glyph::BIN hidden=vec![("deleted", deleted.to_owned())]/>
        }
    });
    view! { <Menu text=w::moderation(lang)>{rename} {moderate}</Menu> }
}
