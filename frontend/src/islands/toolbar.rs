//! The buttons above a field for texts, for who knows no Markdown. Without JavaScript they are not there, and the field works.
//!
//! What they do goes in as if it was typed, so that undoing works. The preview is the server's own: the form asks for it as it
//! would without this, and what the answer shows stands in place of the field.

mod marks;

use super::{api, browser};
use crate::ui::{Glyph, Icon};
use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};
use marks::Mark;
use shared::{Lang, threads::words::preview, ui_words as w, words::Text};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomParser, Element, FormData, HtmlElement, HtmlTextAreaElement, SupportedType};

/// The buttons in their order: what each does, its drawing, its key with Ctrl.
const TOOLS: [(Mark, Glyph, &str); 6] = [
    (Mark::Bold, Glyph::BOLD, "b"),
    (Mark::Italic, Glyph::ITALIC, "i"),
    (Mark::Link, Glyph::LINK, "k"),
    (Mark::List, Glyph::LIST, ""),
    (Mark::Quote, Glyph::QUOTE, ""),
    (Mark::Code, Glyph::CODE, ""),
];

fn name(lang: Lang, mark: Mark) -> Text {
    match mark {
        Mark::Bold => w::tool_bold(lang),
        Mark::Italic => w::tool_italic(lang),
        Mark::Link => w::tool_link(lang),
        Mark::List => w::tool_list(lang),
        Mark::Quote => w::tool_quote(lang),
        Mark::Code => w::tool_code(lang),
    }
}

/// What a tool works with. Only handles, so that it is copied into every closure.
#[derive(Clone, Copy)]
struct Bar {
    field: StoredValue<String>,
    here: NodeRef<html::Div>,
    shown: NodeRef<html::Div>,
    /// The button that Tab comes to.
    at: RwSignal<usize>,
    previewing: RwSignal<bool>,
    told: RwSignal<Option<Text>>,
}

/// The buttons above a field, and its preview.
#[island]
pub fn Toolbar(
    /// The id of the field.
    field: String,
) -> impl IntoView {
    let lang = crate::context::lang();
    let awake = RwSignal::new(false);
    let bar = Bar {
        field: StoredValue::new(field.clone()),
        here: NodeRef::new(),
        shown: NodeRef::new(),
        at: RwSignal::new(0),
        previewing: RwSignal::new(false),
        told: RwSignal::new(None),
    };
    Effect::new(move |_| {
        awake.set(true);
        if let Some(field) = bar.text() {
            browser::listen(&field, "keydown", move |event: KeyboardEvent| bar.key(&event));
        }
    });
    let tools = move || awake.get().then(|| view! { <Tools bar/> });
    view! {
        <div
            class="composer__bar" role="toolbar" aria-label=w::tools(lang) aria-controls=field hidden=move || !awake.get() node_ref=bar.here
            on:keydown=move |event| bar.rove(&event)
        >{tools}</div>
        <div class="composer__preview" role="region" aria-label=preview(lang) tabindex="-1" hidden=move || !bar.previewing.get()>
            <p class="quiet" role="status" hidden=move || bar.told.with(Option::is_none)>{move || bar.told.get()}</p>
            <div node_ref=bar.shown></div>
        </div>
    }
    .into_any()
}

#[component]
fn Tools(bar: Bar) -> impl IntoView {
    let lang = crate::context::lang();
    let tabindex = move |place: usize| if bar.at.get() == place { "0" } else { "-1" };
    let tools = TOOLS.into_iter().enumerate().map(|(place, (mark, glyph, key))| {
        let text = name(lang, mark);
        let title = if key.is_empty() { text.to_string() } else { format!("{text} (Ctrl+{})", key.to_ascii_uppercase()) };
        let shortcut = (!key.is_empty()).then(|| format!("Control+{}", key.to_ascii_uppercase()));
        view! {
            <button
                class="tool" type="button" aria-label=text title=title aria-keyshortcuts=shortcut tabindex=move || tabindex(place)
                disabled=move || bar.previewing.get() on:click=move |_| bar.mark(mark) on:focus=move |_| bar.at.set(place)
            ><Icon glyph/></button>
        }
    });
    let last = TOOLS.len();
    view! {
        {tools.collect_view()}
        <button
            class="tool tool--end" type="button" aria-pressed=move || bar.previewing.get().to_string() tabindex=move || tabindex(last)
            on:click=move |_| bar.preview() on:focus=move |_| bar.at.set(last)
        ><Icon glyph=Glyph::EYE/><span class="tool__text">{preview(lang)}</span></button>
    }
    .into_any()
}

