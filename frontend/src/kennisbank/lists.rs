//! Lists of articles: the overview, the themes, one theme.

use crate::{
    context::lang,
    ui::{
        Badge, ButtonLink, Card, Chip, Chips, Crumb, Empty, FilterLink, FilterLinks, Glyph, List, Look, Page, PageHead,
        Pager, Row, Tone, When,
    },
};
use leptos::prelude::*;
use shared::{
    kennisbank::{Article, ShelfRef, Theme, words as w},
    words,
};

/// A subject that narrows a list.
#[derive(Clone, Debug)]
pub struct SubjectLink {
    /// The choice.
    pub link: FilterLink,
    /// How deep it stands in the tree.
    pub depth: i64,
}

/// What narrows a list of articles. Each choice is an address.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// By kind.
    pub kinds: Vec<FilterLink>,
    /// By subject, a parent before its children.
    pub subjects: Vec<SubjectLink>,
    /// The tag that narrows the list; the link takes it away.
    pub tag: Option<FilterLink>,
    /// Whether any choice is made.
    pub narrowed: bool,
}

/// Articles, newest first.
#[component]
pub fn ArticleList(
    /// The articles.
    articles: Vec<Article>,
    /// Whether each names its theme.
    #[prop(optional)]
    themed: bool,
) -> impl IntoView {
    let rows = articles.into_iter().map(|article| view! { <ArticleRow article themed/> }).collect_view();
    view! { <List label=w::articles(lang())>{rows}</List> }
}

#[component]
fn ArticleRow(article: Article, themed: bool) -> impl IntoView {
    let lang = lang();
    let remark =
        (!article.remark.is_empty()).then(|| view! { <Badge text=article.remark.clone() tone=Tone::Warning/> });
    let badges = view! { <Badge text=article.kind.text(lang)/> {remark} }.into_any();
    let theme = article.theme.filter(|_| themed).map(|theme| view! { <span>{theme.name}</span> });
    let subject = article.subject.filter(|_| !themed).map(|subject| view! { <span>{subject.name}</span> });
    let community = article.community.map(|community| view! { <span>{community.name}</span> });
    let owner = article.organisation.map(|name| view! { <span>{name}</span> });
    view! {
        <Row href=article.url title=article.title badges>
            {theme} {subject} {community} {owner}
            <span><When at=article.published_at date=true/></span>
        </Row>
    }
}

/// The filters beside a list.
#[component]
fn Filters(narrowing: Narrowing) -> impl IntoView {
    let lang = lang();
    let Narrowing { kinds, subjects, tag, .. } = narrowing;
    let links = subjects.into_iter().map(|SubjectLink { link, depth }| {
        let FilterLink { text, href, count, on } = link;
        let count = count.map(|count| view! { <span class="filters__count">{count}</span> });
        view! { <li class:filters__deep={depth > 0}><a class="filters__link" href=href aria-current=on.then_some("true")><span class="filters__text">{text}</span>{count}</a></li> }
    });
    let links = links.collect_view();
    let tree = (!links.is_empty()).then(|| {
        view! { <section class="filters"><h2 class="filters__label">{w::subject(lang)}</h2><ul class="filters__list" role="list">{links}</ul></section> }
    });
    let tag = tag.map(|tag| view! { <FilterLinks label=w::tag(lang) links=vec![tag]/> });
    view! {
        <div class="facets">
            {tag} {tree}
            <FilterLinks label=w::kind(lang) links=kinds/>
        </div>
    }
}

/// A list with its filters, or why it is empty.
#[component]
fn Narrowed(articles: Vec<Article>, narrowing: Narrowing, themed: bool, next: Option<String>) -> impl IntoView {
    let lang = lang();
    let list = match (articles.is_empty(), narrowing.narrowed) {
        (false, _) => view! { <ArticleList articles themed/> <Pager next/> }.into_any(),
        (true, true) => view! { <Empty title=w::none(lang) text=w::none_help(lang) glyph=Glyph::BOOK/> }.into_any(),
        (true, false) => view! { <Empty title=w::empty(lang) text=w::empty_help(lang) glyph=Glyph::BOOK/> }.into_any(),
    };
    view! {
        <div class="search-page">
            <Filters narrowing/>
            <div>{list}</div>
        </div>
    }
}

