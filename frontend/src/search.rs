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
    search::{
        Bucket, Choices, Facets, Hint, Item, Kind, Query, Results, Suggestion, What, hint_words as h, is_time,
        words as w,
    },
    words::{self, Text},
};

/// The address of a search.
pub fn address(query: &str, choices: &Choices, cursor: Option<&str>) -> String {
    let mut address = format!("/zoeken?q={}", encoded(query));
    let place = cursor.map(|cursor| ("cursor", cursor.to_owned()));
    for (name, value) in choice_fields(choices).into_iter().chain(place) {
        address.push_str(&format!("&{name}={}", encoded(&value)));
    }
    address
}

/// What narrows a search, as fields of a form or an address.
fn choice_fields(choices: &Choices) -> Vec<(&'static str, String)> {
    let fields = [
        ("soort", choices.kind.map(|kind| kind.word().to_owned())),
        ("community", choices.community.clone()),
        ("thema", choices.theme.clone()),
        ("jaar", choices.year.map(|year| year.to_string())),
        ("organisatie", choices.organisation.clone()),
        ("trefwoord", choices.tag.clone()),
        ("gesprek", choices.thread.clone()),
        ("ruimte", choices.room.clone()),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
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
    let kept = reader().me.is_some().then(|| {
        view! { <p><ButtonLink href="/zoeken/bewaard" glyph=Glyph::FOLLOW>{words::saved_searches(lang)}</ButtonLink></p> }
    });
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
        ("van:ik", w::tip_own(lang)),
    ];
    let places = [("community:\"naam\"", w::tip_community(lang)), ("thema:adres", w::tip_theme(lang))];
    let places = places.map(|(form, meaning)| view! { <Fact label=meaning><code>{form}</code></Fact> });
    let tips = tips.into_iter().map(|(example, meaning)| {
        let href = format!("/zoeken?q={}", encoded(example));
        view! { <Fact label=meaning><a href=href><code>{example}</code></a></Fact> }
    });
    view! {
        <div class="stack">
            {kept}
            <div class="search-start">
                <Card title=w::panel(lang)><Panel query=String::new() choices=Choices::default()/></Card>
                <Card title=w::tips(lang)><Facts>{tips.collect_view()} {places.into_iter().collect_view()}</Facts></Card>
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
            Hint::Operator { key } => h::no_operator(lang, &key),
            Hint::Value { key, value } if is_time(&key) => h::no_time(lang, &value),
            Hint::Value { key, value } => h::no_value(lang, &key, &value),
            Hint::Nowhere { key, value } => match key.as_str() {
                "community" => h::no_community(lang, &value),
                "thema" => h::no_theme(lang, &value),
                _ => h::no_author(lang, &value),
            },
            Hint::Common => h::only_common(lang),
        };
        view! { <p class="quiet">{told}</p> }
    });
    let list = if results.items.is_empty() {
        view! { <Nothing query=query.clone() choices=choices.clone()/> }.into_any()
    } else {
        let hits = results.items.into_iter().zip(1..).map(|(hit, place)| {
            let clicked = clicks.as_ref().map(|address| format!("{address}{place}"));
            let others = hit.others.as_ref().map(|others| {
                let thread = Some(others.thread.clone());
                (address(&query, &Choices { thread, ..choices.clone() }, None), others.count)
            });
            view! { <HitItem hit clicked others/> }
        });
        let hits = hits.collect_view();
        view! { <ol class="hits" role="list" aria-label=w::results(lang)>{hits}</ol> }.into_any()
    };
    let scope = results.thread.map(|place| (w::only_in_thread(lang), place));
    let scope = scope.or(results.room.map(|place| (w::only_in_room(lang), place)));
    let scope = scope.map(|(says, place)| view! { <Scope says place query=query.clone()/> });
    let facets = results.facets;
    let narrowed = choices != Choices { kind: choices.kind, thread: choices.thread.clone(), ..Choices::default() };
    let panel = (query.clone(), choices.clone());
    let refine = (results.total > 0 || narrowed).then(|| {
        view! {
            <details class="fold" open=narrowed>
                <summary class="nl-button nl-button--secondary nl-button--small"><Icon glyph=Glyph::FILTER/>{w::refine(lang)}</summary>
                <div class="facets"><Groups query choices facets/></div>
            </details>
        }
    });
    view! {
        <Tabs tabs label=w::kinds(lang)/>
        <div class="search-page">
            <aside class="search-page__side" aria-label=w::narrow(lang)>
                <details class="search-page__panel" name="zoekpaneel">
                    <summary class="nl-button nl-button--secondary nl-button--small"><Icon glyph=Glyph::SEARCH/>{w::panel(lang)}</summary>
                    <Panel query=panel.0 choices=panel.1/>
                </details>
                {refine}
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

/// Says that only one conversation or room is looked in, and leads out of it.
#[component]
fn Scope(says: Text, place: Suggestion, query: String) -> impl IntoView {
    let lang = lang();
    let href = address(&query, &Choices::default(), None);
    view! {
        <p class="search-scope">
            <span>{says}" "<a href=place.url>{place.title}</a></span>
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
    let ways = wider(&query);
    let words = ways.last().filter(|_| ways.len() > 1).map(|_| {
        let words = Query { items: Query::parse(&query).items.into_iter().filter(plain_word).collect() };
        (h::words_only(lang), words.to_string())
    });
    let ways = ways.into_iter().chain(words.filter(|(_, words)| !words.is_empty()));
    let ways = ways.map(|(text, query)| (text, address(&query, &choices, None)));
    let ways = ways.chain(listed(&query).map(|(text, href)| (text, href.to_owned())));
    let ways = ways.map(|(text, href)| view! { <li><a href=href>{text}</a></li> }).collect::<Vec<_>>();
    let ways = (!ways.is_empty()).then(|| view! { <ul class="search-ways" data-user="">{ways}</ul> });
    let act = if choices != Choices::default() {
        let href = address(&query, &Choices::default(), None);
        view! { <ButtonLink href>{w::without_choices(lang)}</ButtonLink> }.into_any()
    } else if visitor {
        let href = format!("/inloggen?naar={}", encoded(&reader().back));
        view! { <ButtonLink href>{words::sign_in(lang)}</ButtonLink> }.into_any()
    } else {
        view! { <ButtonLink href="/k">{w::to_kennisbank(lang)}</ButtonLink> }.into_any()
    };
    view! {
        <Empty title=w::none(lang) text glyph=Glyph::SEARCH act/>
        {ways}
    }
}

/// The most ways out of an empty page that are shown.
const WAYS: usize = 4;

/// Whether it is a word that may be there.
fn plain_word(item: &Item) -> bool {
    !item.not && matches!(item.what, What::Word(_))
}

/// The question without each of its operators and phrases in turn, with what the link to it says.
fn wider(query: &str) -> Vec<(Text, String)> {
    let lang = lang();
    let asked = Query::parse(query);
    if let [only] = asked.items.as_slice()
        && !matches!(only.what, What::Phrase(_))
    {
        return Vec::new();
    }
    let mut ways = Vec::new();
    for (place, item) in asked.items.iter().enumerate().filter(|(_, item)| !plain_word(item)) {
        let mut without = asked.clone();
        let text = match &item.what {
            What::Phrase(text) if !item.not => {
                let words = text.split(' ').map(|word| Item { not: false, what: What::Word(word.to_owned()) });
                without.items.splice(place..=place, words);
                h::loose_words(lang, text)
            }
            _ => {
                without.items.remove(place);
                h::search_without(lang, &Query { items: vec![item.clone()] }.to_string())
            }
        };
        ways.push((text, without.to_string()));
    }
    ways.truncate(WAYS);
    ways
}

/// The list in which a name stands that was asked for and nothing else: what it says and where it is.
fn listed(query: &str) -> Option<(Text, &'static str)> {
    let lang = lang();
    let asked = Query::parse(query);
    let [only] = asked.items.as_slice() else { return None };
    match only.what {
        What::Community(_) => Some((h::all_communities(lang), "/c")),
        What::Theme(_) => Some((h::all_themes(lang), "/themas")),
        What::Author(_) => Some((h::all_members(lang), "/leden")),
        _ => None,
    }
}
