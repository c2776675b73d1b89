//! The home page.

use crate::{
    communities::CommunityTiles,
    context::{lang, reader},
    threads::ThreadList,
    ui::{ButtonLink, Card, Empty, Glyph, Look, Page, PageHead, When, WithRail},
};
use leptos::prelude::*;
use shared::{Timestamp, communities::Community, home_words as w, threads::Thread, words};

/// The most threads of one community that the home page shows.
const EACH: usize = 3;
/// The most communities of which it shows what is new; the others stand in the list beside it.
const GROUPS: usize = 5;

/// What is new for a member.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Threads with something they have not seen, the most relevant first.
    pub new: Vec<Thread>,
    /// Threads that wait for an answer.
    pub unanswered: Vec<Thread>,
    /// The newest of all, for who has read everything.
    pub latest: Vec<Thread>,
    /// Their communities.
    pub mine: Vec<Community>,
    /// Articles that were changed lately.
    pub articles: Vec<Changed>,
}

/// An article that was changed lately.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// When it was changed.
    pub at: Timestamp,
}

/// The part of the day as a greeting; only the first name, as colleagues say it.
fn greeting(name: &str, at: Timestamp) -> words::Text {
    let lang = lang();
    let first = name.split_whitespace().next().unwrap_or_default();
    let hour: u32 = reader().zone.time(at).split(':').next().and_then(|hour| hour.parse().ok()).unwrap_or(12);
    match hour {
        5..12 => w::morning(lang, first),
        12..18 => w::afternoon(lang, first),
        _ => w::evening(lang, first),
    }
}

/// The home page of a member.
#[component]
pub fn MemberHome(
    /// What is new for them.
    home: Home,
) -> impl IntoView {
    let lang = lang();
    let reader = reader();
    let name = reader.me.map(|me| me.author.name).unwrap_or_default();
    let unread: i64 = home.mine.iter().map(|community| community.unread).sum();
    let lead = if unread > 0 { w::lead_new(lang, unread) } else { w::lead_none(lang) };
    let new = view! { <New threads=home.new mine=home.mine.clone()/> }.into_any();
    let waits = (!home.unanswered.is_empty())
        .then(|| view! { <Card title=w::waits(lang)><ThreadList threads=home.unanswered places=true/></Card> });
    let latest = (unread == 0 && !home.latest.is_empty())
        .then(|| view! { <Card title=w::newest(lang)><ThreadList threads=home.latest places=true/></Card> });
    let rail = view! { <Mine mine=home.mine/> <Articles articles=home.articles/> }.into_any();
    view! {
        <Page title="">
            <PageHead title=greeting(&name, reader.now) lead/>
            <WithRail rail label=w::yours(lang)>
                <div class="stack">{new} {waits} {latest}</div>
            </WithRail>
        </Page>
    }
}

/// What is new, community by community, in the order of their most relevant thread.
#[component]
fn New(threads: Vec<Thread>, mine: Vec<Community>) -> impl IntoView {
    let lang = lang();
    if mine.is_empty() {
        let act =
            view! { <ButtonLink href="/c" look=Look::Primary>{w::find_communities(lang)}</ButtonLink> }.into_any();
        return view! { <Empty title=w::nowhere(lang) text=w::nowhere_help(lang) glyph=Glyph::COMMUNITY act/> }
            .into_any();
    }
    if threads.is_empty() {
        return view! { <Empty title=w::nothing_new(lang) text=w::nothing_new_help(lang) glyph=Glyph::SOLVED/> }
            .into_any();
    }
    let mut groups: Vec<(Thread, Vec<Thread>)> = Vec::new();
    for thread in threads {
        match groups.iter_mut().find(|(first, _)| first.community.id == thread.community.id) {
            Some((_, group)) => group.push(thread),
            None => groups.push((thread.clone(), vec![thread])),
        }
    }
    let cards = groups.into_iter().take(GROUPS).map(move |(first, mut group)| {
        let unread = mine.iter().find(|own| own.id == first.community.id).map_or(0, |own| own.unread);
        group.truncate(EACH);
        let shown = i64::try_from(group.len()).unwrap_or_default();
        let href = format!("/c/{}", first.community.slug);
        let more = (unread > shown).then(|| {
            view! { <p class="new-more"><a href=format!("{href}?toon=ongelezen")>{w::more_in(lang, unread - shown)}</a></p> }
        });
        view! { <section class="new-group"><h3 class="new-group__title"><a href=href.clone()>{first.community.name}</a></h3><ThreadList threads=group/>{more}</section> }
    });
    view! { <Card title=w::member_title(lang)>{cards.collect_view()}</Card> }.into_any()
}

