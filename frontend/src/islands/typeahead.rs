//! Suggestions under the search field while one types: a combobox as ARIA means it. The form itself stays as it is.

use super::{api, browser};
use crate::context::{encoded, lang};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    Lang,
    search::{Suggestion, Suggestions, words as w},
    words::Text,
};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// The id of the list; the options have numbers behind it.
const LIST: &str = "zoek-lijst";
/// Rest after a letter before the server is asked.
const REST: Duration = Duration::from_millis(120);
/// The fewest letters.
const LETTERS: usize = 2;

/// A group of suggestions; the number of its first option.
type Group = (Text, usize, Vec<Suggestion>);

/// The list of suggestions of the search field beside it.
#[island]
pub fn Typeahead() -> impl IntoView {
    let lang = lang();
    let groups = RwSignal::new(Vec::<Group>::new());
    let here = RwSignal::new(None::<usize>);
    let open = RwSignal::new(false);
    let count = move || groups.with(|groups| groups.iter().map(|(_, _, list)| list.len()).sum::<usize>());
    Effect::new(move |_| attend(lang, groups, here, open));
    let told =
        move || if open.get() { w::suggested(lang, i64::try_from(count()).unwrap_or_default()) } else { "".into() };
    let shown = move || groups.get().into_iter().map(|group| view! { <Options group here/> }).collect_view();
    view! {
        <div class="suggest" id=LIST role="listbox" aria-label=w::suggestions(lang) hidden=move || !open.get()>{shown}</div>
        <p class="out-of-sight" role="status">{told}</p>
    }
    .into_any()
}

#[component]
fn Options(group: Group, here: RwSignal<Option<usize>>) -> impl IntoView {
    let (label, first, list) = group;
    let options = list.into_iter().zip(first..).map(move |(Suggestion { title, url, note }, place)| {
        let selected = move || (here.get() == Some(place)).to_string();
        let note = (!note.is_empty()).then(|| view! { <span class="suggest__note">{note}</span> });
        view! {
            <a class="suggest__option" role="option" id=option(place) href=url tabindex="-1" aria-selected=selected>
                <span class="suggest__title">{title}</span>{note}
            </a>
        }
    });
    let head =
        (!label.is_empty()).then(|| view! { <div class="suggest__label" role="presentation">{label.clone()}</div> });
    view! { <div role="group" aria-label=label>{head}{options.collect_view()}</div> }.into_any()
}

fn option(place: usize) -> String {
    format!("{LIST}-{place}")
}

/// Makes the field a combobox and follows what is typed.
fn attend(lang: Lang, groups: RwSignal<Vec<Group>>, here: RwSignal<Option<usize>>, open: RwSignal<bool>) {
    let Some(field) = browser::element("zoek") else { return };
    let field: HtmlInputElement = field.unchecked_into();
    for (name, value) in
        [("role", "combobox"), ("aria-autocomplete", "list"), ("aria-controls", LIST), ("aria-expanded", "false")]
    {
        set(&field, name, value);
    }
    let held = field.clone();
    Effect::new(move |_| set(&held, "aria-expanded", if open.get() { "true" } else { "false" }));
    let held = field.clone();
    Effect::new(move |_| match here.get().filter(|_| open.get()) {
        Some(place) => {
            set(&held, "aria-activedescendant", &option(place));
            if let Some(chosen) = browser::element(&option(place)) {
                chosen.scroll_into_view_with_bool(false);
            }
        }
        None => {
            // Fails for no attribute there is.
            let _ = held.remove_attribute("aria-activedescendant");
        }
    });
    let typed = StoredValue::new(0_u64);
    let ask = {
        let field = field.clone();
        move || {
            typed.update_value(|typed| *typed += 1);
            let turn = typed.get_value();
            here.set(None);
            let text = field.value();
            if text.trim().chars().count() < LETTERS {
                open.set(false);
                return;
            }
            let late = move || {
                if typed.get_value() == turn {
                    spawn_local(async move {
                        let path = format!("/api/v1/suggest?q={}", encoded(&text));
                        let Ok(found) = api::call::<Suggestions>("GET", &path, None).await else { return };
                        if typed.get_value() == turn {
                            groups.set(grouped(lang, found, &text));
                            open.set(true);
                        }
                    });
                }
            };
            set_timeout(late, REST);
        }
    };
    browser::listen(&field, "input", move |_: Event| ask());
    // Closes also what the server has not answered yet.
    browser::listen(&field, "blur", move |_: Event| {
        typed.update_value(|typed| *typed += 1);
        open.set(false);
    });
    browser::listen(&field, "keydown", move |event: KeyboardEvent| press(&event, groups, here, open));
    if let Some(list) = browser::element(LIST) {
        // A press of the mouse must not take the focus from the field: the list would be gone before the click.
        browser::listen(&list, "mousedown", |event: Event| event.prevent_default());
    }
}

fn set(element: &HtmlElement, name: &str, value: &str) {
    // Fails for no name there is.
    let _ = element.set_attribute(name, value);
}

fn press(event: &KeyboardEvent, groups: RwSignal<Vec<Group>>, here: RwSignal<Option<usize>>, open: RwSignal<bool>) {
    let count = groups.with_untracked(|groups| groups.iter().map(|(_, _, list)| list.len()).sum::<usize>());
    if event.is_composing() || !open.get_untracked() || count == 0 {
        return;
    }
    let at = here.get_untracked();
    match event.key().as_str() {
        "ArrowDown" => here.set(at.map_or(Some(0), |at| (at + 1 < count).then_some(at + 1))),
        "ArrowUp" => here.set(at.map_or(Some(count - 1), |at| at.checked_sub(1))),
        "Escape" => open.set(false),
        "Enter" => {
            let Some(chosen) = at.and_then(|at| browser::element(&option(at))) else { return };
            chosen.click();
        }
        _ => return,
    }
    event.prevent_default();
}

/// The suggestions in the order in which they are shown; the last leads to all results.
fn grouped(lang: Lang, found: Suggestions, text: &str) -> Vec<Group> {
    let text = text.trim();
    let all = Suggestion {
        title: w::all_results(lang, text).into_owned(),
        url: format!("/zoeken?q={}", encoded(text)),
        note: String::new(),
    };
    let mut first = 0;
    let mut groups = Vec::new();
    for (label, list) in [
        (w::threads(lang), found.threads),
        (w::articles(lang), found.articles),
        (w::people(lang), found.members),
        (w::groups(lang), found.communities),
        ("".into(), vec![all]),
    ] {
        let some = list.len();
        if some > 0 {
            groups.push((label, first, list));
        }
        first += some;
    }
    groups
}
