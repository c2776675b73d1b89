//! Where people write: the text, its preview, its files, and who will read it.

use crate::{
    context::{lang, reader},
    islands::{Reply, Toolbar},
    ui::{Button, FileField, Form, Glyph, Hidden, Icon, Look, SafeHtml, TextField},
};
use leptos::prelude::*;
use shared::{
    Faults,
    files::{ACCEPT, words as files},
    html,
    ids::{PostId, ThreadId},
    limits::UPLOAD_MB,
    threads::{Around, words as w},
    words::Text,
};

/// A reply that is being written.
#[derive(Clone, Debug, Default)]
pub struct Composing {
    /// The text so far.
    pub body: String,
    /// The post it answers, and its number.
    pub reply_to: Option<(PostId, i64)>,
    /// Its name: sending it twice makes one post.
    pub nonce: String,
    /// What is wrong with it.
    pub faults: Faults,
    /// What it will look like.
    pub preview: Option<html::SafeHtml>,
    /// Whether it was sent before and came back.
    pub sent: bool,
}

/// The field for a text with its buttons, the preview above it and the files under it.
#[component]
pub fn Composer(
    /// The label of the field.
    #[prop(into)]
    label: Text,
    /// The words on the button that sends.
    #[prop(into)]
    send: Text,
    /// The text so far.
    body: String,
    /// What is wrong with the form.
    #[prop(into)]
    faults: Signal<Faults>,
    /// What the text will look like.
    preview: Option<html::SafeHtml>,
    /// How many lines it shows at least.
    #[prop(default = 6)]
    rows: u32,
    /// Whether it is one field of several, with its label in sight.
    #[prop(optional)]
    tall: bool,
) -> impl IntoView {
    let lang = lang();
    let shown = tall.then(|| view! { <p class="field__label composer__label" aria-hidden="true">{label.clone()}</p> });
    let open = faults.with_untracked(|faults| faults.of("files").is_some());
    view! {
        {preview.map(|html| view! { <Preview html/> })}
        {shown}
        <div class="composer" class:composer--tall=tall>
            <Toolbar field="body_markdown".to_owned()/>
            <TextField name="body_markdown" label value=body faults rows bare=true/>
            <div class="composer__foot">
                <span class="composer__state">{w::markdown_hint(lang)}</span>
                <Button look=Look::Primary glyph=Glyph::SEND>{send}</Button>
                <Button name="preview" value="1">{w::preview(lang)}</Button>
            </div>
        </div>
        <details class="composer__files" open=open>
            <summary><Icon glyph=Glyph::FILE/>{w::add_files(lang)}</summary>
            <FileField name="files" label=files::attach(lang) hint=files::attach_hint(lang, UPLOAD_MB) accept=ACCEPT several=true optional=true faults/>
        </details>
    }
    .into_any()
}

#[component]
fn Preview(html: html::SafeHtml) -> impl IntoView {
    let lang = lang();
    view! {
        <section class="preview" id="voorbeeld" aria-labelledby="voorbeeld-titel" tabindex="-1" autofocus=true>
            <h3 class="preview__title" id="voorbeeld-titel">{w::preview_title(lang)}</h3>
            <SafeHtml html/>
            <p class="preview__help">{w::preview_help(lang)}</p>
        </section>
    }
}

/// Who can read what is written here.
#[component]
pub fn Audience(
    /// Who.
    around: Around,
) -> impl IntoView {
    let text = audience(&around);
    view! { <p class="composer__audience"><Icon glyph=if around.world { Glyph::GLOBE } else { Glyph::PEOPLE }/><span>{text}</span></p> }
}

/// Who can read what is written, in a sentence.
pub(super) fn audience(around: &Around) -> Text {
    let lang = lang();
    match around.members {
        _ if around.world => w::readers_world(lang),
        Some(members) if !around.alliance => w::readers(lang, members, &w::organisations(lang, around.organisations)),
        _ => w::readers_all(lang),
    }
}

/// The form that adds a post.
#[component]
pub(super) fn ReplyForm(
    /// To which thread.
    thread: ThreadId,
    /// What is written so far.
    composing: Composing,
    /// Who will read it.
    around: Around,
) -> impl IntoView {
    let lang = lang();
    let Composing { body, reply_to, nonce, faults, preview, .. } = composing;
    let faults = Signal::stored(faults);
    let labels = vec![("body_markdown", w::your_reply(lang)), ("files", files::attach(lang))];
    let answered = reply_to.map(|(post, number)| {
        view! {
            <p class="composer__answers">
                <Icon glyph=Glyph::REPLY/>
                <a href=format!("#post-{number}")>{w::in_reply_to(lang, number)}</a>
                <a class="quiet" href=format!("/t/{thread}/{number}#reageer")>{w::no_reply_to(lang)}</a>
                <Hidden name="reply_to" value=post.to_string()/>
            </p>
        }
    });
    view! {
        <section class="answer-form" id="reageer" aria-labelledby="reageer-titel">
            <h2 class="answer-form__title" id="reageer-titel">{w::your_reply(lang)}</h2>
            <Reply thread me=reader().id()>
                <Form action=format!("/t/{thread}/reageer") faults labels files=true>
                    <Hidden name="nonce" value=nonce/>
                    {answered}
                    <Composer label=w::your_reply(lang) send=w::place_reply(lang) body faults preview/>
                    <Audience around/>
                </Form>
            </Reply>
        </section>
    }
    .into_any()
}