#[component]
fn Mine(mine: Vec<Community>) -> impl IntoView {
    let lang = lang();
    let some = !mine.is_empty();
    let rows = mine.into_iter().map(|community| {
        let new = (community.unread > 0).then(|| {
            view! { <span class="nl-number-badge count"><span aria-hidden="true">{community.unread}</span><span class="out-of-sight">{shared::communities::words::unread(lang, community.unread)}</span></span> }
        });
        view! { <li><a class="places-list__link" href=community.url><span>{community.name}</span>{new}</a></li> }
    });
    let rows = rows.collect_view();
    some.then(|| {
        view! {
            <section>
                <h2 class="rail__title">{w::yours(lang)}</h2>
                <ul class="places-list" role="list">{rows}</ul>
                <p class="rail__more"><a href="/c">{w::find_communities(lang)}</a></p>
            </section>
        }
    })
}

#[component]
fn Articles(articles: Vec<Changed>) -> impl IntoView {
    let lang = lang();
    let some = !articles.is_empty();
    let rows = articles.into_iter().map(|article| {
        view! { <li><a class="places-list__link places-list__link--two" href=article.url><span>{article.title}</span><span class="quiet"><When at=article.at/></span></a></li> }
    });
    let rows = rows.collect_view();
    some.then(|| {
        view! {
            <section>
                <h2 class="rail__title">{w::articles(lang)}</h2>
                <ul class="places-list" role="list">{rows}</ul>
                <p class="rail__more"><a href="/k">{words::kennisbank(lang)}</a></p>
            </section>
        }
    })
}

/// The home page of a visitor: what this is, what can be read, and how to take part.
#[component]
pub fn VisitorHome(
    /// The communities a visitor may know of.
    communities: Vec<Community>,
    /// The newest threads a visitor reads.
    threads: Vec<Thread>,
) -> impl IntoView {
    let lang = lang();
    let acts = view! {
        <ButtonLink href="/account-aanvragen" look=Look::Primary>{w::ask_account(lang)}</ButtonLink>
        <ButtonLink href="/inloggen">{words::sign_in(lang)}</ButtonLink>
    }
    .into_any();
    let points = [
        (Glyph::THREAD, w::point_ask(lang), w::point_ask_text(lang)),
        (Glyph::SEARCH, w::point_find(lang), w::point_find_text(lang)),
        (Glyph::LOCK, w::point_safe(lang), w::point_safe_text(lang)),
    ]
    .map(|(glyph, title, text)| view! { <li class="point"><crate::ui::Icon glyph/><h2 class="point__title">{title}</h2><p>{text}</p></li> });
    let open = (!communities.is_empty()).then(|| {
        view! { <section class="part"><h2 class="part__title">{w::open_communities(lang)}</h2><CommunityTiles communities/></section> }
    });
    let newest = (!threads.is_empty()).then(|| {
        view! { <section class="part"><h2 class="part__title">{w::newest(lang)}</h2><ThreadList threads places=true/></section> }
    });
    view! {
        <Page title="">
            <div class="hero"><PageHead title=w::visitor_title(lang) lead=w::visitor_lead(lang)/><div class="actions">{acts}</div></div>
            <ul class="points" role="list">{points.collect_view()}</ul>
            {newest}
            {open}
            <section class="part"><h2 class="part__title">{w::join_title(lang)}</h2><p class="part__text">{w::join_text(lang)}</p></section>
        </Page>
    }
}
