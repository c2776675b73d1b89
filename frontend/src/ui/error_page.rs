//! The page for everything that fails.

use super::{Actions, Button, ButtonLink, Form, Glyph, Hidden, Icon, Layout, Look, Page};
use crate::context::lang;
use leptos::prelude::*;
use shared::{Lang, ui_words, words::Text};

/// Something that was typed into the form that could not be handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The name of its field.
    pub name: String,
    /// What was typed.
    pub value: String,
}

/// Fields that nobody typed: they go along when the form is sent again.
const UNSEEN: [&str; 9] = ["nonce", "version", "reply_to", "preview", "remove", "deleted", "pinned", "closed", "naar"];

/// What a field is called where its form is not known; its name when that is all there is.
fn label(lang: Lang, name: &str) -> Text {
    match name {
        "body_markdown" => ui_words::typed_text(lang),
        "title" => ui_words::typed_title(lang),
        "tags" => ui_words::typed_tags(lang),
        "note" | "reason" | "message" | "answer" => ui_words::typed_note(lang),
        "name" => ui_words::typed_name(lang),
        "email" => ui_words::typed_email(lang),
        "role" | "outcome" => ui_words::typed_choice(lang),
        other => other.to_owned().into(),
    }
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
        let shown = typed.iter().filter(|Typed { name, .. }| !UNSEEN.contains(&name.as_str())).map(|Typed { name, value }| {
            view! { <div class="facts__fact"><dt>{label(lang, name)}</dt><dd class="kept__value">{value.clone()}</dd></div> }
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
