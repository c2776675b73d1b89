//! Keeps what is typed in a form in this browser, until it was sent. The form itself is the server's, inside; it posts as any
//! form does.

use super::browser;
use crate::ui::{Button, Look};
use leptos::{ev::SubmitEvent, html, prelude::*};
use shared::{ids::MemberId, live::words as w};
use wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlFormElement, HtmlInputElement};

/// Under which name this tab knows the draft that was sent last.
const SENT: &str = "plein.sent";

/// Around a form.
#[island]
pub fn Draft(
    /// What is being written.
    of: String,
    /// The reader.
    me: Option<MemberId>,
    /// The form.
    children: Children,
) -> impl IntoView {
    let lang = crate::context::lang();
    let around = NodeRef::<html::Div>::new();
    let kept = RwSignal::new(false);
    let key = format!("plein.draft.{}.{of}", me.map(|me| me.to_string()).unwrap_or_default());
    let store = StoredValue::new(key.clone());
    let form = move || around.get_untracked().and_then(|around| form_in(&around));
    Effect::new(move |_| {
        let Some(form) = around.get().and_then(|around| form_in(&around)) else { return };
        let draft = browser::kept(true, &store.get_value());
        if let Ok(fields) = serde_json::from_str::<Vec<(String, String)>>(&draft) {
            fill(&form, &fields);
            kept.set(true);
        }
    });
    let input = move |_| {
        let Some(text) = form().and_then(|form| serde_json::to_string(&filled(&form)).ok()) else { return };
        browser::keep(true, &store.get_value(), &text);
        kept.set(true);
    };
    let submit = move |event: SubmitEvent| {
        // Another button than the first does something else, such as a preview.
        let other = event.submitter().is_some_and(|button| button.has_attribute("name"));
        if !other {
            browser::keep(false, SENT, &store.get_value());
        }
    };
    let discard = move |_| {
        browser::keep(true, &store.get_value(), "");
        if let Some(form) = form() {
            form.reset();
        }
        let _ = window().location().reload();
    };
    view! {
        <div node_ref=around on:input=input on:submit=submit data-draft=key>
            {children()}
            <p class="draft" hidden=move || !kept.get()>
                <span role="status">{move || kept.get().then(|| w::kept(lang))}</span>
                <span on:click=discard><Button kind="button" look=Look::Quiet small=true>{w::forget(lang)}</Button></span>
            </p>
        </div>
    }
}

/// Forgets the draft that was sent: the page that shows what became of it is here, and it is not the form again.
pub(super) fn settle() {
    let sent = browser::kept(false, SENT);
    if sent.is_empty() {
        return;
    }
    browser::keep(false, SENT, "");
    let stands = window().location().pathname().is_ok_and(|path| path.starts_with("/t/"));
    let again = document().query_selector(&format!("[data-draft='{sent}']")).is_ok_and(|form| form.is_some());
    if stands && !again {
        browser::keep(true, &sent, "");
    }
}

fn form_in(around: &Element) -> Option<HtmlFormElement> {
    around.query_selector("form").ok()?.map(JsCast::unchecked_into)
}

/// Names and texts of a form; hidden ones too, for they say of what the text is a version.
fn filled(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    let entries = js_sys::Array::from(&data);
    let texts = entries.iter().filter_map(|entry| {
        let pair: js_sys::Array = entry.dyn_into().ok()?;
        // A file is no text, and cannot be kept.
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    texts.collect()
}

fn fill(form: &HtmlFormElement, fields: &[(String, String)]) {
    for (name, value) in fields {
        let Ok(Some(field)) = form.query_selector(&format!("[name='{name}']:not([type=file])")) else { continue };
        match field.dyn_into::<web_sys::HtmlTextAreaElement>() {
            Ok(text) => text.set_value(value),
            Err(other) => other.unchecked_into::<HtmlInputElement>().set_value(value),
        }
    }
}
