//! Suggestions of people while an @ is typed: a list over the field that arrow keys, Enter, Tab or a click choose from. In
//! the field stands a name; what was chosen is kept beside it, and goes as a link when the message is sent.

use super::room::Room;
use crate::{
    context::encoded,
    islands::{api, browser},
};
use leptos::{ev::KeyboardEvent, prelude::*, task::spawn_local};
use shared::{
    chat::{
        Participant,
        naming::{self, spoken},
        words as w,
    },
    ids::MemberId,
    page::Page,
};
use std::time::Duration;

/// Rest after a letter before the server is asked.
const REST: Duration = Duration::from_millis(120);

/// Whom the message that is being written names, and whom it could.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    found: RwSignal<Vec<Participant>>,
    at: RwSignal<usize>,
    chosen: StoredValue<Vec<(String, MemberId)>>,
    turn: StoredValue<u64>,
}

impl Naming {
    pub(super) fn new() -> Self {
        Self {
            found: RwSignal::default(),
            at: RwSignal::new(0),
            chosen: StoredValue::default(),
            turn: StoredValue::new(0),
        }
    }

    /// The text as its writer sees it.
    pub(super) fn seen(self, text: &str) -> String {
        let (seen, names) = naming::folded(text);
        self.chosen.update_value(|chosen| chosen.extend(names));
        seen
    }

    /// The text as it is sent and kept.
    pub(super) fn written(self, text: &str) -> String {
        self.chosen.with_value(|chosen| naming::written(text, chosen))
    }

    fn open(self) -> bool {
        self.found.with(|found| !found.is_empty())
    }

    /// Closes the list, also for what the server has not answered yet.
    pub(super) fn close(self) {
        self.turn.update_value(|turn| *turn += 1);
        if self.found.with_untracked(|found| !found.is_empty()) {
            self.found.set(Vec::new());
        }
    }
}

impl Room {
    /// The text of the field as it is sent and kept.
    pub(super) fn text(self) -> String {
        self.field.get_untracked().map(|field| self.naming.written(&field.value())).unwrap_or_default()
    }

    /// What is typed behind the @ in which the cursor stands.
    fn sought(self) -> Option<String> {
        let field = self.field.get_untracked()?;
        let (text, units) = (field.value(), field.selection_start().ok().flatten()?);
        let mut before = 0;
        let until = |letter: &char| {
            before += u32::try_from(letter.len_utf16()).unwrap_or_default();
            before <= units
        };
        let before: String = text.chars().take_while(until).collect();
        let word = naming::sought(&before)?.to_owned();
        // Who was chosen already is sought no more.
        let done = self.naming.chosen.with_value(|chosen| {
            chosen
                .iter()
                .any(|(name, _)| word == *name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))
        });
        (!done).then_some(word)
    }

    /// Asks who is meant, after each letter.
    pub(super) fn seek(self) {
        let Some(word) = self.sought() else { return self.naming.close() };
        let Some(turn) = self.naming.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        let still = move || self.naming.turn.with_value(|now| *now == turn);
        let ask = move || {
            if !still() {
                return;
            }
            spawn_local(async move {
                let path = format!("/api/v1/rooms/{}/people?q={}", self.id, encoded(&word));
                let Ok(page) = api::call::<Page<Participant>>("GET", &path, None).await else { return };
                if still() {
                    self.naming.at.set(0);
                    self.naming.found.set(page.items);
                }
            });
        };
        set_timeout(ask, REST);
    }

    /// The keys of the list; gives whether it took this one.
    pub(super) fn name_key(self, event: &KeyboardEvent) -> bool {
        let count = self.naming.found.with_untracked(Vec::len);
        if count == 0 || event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return false;
        }
        let at = self.naming.at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.naming.at.set((at + 1) % count),
            "ArrowUp" => self.naming.at.set((at + count - 1) % count),
            "Escape" => self.naming.close(),
            "Enter" | "Tab" if !event.shift_key() => self.name(at),
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// Names the one at this place of the list.
    fn name(self, place: usize) {
        let who = self.naming.found.with_untracked(|found| found.get(place).map(|who| (who.id, spoken(&who.name))));
        let (Some((id, name)), Some(word)) = (who, self.sought()) else { return };
        self.naming.close();
        let Some(field) = self.field.get_untracked() else { return };
        // Two people of one name in one message can only be told apart by their links.
        let other = self.naming.chosen.with_value(|chosen| chosen.iter().any(|(own, who)| *own == name && *who != id));
        let text = if other { naming::link(&name, id) } else { format!("@{name}") };
        self.naming.chosen.update_value(|chosen| {
            if !other && !chosen.contains(&(name.clone(), id)) {
                chosen.push((name, id));
            }
        });
        let to = field.selection_start().ok().flatten().unwrap_or_default();
        let typed = u32::try_from(word.encode_utf16().count()).unwrap_or_default() + 1;
        browser::put(&field, &format!("{text} "), to.saturating_sub(typed), to);
    }

    fn list_id(self) -> String {
        self.dom("namen")
    }

    fn option(self, place: usize) -> String {
        format!("{}-{place}", self.list_id())
    }

    /// Tells assistive technology of the list. The field stays a text box: HTML allows no other role for it.
    fn attend(self) {
        let Some(field) = self.field.get() else { return };
        // Fails for no name there is.
        let set = |name: &str, value: &str| _ = field.set_attribute(name, value);
        set("aria-autocomplete", "list");
        set("aria-haspopup", "listbox");
        if self.naming.open() {
            set("aria-controls", &self.list_id());
            set("aria-activedescendant", &self.option(self.naming.at.get()));
        } else {
            let _ = field.remove_attribute("aria-controls");
            let _ = field.remove_attribute("aria-activedescendant");
        }
        let chosen = self.naming.open().then(|| browser::element(&self.option(self.naming.at.get()))).flatten();
        if let Some(chosen) = chosen {
            chosen.scroll_into_view_with_bool(false);
        }
    }
}

/// The list over the field. Empty until somebody is sought; without JavaScript always.
#[component]
pub(super) fn Names(room: Room) -> impl IntoView {
    let lang = crate::context::lang();
    let naming = room.naming;
    Effect::new(move |_| room.attend());
    let count = move || naming.found.with(|found| i64::try_from(found.len()).unwrap_or_default());
    let told = move || naming.open().then(|| w::names_found(lang, count()));
    let options = move || {
        let option = |(place, who): (usize, Participant)| {
            let note = [who.function, who.organisation].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let note = (!note.is_empty()).then(|| view! { <span class="suggest__note">{note}</span> });
            view! {
                <div class="suggest__option" role="option" id=room.option(place) aria-selected=move || (naming.at.get() == place).to_string() on:click=move |_| room.name(place)>
                    <span class="suggest__title">{who.name}</span>{note}
                </div>
            }
        };
        naming.found.get().into_iter().enumerate().map(option).collect_view()
    };
    // A press of the mouse must not take the focus from the field: the list would be gone before the click.
    view! {
        <div class="suggest suggest--over" id=room.list_id() role="listbox" aria-label=w::names(lang) hidden=move || !naming.open() on:mousedown=|event| event.prevent_default()>{options}</div>
        <p class="out-of-sight" role="status">{told}</p>
    }
    .into_any()
}
