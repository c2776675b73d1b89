//! Threads in a list.

use super::named;
use crate::{
    context::lang,
    ui::{Avatar, Badge, Empty, Glyph, List, Row, Tone, When},
};
use leptos::prelude::*;
use shared::threads::{Thread, words as w};

/// A list of threads.
#[component]
pub fn ThreadList(
    /// The threads.
    threads: Vec<Thread>,
    /// Whether each says in which community it stands.
    #[prop(optional)]
    places: bool,
) -> impl IntoView {
    let lang = lang();
    if threads.is_empty() {
        return view! { <Empty title=w::none(lang) text=w::none_help(lang)/> }.into_any();
    }
    let rows = threads.into_iter().map(|thread| view! { <ThreadRow thread places/> }).collect_view();
    view! { <List label=w::threads(lang)>{rows}</List> }.into_any()
}

/// Where a thread is opened: at the first post that the reader has not seen.
fn way_in(thread: &Thread) -> String {
    if thread.unread > 0 && thread.read > 0 {
        format!("/t/{}/{n}#post-{n}", thread.id, n = thread.read + 1)
    } else {
        thread.url.clone()
    }
}

#[component]
fn ThreadRow(thread: Thread, places: bool) -> impl IntoView {
    let lang = lang();
    let unread = thread.unread > 0;
    let href = way_in(&thread);
    let author = named(&thread.author);
    let face = view! { <Avatar name=author.clone() photo=thread.author.photo/> }.into_any();
    let pinned = thread.pinned.then(|| view! { <Badge text=w::pinned(lang) tone=Tone::Accent glyph=Glyph::PIN/> });
    let closed = thread.closed.then(|| view! { <Badge text=w::closed(lang) glyph=Glyph::LOCK/> });
    let new = (unread && thread.read > 0)
        .then(|| view! { <Badge text=w::new_posts(lang, thread.unread) tone=Tone::Accent/> });
    let badges = if pinned.is_some() || closed.is_some() || new.is_some() {
        view! { {new} {pinned} {closed} }.into_any()
    } else {
        ().into_any()
    };
    let by = match thread.author.organisation {
        Some(organisation) => format!("{author}, {organisation}"),
        None => author,
    };
    let place = places.then(|| view! { <a href=format!("/c/{}", thread.community.slug)>{thread.community.name}</a> });
    let last = if thread.reply_count > 0 {
        view! { <span>{w::last_by(lang, &named(&thread.last_author))}", "<When at=thread.active_at/></span> }.into_any()
    } else {
        view! { <span><When at=thread.active_at/></span> }.into_any()
    };
    let count = Some((
        thread.reply_count.to_string(),
        if thread.reply_count == 1 { w::reply_one(lang) } else { w::replies(lang) },
    ));
    view! {
        <Row href title=thread.title unread face badges count>
            {place}
            <span>{w::by(lang, &by)}</span>
            {last}
        </Row>
    }
}
