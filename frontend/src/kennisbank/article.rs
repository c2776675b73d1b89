//! The page of an article.

use crate::{
    context::{encoded, lang, reader},
    ui::{
        Badge, ButtonLink, Chip, Chips, Crumb, Fact, Facts, Glyph, Icon, Look, Menu, Notice, Page, PageHead,
        PostButton, SafeHtml, Toc, TocEntry, Tone, When, WithRail,
    },
};
use leptos::prelude::*;
use shared::{
    Timestamp,
    kennisbank::{Article, words as w},
    words,
};

/// Whether the reader may change the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MayEdit(pub bool);

/// A year, after which a check is old.
const YEAR: i64 = 366 * 86_400;

/// The places above an article.
pub(super) fn trail(article: &Article) -> Vec<Crumb> {
    let mut trail = vec![Crumb::new(words::kennisbank(lang()), "/k")];
    if let Some(theme) = &article.theme {
        trail.push(Crumb::new(theme.name.clone(), format!("/k/{}", theme.slug)));
        if let Some(subject) = &article.subject {
            let href = format!("/k/{}?onderwerp={}", theme.slug, subject.slug);
            trail.push(Crumb::new(subject.name.clone(), href));
        }
    }
    trail
}

/// An article.
#[component]
pub fn ArticlePage(
    /// The article, with its text.
    article: Article,
    /// Titles and addresses of articles near this one.
    related: Vec<(String, String)>,
    /// Whether the reader may change it.
    may: MayEdit,
) -> impl IntoView {
    let lang = lang();
    let title = article.title.clone();
    let trail = trail(&article);
    let archived = article.archived.then(|| view! { <Badge text=w::archived(lang)/> });
    let facts = view! { <Badge text=article.kind.text(lang) tone=Tone::Accent/> {archived} }.into_any();
    let acts = may.0.then(|| view! { <Acts article=article.clone()/> }).into_any();
    let html = article.body_html.clone().unwrap_or_default();
    let entries: Vec<TocEntry> = article
        .contents
        .iter()
        .map(|heading| TocEntry { id: heading.id.clone(), text: heading.text.clone(), level: heading.level })
        .collect();
    let rail = view! {
        <Toc entries/>
        <About article=article.clone()/>
        <Related related/>
    }
    .into_any();
    view! {
        <Page title=title.clone() about=Some(title.clone())>
            <PageHead title trail facts acts/>
            <WithRail rail label=w::about(lang)>
                <article class="article">
                    <State reviewed_at=article.reviewed_at reviewed_by=article.reviewed_by.clone()/>
                    <Remarks article=article.clone()/>
                    <SafeHtml html/>
                    <Foot article/>
                </article>
            </WithRail>
        </Page>
    }
}

/// Whether somebody checked that it still holds, and how long ago.
#[component]
fn State(reviewed_at: Option<Timestamp>, reviewed_by: Option<String>) -> impl IntoView {
    let lang = lang();
    let reader = reader();
    let (glyph, text) = match (reviewed_at, reviewed_by) {
        (None, _) => (Glyph::INFO, w::not_reviewed(lang)),
        (Some(at), _) if reader.now.seconds() - at.seconds() > YEAR => {
            (Glyph::WARNING, w::reviewed_long_ago(lang, &reader.date(at)))
        }
        (Some(at), Some(who)) => (Glyph::SOLVED, w::reviewed(lang, &reader.date(at), &who)),
        (Some(at), None) => (Glyph::SOLVED, w::reviewed_on(lang, &reader.date(at))),
    };
    view! { <p class="article__state"><Icon glyph/><span>{text}</span></p> }
}

