//! The page of the thesaurus, for administrators.

use crate::{
    context::{encoded, lang},
    ui::{
        Actions, Button, ButtonLink, Card, CheckField, Choice, Crumb, Empty, FileField, Form, Glyph, LineField, Look,
        Notice, Page, PageHead, Pager, SelectField, TableBox, TextField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    search::{
        thesaurus::{EditLink, Link},
        words as w,
    },
    words,
};

/// The links, what adds one, and what reads a file in.
#[component]
pub fn ThesaurusPage(
    /// What the terms shown have in them.
    query: String,
    /// The links of this page.
    links: Vec<Link>,
    /// How many there are.
    total: usize,
    /// Where the next page begins.
    next: Option<usize>,
    /// Where the one before begins.
    previous: Option<usize>,
    /// What is filled in.
    form: EditLink,
    /// The lines that were to be read in.
    file: String,
    /// What is wrong with either.
    faults: Faults,
    /// How many links were just saved.
    saved: Option<usize>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let saved = saved.map(|n| view! { <Notice tone=Tone::Success><p>{w::links_saved(lang, count(n))}</p></Notice> });
    let at = |from: usize| format!("/beheer/thesaurus?q={}&vanaf={from}", encoded(&query));
    let (next, previous) = (next.map(at), previous.map(at));
    let acts =
        view! { <ButtonLink href="/beheer/thesaurus.csv" glyph=Glyph::DOWNLOAD>{w::links_file(lang)}</ButtonLink> };
    let list = if links.is_empty() {
        view! { <Empty title=w::none(lang) text=w::links_none(lang) glyph=Glyph::SEARCH/> }.into_any()
    } else {
        view! { <Links links/> }.into_any()
    };
    view! {
        <Page title=w::thesaurus(lang)>
            <PageHead title=w::thesaurus(lang) trail lead=w::thesaurus_lead(lang) acts=acts.into_any()/>
            <div class="stack">
            {saved}
            <form class="form form--row" method="get" action="/beheer/thesaurus" role="search" aria-label=w::thesaurus(lang)>
                <LineField name="q" label=w::links_find(lang) value=query kind="search" optional=true/>
                <Actions><Button>{words::search(lang)}</Button></Actions>
            </form>
            <p class="meta" role="status"><span>{w::links_found(lang, count(total))}</span></p>
            {list}
            <Pager next previous/>
            <div id="toevoegen"><Add form faults=faults.clone()/></div>
            <ReadIn file faults/>
            </div>
        </Page>
    }
}

#[component]
fn Links(links: Vec<Link>) -> impl IntoView {
    let lang = lang();
    let row = |link: Link| {
        let arrow = if link.two_way { "↔" } else { "→" };
        let way = if link.two_way { w::two_way(lang) } else { w::one_way(lang) };
        let note = (!link.note.is_empty()).then(|| view! { <span data-user="">{link.note}</span> });
        let capitals = link.capitals.then(|| view! { <span>{w::capitals_only(lang)}</span> });
        let own = link.own.then(|| view! { <span>{w::link_own(lang)}</span> });
        let edit = w::link_edit(lang, &link.from, &link.to);
        let remove = w::link_remove(lang, &link.from, &link.to);
        view! {
            <tr>
                <th scope="row" data-user="">{link.from.clone()}</th>
                <td><span aria-hidden="true">{arrow}</span><span class="out-of-sight">{way}</span></td>
                <td data-user="">{link.to.clone()}</td>
                <td class="num">{link.weight}</td>
                <td><span class="meta">{note} {capitals} {own}</span></td>
                <td>
                    <form method="get" action="/beheer/thesaurus#toevoegen" data-user="">
                        <input type="hidden" name="van" value=link.from.clone()/>
                        <input type="hidden" name="naar" value=link.to.clone()/>
                        <Button look=Look::Quiet small=true label=edit>{words::edit(lang)}</Button>
                    </form>
                </td>
                <td>
                    <form method="post" action="/beheer/thesaurus/verwijderen" data-user="">
                        <input type="hidden" name="from" value=link.from/>
                        <input type="hidden" name="to" value=link.to/>
                        <Button look=Look::Quiet small=true label=remove>{words::delete(lang)}</Button>
                    </form>
                </td>
            </tr>
        }
    };
    let rows = links.into_iter().map(row).collect_view();
    view! {
        <TableBox label=w::thesaurus(lang)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{w::link_from(lang)}</th>
                    <th scope="col"><span class="out-of-sight">{w::direction(lang)}</span></th>
                    <th scope="col">{w::link_to(lang)}</th>
                    <th scope="col" class="num">{w::weight(lang)}</th>
                    <th scope="col">{w::note(lang)}</th>
                    <th scope="col"><span class="out-of-sight">{words::edit(lang)}</span></th>
                    <th scope="col"><span class="out-of-sight">{words::delete(lang)}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </TableBox>
    }
}

#[component]
fn Add(form: EditLink, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![
        ("from", w::link_from(lang)),
        ("to", w::link_to(lang)),
        ("direction", w::direction(lang)),
        ("weight", w::weight(lang)),
        ("note", w::note(lang)),
    ];
    let ways = vec![Choice::new("two", w::two_way(lang)), Choice::new("one", w::one_way(lang))];
    let capitals = form.capitals == "on";
    view! {
        <Card title=w::link_add(lang)>
            <Form action="/beheer/thesaurus" faults labels>
                <LineField name="from" label=w::link_from(lang) value=form.from faults/>
                <LineField name="to" label=w::link_to(lang) value=form.to faults/>
                <SelectField name="direction" label=w::direction(lang) choices=ways value=form.direction faults/>
                <LineField name="weight" label=w::weight(lang) value=form.weight hint=w::weight_hint(lang) faults/>
                <CheckField name="capitals" label=w::capitals(lang) checked=capitals hint=w::capitals_hint(lang)/>
                <LineField name="note" label=w::note(lang) value=form.note faults optional=true/>
                <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
            </Form>
        </Card>
    }
}

#[component]
fn ReadIn(file: String, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    view! {
        <Card title=w::read_in(lang)>
            <Form action="/beheer/thesaurus/inlezen" files=true faults labels=vec![("file", w::file_lines(lang)), ("csv", w::file_itself(lang))]>
                <FileField name="csv" label=w::file_itself(lang) accept=".csv,text/csv,text/plain" optional=true faults/>
                <TextField name="file" label=w::file_lines(lang) value=file hint=w::file_hint(lang) rows=5 optional=true faults/>
                <Actions><Button>{w::read_in(lang)}</Button></Actions>
            </Form>
        </Card>
    }
}
