//! Form fields that a person can fill in before the islands are awake.
//!
//! They are uncontrolled: what stands in the page is the truth and is read at submit. `bind:value` and `prop:value` write the
//! signal's first value over what was already typed when the island hydrates.

use crate::{context::lang, islands::Reveal};
use leptos::{html, prelude::*};
use shared::{
    Faults,
    words::{self, Text},
};

/// How wide a field is: as wide as what is expected in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the form.
    #[default]
    Full,
    /// About 30 characters.
    Medium,
    /// About 12 characters.
    Short,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Full => "utrecht-textbox field__input",
            Self::Medium => "utrecht-textbox field__input field__input--medium",
            Self::Short => "utrecht-textbox field__input field__input--short",
        }
    }
}

/// What all fields have: the name in the form, the id in the page and the faults of the form.
#[derive(Clone, Copy)]
pub(super) struct Face {
    name: StoredValue<Text>,
    id: StoredValue<String>,
    faults: Signal<Faults>,
}

impl Face {
    pub(super) fn new(name: Text, id: Option<Text>, faults: Signal<Faults>) -> Self {
        let id = id.unwrap_or_else(|| name.clone()).into_owned();
        Self { name: StoredValue::new(name), id: StoredValue::new(id), faults }
    }

    pub(super) fn name(self) -> String {
        self.name.with_value(ToString::to_string)
    }

    pub(super) fn id(self) -> String {
        self.id.get_value()
    }

    /// The id of what `part` of the field.
    pub(super) fn part(self, part: &str) -> String {
        format!("{}-{part}", self.id())
    }

    /// For `aria-describedby`: an empty fault describes nothing, so it may always be named.
    pub(super) fn described(self, hinted: bool) -> String {
        if hinted { format!("{} {}", self.part("hint"), self.part("fault")) } else { self.part("fault") }
    }

    pub(super) fn wrong(self) -> bool {
        self.faults.with(|faults| self.name.with_value(|name| faults.of(name).is_some()))
    }

    pub(super) fn invalid(self) -> Option<&'static str> {
        self.wrong().then_some("true")
    }

    fn fault(self) -> Option<Text> {
        self.faults.with(|faults| self.name.with_value(|name| faults.of(name))).map(|wrong| wrong.text(lang()))
    }
}

/// The label, the hint and the fault around a field.
#[component]
pub(super) fn Around(face: Face, label: Text, hint: Option<Text>, optional: bool, children: Children) -> impl IntoView {
    view! {
        <div class="utrecht-form-field field" class:field--wrong=move || face.wrong()>
            <label class="utrecht-form-label field__label" for=face.id()>{label}{optional.then(mark)}</label>
            <Hints face hint/>
            {children()}
        </div>
    }
}

/// The hint and the fault of a field.
#[component]
pub(super) fn Hints(face: Face, hint: Option<Text>) -> impl IntoView {
    view! {
        {hint.map(|hint| view! { <p class="field__hint" id=face.part("hint")>{hint}</p> })}
        <p class="field__fault" id=face.part("fault")>{move || face.fault()}</p>
    }
}

/// Says that a field may stay empty.
pub(super) fn mark() -> impl IntoView {
    view! { " "<span class="field__optional">{words::optional(lang())}</span> }
}

/// One line of text.
#[component]
pub fn LineField(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// What is filled in already.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// The type of the input: `text`, `email`, `tel`, `url`, `search`, `date`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The value of `autocomplete`, such as `name` or `email`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// How wide it is.
    #[prop(optional)]
    width: Width,
    /// The id, when the name is not the only one on the page.
    #[prop(optional, into)]
    id: Option<Text>,
    /// The element.
    #[prop(optional)]
    at: NodeRef<html::Input>,
) -> impl IntoView {
    let face = Face::new(name, id, faults);
    let described = face.described(hint.is_some());
    view! {
        <Around face label hint optional={optional && kind != "search"}>
            <input
                class=width.class() type=kind id=face.id() name=face.name() value=value autocomplete=autocomplete
                aria-required=(!optional).then_some("true") aria-invalid=move || face.invalid() aria-describedby=described node_ref=at
            />
        </Around>
    }
    .into_any()
}

/// A password. Never filled in by us, and always one that a password manager may fill in.
#[component]
pub fn PasswordField(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// Whether it is chosen now, not remembered.
    #[prop(optional)]
    new: bool,
    /// The id, when the name is not the only one on the page.
    #[prop(optional, into)]
    id: Option<Text>,
) -> impl IntoView {
    let face = Face::new(name, id, faults);
    let described = face.described(hint.is_some());
    let id = face.id();
    let autocomplete = if new { "new-password" } else { "current-password" };
    view! {
        <Around face label hint optional=false>
            <div class="field__secret">
                <input
                    class=Width::Medium.class() type="password" id=face.id() name=face.name() autocomplete=autocomplete
                    aria-required="true" aria-invalid=move || face.invalid() aria-describedby=described
                />
                <Reveal field=id/>
            </div>
        </Around>
    }
    .into_any()
}

/// Text over several lines. The only place that may write `<textarea>`: leptos 0.8.23 does not escape its children
/// (leptos-rs/leptos#4819, #4821), so this does.
#[component]
pub fn TextField(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What to fill in.
    #[prop(into)]
    label: Text,
    /// What is filled in already.
    #[prop(optional, into)]
    value: String,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// How many lines it shows at least; it grows with what is typed.
    #[prop(default = 5)]
    rows: u32,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Hides the label from sight, where the place says what it is.
    #[prop(optional)]
    bare: bool,
    /// The id, when the name is not the only one on the page.
    #[prop(optional, into)]
    id: Option<Text>,
    /// The element.
    #[prop(optional)]
    at: NodeRef<html::Textarea>,
) -> impl IntoView {
    let face = Face::new(name, id, faults);
    let described = face.described(hint.is_some());
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
    view! {
        <div class="utrecht-form-field field" class:field--wrong=move || face.wrong()>
            <label class="utrecht-form-label field__label" class=("out-of-sight", bare) for=face.id()>{label}{optional.then(mark)}</label>
            <Hints face hint/>
            // The parser drops one newline after the tag; ours, so that the writer's own stays.
            <textarea
                class="utrecht-textarea field__input field__text" id=face.id() name=face.name() rows=rows
                aria-required=(!optional).then_some("true") aria-invalid=move || face.invalid() aria-describedby=described node_ref=at
            >{format!("\n{escaped}")}</textarea>
        </div>
    }
    .into_any()
}

/// A file. Its form needs `files=true`.
#[component]
pub fn FileField(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// What to choose.
    #[prop(into)]
    label: Text,
    /// What is wrong with the form.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// Which files are taken and how large they may be.
    #[prop(optional, into)]
    hint: Option<Text>,
    /// The types that the browser offers, such as `image/png,image/jpeg`.
    #[prop(default = "")]
    accept: &'static str,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether several may be chosen.
    #[prop(optional)]
    several: bool,
) -> impl IntoView {
    let face = Face::new(name, None, faults);
    let described = face.described(hint.is_some());
    view! {
        <Around face label hint optional>
            <input
                class="field__file" type="file" id=face.id() name=face.name() accept=(!accept.is_empty()).then_some(accept) multiple=several
                aria-invalid=move || face.invalid() aria-describedby=described
            />
        </Around>
    }
    .into_any()
}
