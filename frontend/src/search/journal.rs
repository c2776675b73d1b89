//! The page of the search journal, for administrators.

use crate::{
    context::{encoded, lang},
    ui::{ButtonLink, Card, Crumb, Empty, Fact, Facts, Glyph, Layout, Notice, Page, PageHead, TableBox},
};
use leptos::prelude::*;
use shared::{
    search::{
        journal::{DAYS, Journal, Line, SHOWN_FROM},
        journal_words as w,
    },
    words,
};

/// What is asked most, what finds nothing, and what can be done about it.
#[component]
pub fn JournalPage(
    /// What is in it.
    journal: Journal,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let acts = view! {
        <ButtonLink href="/beheer/thesaurus">{w::to_thesaurus(lang)}</ButtonLink>
        <ButtonLink href="/beheer/zoekjournaal.csv" glyph=Glyph::DOWNLOAD>{w::file(lang)}</ButtonLink>
    };
    let Journal { total, most, empty } = journal;
    view! {
        <Page title=w::title(lang) layout=Layout::Wide>
            <PageHead title=w::title(lang) trail lead=w::lead(lang) acts=acts.into_any()/>
            <div class="stack">
                <Notice><p>{w::privacy(lang, DAYS, SHOWN_FROM)}</p></Notice>
                <Total total/>
                <Card title=w::empty(lang)><Fruitless lines=empty/></Card>
                <Card title=w::most(lang)><Most lines=most/></Card>
            </div>
        </Page>
    }
}

/// A place in the list, on average: `2,4`.
fn rank(line: &Line) -> String {
    line.rank_tenths().map_or_else(|| "–".to_owned(), |tenths| format!("{},{}", tenths / 10, tenths % 10))
}

#[component]
fn Total(total: Line) -> impl IntoView {
    let lang = lang();
    let place = rank(&total);
    view! {
        <section class="journal__numbers" aria-label=w::numbers(lang)>
            <Facts>
                <Fact label=w::asked_all(lang)>{total.asked}</Fact>
                <Fact label=w::empty_all(lang)>{total.empty}</Fact>
                <Fact label=w::clicks_all(lang)>{total.clicks}</Fact>
                <Fact label=w::rank_all(lang)>{place}</Fact>
            </Facts>
        </section>
    }
}

fn trial(query: &str) -> impl IntoView + use<> {
    let (href, label) = (format!("/zoeken?q={}", encoded(query)), w::try_one(lang(), query));
    view! { <a href=href title=label>{query.to_owned()}</a> }
}

#[component]
fn Fruitless(lines: Vec<Line>) -> impl IntoView {
    let lang = lang();
    if lines.is_empty() {
        return view! { <Empty title=w::none_empty(lang) text=w::none_empty_help(lang, SHOWN_FROM) glyph=Glyph::SEARCH/> }
            .into_any();
    }
    let row = |line: Line| {
        let href = format!("/beheer/thesaurus?van={}#toevoegen", encoded(&line.query));
        let label = w::link_one(lang, &line.query);
        view! {
            <tr>
                <th scope="row" data-user="">{trial(&line.query)}</th>
                <td class="num">{line.empty}</td>
                <td class="num">{line.asked}</td>
                <td><a class="nl-button nl-button--secondary nl-button--small" href=href aria-label=label>{w::link(lang)}</a></td>
            </tr>
        }
    };
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <TableBox label=w::empty(lang)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{w::query(lang)}</th>
                    <th scope="col" class="num">{w::times_empty(lang)}</th>
                    <th scope="col" class="num">{w::times(lang)}</th>
                    <th scope="col"><span class="out-of-sight">{w::acts(lang)}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </TableBox>
    }
    .into_any()
}

#[component]
fn Most(lines: Vec<Line>) -> impl IntoView {
    let lang = lang();
    if lines.is_empty() {
        return view! { <Empty title=w::none(lang) text=w::none_help(lang, SHOWN_FROM) glyph=Glyph::SEARCH/> }
            .into_any();
    }
    let row = |line: Line| {
        let place = rank(&line);
        view! {
            <tr>
                <th scope="row" data-user="">{trial(&line.query)}</th>
                <td class="num">{line.asked}</td>
                <td class="num">{line.empty}</td>
                <td class="num">{line.clicks}</td>
                <td class="num">{place}</td>
            </tr>
        }
    };
    let rows = lines.into_iter().map(row).collect_view();
    view! {
        <TableBox label=w::most(lang)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{w::query(lang)}</th>
                    <th scope="col" class="num">{w::times(lang)}</th>
                    <th scope="col" class="num">{w::times_empty(lang)}</th>
                    <th scope="col" class="num">{w::clicks(lang)}</th>
                    <th scope="col" class="num">{w::rank(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </TableBox>
    }
    .into_any()
}
