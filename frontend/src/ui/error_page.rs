//! The page for everything that fails.

use super::{Actions, Button, ButtonLink, Form, Glyph, Hidden, Icon, Layout, Look, Page};
use crate::context::lang;
use leptos::prelude::*;
use shared::{ui_words, words::Text};

/// Something that was typed into the form that could not be handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The label of its field; its name where the label is not known.
    pub label: String,
    /// The name of its field.
    pub name: String,
    /// What was typed.
    pub value: String,
}

/// What went wrong, what to do about it, and whatever was typed, so that nothing is lost.
#[component]
pub fn ErrorPage(
    /// The HTTP status.
    status: u16,
    /// What went wrong.
    #[prop(into)]
    title: Text,
    /// What to do.
    #[prop(into)]
    text: Text,
    /// What was typed.
    #[prop(optional)]
    typed: Vec<Typed>,
    /// Where the form went, to send it again; without it what was typed is only shown.
    #[prop(default = None)]
    action: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let number = ui_words::error_number(lang, &status.to_string());
    view! {
        <Page title=title.clone() layout=Layout::Column>
            <div class="error-page">
                <p class="error-page__number"><Icon glyph=Glyph::INFO/>{number}</p>
                <h1 class="page-head__title">{title}</h1>
                <p class="page-head__lead">{text}</p>
                <Kept typed action/>
                <p><ButtonLink href="/" look=Look::Secondary glyph=Glyph::HOME>{ui_words::to_home(lang)}</ButtonLink></p>
            </div>
        </Page>
    }
}

#[component]
fn Kept(typed: Vec<Typed>, action: Option<String>) -> impl IntoView {
    let lang = lang();
    (!typed.is_empty()).then(|| {
        let shown = typed.iter().map(|Typed { label, value, .. }| {
            view! { <div class="facts__fact"><dt>{label.clone()}</dt><dd class="kept__value">{value.clone()}</dd></div> }
        });
        let shown = shown.collect_view();
        let again = action.map(|action| {
            let hidden = typed.into_iter().map(|Typed { name, value, .. }| view! { <Hidden name value/> }).collect_view();
            view! { <Form action>{hidden}<Actions><Button look=Look::Primary>{ui_words::send_again(lang)}</Button></Actions></Form> }
        });
        view! {
            <section class="card kept">
                <header class="card__head"><h2 class="card__title">{ui_words::you_typed(lang)}</h2></header>
                <div class="card__body"><p>{ui_words::you_typed_help(lang)}</p><dl class="facts">{shown}</dl>{again}</div>
            </section>
        }
    })
}
