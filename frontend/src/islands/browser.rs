//! What islands want of the browser.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Element, HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, Storage, VisibilityState,
};

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A random number from 0 to `most`, for waiting.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
pub fn up_to(most: f64) -> u64 {
    (js_sys::Math::random() * most) as u64
}

/// A name for something that is sent: nobody else takes the same. Not `randomUUID`: that one is missing on plain http.
pub fn nonce() -> String {
    let mut bytes = [0; 16];
    let filled = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        return format!("{:x}-{:x}", up_to(1e15), up_to(1e15));
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the page is in sight.
pub fn visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// The store that lives as long as the browser's profile.
fn store(lasting: bool) -> Option<Storage> {
    if lasting { window().local_storage() } else { window().session_storage() }.ok().flatten()
}

/// Keeps a text under `key`, or forgets it when it is empty.
pub fn keep(lasting: bool, key: &str, text: &str) {
    let Some(store) = store(lasting) else { return };
    // A full or forbidden store keeps nothing; what was typed still stands in the page.
    let _ = if text.is_empty() { store.remove_item(key) } else { store.set_item(key, text) };
}

/// What was kept under `key`.
pub fn kept(lasting: bool, key: &str) -> String {
    store(lasting).and_then(|store| store.get_item(key).ok().flatten()).unwrap_or_default()
}

/// Listens to an event of `target` as long as the page lives.
pub fn listen<E: JsCast + 'static>(target: &web_sys::EventTarget, event: &str, handle: impl Fn(E) + 'static) {
    let handle = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| handle(event.unchecked_into()));
    // Fails for no event there is.
    let _ = target.add_event_listener_with_callback(event, handle.into_js_value().unchecked_ref());
}

/// Puts `text` in place of a part of a field, as if it was typed: so it can be undone.
pub fn put(field: &HtmlTextAreaElement, text: &str, from: u32, to: u32) {
    let _ = field.focus();
    let _ = field.set_selection_range(from, to);
    let page: HtmlDocument = document().unchecked_into();
    let command = if text.is_empty() { "delete" } else { "insertText" };
    if !page.exec_command_with_show_ui_and_value(command, false, text).unwrap_or(false) {
        let _ = field.set_range_text_with_start_and_end(text, from, to);
        if let Ok(event) = web_sys::Event::new("input") {
            let _ = field.dispatch_event(&event);
        }
    }
}

/// The element called `id`.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id).map(JsCast::unchecked_into)
}

/// `/` goes to the search field, unless one is writing.
pub fn search_key() {
    listen(&document(), "keydown", |event: KeyboardEvent| {
        let chord = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
        if event.key() != "/" || chord || writing() {
            return;
        }
        let Some(field) = element("zoek") else { return };
        event.prevent_default();
        let _ = field.focus();
        field.unchecked_into::<HtmlInputElement>().select();
    });
}

fn writing() -> bool {
    let writes = |element: Element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.has_attribute("contenteditable")
    };
    document().active_element().is_some_and(writes)
}