/// The overview of the kennisbank.
#[component]
pub fn OverviewPage(
    /// The themes the reader reads.
    themes: Vec<Theme>,
    /// Articles of all themes.
    articles: Vec<Article>,
    /// What narrows them.
    narrowing: Narrowing,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let tiles = (!narrowing.narrowed && !themes.is_empty()).then(|| view! { <ThemeTiles themes/> });
    view! {
        <Page title=words::kennisbank(lang)>
            <PageHead title=words::kennisbank(lang) lead=w::lead(lang)/>
            {tiles}
            <h2 class="out-of-sight">{w::newest(lang)}</h2>
            <Narrowed articles narrowing themed=true next/>
        </Page>
    }
}

#[component]
fn ThemeTiles(themes: Vec<Theme>) -> impl IntoView {
    let lang = lang();
    let tiles = themes.into_iter().map(|theme| {
        view! {
            <li class="tile">
                <h2 class="tile__title"><a href=format!("/k/{}", theme.slug)>{theme.name}</a></h2>
                <p class="tile__text">{theme.description}</p>
                <p class="tile__foot meta"><span>{w::count(lang, theme.articles)}</span></p>
            </li>
        }
    });
    view! { <ul class="tiles tiles--above" role="list" aria-label=words::themes(lang)>{tiles.collect_view()}</ul> }
}

/// A theme with what belongs to it.
#[derive(Clone, Debug)]
pub struct ThemeCard {
    /// The theme.
    pub theme: Theme,
    /// Its newest articles.
    pub articles: Vec<Article>,
    /// Its communities that the reader may know of.
    pub communities: Vec<ShelfRef>,
}

/// All themes, each with its newest articles and its communities.
#[component]
pub fn ThemesPage(
    /// The themes.
    cards: Vec<ThemeCard>,
) -> impl IntoView {
    let lang = lang();
    let empty = cards
        .is_empty()
        .then(|| view! { <Empty title=w::no_themes(lang) text=w::no_themes_help(lang) glyph=Glyph::THEMES/> });
    let cards = cards.into_iter().map(|card| view! { <ThemeItem card/> }).collect_view();
    view! {
        <Page title=words::themes(lang)>
            <PageHead title=words::themes(lang) lead=w::themes_lead(lang)/>
            {empty}
            <div class="themes">{cards}</div>
        </Page>
    }
}

#[component]
fn ThemeItem(card: ThemeCard) -> impl IntoView {
    let lang = lang();
    let ThemeCard { theme, articles, communities } = card;
    let href = format!("/k/{}", theme.slug);
    let communities = (!communities.is_empty()).then(|| view! { <Communities communities/> });
    let list = (!articles.is_empty()).then(|| view! { <ArticleList articles/> });
    view! {
        <section class="theme">
            <h2 class="theme__title"><a href=href.clone()>{theme.name}</a></h2>
            <p class="theme__text">{theme.description}</p>
            {list}
            <p class="theme__more"><a href=href>{w::all_of(lang, theme.articles)}</a></p>
            {communities}
        </section>
    }
}

#[component]
fn Communities(communities: Vec<ShelfRef>) -> impl IntoView {
    let chips = communities.into_iter().map(|community| {
        view! { <Chip text=community.name href=Some(format!("/c/{}", community.slug))/> }
    });
    view! {
        <div class="theme__communities">
            <h3 class="rail__title">{w::communities(lang())}</h3>
            <Chips>{chips.collect_view()}</Chips>
        </div>
    }
}

/// A theme with its subjects and articles.
#[component]
pub fn ThemePage(
    /// The theme.
    theme: Theme,
    /// Its articles.
    articles: Vec<Article>,
    /// Its communities that the reader may know of.
    communities: Vec<ShelfRef>,
    /// What narrows the articles.
    narrowing: Narrowing,
    /// Whether the reader may write here.
    write: bool,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::kennisbank(lang), "/k")];
    let new = write.then(|| {
        view! { <ButtonLink href=format!("/k/{}/nieuw", theme.slug) look=Look::Primary>{w::new(lang)}</ButtonLink> }
    });
    let manage = crate::context::reader().admin().then(|| {
        view! { <ButtonLink href=format!("/beheer/themas/{}", theme.slug)>{w::manage(lang)}</ButtonLink> }
    });
    let acts = view! { {new} {manage} }.into_any();
    let communities = (!communities.is_empty()).then(|| view! { <Card><Communities communities/></Card> });
    view! {
        <Page title=theme.name.clone()>
            <PageHead title=theme.name trail lead=theme.description acts/>
            <Narrowed articles narrowing themed=false next/>
            {communities}
        </Page>
    }
}
