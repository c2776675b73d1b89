//! Pages of requests for an account.

use crate::{
    context::lang,
    ui::{
        Actions, Badge, Button, Card, Crumb, Empty, Fact, Facts, Form, Hidden, Layout, LineField, Look, Page, PageHead,
        PostButton, TextField, Tone, When,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    accounts::{AccountRequest, AskAccount, words as w},
    ids::AccountRequestId,
    words,
};

/// Asks for an account.
#[component]
pub fn AskPage(
    /// What was filled in.
    form: AskAccount,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![
        ("name", w::name(lang)),
        ("email", w::email(lang)),
        ("organisation", w::organisation(lang)),
        ("function", w::function(lang)),
        ("motivation", w::motivation(lang)),
    ];
    view! {
        <Page title=w::ask_title(lang) layout=Layout::Narrow>
            <PageHead title=w::ask_title(lang) lead=w::ask_lead(lang)/>
            <Form action="/account-aanvragen" faults labels>
                <LineField name="name" label=w::name(lang) value=form.name autocomplete="name" faults/>
                <LineField name="email" label=w::email(lang) value=form.email hint=w::email_hint(lang) kind="email" autocomplete="email" faults/>
                <LineField name="organisation" label=w::organisation(lang) value=form.organisation autocomplete="organization" faults/>
                <LineField name="function" label=w::function(lang) value=form.function hint=w::function_hint(lang) autocomplete="organization-title" faults/>
                <TextField name="motivation" label=w::motivation(lang) value=form.motivation faults/>
                <Actions><Button look=Look::Primary>{w::ask_send(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// The requests that wait for an administrator.
#[component]
pub fn RequestsPage(
    /// The requests.
    found: Vec<AccountRequest>,
    /// A refusal that was not filled in well: of which request, what it said, what is wrong.
    #[prop(default = None)]
    wrong: Option<(AccountRequestId, String, Faults)>,
) -> impl IntoView {
    let lang = lang();
    let empty = found.is_empty().then(|| view! { <Empty title=w::no_requests(lang) text=w::no_requests_help(lang)/> });
    let cards = found.into_iter().map(|request| {
        let (reason, faults) = match &wrong {
            Some((id, reason, faults)) if *id == request.id => (reason.clone(), faults.clone()),
            _ => (String::new(), Faults::default()),
        };
        view! { <OneRequest request reason faults/> }
    });
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let cards = cards.collect_view();
    view! {
        <Page title=w::requests(lang) layout=Layout::Column>
            <PageHead title=w::requests(lang) trail lead=w::requests_lead(lang)/>
            <div class="stack">{empty} {cards}</div>
        </Page>
    }
}

#[component]
fn OneRequest(request: AccountRequest, reason: String, faults: Faults) -> impl IntoView {
    let lang = lang();
    // The summary of what is wrong leads to the field of that name.
    let id = if faults.is_empty() { format!("reason-{}", request.id) } else { "reason".to_owned() };
    let faults = Signal::stored(faults);
    let action = format!("/beheer/aanvragen/{}", request.id);
    let member = request.member.then(|| view! { <Badge text=w::is_member(lang) tone=Tone::Warning/> }).into_any();
    let accept = vec![("outcome", "accept".to_owned())];
    view! {
        <Card title=request.name more=member>
            <Facts>
                <Fact label=w::email(lang)>{request.email}</Fact>
                <Fact label=w::organisation(lang)>{request.organisation}</Fact>
                <Fact label=w::function(lang)>{request.function}</Fact>
                <Fact label=w::motivation(lang)>{request.motivation}</Fact>
            </Facts>
            <p class="meta"><When at=request.created_at/></p>
            <div class="cluster"><PostButton action=action.clone() text=w::accept(lang) look=Look::Primary hidden=accept/></div>
            <Form action faults labels=vec![("reason", w::reason(lang))]>
                <Hidden name="outcome" value="refuse"/>
                <TextField name="reason" id label=w::reason(lang) value=reason hint=w::reason_hint(lang) rows=2 faults/>
                <Actions><Button>{w::refuse(lang)}</Button></Actions>
            </Form>
        </Card>
    }
    .into_any()
}
