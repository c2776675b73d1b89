//! Members as administrators manage them.

use crate::{
    context::{encoded, lang},
    ui::{
        Actions, Badge, Button, ButtonLink, Card, Choice, Crumb, Empty, FilterLink, FilterLinks, Form, Glyph, Hidden,
        Layout, LineField, Look, Notice, Page, PageHead, Pager, PostButton, SelectField, TableBox, Tone, When,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    admin::{Account, EditAccount, State, words as w},
    ids::OrganisationId,
    members::words as of_members,
    words,
};

/// The state of an account in badges.
fn badges(account: &Account) -> AnyView {
    let lang = lang();
    let admin = account.admin.then(|| view! { <Badge text=w::is_admin(lang) tone=Tone::Accent/> });
    let disabled = account.disabled.then(|| view! { <Badge text=w::is_disabled(lang) tone=Tone::Warning/> });
    let password = (!account.password && !account.disabled && !account.departed)
        .then(|| view! { <Badge text=w::has_no_password(lang)/> });
    let alike =
        account.resembles.then(|| view! { <Badge text=w::resembles(lang) tone=Tone::Warning glyph=Glyph::WARNING/> });
    view! { {admin} {disabled} {password} {alike} }.into_any()
}

/// The list of all members.
#[component]
pub fn AccountsPage(
    /// The members of this page.
    accounts: Vec<Account>,
    /// What was searched.
    query: String,
    /// Which are listed.
    state: State,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let named = |state: State| match state {
        State::All => w::state_all(lang),
        State::Active => w::state_active(lang),
        State::Inactive => w::state_inactive(lang),
        State::Admins => w::state_admins(lang),
    };
    let links = State::ALL.map(|other| FilterLink {
        text: named(other),
        href: format!("/beheer/leden?q={}&staat={}", encoded(&query), other.key()),
        count: None,
        on: other == state,
    });
    let empty = accounts.is_empty();
    let rows = accounts.into_iter().map(|account| view! { <AccountRow account/> }).collect_view();
    let table = if empty {
        view! { <Empty title=of_members::nobody(lang) text=of_members::nobody_help(lang) glyph=Glyph::PEOPLE/> }
            .into_any()
    } else {
        view! { <AccountTable>{rows}</AccountTable> }.into_any()
    };
    view! {
        <Page title=w::accounts(lang)>
            <PageHead title=w::accounts(lang) trail/>
            <form class="form form--row" method="get" action="/beheer/leden" role="search" aria-label=w::accounts(lang)>
                <LineField name="q" id="vind" label=w::find(lang) value=query kind="search" optional=true/>
                <Hidden name="staat" value=state.key()/>
                <Actions><Button>{of_members::show(lang)}</Button></Actions>
            </form>
            <div class="toolbar toolbar--below"><FilterLinks label=w::state(lang) links=links.to_vec()/></div>
            {table}
            <Pager next/>
        </Page>
    }
}

#[component]
fn AccountTable(children: Children) -> impl IntoView {
    let lang = lang();
    view! {
        <TableBox label=w::accounts(lang)>
            <table class="table">
                <thead><tr><th scope="col">{w::name(lang)}</th><th scope="col">{w::email(lang)}</th><th scope="col">{of_members::organisation(lang)}</th><th scope="col">{w::last_seen(lang)}</th></tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </TableBox>
    }
}

#[component]
fn AccountRow(account: Account) -> impl IntoView {
    let lang = lang();
    let badges = badges(&account);
    let seen = match account.seen_at {
        Some(at) => view! { <When at/> }.into_any(),
        None => view! { {w::not_seen(lang)} }.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><span class="cluster"><a href=format!("/beheer/leden/{}", account.id)>{account.name}</a>{badges}</span></th>
            <td>{account.email}</td>
            <td>{account.organisation}</td>
            <td class="table__short">{seen}</td>
        </tr>
    }
}

/// One member, and all that can be done.
#[component]
pub fn AccountPage(
    /// Who.
    account: Account,
    /// What is filled in about who they are.
    form: EditAccount,
    /// What is filled in as their address.
    email: String,
    /// The organisations to choose from.
    organisations: Vec<(OrganisationId, String)>,
    /// What is wrong with any of it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let trail =
        vec![Crumb::new(words::administration(lang), "/beheer"), Crumb::new(w::accounts(lang), "/beheer/leden")];
    let name = if account.departed { words::former_member(lang) } else { account.name.clone().into() };
    let facts = badges(&account);
    let acts =
        view! { <ButtonLink href=format!("/lid/{}", account.id) look=Look::Quiet>{w::profile(lang)}</ButtonLink> };
    let acts = acts.into_any();
    let last = faults.of("admin").map(|wrong| view! { <Notice tone=Tone::Error><p>{wrong.text(lang)}</p></Notice> });
    let (of_address, of_rest): (Vec<_>, Vec<_>) = faults.0.into_iter().partition(|fault| fault.field == "email");
    let (of_address, mut of_rest) = (Faults(of_address), Faults(of_rest));
    of_rest.0.retain(|fault| fault.field != "admin");
    let rest = (!account.departed).then(|| {
        view! {
            <Card title=w::details(lang)><Details id=account.id.to_string() form organisations faults=of_rest/></Card>
            <Card title=w::address(lang)><Address id=account.id.to_string() email faults=of_address/></Card>
            <Standing account/>
        }
    });
    view! {
        <Page title=name.clone() layout=Layout::Column>
            <PageHead title=name trail facts acts/>
            <div class="sections">{last} {rest}</div>
        </Page>
    }
}

#[component]
fn Details(
    id: String,
    form: EditAccount,
    organisations: Vec<(OrganisationId, String)>,
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![
        ("name", w::name(lang)),
        ("function", of_members::function(lang)),
        ("organisation", of_members::organisation(lang)),
    ];
    let choices = organisations.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>();
    view! {
        <Form action=format!("/beheer/leden/{id}/gegevens") faults labels>
            <LineField name="name" label=w::name(lang) value=form.name faults/>
            <LineField name="function" label=of_members::function(lang) value=form.function faults optional=true/>
            <SelectField name="organisation" label=of_members::organisation(lang) choices value=form.organisation hint=w::details_help(lang) faults optional=true/>
            <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
        </Form>
    }
}

#[component]
fn Address(id: String, email: String, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    view! {
        <Form action=format!("/beheer/leden/{id}/adres") faults labels=vec![("email", w::email(lang))]>
            <LineField name="email" label=w::email(lang) value=email hint=w::address_help(lang) kind="email" faults/>
            <Actions><Button>{w::change_address(lang)}</Button></Actions>
        </Form>
    }
}

/// Sign-ins, administration, and whether the account can be used.
#[component]
fn Standing(account: Account) -> impl IntoView {
    let lang = lang();
    let id = account.id;
    let at = move |what: &str| format!("/beheer/leden/{id}/{what}");
    let on = |on: bool| vec![("on", on.to_string())];
    let end = (account.sign_ins > 0).then(|| view! { <PostButton action=at("inlogs") text=w::end_sign_ins(lang)/> });
    let role = if account.admin { w::unmake_admin(lang) } else { w::make_admin(lang) };
    let (help, text, look) = if account.disabled {
        (w::enable_help(lang), w::enable(lang), Look::Secondary)
    } else {
        (w::disable_help(lang), w::disable(lang), Look::Danger)
    };
    view! {
        <Card title=w::sign_ins(lang)><p>{w::sign_ins_open(lang, account.sign_ins)}</p>{end}</Card>
        <Card title=w::role(lang)>
            <p>{w::role_help(lang)}</p>
            <PostButton action=at("beheerder") text=role hidden=on(!account.admin)/>
        </Card>
        <Card title=w::account(lang)>
            <p>{help}</p>
            <PostButton action=at("actief") text look hidden=on(account.disabled)/>
        </Card>
    }
}
