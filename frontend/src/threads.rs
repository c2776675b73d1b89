//! The threads' pages: lists, one thread with its posts, and the forms that write.

use crate::{
    context::lang,
    ui::{
        Actions, AuthorLine, Badge, Button, Chip, Chips, Crumb, Empty, Form, Hidden, Layout, LineField, List, Look,
        Notice, Page, PageHead, Pager, PostButton, Row, SafeHtml, TextField, When,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::{PostId, ThreadId},
    people::Author,
    threads::{NewThread, Post, Thread, words as w},
    words,
};

/// A list of threads.
#[component]
pub fn ThreadList(
    /// The threads.
    threads: Vec<Thread>,
) -> impl IntoView {
    let lang = lang();
    if threads.is_empty() {
        return view! { <Empty title=w::none(lang) text=w::none_help(lang)/> }.into_any();
    }
    let rows = threads.into_iter().map(|thread| view! { <ThreadRow thread/> }).collect_view();
    view! { <List label=w::threads(lang)>{rows}</List> }.into_any()
}

#[component]
fn ThreadRow(thread: Thread) -> impl IntoView {
    let lang = lang();
    let signed_in = crate::context::reader().me.is_some();
    let unread = signed_in && thread.read < thread.last_number;
    let href = if unread && thread.read > 0 { format!("/t/{}/{}", thread.id, thread.read + 1) } else { thread.url };
    let pinned = thread.pinned.then(|| view! { <Badge text=w::pinned(lang)/> });
    let closed = thread.closed.then(|| view! { <Badge text=w::closed(lang)/> });
    let badges = view! { {pinned} {closed} }.into_any();
    let author = named(&thread.author);
    let organisation = thread.author.organisation.map(|text| view! { <span>{text}</span> });
    let count = Some((thread.reply_count.to_string(), w::replies(lang)));
    view! {
        <Row href title=thread.title unread badges count>
            <span>{w::by(lang, &author)}</span>
            {organisation}
            <span>{w::last_post(lang)}" "<When at=thread.active_at/></span>
        </Row>
    }
}

/// The name of an author; the words for a former member when there is none.
fn named(author: &Author) -> String {
    if author.name.is_empty() { words::former_member(lang()).into_owned() } else { author.name.clone() }
}

/// What the reader may do in a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct May {
    /// Add a post.
    pub reply: bool,
    /// Pin and close.
    pub moderate: bool,
    /// Join first to reply.
    pub join: bool,
}

