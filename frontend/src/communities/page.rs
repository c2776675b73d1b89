//! A community with its threads, and what it is for.

use super::{head::Standing, members::role_text, moderates};
use crate::{
    communities::CommunityHead,
    context::{lang, reader},
    islands::ListNews,
    threads::ThreadList,
    ui::{
        Avatar, AvatarSize, ButtonLink, Card, Empty, Fact, Facts, FilterLink, FilterLinks, Glyph, Look, Notice, Page,
        Pager, PostButton, SafeHtml, SearchWithin, WithRail,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    communities::{Community, words as w},
    search::words::within_community,
    threads::{Thread, words as threads},
    words::Text,
};

/// The threads of a community as they are shown.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// Those that stand first.
    pub pinned: Vec<Thread>,
    /// The others of this page.
    pub threads: Vec<Thread>,
    /// Which are shown: empty, `ongelezen`, `zonder-reactie`, `van-mij`.
    pub show: &'static str,
    /// The tag they have; empty for any.
    pub tag: String,
    /// The address of the next page.
    pub next: Option<String>,
    /// The number of the last live event of the community; absent where nothing new is shown.
    pub head: Option<i64>,
}

/// A community with its threads.
#[component]
pub fn CommunityPage(
    /// Which.
    community: Community,
    /// Its threads; absent when the reader may not read them.
    shelf: Option<Shelf>,
) -> impl IntoView {
    let title = community.name.clone();
    let about = Some(community.description.clone());
    let reads = shelf.is_some();
    let body = match shelf {
        Some(shelf) => view! { <Threads community=community.clone() shelf/> }.into_any(),
        None => view! { <Gate community=community.clone()/> }.into_any(),
    };
    let rail = view! { <Rail community=community.clone() reads/> }.into_any();
    view! {
        <Page title about>
            <CommunityHead community here="threads"/>
            <WithRail rail label=w::about(lang())>{body}</WithRail>
        </Page>
    }
}

/// Says why nothing is shown, and what to do about it.
#[component]
fn Gate(community: Community) -> impl IntoView {
    let lang = lang();
    let text = match (community.standing.as_str(), community.join.as_str()) {
        ("asked", _) => w::closed_asked_help(lang),
        (_, "invite") => w::closed_invite_help(lang),
        _ => w::closed_help(lang),
    };
    view! { <Empty title=w::closed_title(lang) text glyph=Glyph::LOCK/> }
}

#[component]
fn Threads(community: Community, shelf: Shelf) -> impl IntoView {
    let lang = lang();
    let all = shelf.show.is_empty() && shelf.tag.is_empty();
    let mut shown = shelf.pinned;
    shown.extend(shelf.threads);
    let list = match (shown.is_empty(), all) {
        (true, true) => {
            if community.role.is_some() && !community.archived {
                let act = view! { <ButtonLink href=format!("{}/nieuw", community.url) look=Look::Primary>{w::new_thread(lang)}</ButtonLink> }.into_any();
                view! { <Empty title=threads::none(lang) text=threads::none_help(lang) act/> }.into_any()
            } else {
                let text = if community.archived {
                    threads::none_help_archived(lang)
                } else {
                    threads::none_help_reader(lang)
                };
                view! { <Empty title=threads::none(lang) text/> }.into_any()
            }
        }
        (true, false) => {
            view! { <Empty title=threads::none_such(lang) text=threads::none_such_help(lang) glyph=Glyph::FILTER/> }
                .into_any()
        }
        _ => view! { <ThreadList threads=shown/> }.into_any(),
    };
    let tag = (!shelf.tag.is_empty()).then(|| {
        view! { <p class="narrowed"><b>{threads::with_tag(lang, &shelf.tag)}</b><a href=community.url.clone()>{threads::without_tag(lang)}</a></p> }
    });
    let read_all = (community.unread > 0).then(|| {
        view! { <PostButton action=format!("{}/alles-gelezen", community.url) text=threads::read_all(lang) look=Look::Quiet small=true glyph=Glyph::CHECK/> }
    });
    let news = shelf.head.map(|since| view! { <ListNews community=community.id since href=community.url.clone()/> });
    view! {
        <div class="toolbar"><Filters community=community.clone() show=shelf.show/>{read_all}</div>
        {tag}
        {news}
        {list}
        <Pager next=shelf.next/>
    }
    .into_any()
}

#[component]
fn Filters(community: Community, show: &'static str) -> impl IntoView {
    let lang = lang();
    let link = |key: &'static str, text: Text, count: Option<i64>| {
        let href = if key.is_empty() { community.url.clone() } else { format!("{}?toon={key}", community.url) };
        FilterLink { text, href, count, on: show == key }
    };
    let mut links = vec![link("", threads::show_all(lang), None)];
    if reader().me.is_some() {
        let count = Some(community.unread).filter(|n| *n > 0);
        links.push(link("ongelezen", threads::show_unread(lang), count));
    }
    links.push(link("zonder-reactie", threads::show_unanswered(lang), None));
    if reader().me.is_some() {
        links.push(link("van-mij", threads::show_own(lang), None));
    }
    view! { <FilterLinks label=threads::show(lang) links/> }
}

