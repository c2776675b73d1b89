//! The directory: who there is, and what they can be asked.

use crate::{
    context::lang,
    ui::{
        Actions, Avatar, AvatarSize, Button, Chip, Chips, Choice, Empty, FilterLink, FilterLinks, Glyph, Hidden, Icon,
        LineField, Page, PageHead, Pager, SelectField,
    },
};
use leptos::prelude::*;
use shared::{
    ids::OrganisationId,
    members::{Card, ThemeRef, words as w},
    people::OrganisationKind,
};

/// A page of the directory and the choices that made it.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The members of this page.
    pub people: Vec<Card>,
    /// How many there are in all.
    pub total: i64,
    /// What was searched.
    pub query: String,
    /// The id of the organisation that was chosen.
    pub organisation: String,
    /// The kind that was chosen.
    pub kind: Option<OrganisationKind>,
    /// The slug of the theme that was chosen.
    pub theme: String,
    /// How many for each kind.
    pub kinds: Vec<(OrganisationKind, i64)>,
    /// How many on each theme.
    pub themes: Vec<(ThemeRef, i64)>,
    /// The organisations to choose from.
    pub employers: Vec<(OrganisationId, String)>,
}

impl Directory {
    /// The address with another kind and theme.
    fn address(&self, kind: &str, theme: &str) -> String {
        let pairs =
            [("q", self.query.as_str()), ("organisatie", &self.organisation), ("soort", kind), ("thema", theme)];
        let query: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::context::encoded(value)))
            .collect();
        if query.is_empty() { "/leden".to_owned() } else { format!("/leden?{}", query.join("&")) }
    }

    fn narrowed(&self) -> bool {
        self.kind.is_some() || !(self.query.is_empty() && self.organisation.is_empty() && self.theme.is_empty())
    }
}

/// The directory.
#[component]
pub fn DirectoryPage(
    /// What is shown.
    directory: Directory,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let empty = directory.people.is_empty().then(|| {
        let act = view! { <a class="nl-button nl-button--secondary" href="/leden">{w::clear(lang)}</a> }.into_any();
        view! { <Empty title=w::nobody(lang) text=w::nobody_help(lang) glyph=Glyph::PEOPLE act/> }
    });
    let clear = directory.narrowed().then(|| view! { <a href="/leden">{w::clear(lang)}</a> });
    let total = directory.total;
    let people = directory.people.clone().into_iter().map(|person| view! { <PersonCard person/> }).collect_view();
    view! {
        <Page title=w::directory(lang)>
            <PageHead title=w::directory(lang) lead=w::directory_lead(lang)/>
            <div class="directory">
                <Narrow directory/>
                <section class="directory__main" aria-label=w::directory(lang)>
                    <p class="meta directory__total" role="status"><span>{w::found(lang, total)}</span>{clear}</p>
                    {empty}
                    <div class="people">{people}</div>
                    <Pager next/>
                </section>
            </div>
        </Page>
    }
}

/// What narrows the directory: a form for words and organisation, links for the rest.
#[component]
fn Narrow(directory: Directory) -> impl IntoView {
    let lang = lang();
    let employers = std::iter::once(Choice::new("", w::every_kind(lang)))
        .chain(directory.employers.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())))
        .collect::<Vec<_>>();
    let chosen = directory.kind.map(OrganisationKind::key).unwrap_or_default();
    let kinds = OrganisationKind::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = directory.kinds.iter().find(|(own, _)| *own == kind).map_or(0, |(_, n)| *n);
            let on = directory.kind == Some(kind);
            let href = directory.address(if on { "" } else { kind.key() }, &directory.theme);
            (count > 0 || on).then(|| FilterLink { text: kind.text(lang), href, count: Some(count), on })
        })
        .collect::<Vec<_>>();
    let themes = directory
        .themes
        .iter()
        .filter_map(|(theme, count)| {
            let on = directory.theme == theme.slug;
            let href = directory.address(chosen, if on { "" } else { &theme.slug });
            (*count > 0 || on).then(|| FilterLink { text: theme.name.clone().into(), href, count: Some(*count), on })
        })
        .collect::<Vec<_>>();
    let open = directory.kind.is_some() || !directory.theme.is_empty();
    view! {
        <div class="directory__narrow">
            <form class="form" method="get" action="/leden" role="search" aria-label=w::directory(lang)>
                <LineField name="q" id="vind" label=w::find(lang) value=directory.query kind="search" optional=true/>
                <SelectField name="organisatie" label=w::organisation(lang) choices=employers value=directory.organisation/>
                {(!chosen.is_empty()).then(|| view! { <Hidden name="soort" value=chosen/> })}
                {(!directory.theme.is_empty()).then(|| view! { <Hidden name="thema" value=directory.theme/> })}
                <Actions><Button>{w::show(lang)}</Button></Actions>
            </form>
            <details class="fold" open=open>
                <summary class="nl-button nl-button--secondary nl-button--small"><Icon glyph=Glyph::FILTER/>{w::refine(lang)}</summary>
                <div class="facets">
                    <FilterLinks label=w::kind(lang) links=kinds/>
                    <FilterLinks label=w::themes(lang) links=themes/>
                </div>
            </details>
        </div>
    }
}

/// A member in a list of people.
#[component]
pub fn PersonCard(
    /// Who.
    person: Card,
) -> impl IntoView {
    let lang = lang();
    let organisation = person.organisation.unwrap_or_else(|| w::no_organisation(lang).into_owned());
    let function = person.function.map(|function| view! { <p class="person__role">{function}</p> });
    let about = (!person.ask_about.is_empty())
        .then(|| view! { <p class="person__about"><b>{w::ask_about(lang)}": "</b>{person.ask_about}</p> });
    let themes = (!person.themes.is_empty()).then(|| {
        let chips = person
            .themes
            .into_iter()
            .map(|theme| view! { <Chip text=theme.name href=Some(format!("/leden?thema={}", theme.slug))/> });
        view! { <Chips>{chips.collect_view()}</Chips> }
    });
    view! {
        <article class="person">
            <Avatar name=person.name.clone() photo=person.photo size=AvatarSize::Large/>
            <h2 class="person__head"><a class="person__name" href=format!("/lid/{}", person.id)>{person.name}</a></h2>
            {function}
            <p class="person__role">{organisation}</p>
            {about} {themes}
        </article>
    }
    .into_any()
}
