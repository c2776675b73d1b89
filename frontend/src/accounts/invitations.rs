//! Pages of invitations.

use super::passwords::NewPasswordField;
use crate::{
    context::{lang, reader},
    ui::{
        Actions, Badge, Button, ButtonLink, Card, Choice, Crumb, Empty, Form, Layout, LineField, Look, Notice, Page,
        PageHead, PostButton, SelectField, TextField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    accounts::{Accept, Invitation, InvitationState, Invite, Invited, words as w},
    words::{self, Text},
};

/// Invites, and shows what came of it.
#[component]
pub fn InvitationsPage(
    /// The invitations of this place.
    found: Vec<Invitation>,
    /// The community: its slug and name; the site when absent.
    place: Option<(String, String)>,
    /// What was filled in.
    form: Invite,
    /// What is wrong with it.
    faults: Faults,
    /// Why it was refused.
    refused: Option<Text>,
    /// Whether one was sent just now.
    done: bool,
) -> impl IntoView {
    let lang = lang();
    let (lead, trail, action) = match place {
        None => (
            w::invitations_lead(lang),
            vec![Crumb::new(words::administration(lang), "/beheer")],
            "/uitnodigingen".to_owned(),
        ),
        Some((slug, name)) => (
            w::invitations_of(lang, &name),
            vec![Crumb::new(words::communities(lang), "/c"), Crumb::new(name, format!("/c/{slug}"))],
            format!("/c/{slug}/uitnodigen"),
        ),
    };
    let done = done.then(|| view! { <Notice tone=Tone::Success><p>{w::invited(lang)}</p></Notice> });
    let refused = refused.map(|text| view! { <Notice tone=Tone::Error><p>{text}</p></Notice> });
    let empty =
        found.is_empty().then(|| view! { <Empty title=w::no_invitations(lang) text=w::no_invitations_help(lang)/> });
    let cards = found.into_iter().map(|invitation| view! { <One invitation/> }).collect_view();
    view! {
        <Page title=w::invitations(lang) layout=Layout::Column>
            <PageHead title=w::invitations(lang) trail lead/>
            <div class="stack">
                {done} {refused}
                <InviteForm action form faults/>
                <h2>{w::invitations_sent(lang)}</h2>
                {empty} {cards}
            </div>
        </Page>
    }
}

#[component]
fn InviteForm(action: String, form: Invite, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![("email", w::email(lang)), ("name", w::name(lang)), ("message", w::message(lang))];
    view! {
        <Form action faults labels>
            <LineField name="email" label=w::email(lang) value=form.email kind="email" faults/>
            <LineField name="name" label=w::name(lang) value=form.name optional=true faults/>
            <TextField name="message" label=w::message(lang) value=form.message hint=w::message_hint(lang) rows=3 optional=true faults/>
            <Actions><Button look=Look::Primary>{w::invite(lang)}</Button></Actions>
        </Form>
    }
}

#[component]
fn One(invitation: Invitation) -> impl IntoView {
    let (lang, reader) = (lang(), reader());
    let (text, tone) = match invitation.state {
        InvitationState::Open => (w::state_open(lang), Tone::Info),
        InvitationState::Accepted => (w::state_accepted(lang), Tone::Success),
        InvitationState::Expired => (w::state_expired(lang), Tone::Warning),
        InvitationState::Revoked => (w::state_revoked(lang), Tone::Neutral),
    };
    let badge = view! { <Badge text tone/> }.into_any();
    let open = invitation.state == InvitationState::Open;
    let again = matches!(invitation.state, InvitationState::Open | InvitationState::Expired).then(|| {
        view! { <PostButton action=format!("/uitnodigingen/{}/opnieuw", invitation.id) text=w::resend(lang) small=true/> }
    });
    let revoke = open.then(|| {
        view! { <PostButton action=format!("/uitnodigingen/{}/intrekken", invitation.id) text=w::revoke(lang) look=Look::Quiet small=true/> }
    });
    let community = invitation.community.map(|name| view! { <p>{w::for_community(lang, &name)}</p> });
    let until = open.then(|| w::until(lang, &reader.date(invitation.expires_at)));
    let facts = [
        Some(Text::from(invitation.name)).filter(|name| !name.is_empty()),
        Some(w::by(lang, &invitation.invited_by)),
        Some(reader.ago(invitation.created_at).into()),
        Some(w::times_sent(lang, invitation.sent)),
        until,
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <Card title=invitation.email more=badge>
            {community}
            <p class="meta">{facts}</p>
            {(again.is_some() || revoke.is_some()).then(|| view! { <div class="cluster">{again} {revoke}</div> })}
        </Card>
    }
}

/// An invitation, as the one who got it sees it.
#[component]
pub fn InvitedPage(
    /// The token of the link.
    token: String,
    /// The invitation.
    invited: Invited,
    /// What was filled in.
    form: Accept,
    /// What is wrong with it.
    faults: Faults,
    /// Why it was refused.
    refused: Option<Text>,
) -> impl IntoView {
    let lang = lang();
    let lead = match &invited.community {
        Some(community) => w::invited_to(lang, &invited.invited_by, community),
        None => w::invited_by(lang, &invited.invited_by),
    };
    let refused = refused.map(|text| view! { <Notice tone=Tone::Error><p>{text}</p></Notice> });
    let title = w::welcome(lang, &reader().site);
    let (said, words) = (w::mail_wrote(lang, &invited.invited_by), invited.message.clone());
    let message = (!words.is_empty()).then(|| view! { <Notice title=said><p class="kept__value">{words}</p></Notice> });
    let answer = if invited.member {
        view! { <ForMember token/> }.into_any()
    } else {
        view! { <AcceptForm token invited form faults/> }.into_any()
    };
    view! {
        <Page title=title.clone() layout=Layout::Narrow>
            <PageHead title lead/>
            <div class="stack">{refused} {message} {answer}</div>
        </Page>
    }
}

#[component]
fn ForMember(token: String) -> impl IntoView {
    let lang = lang();
    let address = format!("/uitnodiging/{token}");
    if reader().me.is_some() {
        return view! { <div class="cluster"><PostButton action=address text=w::accept_invitation(lang) look=Look::Primary/></div> }
            .into_any();
    }
    view! {
        <Notice title=w::have_account(lang)><p>{w::have_account_help(lang)}</p></Notice>
        <p><ButtonLink href=format!("/inloggen?naar={address}") look=Look::Primary>{words::sign_in(lang)}</ButtonLink></p>
    }
    .into_any()
}

#[component]
fn AcceptForm(token: String, invited: Invited, form: Accept, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![
        ("name", w::name(lang)),
        ("function", w::function(lang)),
        ("organisation", w::organisation(lang)),
        ("password", w::password(lang)),
    ];
    let name = if form.name.is_empty() { invited.name } else { form.name };
    let function = if form.function.is_empty() { invited.function } else { form.function };
    let works_for = invited.organisation.map(|name| view! { <p class="meta">{w::organisation(lang)}": "{name}</p> });
    let choices: Vec<Choice> =
        invited.choices.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let choose = (!choices.is_empty()).then(|| {
        view! { <SelectField name="organisation" label=w::organisation(lang) choices value=form.organisation hint=w::organisation_hint(lang) optional=true faults/> }
    });
    view! {
        <p>{w::bound_to(lang, &invited.email)}</p>
        {works_for}
        <Form action=format!("/uitnodiging/{token}") faults labels>
            <LineField name="name" label=w::name(lang) value=name autocomplete="name" faults/>
            <LineField name="function" label=w::function(lang) value=function hint=w::function_hint(lang) autocomplete="organization-title" faults/>
            {choose}
            <NewPasswordField faults label=w::password(lang)/>
            <Actions><Button look=Look::Primary>{w::make_account(lang)}</Button></Actions>
        </Form>
    }
    .into_any()
}
