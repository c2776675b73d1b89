//! The panel: a question in boxes, for who does not know its language.

use super::choice_fields;
use crate::{
    context::lang,
    ui::{Actions, Button, CheckField, Choice, LineField, SelectField},
};
use leptos::prelude::*;
use shared::search::{Choices, Filters, Kind, Query, Status, words as w};

/// A form with the question in boxes. What it sends is written in the language of the search field by the server.
#[component]
pub(super) fn Panel(
    /// What was asked.
    query: String,
    /// What narrows it, which stays.
    choices: Choices,
) -> impl IntoView {
    let lang = lang();
    let filters = Filters::of(&Query::parse(&query));
    // The kind has a box of its own.
    let kind = filters.kind.clone().or_else(|| choices.kind.map(|kind| kind.word().to_owned())).unwrap_or_default();
    let kept = choice_fields(&Choices { kind: None, ..choices });
    let kept = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let any = |label| std::iter::once(Choice::new("", label));
    let kinds =
        any(w::any_kind(lang)).chain(Kind::ALL.into_iter().map(|kind| Choice::new(kind.word(), w::one(lang, kind))));
    let states = any(w::any_status(lang))
        .chain(Status::ALL.into_iter().map(|status| Choice::new(status.word(), w::status(lang, status))));
    view! {
        <form class="form search-panel" method="get" action="/zoeken">
            {kept.collect_view()}
            <LineField name="woorden" id="paneel-woorden" label=w::panel_words(lang) value=text(&filters.words) kind="search" optional=true hint=w::panel_words_hint(lang)/>
            <CheckField name="titel" id="paneel-titel" label=w::tip_title(lang) checked=filters.title.is_some()/>
            <SelectField name="type" id="paneel-type" label=w::panel_kind(lang) choices=kinds.collect() value=kind/>
            <LineField name="van" id="paneel-van" label=w::tip_author(lang) value=text(&filters.author) kind="search" optional=true/>
            <LineField name="label" id="paneel-label" label=w::tags(lang) value=text(&filters.tag) kind="search" optional=true/>
            <SelectField name="status" id="paneel-status" label=w::panel_status(lang) choices=states.collect() value=text(&filters.status)/>
            <CheckField name="bijlage" id="paneel-bijlage" label=w::tip_attached(lang) checked=filters.attached.is_some()/>
            <LineField name="vanaf" id="paneel-vanaf" label=w::panel_from(lang) value=text(&filters.from) kind="search" optional=true hint=w::panel_from_hint(lang)/>
            <LineField name="tot" id="paneel-tot" label=w::panel_until(lang) value=text(&filters.until) kind="search" optional=true/>
            <Actions><Button>{w::panel_send(lang)}</Button></Actions>
        </form>
    }
    .into_any()
}
