//! The search page.

pub mod compounds;
mod filters;
mod hit;
pub mod journal;
pub mod saved;
pub mod thesaurus;

use crate::{
    context::{encoded, lang, reader},
    ui::{
        ButtonLink, Card, Empty, Fact, Facts, FilterLink, FilterLinks, Glyph, Icon, Notice, Page, PageHead, Pager, Tab,
        Tabs, Tone,
    },
};
use filters::Panel;
use hit::HitItem;
use leptos::prelude::*;
use shared::{
    limits,
    search::{Bucket, Choices, Facets, Hint, Kind, Results, Suggestion, words as w},
    words,
};

/// The address of a search.
pub fn address(query: &str, choices: &Choices, cursor: Option<&str>) -> String {
    let mut address = format!("/zoeken?q={}", encoded(query));
    let year = choices.year.map(|year| year.to_string());
    for (name, value) in [
        ("soort", choices.kind.map(Kind::word)),
        ("community", choices.community.as_deref()),
        ("thema", choices.theme.as_deref()),
        ("jaar", year.as_deref()),
        ("organisatie", choices.organisation.as_deref()),
        ("trefwoord", choices.tag.as_deref()),
        ("gesprek", choices.thread.as_deref()),
        ("cursor", cursor),
    ] {
        if let Some(value) = value {
            address.push_str(&format!("&{name}={}", encoded(value)));
        }
    }
    address
}

/// What was found, or what can be asked.
#[component]
pub fn SearchPage(
    /// What was typed.
    query: String,
    /// What narrows it.
    choices: Choices,
    /// What was found.
    results: Results,
    /// Whether this is the first page.
    first: bool,
    /// Whether what was typed was cut off.
    too_long: bool,
    /// What keeps this search.
    keep: AnyView,
    /// Where the browser tells which place of the list was opened: an address without the place.
    clicks: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let asked = !query.trim().is_empty() || choices != Choices::default();
    let title = if query.trim().is_empty() { w::title(lang) } else { w::title_of(lang, query.trim()) };
    let head = if asked {
        view! { <PageHead title=title.clone()/> }.into_any()
    } else {
        let lead = if reader().me.is_some() { w::empty_help(lang) } else { w::empty_help_visitor(lang) };
        view! { <PageHead title=title.clone() lead/> }.into_any()
    };
    let notices = view! {
        {results.rebuilding.then(|| view! { <Notice tone=Tone::Info><p>{w::rebuilding(lang)}</p></Notice> })}
        {too_long.then(|| view! { <Notice tone=Tone::Warning><p>{w::too_long(lang, u32::try_from(limits::QUERY).unwrap_or(u32::MAX))}</p></Notice> })}
    };
    let shown = if asked {
        view! { <Answer query=query.clone() choices results first keep clicks/> }.into_any()
    } else {
        view! { <Ask/> }.into_any()
    };
    view! {
        <Page title query>
            {head}
            {notices}
            {shown}
        </Page>
    }
}

/// What can be found, and ways to ask more precisely.
#[component]
fn Ask() -> impl IntoView {
    let lang = lang();
    let kept = reader().me.is_some().then(
        || view! { <ButtonLink href="/zoeken/bewaard" glyph=Glyph::FOLLOW>{words::saved_searches(lang)}</ButtonLink> },
    );
    let tips = [
        ("\"artikel 13b\"", w::tip_phrase(lang)),
        ("drugspand -hennep", w::tip_not(lang)),
        ("in:titel ondermijning", w::tip_title(lang)),
        ("van:pieter", w::tip_author(lang)),
        ("soort:artikel", w::tip_kind(lang)),
        ("na:2026-03", w::tip_after(lang)),
        ("voor:\"vorige maand\"", w::tip_before(lang)),
        ("status:onbeantwoord", w::tip_status(lang)),
        ("heeft:bijlage", w::tip_attached(lang)),
        ("label:wonen", w::tip_tag(lang)),
    ];
    let tips = tips.into_iter().map(|(example, meaning)| {
        let href = format!("/zoeken?q={}", encoded(example));
        view! { <Fact label=meaning><a href=href><code>{example}</code></a></Fact> }
    });
    view! {
        <div class="stack">
            {kept}
            <div class="search-start">
                <Card title=w::panel(lang)><Panel query=String::new()/></Card>
                <Card title=w::tips(lang)><Facts>{tips.collect_view()}</Facts></Card>
            </div>
        </div>
    }
}

