//! The forms that write and keep order.

use super::{
    composer::{Audience, Composer},
    trail_to,
};
use crate::{
    context::{lang, reader},
    islands::Draft,
    ui::{
        Actions, Button, ButtonLink, Card, Choice, Crumb, Form, Glyph, Hidden, Layout, LineField, Look, Notice, Page,
        PageHead, PostButton, SafeHtml, SelectField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    communities::Community,
    files::{Attachment, words as files},
    html,
    ids::ThreadId,
    threads::{Around, NewThread, Post, Thread, words as w},
    words,
};

/// The form that opens a thread.
#[component]
pub fn NewThreadPage(
    /// Where.
    community: Community,
    /// What was filled in.
    form: NewThread,
    /// Who will read it.
    around: Around,
    /// What is wrong with it.
    faults: Faults,
    /// What it will look like.
    preview: Option<html::SafeHtml>,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![
        ("title", w::title(lang)),
        ("body_markdown", w::body(lang)),
        ("tags", w::tags(lang)),
        ("files", files::attach(lang)),
    ];
    let trail =
        vec![Crumb::new(words::communities(lang), "/c"), Crumb::new(community.name.clone(), community.url.clone())];
    let action = format!("{}/nieuw", community.url);
    view! {
        <Page title=w::new_title(lang) layout=Layout::Column>
            <PageHead title=w::new_title(lang) trail lead=w::new_lead(lang, &community.name)/>
            <Draft of=format!("nieuw.{}", community.id) me=reader().id()><Form action faults labels files=true>
                <Hidden name="nonce" value=form.nonce.unwrap_or_default()/>
                <LineField name="title" label=w::title(lang) value=form.title hint=w::title_hint(lang) faults/>
                <LineField name="tags" label=w::tags(lang) value=form.tags.join(", ") hint=w::tags_hint(lang) faults optional=true/>
                <Composer label=w::body(lang) send=w::open(lang) body=form.body_markdown faults preview rows=10 tall=true/>
                <Audience around/>
            </Form></Draft>
        </Page>
    }
}

/// A post that is being changed.
#[derive(Clone, Debug)]
pub struct Editing {
    /// The text so far.
    pub body: String,
    /// The version that it is a change of.
    pub version: i64,
    /// The post as it stands.
    pub post: Post,
    /// Where it stands.
    pub thread: ThreadId,
    /// Somebody else changed it meanwhile.
    pub conflict: bool,
    /// What is wrong with the form.
    pub faults: Faults,
    /// What the text will look like.
    pub preview: Option<html::SafeHtml>,
}

/// The form that changes a post.
#[component]
pub fn EditPostPage(
    /// What is being changed.
    editing: Editing,
) -> impl IntoView {
    let lang = lang();
    let Editing { body, version, post, thread, conflict, faults, preview } = editing;
    let faults = Signal::stored(faults);
    let back = format!("/t/{thread}/{n}#post-{n}", n = post.number);
    let trail = vec![Crumb::new(w::number(lang, post.number), back)];
    let newest = conflict.then(|| {
        let html = post.body_html.clone();
        view! {
            <Notice tone=Tone::Warning title=w::conflict_title(lang)><p>{w::conflict_help(lang)}</p></Notice>
            <Card><SafeHtml html/></Card>
        }
    });
    let labels = vec![("body_markdown", w::body(lang)), ("files", files::attach(lang))];
    view! {
        <Page title=w::edit_title(lang) layout=Layout::Column>
            <PageHead title=w::edit_title(lang) trail/>
            {newest}
            <Draft of=format!("bericht.{}", post.id) me=reader().id()><Form action=format!("/bericht/{}/bewerken", post.id) faults labels files=true>
                <Hidden name="version" value=version.to_string()/>
                <Composer label=w::body(lang) send=w::save(lang) body faults preview rows=10/>
                <Attached files=post.files/>
            </Form></Draft>
        </Page>
    }
}

/// The files of a post, each with the button that takes it away.
#[component]
fn Attached(files: Vec<Attachment>) -> impl IntoView {
    let lang = lang();
    let some = !files.is_empty();
    let items = files.into_iter().map(|file| {
        let label = w::remove_file(lang, &file.name);
        view! {
            <li class="attached__file">
                <a href=file.url.clone()>{file.name.clone()}</a>
                <Button look=Look::Quiet small=true glyph=Glyph::BIN name="remove" value=file.id.to_string() label>{w::remove(lang)}</Button>
            </li>
        }
    });
    some.then(|| view! { <ul class="attached attached--edit" role="list" aria-label=w::files(lang)>{items.collect_view()}</ul> })
}

/// The form that changes title and tags.
#[component]
pub fn RenamePage(
    /// Of which thread.
    thread: Thread,
    /// The title so far.
    title: String,
    /// The tags so far, in one line.
    tags: String,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![("title", w::title(lang)), ("tags", w::tags(lang))];
    view! {
        <Page title=w::rename_title(lang) layout=Layout::Column>
            <PageHead title=w::rename_title(lang) trail=trail_to(&thread)/>
            <Form action=format!("/t/{}/bewerken", thread.id) faults labels>
                <LineField name="title" label=w::title(lang) value=title hint=w::title_hint(lang) faults/>
                <LineField name="tags" label=w::tags(lang) value=tags hint=w::tags_hint(lang) faults optional=true/>
                <Actions>
                    <Button look=Look::Primary>{w::save(lang)}</Button>
                    <ButtonLink href=thread.url look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                </Actions>
            </Form>
        </Page>
    }
}

/// The form that moves a thread.
#[component]
pub fn MovePage(
    /// Which thread.
    thread: Thread,
    /// Where it may go.
    targets: Vec<Community>,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let trail = trail_to(&thread);
    let form = if targets.is_empty() {
        view! { <Notice><p>{w::relocate_none(lang)}</p></Notice> }.into_any()
    } else {
        let choices = targets.into_iter().map(|community| Choice::new(community.slug, community.name)).collect();
        view! {
            <Form action=format!("/t/{}/verplaatsen", thread.id) faults labels=vec![("community", w::relocate_to(lang))]>
                <SelectField name="community" label=w::relocate_to(lang) choices faults/>
                <Actions>
                    <Button look=Look::Primary>{w::relocate(lang)}</Button>
                    <ButtonLink href=thread.url look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                </Actions>
            </Form>
        }
        .into_any()
    };
    view! {
        <Page title=w::relocate(lang) layout=Layout::Column>
            <PageHead title=w::relocate(lang) trail lead=w::relocate_lead(lang)/>
            {form}
        </Page>
    }
}

/// Asks whether a post is to be taken away.
#[component]
pub fn RemovePage(
    /// The thread.
    thread: ThreadId,
    /// Which post.
    post: Post,
) -> impl IntoView {
    let lang = lang();
    let back = format!("/t/{thread}/{n}#post-{n}", n = post.number);
    let trail = vec![Crumb::new(w::number(lang, post.number), back.clone())];
    view! {
        <Page title=w::remove_title(lang) layout=Layout::Column>
            <PageHead title=w::remove_title(lang) trail lead=w::remove_lead(lang)/>
            <div class="stack">
                <Card><SafeHtml html=post.body_html/></Card>
                <Actions>
                    <PostButton action=format!("/bericht/{}/verwijderen", post.id) text=w::remove_now(lang) look=Look::Danger glyph=Glyph::BIN/>
                    <ButtonLink href=back look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                </Actions>
            </div>
        </Page>
    }
}