/// What a reader must know before reading.
#[component]
fn Remarks(article: Article) -> impl IntoView {
    let lang = lang();
    let remark = (!article.remark.is_empty())
        .then(|| view! { <Notice tone=Tone::Warning title=w::remark_title(lang)><p>{article.remark}</p></Notice> });
    let archived =
        article.archived.then(|| view! { <Notice tone=Tone::Warning><p>{w::archived_means(lang)}</p></Notice> });
    let community =
        article.community.map(|community| view! { <Notice><p>{w::only_community(lang, &community.name)}</p></Notice> });
    let some = remark.is_some() || archived.is_some() || community.is_some();
    some.then(|| view! { <div class="article__notes">{remark} {archived} {community}</div> })
}

#[component]
fn Acts(article: Article) -> impl IntoView {
    let lang = lang();
    let at = format!("/a/{}", article.id);
    let (archive, archived) = if article.archived { (w::unarchive(lang), "false") } else { (w::archive(lang), "true") };
    view! {
        <PostButton action=format!("{at}/nagekeken") text=w::review(lang) glyph=Glyph::SOLVED/>
        <ButtonLink href=format!("{at}/bewerken") look=Look::Primary>{words::edit(lang)}</ButtonLink>
        <Menu>
            <ButtonLink href=format!("{at}/versies") look=Look::Quiet small=true>{w::versions(lang)}</ButtonLink>
            <PostButton action=format!("{at}/archief") text=archive look=Look::Quiet small=true hidden=vec![("archived", archived.to_owned())]/>
        </Menu>
    }
}

/// Who answers for it, and since when.
#[component]
fn About(article: Article) -> impl IntoView {
    let lang = lang();
    let author = article.author.map(|author| {
        let name = if author.name.is_empty() { words::former_member(lang).into_owned() } else { author.name.clone() };
        let who = match author.url() {
            Some(href) => view! { <a href=href>{name}</a> }.into_any(),
            None => name.into_any(),
        };
        let role = [author.function, author.organisation].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let role = (!role.is_empty()).then(|| view! { <span class="facts__more">{role}</span> });
        view! { <Fact label=w::author(lang)>{who} {role}</Fact> }
    });
    let owner = article.organisation.map(|name| view! { <Fact label=w::organisation(lang)>{name}</Fact> });
    let changed = (article.version > 1)
        .then(|| view! { <Fact label=w::updated(lang)><When at=article.updated_at date=true/></Fact> });
    let versions = format!("/a/{}/versies", article.id);
    view! {
        <Facts>
            {author} {owner}
            <Fact label=w::published(lang)><When at=article.published_at date=true/></Fact>
            {changed}
            <Fact label=w::versions(lang)><a href=versions>{w::version_count(lang, article.version)}</a></Fact>
        </Facts>
    }
}

#[component]
fn Related(related: Vec<(String, String)>) -> impl IntoView {
    let some = !related.is_empty();
    let links = related.into_iter().map(|(title, href)| view! { <li><a href=href>{title}</a></li> }).collect_view();
    some.then(|| {
        view! { <section><h2 class="rail__title">{w::related(lang())}</h2><ul class="links" role="list">{links}</ul></section> }
    })
}

/// Where it came from, and what it is about.
#[component]
fn Foot(article: Article) -> impl IntoView {
    let lang = lang();
    let fact = |label, text: String| (!text.is_empty()).then(|| view! { <Fact label>{text}</Fact> });
    let link = (!article.source_url.is_empty()).then(|| {
        let address = article.source_url.clone();
        view! { <Fact label=w::to_source(lang)><a href=article.source_url.clone() rel="noopener nofollow">{address}</a></Fact> }
    });
    let tags = article.tags.iter().map(|tag| {
        view! { <Chip text=tag.clone() href=Some(format!("/k?trefwoord={}", encoded(tag)))/> }
    });
    let tags = tags.collect_view();
    let tags = (!tags.is_empty()).then(|| view! { <Chips>{tags}</Chips> });
    view! {
        <footer class="article__foot">
            <Facts>{fact(w::source(lang), article.source)} {link} {fact(w::licence(lang), article.licence)}</Facts>
            {tags}
        </footer>
    }
}
