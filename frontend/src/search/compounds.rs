//! The page of own compounds, for administrators.

use crate::{
    context::lang,
    ui::{Actions, Button, Card, Crumb, Empty, Form, LineField, Look, Notice, Page, PageHead, TableBox, Tone},
};
use leptos::prelude::*;
use shared::{
    Faults,
    search::{
        compounds::{Compound, EditCompound},
        words as w,
    },
    words,
};

/// A word that somebody tried, with the parts that it has now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The word.
    pub word: String,
    /// Its parts; none when it stays whole.
    pub parts: Vec<String>,
}

/// The own compounds, what adds one, and what shows how a word falls apart.
#[component]
pub fn CompoundsPage(
    /// The own compounds.
    own: Vec<Compound>,
    /// A word that is tried.
    tried: Option<Tried>,
    /// What is filled in.
    form: EditCompound,
    /// What is wrong with it.
    faults: Faults,
    /// Whether one was just saved.
    saved: bool,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let saved = saved.then(|| view! { <Notice tone=Tone::Success><p>{w::compound_saved(lang)}</p></Notice> });
    let list = if own.is_empty() {
        view! { <Empty title=w::compounds_none(lang) text=w::compounds_none_help(lang)/> }.into_any()
    } else {
        view! { <Own own/> }.into_any()
    };
    let faults = Signal::stored(faults);
    let labels = vec![("word", w::compound_word(lang)), ("parts", w::compound_parts(lang))];
    let value = tried.as_ref().map(|tried| tried.word.clone()).unwrap_or_default();
    let told = tried.map(|Tried { word, parts }| {
        let told = if parts.is_empty() {
            w::compound_whole(lang, &word)
        } else {
            w::compound_apart(lang, &word, &parts.join(" + "))
        };
        view! { <p role="status" data-user="">{told}</p> }
    });
    view! {
        <Page title=w::compounds(lang)>
            <PageHead title=w::compounds(lang) trail lead=w::compounds_lead(lang)/>
            <div class="stack">
                {saved}
                <form class="form form--row" method="get" action="/beheer/samenstellingen" role="search" aria-label=w::compound_try(lang)>
                    <LineField name="woord" label=w::compound_try(lang) value kind="search" optional=true/>
                    <Actions><Button>{w::compound_show(lang)}</Button></Actions>
                </form>
                {told}
                {list}
                <Card title=w::compound_add(lang)>
                    <Form action="/beheer/samenstellingen" faults labels>
                        <LineField name="word" label=w::compound_word(lang) value=form.word faults/>
                        <LineField name="parts" label=w::compound_parts(lang) value=form.parts hint=w::compound_parts_hint(lang) faults optional=true/>
                        <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
                    </Form>
                </Card>
            </div>
        </Page>
    }
}

#[component]
fn Own(own: Vec<Compound>) -> impl IntoView {
    let lang = lang();
    let row = |compound: Compound| {
        let parts = compound.parts().collect::<Vec<_>>().join(" + ");
        let parts = if parts.is_empty() { w::compound_stays(lang).into_owned() } else { parts };
        let remove = w::compound_remove(lang, &compound.word);
        view! {
            <tr>
                <th scope="row" data-user="">{compound.word.clone()}</th>
                <td data-user="">{parts}</td>
                <td>
                    <form method="post" action="/beheer/samenstellingen/verwijderen" data-user="">
                        <input type="hidden" name="word" value=compound.word/>
                        <Button look=Look::Quiet small=true label=remove>{words::delete(lang)}</Button>
                    </form>
                </td>
            </tr>
        }
    };
    let rows = own.into_iter().map(row).collect_view();
    view! {
        <TableBox label=w::compounds(lang)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{w::compound_word(lang)}</th>
                    <th scope="col">{w::compound_parts(lang)}</th>
                    <th scope="col"><span class="out-of-sight">{words::delete(lang)}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </TableBox>
    }
}
