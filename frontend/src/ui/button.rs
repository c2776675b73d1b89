//! What can be pressed.

use super::{Glyph, Icon};
use leptos::{html, prelude::*};
use shared::{ui_words, words::Text};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one act a page is for.
    Primary,
    /// An act beside it.
    #[default]
    Secondary,
    /// An act that stays out of the way, such as those under a post.
    Quiet,
    /// An act that takes something away.
    Danger,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "nl-button nl-button--primary",
            Self::Secondary => "nl-button nl-button--secondary",
            Self::Quiet => "nl-button nl-button--subtle",
            Self::Danger => "nl-button nl-button--negative",
        }
    }

    fn classes(self, small: bool) -> String {
        format!("{}{}", self.class(), if small { " nl-button--small" } else { "" })
    }
}

/// A button.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// `submit`, `button` or `reset`.
    #[prop(default = "submit")]
    kind: &'static str,
    /// The name that its value is sent under.
    #[prop(optional, into)]
    name: Option<Text>,
    /// What is sent when this button is the one that was pressed.
    #[prop(optional, into)]
    value: Option<Text>,
    /// The name for screen readers, when there are no words in it or too few.
    #[prop(optional, into)]
    label: Option<Text>,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Low, for lists and under posts.
    #[prop(optional)]
    small: bool,
    /// Whether it does nothing now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The element.
    #[prop(optional)]
    at: NodeRef<html::Button>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let title = label.clone();
    view! {
        <button
            class=look.classes(small) type=kind name=name value=value aria-label=label title=title node_ref=at
            disabled=move || disabled.get()
        >
            {glyph.map(|glyph| view! { <Icon glyph/> })} {children()}
        </button>
    }
}

/// A link that looks like a button, because it starts something.
#[component]
pub fn ButtonLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Low, for lists and under posts.
    #[prop(optional)]
    small: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <a class=look.classes(small) href=href>{glyph.map(|glyph| view! { <Icon glyph/> })} {children()}</a> }
}

/// A form of one button, for an act that needs nothing typed. Works without JavaScript.
#[component]
pub fn PostButton(
    /// Where the form goes.
    #[prop(into)]
    action: String,
    /// The words on the button.
    #[prop(into)]
    text: Text,
    /// The name for screen readers, when there are too few words on it.
    #[prop(optional, into)]
    label: Option<Text>,
    /// Names and values that are sent along.
    #[prop(optional)]
    hidden: Vec<(&'static str, String)>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
    /// Low, for lists and under posts.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <form class="one-button" method="post" action=action>
            {hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <button class=look.classes(small) type="submit" aria-label=label>{glyph.map(|glyph| view! { <Icon glyph/> })} {text}</button>
        </form>
    }
}

/// Less used acts behind one button. Open and close need no JavaScript; the acts are links, [`PostButton`]s or buttons.
#[component]
pub fn Menu(
    /// The words on the button; "Meer" with three dots when there are none.
    #[prop(optional, into)]
    text: Option<Text>,
    /// The acts.
    children: Children,
) -> impl IntoView {
    let face = match text {
        Some(text) => view! { <span>{text}</span> <Icon glyph=Glyph::DOWN/> }.into_any(),
        None => view! { <Icon glyph=Glyph::MORE/> <span class="out-of-sight">{ui_words::more_acts(crate::context::lang())}</span> }.into_any(),
    };
    view! {
        <details class="menu">
            <summary class="nl-button nl-button--subtle nl-button--small">{face}</summary>
            <div class="menu__acts">{children()}</div>
        </details>
    }
}
