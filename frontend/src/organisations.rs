//! The organisations' pages: one for members, and those of administration.

use crate::{
    context::lang,
    members::PersonCard,
    ui::{
        Actions, Badge, Button, ButtonLink, Choice, Crumb, Empty, Form, Glyph, Layout, LineField, Look, Notice, Page,
        PageHead, Pager, SelectField, TableBox, TextField,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::OrganisationId,
    members::Card,
    organisations::{EditOrganisation, Organisation, words as w},
    people::OrganisationKind,
    words,
};

/// An organisation and its people.
#[component]
pub fn OrganisationPage(
    /// Which.
    organisation: Organisation,
    /// The members of this page.
    people: Vec<Card>,
    /// The address of the next page.
    next: Option<String>,
    /// Whether the reader administers the site.
    admin: bool,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::members(lang), "/leden")];
    let facts =
        view! { <Badge text=organisation.kind.text(lang)/><span>{w::members(lang, organisation.members)}</span> };
    let facts = facts.into_any();
    let acts = admin
        .then(|| view! { <ButtonLink href=format!("/beheer/organisaties/{}", organisation.id)>{words::edit(lang)}</ButtonLink> });
    let acts = view! { {acts} }.into_any();
    let successor = organisation.successor.zip(organisation.successor_name.clone());
    let successor = successor.map(|(id, name)| {
        view! { <Notice><p><a href=format!("/organisatie/{id}")>{w::went_into(lang, &name)}</a></p></Notice> }
    });
    let empty = people
        .is_empty()
        .then(|| view! { <Empty title=w::nobody(lang) text=w::nobody_help(lang) glyph=Glyph::PEOPLE/> });
    let people = people.into_iter().map(|person| view! { <PersonCard person/> }).collect_view();
    view! {
        <Page title=organisation.name.clone()>
            <PageHead title=organisation.name trail facts acts/>
            {successor} {empty}
            <div class="people">{people}</div>
            <Pager next/>
        </Page>
    }
}

/// All organisations, for administrators.
#[component]
pub fn OrganisationsPage(
    /// The organisations.
    organisations: Vec<Organisation>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let acts = view! {
        <ButtonLink href="/beheer/organisaties/nieuw" look=Look::Primary glyph=Glyph::PLUS>{w::add(lang)}</ButtonLink>
    };
    let acts = acts.into_any();
    let rows = organisations.into_iter().map(move |organisation| {
        let kind =
            organisation.successor_name.map_or_else(|| organisation.kind.text(lang), |name| w::went_into(lang, &name));
        view! {
            <tr>
                <th scope="row"><a href=format!("/beheer/organisaties/{}", organisation.id)>{organisation.name}</a></th>
                <td>{kind}</td>
                <td>{organisation.domains.join(", ")}</td>
                <td class="num"><a href=format!("/organisatie/{}", organisation.id)>{organisation.members}</a></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Page title=w::organisations(lang)>
            <PageHead title=w::organisations(lang) trail lead=w::lead(lang) acts/>
            <TableBox label=w::organisations(lang)>
                <table class="table">
                    <thead><tr><th scope="col">{w::name(lang)}</th><th scope="col">{w::kind(lang)}</th><th scope="col">{w::domains(lang)}</th><th scope="col" class="num">{w::members_column(lang)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </TableBox>
        </Page>
    }
}

/// The form that makes or changes an organisation.
#[component]
pub fn EditOrganisationPage(
    /// Which; absent for a new one.
    organisation: Option<Organisation>,
    /// What is filled in.
    form: EditOrganisation,
    /// The organisations that can be its successor.
    others: Vec<(OrganisationId, String)>,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let (title, action) = match &organisation {
        Some(organisation) => (w::change(lang), format!("/beheer/organisaties/{}", organisation.id)),
        None => (w::add(lang), "/beheer/organisaties/nieuw".to_owned()),
    };
    let trail = vec![
        Crumb::new(words::administration(lang), "/beheer"),
        Crumb::new(w::organisations(lang), "/beheer/organisaties"),
    ];
    let labels = vec![
        ("name", w::name(lang)),
        ("kind", w::kind(lang)),
        ("domains", w::domains(lang)),
        ("successor", w::successor(lang)),
    ];
    let kinds = OrganisationKind::ALL.map(|kind| Choice::new(kind.key(), kind.text(lang))).to_vec();
    let others = others.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>();
    let successor = organisation.is_some().then(|| {
        view! { <SelectField name="successor" label=w::successor(lang) choices=others value=form.successor hint=w::successor_hint(lang) faults optional=true/> }
    });
    view! {
        <Page title=title.clone() layout=Layout::Column>
            <PageHead title trail/>
            <Form action faults labels>
                <LineField name="name" label=w::name(lang) value=form.name faults/>
                <SelectField name="kind" label=w::kind(lang) choices=kinds value=form.kind faults/>
                <TextField name="domains" label=w::domains(lang) value=form.domains hint=w::domains_hint(lang) rows=3 faults optional=true/>
                {successor}
                <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}
