//! The members' pages: signing in, the directory, a profile.

use crate::{
    context::lang,
    context::reader,
    ui::{
        Actions, Avatar, Button, Choice, Crumb, Empty, Fact, Facts, Form, Hidden, Layout, LineField, List, Look,
        Notice, Page, PageHead, Pager, PasswordField, Row, SelectField, TextField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    accounts::words as accounts,
    members::{Card as Person, Profile, SignIn, words as w},
    people::OrganisationKind,
    words,
};

/// The page that signs in.
#[component]
pub fn SignInPage(
    /// What was filled in; never the password.
    form: SignIn,
    /// Why it was refused.
    #[prop(default = None)]
    refused: Option<words::Text>,
    /// Whether a form waits for its writer.
    #[prop(optional)]
    kept: bool,
) -> impl IntoView {
    let lang = lang();
    let kept = kept.then(|| view! { <Notice title=w::kept_title(lang)><p>{w::kept(lang)}</p></Notice> });
    let refused = refused.map(|text| view! { <Notice tone=Tone::Error><p>{text}</p></Notice> });
    view! {
        <Page title=w::sign_in_title(lang) layout=Layout::Narrow>
            <PageHead title=w::sign_in_title(lang) lead=w::sign_in_lead(lang)/>
            <div class="stack">
                {kept} {refused}
                <Form action="/inloggen">
                    <Hidden name="naar" value=form.naar/>
                    <LineField name="email" label=w::email(lang) value=form.email kind="email" autocomplete="username"/>
                    <PasswordField name="password" label=w::password(lang)/>
                    <Actions><Button look=Look::Primary>{words::sign_in(lang)}</Button></Actions>
                </Form>
                <p><a href="/wachtwoord-vergeten">{accounts::forgot(lang)}</a></p>
                <p><a href="/account-aanvragen">{accounts::no_account(lang)}</a></p>
            </div>
        </Page>
    }
}

/// A form that was kept while its writer was signed out.
#[component]
pub fn KeptPage(
    /// Where it goes.
    action: String,
    /// What it holds.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let lang = lang();
    let fields = fields.into_iter().map(|(name, value)| kept_field(name, value)).collect_view();
    view! {
        <Page title=w::kept_page(lang) layout=Layout::Column>
            <PageHead title=w::kept_page(lang) lead=w::kept_lead(lang)/>
            <Form action=action>
                {fields}
                <Actions><Button look=Look::Primary>{shared::ui_words::send_again(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// What somebody wrote, to be read and changed; what a page sends along unseen stays so.
fn kept_field(name: String, value: String) -> AnyView {
    let lang = lang();
    let label = match name.as_str() {
        "body_markdown" | "message" => w::kept_text(lang),
        "title" => w::kept_title_field(lang),
        "name" => accounts::name(lang),
        "email" => accounts::email(lang),
        "function" => accounts::function(lang),
        "tags" => w::kept_tags(lang),
        "reason" | "motivation" | "note" | "description" | "question" => w::kept_reason(lang),
        _ => return view! { <Hidden name value/> }.into_any(),
    };
    if matches!(name.as_str(), "title" | "name" | "email" | "function" | "tags") {
        return view! { <LineField name label value/> }.into_any();
    }
    view! { <TextField name label value/> }.into_any()
}

/// The directory.
#[component]
pub fn DirectoryPage(
    /// The members of this page.
    people: Vec<Person>,
    /// What was searched.
    query: String,
    /// The kind that was chosen.
    kind: Option<OrganisationKind>,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let kinds = std::iter::once(Choice::new("", w::every_kind(lang)))
        .chain(OrganisationKind::ALL.map(|kind| Choice::new(kind.key(), kind.text(lang))))
        .collect::<Vec<_>>();
    let chosen = kind.map(OrganisationKind::key).unwrap_or_default();
    let empty = people.is_empty().then(|| view! { <Empty title=w::nobody(lang) text=w::nobody_help(lang)/> });
    let rows = people.into_iter().map(|person| view! { <PersonRow person/> }).collect_view();
    view! {
        <Page title=w::directory(lang)>
            <PageHead title=w::directory(lang) lead=w::directory_lead(lang)/>
            <form class="form form--row" method="get" action="/leden" role="search" aria-label=w::directory(lang)>
                <LineField name="q" id="vind" label=w::find(lang) value=query optional=true/>
                <SelectField name="soort" label=w::kind(lang) choices=kinds value=chosen/>
                <Actions><Button>{w::show(lang)}</Button></Actions>
            </form>
            {empty}
            <List label=w::directory(lang)>{rows}</List>
            <Pager next/>
        </Page>
    }
}

#[component]
fn PersonRow(person: Person) -> impl IntoView {
    let lang = lang();
    let face = view! { <Avatar name=person.name.clone()/> }.into_any();
    let asks = (!person.ask_about.is_empty())
        .then(|| view! { <span>{w::ask_about(lang)}": "{person.ask_about}</span> }.into_any());
    view! {
        <Row href=format!("/lid/{}", person.id) title=person.name face excerpt=asks>
            <span>{person.function.filter(|text| !text.is_empty())}</span>
            <span>{person.organisation.unwrap_or_else(|| w::no_organisation(lang).into_owned())}</span>
        </Row>
    }
}

/// A profile.
#[component]
pub fn ProfilePage(
    /// Whose.
    profile: Profile,
) -> impl IntoView {
    let lang = lang();
    let fact = |label: words::Text, value: String| (!value.is_empty()).then(|| view! { <Fact label>{value}</Fact> });
    let since = reader().date(profile.created_at);
    let trail = vec![Crumb::new(w::directory(lang), "/leden")];
    view! {
        <Page title=profile.name.clone() layout=Layout::Column>
            <PageHead title=profile.name.clone() trail/>
            <Facts>
                {fact(w::function(lang), profile.function.unwrap_or_default())}
                {fact(w::organisation(lang), profile.organisation.unwrap_or_default())}
                {fact(w::ask_about(lang), profile.ask_about)}
                {fact(w::phone(lang), profile.phone)}
                {fact(w::email(lang), profile.email)}
                {fact(w::member_since(lang), since)}
            </Facts>
        </Page>
    }
}