/// Who reads along, who leads it, and how to join or leave.
#[component]
fn Rail(community: Community, reads: bool) -> impl IntoView {
    let lang = lang();
    let theme = community.theme.clone().map(|theme| {
        view! { <section><h2 class="rail__title">{w::theme(lang)}</h2><p><a href=format!("/k/{}", theme.slug)>{theme.name}</a></p></section> }
    });
    let means = means(&community);
    let within = reads
        .then(|| view! { <SearchWithin label=within_community(lang) name="community" value=community.slug.clone()/> });
    let faces = (!community.faces.is_empty()).then(|| view! { <People community=community.clone()/> });
    let outsider =
        community.role.is_none().then(|| view! { <section><Standing community=community.clone()/></section> });
    view! {
        {outsider}
        {within}
        <section><h2 class="rail__title">{w::visibility(lang)}</h2><p>{means}</p></section>
        {faces}
        {theme}
    }
    .into_any()
}

/// Those who lead a community with their names, the others with their faces.
#[component]
fn People(community: Community) -> impl IntoView {
    let lang = lang();
    let (led, rest): (Vec<_>, Vec<_>) = community.faces.into_iter().partition(|person| person.role != "member");
    let leaders = led.into_iter().map(|person| {
        let role = [Some(role_text(lang, &person.role).into_owned()), person.organisation.clone()];
        let role = role.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let href = format!("/lid/{}", person.id);
        view! { <li class="people__one"><Avatar name=person.name.clone() photo=person.photo size=AvatarSize::Small/><span><a class="people__name" href=href>{person.name}</a><span class="people__role">{role}</span></span></li> }
    });
    let faces = rest.into_iter().map(|person| {
        let (href, title, name) = (format!("/lid/{}", person.id), person.name.clone(), person.name.clone());
        view! { <li><a href=href title=title><Avatar name photo=person.photo size=AvatarSize::Small/><span class="out-of-sight">{person.name}</span></a></li> }
    });
    view! {
        <section>
            <h2 class="rail__title">{w::led_by(lang)}</h2>
            <ul class="people" role="list">{leaders.collect_view()}</ul>
        </section>
        <section>
            <h2 class="rail__title">{w::members_tab(lang)}</h2>
            <ul class="faces" role="list">{faces.collect_view()}</ul>
            <p class="rail__more"><a href=format!("{}/leden", community.url)>{w::all_members(lang)}</a></p>
        </section>
    }
    .into_any()
}

/// Who reads along, in words.
pub(super) fn means(community: &Community) -> Text {
    let lang = lang();
    match community.visibility.as_str() {
        "open" => w::open_means(lang),
        "listed" => w::listed_means(lang),
        _ => w::hidden_means(lang),
    }
}

/// What a community is for, its rules, and how to join or leave.
#[component]
pub fn AboutPage(
    /// Which.
    community: Community,
    /// The words of a request that was sent back.
    #[prop(optional)]
    draft: String,
    /// What is wrong with them.
    #[prop(optional)]
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let title = community.name.clone();
    let html = community.rules.clone();
    let rules = if html.is_empty() {
        view! { <p class="quiet">{w::no_rules(lang)}</p> }.into_any()
    } else {
        view! { <SafeHtml html/> }.into_any()
    };
    let joining = match community.join.as_str() {
        "free" => w::join_free_means(lang),
        "request" => w::join_request_means(lang),
        _ => w::join_invite_means(lang),
    };
    let queue = format!("{}/verzoeken", community.url);
    let waiting = community.waiting.filter(|n| *n > 0 && moderates(&community)).map(|n| {
        view! { <Notice><p><a href=queue>{w::waiting(lang, n)}</a></p></Notice> }
    });
    let theme = community.theme.clone().map(|theme| {
        view! { <Fact label=w::theme(lang)><a href=format!("/k/{}", theme.slug)>{theme.name}</a></Fact> }
    });
    let rail = view! { <section><Standing community=community.clone() draft faults/></section> }.into_any();
    let means = means(&community);
    let facts = view! { <Facts><Fact label=w::visibility(lang)>{means}</Fact><Fact label=w::joining(lang)>{joining}</Fact>{theme}</Facts> };
    view! {
        <Page title>
            <CommunityHead community here="about"/>
            <WithRail rail label=w::joining(lang)>
                <div class="stack">{waiting}{facts}<Card title=w::rules(lang)>{rules}</Card></div>
            </WithRail>
        </Page>
    }
}
