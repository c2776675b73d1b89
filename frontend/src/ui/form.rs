//! Forms, and what is wrong with them.

use crate::context::lang;
use leptos::{html, prelude::*};
use shared::{
    Faults, ui_words,
    words::{self, Text},
};

/// The labels of the fields by their names, so that the summary can call them what the form does.
pub type Labels = Vec<(&'static str, Text)>;

/// A form that posts, with the summary of what is wrong above its fields.
#[component]
pub fn Form(
    /// Where it goes.
    #[prop(into)]
    action: String,
    /// What is wrong with it.
    #[prop(optional, into)]
    faults: Signal<Faults>,
    /// The labels of its fields.
    #[prop(optional)]
    labels: Labels,
    /// Whether it sends files.
    #[prop(optional)]
    files: bool,
    /// The element.
    #[prop(optional)]
    at: NodeRef<html::Form>,
    /// The fields, and [`Actions`] at the end.
    children: Children,
) -> impl IntoView {
    view! {
        <form class="form" method="post" action=action novalidate=true enctype=files.then_some("multipart/form-data") node_ref=at>
            <ErrorSummary faults labels/>
            {children()}
        </form>
    }
}

/// What is wrong with a form, as links to its fields. Hidden while nothing is. The browser focuses it when a page opens with
/// it; an island does so itself.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    faults: Signal<Faults>,
    /// The labels of the fields.
    labels: Labels,
    /// The element.
    #[prop(optional)]
    at: NodeRef<html::Div>,
) -> impl IntoView {
    let links = move || {
        faults.with(|faults| {
            let link = |fault: &shared::Fault| {
                let text = fault.wrong.text(lang());
                let text = match labels.iter().find(|(name, _)| *name == fault.field) {
                    Some((_, label)) => ui_words::fault_of(lang(), label, &text),
                    None => text,
                };
                view! { <li><a href=format!("#{}", fault.field)>{text}</a></li> }
            };
            faults.0.iter().map(link).collect_view()
        })
    };
    let none = move || faults.with(Faults::is_empty);
    view! {
        <div class="utrecht-alert notice notice--error summary" role="alert" tabindex="-1" hidden=none autofocus=!faults.with_untracked(Faults::is_empty) node_ref=at>
            <div class="notice__text">
                <p class="notice__title">{words::check_form(lang())}</p>
                <ul class="summary__list">{links}</ul>
            </div>
        </div>
    }
}

/// The buttons under a form.
#[component]
pub fn Actions(
    /// Buttons; the first is the one that sends the form.
    children: Children,
) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

/// A value that is sent along unseen.
#[component]
pub fn Hidden(
    /// The name in the form.
    #[prop(into)]
    name: Text,
    /// The value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value/> }
}
