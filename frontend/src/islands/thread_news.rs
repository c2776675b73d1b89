//! "n nieuwe berichten" on a thread: says that there is more, and leaves what one reads where it is until asked.

use super::{
    api, browser,
    live::{self, Heard},
};
use crate::ui::{Glyph, Icon};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    ids::ThreadId,
    limits::POSTS_PER_PAGE,
    live::{Channel, words as w},
};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, SupportedType};

#[derive(serde::Deserialize)]
struct Posted {
    number: i64,
}

/// A pill that counts new posts, and shows them on request.
#[island]
pub fn ThreadNews(
    /// The thread.
    thread: ThreadId,
    /// The number of its last event at the moment of reading.
    since: i64,
    /// The number of its last post.
    last: i64,
) -> impl IntoView {
    let lang = crate::context::lang();
    let newest = RwSignal::new(last);
    let shown = RwSignal::new(last);
    Effect::new(move |_| {
        live::subscribe(Channel::Thread(thread).to_string(), since, move |heard| match heard {
            Heard::Event { kind: "post", data, .. } => {
                let Ok(Posted { number }) = serde_json::from_str(data) else { return };
                // One's own stands there already, put there by the form.
                if browser::element(&format!("post-{number}")).is_some() {
                    shown.update(|shown| *shown = number.max(*shown));
                }
                newest.update(|newest| *newest = number.max(*newest));
            }
            Heard::Reset => {
                let _ = window().location().reload();
            }
            _ => {}
        });
    });
    let count = move || newest.get() - shown.get();
    let href = move || format!("/t/{thread}/{}#post-{0}", shown.get() + 1);
    let show = move |event: MouseEvent| {
        event.prevent_default();
        let first = shown.get_untracked() + 1;
        spawn_local(async move {
            match append(thread, first).await {
                Some(last) => shown.set(last),
                None => {
                    let _ = window().location().assign(&format!("/t/{thread}/{first}#post-{first}"));
                }
            }
        });
    };
    view! {
        <p class="pill" role="status" hidden=move || count() < 1>
            <a href=href on:click=show>{move || (count() > 0).then(|| w::new_posts(lang, count()))}<Icon glyph=Glyph::DOWN/></a>
        </p>
    }
}

/// Takes the posts from number `first` on out of the server's own page, and puts them under those that stand. Gives the number
/// of the last; nothing when they belong on another page.
pub(super) async fn append(thread: ThreadId, first: i64) -> Option<i64> {
    if (first - 1) % POSTS_PER_PAGE == 0 {
        return None;
    }
    let list = document().query_selector(".posts").ok()??;
    let before = browser::element(&format!("post-{}", first - 1))?;
    if !list.contains(Some(&before)) {
        return None;
    }
    let answer =
        api::fetch("GET", &format!("/t/{thread}/{first}"), None).await.filter(|answer| answer.status == 200)?;
    let page = DomParser::new().ok()?.parse_from_string(&answer.text, SupportedType::TextHtml).ok()?;
    let mut number = first;
    let mut place: Element = before.unchecked_into();
    while let Some(post) = page.get_element_by_id(&format!("post-{number}")) {
        let node = document().import_node_with_deep(&post, true).ok()?;
        place.after_with_node_1(&node).ok()?;
        place = node.unchecked_into();
        number += 1;
    }
    (number > first).then(|| {
        if let Some(post) = browser::element(&format!("post-{first}")) {
            post.scroll_into_view();
        }
        number - 1
    })
}