impl Bar {
    fn text(self) -> Option<HtmlTextAreaElement> {
        browser::element(&self.field.get_value())?.dyn_into().ok()
    }

    /// Ctrl and a letter, in the field.
    fn key(self, event: &KeyboardEvent) {
        if !(event.ctrl_key() || event.meta_key()) || event.shift_key() || event.alt_key() {
            return;
        }
        let letter = event.key().to_ascii_lowercase();
        let tool = TOOLS.into_iter().find(|(.., key)| *key == letter);
        if let Some((mark, ..)) = tool {
            event.prevent_default();
            self.mark(mark);
        }
    }

    /// The arrows move between the buttons; Tab goes past them.
    fn rove(self, event: &KeyboardEvent) {
        let count = TOOLS.len() + 1;
        let at = self.at.get_untracked();
        // While a preview stands there, only its own button does something.
        let first = if self.previewing.get_untracked() { count - 1 } else { 0 };
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if at + 1 < count {
                    at + 1
                } else {
                    first
                }
            }
            "ArrowLeft" => {
                if at > first {
                    at - 1
                } else {
                    count - 1
                }
            }
            "Home" => first,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        self.at.set(to);
        let Some(Ok(buttons)) = self.here.get_untracked().map(|here| here.query_selector_all("button")) else { return };
        if let Some(button) = u32::try_from(to).ok().and_then(|to| buttons.get(to)) {
            let _ = button.unchecked_into::<HtmlElement>().focus();
        }
    }

    fn mark(self, mark: Mark) {
        let Some(field) = self.text() else { return };
        let lang = crate::context::lang();
        let place = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or_default();
        let (from, to) = (place(field.selection_start()), place(field.selection_end()));
        let word = if mark == Mark::Link { w::tool_link_word(lang) } else { w::tool_word(lang) };
        let change = marks::change(mark, &field.value(), from, to, &word);
        browser::put(&field, &change.text, change.from, change.to);
        let (from, to) = change.chosen;
        let _ = field.set_selection_range(from, to);
    }

    /// Shows what the text will look like, or the text again.
    fn preview(self) {
        let Some(field) = self.text() else { return };
        let composer = field.closest(".composer").ok().flatten();
        if self.previewing.get_untracked() {
            self.previewing.set(false);
            show_field(composer.as_ref(), true);
            let _ = field.focus();
            return;
        }
        let lang = crate::context::lang();
        self.previewing.set(true);
        self.told.set(Some(w::preview_coming(lang)));
        if let Some(shown) = self.shown.get_untracked() {
            shown.replace_children_with_node_0();
        }
        show_field(composer.as_ref(), false);
        spawn_local(async move {
            let found = previewed(&field).await;
            let Some(shown) = self.shown.get_untracked() else { return };
            self.told.set(match found {
                Some(prose) => {
                    shown.replace_children_with_node_1(&prose);
                    None
                }
                None if field.value().trim().is_empty() => Some(w::preview_nothing(lang)),
                None => Some(w::preview_failed(lang)),
            });
        });
    }
}

fn show_field(composer: Option<&Element>, show: bool) {
    if let Some(composer) = composer {
        let _ = composer.toggle_attribute_with_force("data-preview", !show);
    }
}

/// What the server makes of the text of a form.
async fn previewed(field: &HtmlTextAreaElement) -> Option<Element> {
    let form = field.form()?;
    let data = FormData::new_with_form(&form).ok()?;
    data.delete("files");
    data.set_with_str("preview", "1").ok()?;
    let answer = api::post(&form.action(), &data).await.filter(|answer| answer.status == 200)?;
    let page = DomParser::new().ok()?.parse_from_string(&answer.text, SupportedType::TextHtml).ok()?;
    let prose = page.query_selector("#voorbeeld .prose").ok()??;
    Some(document().import_node_with_deep(&prose, true).ok()?.unchecked_into())
}
