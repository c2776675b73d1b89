//! Fields with choices.

use super::field::{Around, Face, Hints, mark};
use crate::context::lang;
use leptos::prelude::*;
use shared::{Faults, ui_words, words::Text};

/// Something that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub text: Text,
    /// What it means, under radio buttons.
    pub hint: Option<Text>,
}

impl Choice {
    /// A choice of `value`, shown as `text`.
    pub fn new(value: impl Into<String>, text: impl Into<Text>) -> Self {
        Self { value: value.into(), text: text.into(), hint: None }
    }

    /// The same, with what it means.
    #[must_use]
    pub fn meaning(self, hint: impl Into<Text>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

/// A list of which one can be chosen.
#[component]
pub fn SelectField(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What to choose.
    #[prop(into)]
    label: Text,
    /// The choices.
    choices: Vec<Choice>,
    /// The value that is chosen already.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether nothing may be chosen.
    #[prop(optional)]
    optional: bool,
    /// The id, when the name is not the only one on the page.
    #[prop(optional, into)]
    id: Option<Text>,
) -> impl IntoView {
    let face = Face::new(name, id, faults);
    let described = face.described(hint.is_some());
    let none = (!choices.iter().any(|choice| choice.value == value) || optional)
        .then(|| view! { <option value="">{ui_words::choose(lang())}</option> });
    let choices = choices.into_iter().map(move |choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.text}</option> }
    });
    view! {
        <Around face label hint optional>
            <select
                class="utrecht-select field__input field__input--medium" id=face.id() name=face.name()
                aria-required=(!optional).then_some("true") aria-invalid=move || face.invalid() aria-describedby=described
            >
                {none} {choices.collect_view()}
            </select>
        </Around>
    }
    .into_any()
}

/// Something that is so or not so. Sent as `on` when it is.
#[component]
pub fn CheckField(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What is so.
    #[prop(into)]
    label: Text,
    /// Whether it is.
    #[prop(optional)]
    checked: bool,
    /// What is sent when it is.
    #[prop(default = "on".into(), into)]
    value: Text,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// What it means.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// The id, when the name is not the only one on the page.
    #[prop(optional, into)]
    id: Option<Text>,
) -> impl IntoView {
    let face = Face::new(name, id, faults);
    let described = face.described(hint.is_some());
    view! {
        <div class="utrecht-form-field field field--check" class:field--wrong=move || face.wrong()>
            <input
                class="check" type="checkbox" id=face.id() name=face.name() value=value checked=checked
                aria-invalid=move || face.invalid() aria-describedby=described
            />
            <div class="field__beside">
                <label class="field__label field__label--choice" for=face.id()>{label}</label>
                <Hints face hint/>
            </div>
        </div>
    }
    .into_any()
}

/// A few choices that can all be seen, of which one is made.
#[component]
pub fn RadioGroup(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What to choose.
    #[prop(into)]
    label: Text,
    /// The choices.
    choices: Vec<Choice>,
    /// The value that is chosen already.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether nothing may be chosen.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let face = Face::new(name, None, faults);
    let described = face.described(hint.is_some());
    let radios = choices.into_iter().enumerate().map(|(place, choice)| {
        let checked = choice.value == value;
        view! { <Radio face place choice checked/> }
    });
    // The group has the id, so that the summary of faults leads here.
    view! {
        <fieldset class="field field--group" id=face.id() class:field--wrong=move || face.wrong() aria-describedby=described tabindex="-1">
            <legend class="field__label">{label}{optional.then(mark)}</legend>
            <Hints face hint/>
            {radios.collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Radio(face: Face, place: usize, choice: Choice, checked: bool) -> impl IntoView {
    let id = face.part(&place.to_string());
    let meaning = format!("{id}-hint");
    let described = choice.hint.is_some().then(|| meaning.clone());
    view! {
        <div class="field__choice">
            <input class="radio" type="radio" id=id.clone() name=face.name() value=choice.value checked=checked aria-describedby=described/>
            <div class="field__beside">
                <label class="field__label field__label--choice" for=id>{choice.text}</label>
                {choice.hint.map(|hint| view! { <p class="field__hint" id=meaning>{hint}</p> })}
            </div>
        </div>
    }
}
