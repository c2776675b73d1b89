//! The form that writes an article.

use crate::{
    context::lang,
    ui::{
        Actions, Button, ButtonLink, Card, Choice, Crumb, Form, Hidden, Layout, LineField, Look, Notice, Page,
        PageHead, PostButton, SafeHtml, SelectField, TextField, Tone, Width,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::ArticleId,
    kennisbank::{ArticleDraft, ArticleKind, words as w},
    words::{self, Text},
};

/// What is written.
#[derive(Clone, Debug)]
pub enum Target {
    /// A new article, begun in a theme.
    Theme {
        /// The slug of the theme.
        slug: String,
        /// Its name.
        name: String,
    },
    /// A change of an article.
    Article {
        /// Which.
        id: ArticleId,
        /// Where it is.
        url: String,
        /// Its title.
        title: String,
    },
}

/// How an article will look.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// Its text.
    pub html: shared::html::SafeHtml,
}

/// What stands, when somebody else changed it meanwhile.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The source text that stands.
    pub body: String,
}

fn labels() -> Vec<(&'static str, Text)> {
    let lang = lang();
    vec![
        ("title", w::title(lang)),
        ("kind", w::kind(lang)),
        ("place", w::theme(lang)),
        ("body_markdown", w::body(lang)),
        ("tags", w::tags(lang)),
        ("organisation_id", w::organisation(lang)),
        ("published_at", w::published_at(lang)),
        ("source", w::source(lang)),
        ("source_url", w::source_url(lang)),
        ("licence", w::licence(lang)),
        ("remark", w::remark(lang)),
    ]
}

/// The form with what was typed, and above it the preview or the conflict when there is one.
#[component]
pub fn FormPage(
    /// What is written.
    target: Target,
    /// What was typed.
    draft: ArticleDraft,
    /// The shelves on which the reader may write.
    places: Vec<Choice>,
    /// The organisations that can answer for it.
    organisations: Vec<Choice>,
    /// What is wrong.
    faults: Faults,
    /// How it will look.
    preview: Option<Preview>,
    /// What stands meanwhile.
    conflict: Option<Conflict>,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let mut trail = vec![Crumb::new(words::kennisbank(lang), "/k")];
    let (title, action, back, send, remove) = match target {
        Target::Theme { slug, name } => {
            trail.push(Crumb::new(name, format!("/k/{slug}")));
            (w::new(lang), format!("/k/{slug}/nieuw"), format!("/k/{slug}"), w::publish(lang), None)
        }
        Target::Article { id, url, title } => {
            trail.push(Crumb::new(title, url.clone()));
            let action = format!("/a/{id}/verwijderen");
            (w::edit_title(lang), format!("/a/{id}/bewerken"), url, w::save(lang), Some(action))
        }
    };
    let preview = preview.map(|preview| view! { <Shown preview/> });
    let conflict = conflict.map(|conflict| view! { <Meanwhile conflict/> });
    let remove = remove.map(|action| view! { <Remove action/> });
    view! {
        <Page title=title.clone() layout=Layout::Column>
            <PageHead title trail/>
            {conflict} {preview}
            <Form action faults labels=labels()>
                <Hidden name="version" value=draft.version.clone()/>
                <Words draft=draft.clone() places faults/>
                <Origin draft organisations faults/>
                <Actions>
                    <Button look=Look::Primary name="act" value="save">{send}</Button>
                    <Button name="act" value="preview">{w::preview(lang)}</Button>
                    <ButtonLink href=back look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                </Actions>
            </Form>
            {remove}
        </Page>
    }
}

/// What the article says.
#[component]
fn Words(draft: ArticleDraft, places: Vec<Choice>, faults: Signal<Faults>) -> impl IntoView {
    let lang = lang();
    let kinds = ArticleKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind.text(lang))).collect::<Vec<_>>();
    view! {
        <LineField name="title" label=w::title(lang) value=draft.title faults/>
        <SelectField name="kind" label=w::kind(lang) choices=kinds value=draft.kind faults/>
        <SelectField name="place" label=w::theme(lang) choices=places value=draft.place faults/>
        <TextField name="body_markdown" label=w::body(lang) value=draft.body_markdown hint=w::body_hint(lang) rows=18 faults/>
        <LineField name="tags" label=w::tags(lang) value=draft.tags hint=w::tags_hint(lang) faults optional=true/>
        <LineField name="remark" label=w::remark(lang) value=draft.remark hint=w::remark_hint(lang) faults optional=true/>
    }
}

/// Where the article comes from.
#[component]
fn Origin(draft: ArticleDraft, organisations: Vec<Choice>, faults: Signal<Faults>) -> impl IntoView {
    let lang = lang();
    view! {
        <SelectField name="organisation_id" label=w::organisation(lang) choices=organisations value=draft.organisation_id faults optional=true/>
        <LineField name="source" label=w::source(lang) value=draft.source faults optional=true/>
        <LineField name="source_url" kind="url" label=w::source_url(lang) value=draft.source_url faults optional=true/>
        <LineField name="licence" label=w::licence(lang) value=draft.licence faults optional=true/>
        <LineField name="published_at" kind="date" label=w::published_at(lang) value=draft.published_at hint=w::published_hint(lang) width=Width::Medium faults optional=true/>
    }
}

#[component]
fn Shown(preview: Preview) -> impl IntoView {
    let lang = lang();
    view! {
        <Card title=w::preview_title(lang)>
            <p class="meta">{w::preview_note(lang)}</p>
            <h2>{preview.title}</h2>
            <SafeHtml html=preview.html/>
        </Card>
    }
}

#[component]
fn Meanwhile(conflict: Conflict) -> impl IntoView {
    let lang = lang();
    view! {
        <Notice tone=Tone::Warning title=w::conflict(lang)>
            <p>{w::conflict_help(lang)}</p>
            <details><summary>{w::conflict_now(lang)}</summary><pre class="source">{conflict.body}</pre></details>
        </Notice>
    }
}

#[component]
fn Remove(action: String) -> impl IntoView {
    let lang = lang();
    view! {
        <details class="sure remove">
            <summary>{w::remove(lang)}</summary>
            <p>{w::remove_sure(lang)}</p>
            <PostButton action text=w::remove(lang) look=Look::Danger/>
        </details>
    }
}
