//! Life for the form that answers a thread: what is typed is kept, and sent without leaving the page. The form itself is the
//! server's, inside; without this it posts as any form.

use super::{
    api::{self, Failed},
    browser, thread_news,
};
use leptos::{ev::SubmitEvent, html, prelude::*, task::spawn_local};
use shared::{
    ids::{MemberId, ThreadId},
    live::words as w,
    threads::NewPost,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

/// Around the form.
#[island]
pub fn Reply(
    /// The thread.
    thread: ThreadId,
    /// The reader.
    me: Option<MemberId>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let around = NodeRef::<html::Div>::new();
    let told = RwSignal::new(String::new());
    let key = format!("plein.draft.{}.{thread}", me.map(|me| me.to_string()).unwrap_or_default());
    let store = StoredValue::new(key);
    Effect::new(move |_| {
        let Some(form) = around.get().and_then(|around| Form::in_it(&around)) else { return };
        let draft = browser::kept(true, &store.get_value());
        if let Some((nonce, text)) = draft.split_once('\n').filter(|_| form.text.value().is_empty()) {
            // The name goes with the text: sent before the page went away, it will not stand there twice.
            form.nonce.set_value(nonce);
            form.text.set_value(text);
        }
    });
    let input = move |_| {
        let Some(form) = around.get_untracked().and_then(|around| Form::in_it(&around)) else { return };
        let text = form.text.value();
        let kept = if text.is_empty() { String::new() } else { format!("{}\n{text}", form.nonce.value()) };
        browser::keep(true, &store.get_value(), &kept);
        let state = if text.is_empty() { String::new() } else { w::kept(crate::context::lang()).into_owned() };
        if told.with_untracked(|told| *told != state) {
            told.set(state);
        }
    };
    let submit = move |event: SubmitEvent| {
        let Some(form) = around.get_untracked().and_then(|around| Form::in_it(&around)) else { return };
        // A file goes the ordinary way, and so does what the page must explain at its field.
        let reply_to = form.named("reply_to").map(|field| field.value()).filter(|value| !value.is_empty());
        let new = NewPost {
            body_markdown: form.text.value(),
            reply_to: reply_to.and_then(|id| id.parse().ok()),
            nonce: Some(form.nonce.value()),
        };
        // Another button than the first does something else, such as a preview.
        let other = event.submitter().is_some_and(|button| button.has_attribute("name"));
        if other {
            return;
        }
        if event.default_prevented() || new.check().is_err() || form.holds_files() {
            browser::keep(true, &store.get_value(), "");
            return;
        }
        event.prevent_default();
        told.set(w::placing(crate::context::lang()).into_owned());
        spawn_local(send(thread, new, form, told, store));
    };
    view! {
        <div node_ref=around on:input=input on:submit=submit>
            {children()}
            <p class="draft" role="status">{told}</p>
        </div>
    }
}

/// What is wanted of the answer: reading all of a post would make the page heavier.
#[derive(serde::Deserialize)]
struct Placed {
    number: i64,
}

async fn send(thread: ThreadId, new: NewPost, form: Form, told: RwSignal<String>, store: StoredValue<String>) {
    let lang = crate::context::lang();
    let Ok(json) = serde_json::to_string(&new) else { return };
    match api::call::<Placed>("POST", &format!("/api/v1/threads/{thread}/posts"), Some(&json)).await {
        Ok(Placed { number: n }) => {
            browser::keep(true, &store.get_value(), "");
            form.text.set_value("");
            form.nonce.set_value(&browser::nonce());
            told.set(w::placed(lang).into_owned());
            let first = last_shown().map_or(n, |last| last + 1);
            if thread_news::append(thread, first).await.is_none_or(|last| last < n) {
                let _ = window().location().assign(&format!("/t/{thread}/{n}#post-{n}"));
            }
        }
        // Nobody signed in any more, or not allowed: the page says it better, and keeps the text.
        Err(Failed::Refused(problem)) if matches!(problem.status, 401 | 403 | 404) => {
            let _ = form.form.submit();
        }
        Err(Failed::Refused(problem)) => told.set(api::words(&problem)),
        Err(Failed::Away) => told.set(w::not_placed(lang).into_owned()),
    }
}

/// The number of the last post on this page.
fn last_shown() -> Option<i64> {
    let posts = document().query_selector_all(".posts > [id^='post-']").ok()?;
    let last: Element = posts.item(posts.length().checked_sub(1)?)?.unchecked_into();
    last.id().strip_prefix("post-")?.parse().ok()
}

/// The form that the server made.
struct Form {
    form: HtmlFormElement,
    text: HtmlTextAreaElement,
    nonce: HtmlInputElement,
}

impl Form {
    fn in_it(around: &Element) -> Option<Self> {
        let form: HtmlFormElement = around.query_selector("form").ok()??.unchecked_into();
        let text = form.query_selector("[name=body_markdown]").ok()??.unchecked_into();
        let nonce = form.query_selector("[name=nonce]").ok()??.unchecked_into();
        Some(Self { form, text, nonce })
    }

    fn named(&self, name: &str) -> Option<HtmlInputElement> {
        Some(self.form.query_selector(&format!("[name={name}]")).ok()??.unchecked_into())
    }

    fn holds_files(&self) -> bool {
        let Ok(Some(field)) = self.form.query_selector("input[type=file]") else { return false };
        !field.unchecked_into::<HtmlInputElement>().value().is_empty()
    }
}
