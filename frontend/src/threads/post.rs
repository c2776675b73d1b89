//! One post.

use super::named;
use crate::{
    context::lang,
    ui::{AuthorLine, Badge, ButtonLink, Glyph, Icon, Look, Menu, PostButton, SafeHtml, Tone},
};
use leptos::prelude::*;
use shared::{
    files::Attachment,
    ids::ThreadId,
    people::Author,
    threads::{Post, words as w},
};

/// What the reader may do with a post.
#[derive(Clone, Copy, Debug, Default)]
pub struct MayPost {
    /// Answer and quote it.
    pub reply: bool,
    /// Change it.
    pub edit: bool,
    /// Take it away.
    pub remove: bool,
    /// Report it.
    pub report: bool,
    /// See what was taken away, and give it back.
    pub moderate: bool,
}

/// A post with its author, its words and what can be done with it.
#[component]
pub fn PostItem(
    /// The thread.
    thread: ThreadId,
    /// The post.
    post: Post,
    /// What the reader may do.
    may: MayPost,
    /// Whether the reader has not seen it before.
    new: bool,
    /// Whether the address names it: the browser goes there, with or without an anchor.
    here: bool,
) -> impl IntoView {
    let lang = lang();
    let n = post.number;
    let author = Author { name: named(&post.author), ..post.author.clone() };
    let edited = post.edited_at.map(|_| view! { <Badge text=w::edited(lang)/> });
    let removed = (post.deleted && may.moderate).then(|| view! { <Badge text=w::removed(lang) tone=Tone::Warning/> });
    let acts = (may.reply || may.edit || may.remove || may.report || may.moderate)
        .then(|| view! { <PostActs thread post=post.clone() may/> });
    let answers = post.reply_to_number.map(|to| {
        let text = match &post.reply_to_name {
            Some(name) => w::in_reply_to_name(lang, to, name),
            None => w::in_reply_to(lang, to),
        };
        view! { <p class="post__reply-to"><a href=format!("/t/{thread}/{to}#post-{to}")><Icon glyph=Glyph::REPLY/>{text}</a></p> }
    });
    let permalink = Some(format!("/t/{thread}/{n}#post-{n}"));
    let (id, gone) = (post.id.to_string(), post.deleted);
    view! {
        <li class="post" class:post--new=new class:post--gone=gone id=format!("post-{n}") data-id=id data-number=n tabindex=here.then_some("-1") autofocus=here>
            <article aria-label=w::number(lang, n)>
                <header class="post__head">
                    <AuthorLine author at=Some(post.created_at) permalink/>
                    <span class="post__marks">{removed} {edited}<span class="post__number">{format!("#{n}")}</span></span>
                </header>
                {answers}
                <div class="post__body"><Words post moderate=may.moderate/></div>
                {acts}
            </article>
        </li>
    }
    .into_any()
}

/// What a post says, or that it was taken away.
#[component]
fn Words(post: Post, moderate: bool) -> impl IntoView {
    let lang = lang();
    if !post.deleted {
        return view! { <SafeHtml html=post.body_html/> <Files files=post.files/> }.into_any();
    }
    let kept = moderate.then(|| {
        view! {
            <details class="post__kept">
                <summary>{w::show_removed(lang)}</summary>
                <SafeHtml html=post.body_html/> <Files files=post.files/>
            </details>
        }
    });
    view! { <p class="quiet">{w::deleted(lang)}</p> {kept} }.into_any()
}

/// What is attached to a post: images small in the page, the rest by name.
#[component]
fn Files(files: Vec<Attachment>) -> impl IntoView {
    let lang = lang();
    let some = !files.is_empty();
    let items = files.into_iter().map(|file| {
        let weight = file.weight();
        let shown = file.pixels.map(|(width, height)| {
            view! { <img class="attached__image" src=file.url.clone() alt="" width=width height=height loading="lazy" decoding="async"/> }
        });
        let glyph = if shown.is_some() { Glyph::IMAGE } else { Glyph::FILE };
        view! {
            <li class="attached__file">
                <a href=file.url>{shown}<span class="attached__name"><Icon glyph/>{file.name}</span></a>
                <span class="quiet">{weight}</span>
            </li>
        }
    });
    some.then(|| view! { <ul class="attached" role="list" aria-label=w::files(lang)>{items.collect_view()}</ul> })
}

#[component]
fn PostActs(thread: ThreadId, post: Post, may: MayPost) -> impl IntoView {
    let lang = lang();
    let (id, n) = (post.id, post.number);
    let gone = post.deleted;
    let answer = (may.reply && !gone).then(|| {
        view! {
            <ButtonLink href=format!("/t/{thread}/{n}?antwoord={n}#reageer") look=Look::Quiet small=true glyph=Glyph::REPLY>{w::reply(lang)}</ButtonLink>
            <ButtonLink href=format!("/t/{thread}/{n}?citeer={n}#reageer") look=Look::Quiet small=true glyph=Glyph::QUOTE>{w::quote(lang)}</ButtonLink>
        }
    });
    let link = |part: &str, glyph, text| view! { <a class="menu__act" href=format!("/bericht/{id}/{part}")><Icon glyph/>{text}</a> };
    let edit = (may.edit && !gone).then(|| link("bewerken", Glyph::EDIT, w::edit(lang)));
    let report = (may.report && !gone).then(|| link("melden", Glyph::FLAG, w::report(lang)));
    let remove = (may.remove && !gone).then(|| link("verwijderen", Glyph::BIN, w::remove(lang)));
    let restore = (may.moderate && gone)
        .then(|| view! { <PostButton action=format!("/bericht/{id}/terugzetten") text=w::restore(lang) look=Look::Quiet small=true/> });
    let menu = (edit.is_some() || report.is_some() || remove.is_some())
        .then(|| view! { <Menu>{edit} {report} {remove}</Menu> });
    view! { <footer class="post__acts">{answer} {restore} {menu}</footer> }.into_any()
}