#[component]
fn Answer(
    query: String,
    choices: Choices,
    results: Results,
    first: bool,
    keep: AnyView,
    clicks: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let tabs = tabs(&query, &choices, &results.facets);
    let next = results.next_cursor.as_deref().map(|cursor| address(&query, &choices, Some(cursor)));
    let previous = (!first).then(|| address(&query, &choices, None));
    let meant = results.did_you_mean.map(|words| {
        let href = address(&words, &Choices::default(), None);
        view! { <p>{w::did_you_mean(lang)}" "<a href=href>{words.clone()}</a>"?"</p> }
    });
    let hints = results.hints.into_iter().map(|hint| {
        let told = match hint {
            Hint::Operator { key } => w::no_operator(lang, &key),
            Hint::Value { key, value } => w::no_value(lang, &key, &value),
        };
        view! { <p class="quiet">{told}</p> }
    });
    let list = if results.items.is_empty() {
        view! { <Nothing query=query.clone() choices=choices.clone()/> }.into_any()
    } else {
        let hits = results.items.into_iter().zip(1..).map(|(hit, place)| {
            let clicked = clicks.as_ref().map(|address| format!("{address}{place}"));
            view! { <HitItem hit clicked/> }
        });
        let hits = hits.collect_view();
        view! { <ol class="hits" role="list" aria-label=w::results(lang)>{hits}</ol> }.into_any()
    };
    let scope = results.thread.map(|thread| view! { <Scope thread query=query.clone()/> });
    let narrowed = choices != Choices { kind: choices.kind, thread: choices.thread.clone(), ..Choices::default() };
    view! {
        <Tabs tabs label=w::kinds(lang)/>
        <div class="search-page">
            <aside class="search-page__side" aria-label=w::narrow(lang)>
                <details class="search-page__panel" name="zoekpaneel">
                    <summary class="nl-button nl-button--secondary nl-button--small"><Icon glyph=Glyph::SEARCH/>{w::panel(lang)}</summary>
                    <Panel query=query.clone()/>
                </details>
                <details class="fold" open=narrowed>
                    <summary class="nl-button nl-button--secondary nl-button--small"><Icon glyph=Glyph::FILTER/>{w::refine(lang)}</summary>
                    <div class="facets"><Groups query choices facets=results.facets/></div>
                </details>
            </aside>
            <section class="stack">
                {scope}
                <p class="meta" role="status"><span>{w::found(lang, results.total)}</span></p>
                {keep}
                {meant} {hints.collect_view()}
                {list}
                <Pager previous next previous_text=w::first_page(lang)/>
            </section>
        </div>
    }
}

/// Says that only one conversation is looked in, and leads out of it.
#[component]
fn Scope(thread: Suggestion, query: String) -> impl IntoView {
    let lang = lang();
    let href = address(&query, &Choices::default(), None);
    view! {
        <p class="search-scope">
            <span>{w::only_in_thread(lang)}" "<a href=thread.url>{thread.title}</a></span>
            <a href=href>{w::everywhere(lang)}</a>
        </p>
    }
}

/// The kinds that there are, with how many of each.
fn tabs(query: &str, choices: &Choices, facets: &Facets) -> Vec<Tab> {
    let lang = lang();
    let to = |kind: Option<Kind>| address(query, &Choices { kind, ..choices.clone() }, None);
    let all: i64 = facets.kind.iter().map(|bucket| bucket.count).sum();
    let mut tabs = vec![Tab::new(w::all(lang), to(None), choices.kind.is_none()).counting(all)];
    for kind in Kind::ALL {
        let count = facets.kind.iter().find(|bucket| bucket.key == kind.key()).map_or(0, |bucket| bucket.count);
        let here = choices.kind == Some(kind);
        if count > 0 || here {
            tabs.push(Tab::new(w::tab(lang, kind), to(Some(kind)), here).counting(count));
        }
    }
    tabs
}

/// The groups of choices.
#[component]
fn Groups(query: String, choices: Choices, facets: Facets) -> impl IntoView {
    let lang = lang();
    let links = |buckets: Vec<Bucket>, here: Option<&str>, choose: fn(&mut Choices, Option<String>)| {
        // One that leaves everything as it is needs no choosing.
        let some = buckets.len() > 1 || here.is_some();
        let link = |bucket: Bucket| {
            let on = here == Some(bucket.key.as_str());
            let mut made = choices.clone();
            choose(&mut made, (!on).then_some(bucket.key));
            let href = address(&query, &made, None);
            FilterLink { text: bucket.name.into(), href, count: Some(bucket.count), on }
        };
        buckets.into_iter().filter(|_| some).map(link).collect::<Vec<_>>()
    };
    let year = choices.year.map(|year| year.to_string());
    let themes = links(facets.theme, choices.theme.as_deref(), |made, theme| made.theme = theme);
    let communities = links(facets.community, choices.community.as_deref(), |made, slug| made.community = slug);
    let years = links(facets.year, year.as_deref(), |made, year| made.year = year.and_then(|year| year.parse().ok()));
    let tags = links(facets.tag, choices.tag.as_deref(), |made, tag| made.tag = tag);
    let organisations = links(facets.organisation, choices.organisation.as_deref(), |made, id| made.organisation = id);
    view! {
        <FilterLinks label=w::themes(lang) links=themes/>
        <FilterLinks label=w::communities(lang) links=communities/>
        <FilterLinks label=w::years(lang) links=years/>
        <FilterLinks label=w::organisations(lang) links=organisations/>
        <FilterLinks label=w::tags(lang) links=tags/>
    }
}

/// Nothing was found: what to do.
#[component]
fn Nothing(query: String, choices: Choices) -> impl IntoView {
    let lang = lang();
    let visitor = reader().me.is_none();
    let text = if visitor { w::none_help_visitor(lang) } else { w::none_help(lang) };
    let act = if choices != Choices::default() {
        let href = address(&query, &Choices::default(), None);
        view! { <ButtonLink href>{w::without_choices(lang)}</ButtonLink> }.into_any()
    } else if visitor {
        let href = format!("/inloggen?naar={}", encoded(&reader().back));
        view! { <ButtonLink href>{words::sign_in(lang)}</ButtonLink> }.into_any()
    } else {
        view! { <ButtonLink href="/k">{w::to_kennisbank(lang)}</ButtonLink> }.into_any()
    };
    view! { <Empty title=w::none(lang) text glyph=Glyph::SEARCH act/> }
}