/// A thread with a page of its posts.
#[component]
pub fn ThreadPage(
    /// The thread, with posts.
    thread: Thread,
    /// What the reader may do.
    may: May,
    /// A reply that was refused.
    draft: String,
    /// What is wrong with it.
    faults: Faults,
    /// The name of the reply that is being written.
    nonce: String,
) -> impl IntoView {
    let lang = lang();
    let title = thread.title.clone();
    let trail = vec![
        Crumb::new(words::communities(lang), "/c"),
        Crumb::new(thread.community.name.clone(), format!("/c/{}", thread.community.slug)),
    ];
    let posts = thread.posts.clone().unwrap_or_default();
    let (first, last) = (posts.first().map_or(1, |post| post.number), posts.last().map_or(0, |post| post.number));
    let previous = (first > 1).then(|| format!("/t/{}/{}", thread.id, (first - 20).max(1)));
    let next = (last < thread.last_number).then(|| format!("/t/{}/{}", thread.id, last + 1));
    let me = crate::context::reader().id();
    let shown = posts.into_iter().map(|post| view! { <PostItem own={me.is_some() && post.author.id == me} moderate=may.moderate thread=thread.id post/> }).collect_view();
    let tags = thread.tags.iter().map(|tag| view! { <Chip text=tag.clone()/> }).collect_view();
    let community = format!("/c/{}", thread.community.slug);
    let answer = match may {
        May { reply: true, .. } => view! { <ReplyForm thread=thread.id draft faults nonce/> }.into_any(),
        _ if thread.closed => view! { <Notice><p>{w::is_closed(lang)}</p></Notice> }.into_any(),
        May { join: true, .. } => {
            view! { <Notice><p><a href=community>{w::join_first(lang)}</a></p></Notice> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <Page title=title.clone() layout=Layout::Column>
            <PageHead title trail/>
            <Chips>{tags}</Chips>
            {may.moderate.then(|| view! { <Moderation thread=thread.clone()/> })}
            <ol class="posts" role="list">{shown}</ol>
            <Pager previous next/>
            {answer}
        </Page>
    }
}

#[component]
fn Moderation(thread: Thread) -> impl IntoView {
    let lang = lang();
    let action = format!("/t/{}/staat", thread.id);
    let (pin, pinned) = if thread.pinned { (w::unpin(lang), "false") } else { (w::pin(lang), "true") };
    let (close, closed) = if thread.closed { (w::reopen(lang), "false") } else { (w::close(lang), "true") };
    view! {
        <div class="acts">
            <PostButton action=action.clone() text=pin look=Look::Quiet small=true hidden=vec![("pinned", pinned.to_owned())]/>
            <PostButton action text=close look=Look::Quiet small=true hidden=vec![("closed", closed.to_owned())]/>
        </div>
    }
}

#[component]
fn PostItem(thread: ThreadId, post: Post, own: bool, moderate: bool) -> impl IntoView {
    let lang = lang();
    let link = format!("/t/{thread}/{}", post.number);
    let author = Author { name: named(&post.author), ..post.author.clone() };
    let edited = post.edited_at.map(|_| view! { <span class="meta">{w::edited(lang)}</span> });
    let answers = post
        .reply_to_number
        .map(|n| view! { <p class="meta"><a href=format!("/t/{thread}/{n}")>{w::in_reply_to(lang, n)}</a></p> });
    let edit =
        (own && !post.deleted).then(|| view! { <a href=format!("/bericht/{}/bewerken", post.id)>{w::edit(lang)}</a> });
    let remove = ((own || moderate) && !post.deleted)
        .then(|| view! { <PostButton action=format!("/bericht/{}/verwijderen", post.id) text=w::remove(lang) look=Look::Quiet small=true/> });
    let body = if post.deleted {
        view! { <p class="meta">{w::deleted(lang)}</p> }.into_any()
    } else {
        view! { <SafeHtml html=post.body_html/> }.into_any()
    };
    view! {
        <li class="post" id=format!("post-{}", post.number)>
            <article aria-label=w::number(lang, post.number)>
                <AuthorLine author at=Some(post.created_at) permalink=Some(link)/>
                {answers}
                <div class="post__body prose">{body}</div>
                <footer class="post__foot acts">{edited} {edit} {remove}</footer>
            </article>
        </li>
    }
    .into_any()
}

#[component]
fn ReplyForm(thread: ThreadId, draft: String, faults: Faults, nonce: String) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    view! {
        <section id="reageer" aria-labelledby="reageer-titel">
            <h2 id="reageer-titel">{w::your_reply(lang)}</h2>
            <Form action=format!("/t/{thread}/reageer") faults labels=vec![("body_markdown", w::your_reply(lang))]>
                <Hidden name="nonce" value=nonce/>
                <TextField name="body_markdown" label=w::your_reply(lang) value=draft hint=w::markdown_hint(lang) faults/>
                <Actions><Button look=Look::Primary>{w::place_reply(lang)}</Button></Actions>
            </Form>
        </section>
    }
}

/// The form that opens a thread.
#[component]
pub fn NewThreadPage(
    /// The slug of the community.
    slug: String,
    /// Its name.
    community: String,
    /// What was filled in.
    form: NewThread,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![("title", w::title(lang)), ("body_markdown", w::body(lang)), ("tags", w::tags(lang))];
    let trail = vec![Crumb::new(words::communities(lang), "/c"), Crumb::new(community.clone(), format!("/c/{slug}"))];
    view! {
        <Page title=w::new_title(lang) layout=Layout::Column>
            <PageHead title=w::new_title(lang) trail lead=w::new_lead(lang, &community)/>
            <Form action=format!("/c/{slug}/nieuw") faults labels>
                <LineField name="title" label=w::title(lang) value=form.title hint=w::title_hint(lang) faults/>
                <TextField name="body_markdown" label=w::body(lang) value=form.body_markdown hint=w::markdown_hint(lang) faults/>
                <LineField name="tags" label=w::tags(lang) value=form.tags.join(", ") hint=w::tags_hint(lang) faults optional=true/>
                <Actions><Button look=Look::Primary>{w::open(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// The form that changes a post.
#[component]
pub fn EditPostPage(
    /// Which.
    id: PostId,
    /// The text.
    body: String,
    /// The version it is of.
    version: i64,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    view! {
        <Page title=w::edit_title(lang) layout=Layout::Column>
            <PageHead title=w::edit_title(lang)/>
            <Form action=format!("/bericht/{id}/bewerken") faults labels=vec![("body_markdown", w::body(lang))]>
                <Hidden name="version" value=version.to_string()/>
                <TextField name="body_markdown" label=w::body(lang) value=body hint=w::markdown_hint(lang) faults/>
                <Actions><Button look=Look::Primary>{w::save(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}
