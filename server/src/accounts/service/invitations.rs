//! Invitations: sent, sent again, taken back, accepted.

use super::{gone, judge, may_mail, tag};
use crate::{
    Error, Result,
    access::{self, Act, Actor, Administer, Admit, CommunityPlace, Permit, Role, SitePlace},
    accounts::{
        letters::{self, About, INVITES, write},
        model::{INVITED, Invitation},
        queries,
    },
    app::Ctx,
    clock, communities,
    db::Tx,
    members::{self, NewMember},
    secrets::Token,
};
use shared::{
    Wrong,
    accounts::{self as form, Accept, InvitationState, Invite, Invited},
    ids::{CommunityId, InvitationId, MemberId, OrganisationId},
};

/// The most invitations of a list.
const LISTED: i64 = 200;

/// Where somebody is invited to.
#[derive(Clone, Copy, Debug)]
pub enum Scope<'s> {
    /// The site.
    Site,
    /// The community of this slug, and the site with it.
    Community(&'s str),
}

/// The proof that somebody may invite.
enum May {
    Site(Permit<Administer>),
    Community(Permit<Admit>, CommunityId),
}

async fn community(ctx: &Ctx, slug: &str) -> Result<CommunityPlace> {
    access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)
}

async fn may(ctx: &Ctx, scope: Scope<'_>) -> Result<May> {
    match scope {
        Scope::Site => Ok(May::Site(ctx.actor.may::<Administer>(&SitePlace)?)),
        Scope::Community(slug) => {
            let place = community(ctx, slug).await?;
            Ok(May::Community(ctx.actor.may::<Admit>(&place)?, place.id))
        }
    }
}

/// The invitations of a place, newest first.
///
/// # Errors
/// As [`Actor::may`].
pub async fn invitations(ctx: &Ctx, scope: Scope<'_>) -> Result<Vec<form::Invitation>> {
    let of = match may(ctx, scope).await? {
        May::Site(_) => None,
        May::Community(_, id) => Some(id),
    };
    let found = queries::invitations(ctx.db(), of, LISTED).await?;
    Ok(found.into_iter().map(|invitation| invitation.shown(ctx.now())).collect())
}

/// Makes an invitation and its mail, in place of an open one to the same address and place.
pub(super) async fn send<A: Act>(
    tx: &mut Tx,
    ctx: &Ctx,
    permit: &Permit<A>,
    new: &Invite,
    community: Option<CommunityId>,
    lang: &str,
    asked: bool,
) -> Result<()> {
    let (id, seed) = (InvitationId::from_uuid(clock::fresh_id()), Token::fresh().text);
    let token = letters::token(&ctx.app, INVITES, &seed);
    let (key, now) = (members::email_key(&new.email), ctx.now());
    queries::supersede(tx, permit, &key, community, now).await?;
    let until = now.plus_seconds(INVITED);
    queries::invite(tx, permit, id, (token.hash, &key), new, (community, lang), now, until).await?;
    write(tx, &About::Invited { id, seed, asked }, &format!("invitation:{id}:1"), now).await
}

/// Invites somebody.
///
/// # Errors
/// `Invalid`; `TooMany` when the address got three mails within the hour; as [`Actor::may`].
pub async fn invite(ctx: &Ctx, scope: Scope<'_>, new: &Invite) -> Result<()> {
    let may = may(ctx, scope).await?;
    new.check()?;
    ctx.db()
        .write(async |tx| {
            if !may_mail(tx, &members::email_key(&new.email), ctx).await? {
                return Err(Error::TooMany(3600));
            }
            match &may {
                May::Site(permit) => send(tx, ctx, permit, new, None, tag(ctx), false).await,
                May::Community(permit, id) => send(tx, ctx, permit, new, Some(*id), tag(ctx), false).await,
            }
        })
        .await
}

/// An invitation that the actor may change, with the proof.
async fn held(tx: &mut Tx, actor: &Actor, id: InvitationId) -> Result<(Invitation, May)> {
    let invitation = queries::invitation(&mut *tx, id).await?.ok_or(Error::NotFound)?;
    let may = match invitation.community_id {
        None => May::Site(actor.may::<Administer>(&SitePlace).map_err(|_| Error::NotFound)?),
        Some(community) => {
            let place = access::community_place(&mut *tx, actor, community).await?.ok_or(Error::NotFound)?;
            May::Community(actor.may::<Admit>(&place).map_err(|_| Error::NotFound)?, community)
        }
    };
    Ok((invitation, may))
}

/// Sends an invitation again, with a new link; the old one stops working.
///
/// # Errors
/// `NotFound` when it is not the actor's to send or was answered; `TooMany` after three mails within the hour.
pub async fn resend(ctx: &Ctx, id: InvitationId) -> Result<Option<String>> {
    let seed = Token::fresh().text;
    let hash = letters::token(&ctx.app, INVITES, &seed).hash;
    let (now, until) = (ctx.now(), ctx.now().plus_seconds(INVITED));
    ctx.db()
        .write(async |tx| {
            let (invitation, may) = held(tx, &ctx.actor, id).await?;
            if !may_mail(tx, &invitation.email_key, ctx).await? {
                return Err(Error::TooMany(3600));
            }
            let renewed = match &may {
                May::Site(permit) => queries::renew(tx, permit, id, hash.clone(), until).await?,
                May::Community(permit, _) => queries::renew(tx, permit, id, hash.clone(), until).await?,
            };
            if renewed == 0 {
                return Err(Error::NotFound);
            }
            let about = About::Invited { id, seed: seed.clone(), asked: false };
            write(tx, &about, &format!("invitation:{id}:{}", invitation.sent + 1), now).await?;
            Ok(invitation.slug)
        })
        .await
}

/// Takes an invitation back; gives the community it was for.
///
/// # Errors
/// `NotFound` when it is not the actor's to take back.
pub async fn revoke(ctx: &Ctx, id: InvitationId) -> Result<Option<String>> {
    ctx.db()
        .write(async |tx| {
            let (invitation, may) = held(tx, &ctx.actor, id).await?;
            match &may {
                May::Site(permit) => queries::revoke(tx, permit, id, ctx.now()).await?,
                May::Community(permit, _) => queries::revoke(tx, permit, id, ctx.now()).await?,
            };
            Ok(invitation.slug)
        })
        .await
}

async fn open(ctx: &Ctx, token: &str) -> Result<Invitation> {
    let found = queries::invitation_by_token(ctx.db(), Token::hash(token)).await?.ok_or_else(gone)?;
    if found.state(ctx.now()) == InvitationState::Open { Ok(found) } else { Err(gone()) }
}

/// The organisation of an address, or those to choose from: several that share its domain; else those that have no
/// domain, because whoever works for the others has an address there.
async fn organisations(ctx: &Ctx, email_key: &str) -> Result<(Option<String>, Vec<(OrganisationId, String)>)> {
    let found = crate::organisations::of_address(ctx.db(), email_key).await?;
    Ok(match found.as_slice() {
        [] => (None, queries::organisations_without(ctx.db()).await?),
        [(_, name)] => (Some(name.clone()), Vec::new()),
        _ => (None, found),
    })
}

/// What somebody who was invited sees. Looking at it uses up nothing.
///
/// # Errors
/// `Invalid` at `token` when the invitation was used, taken back or is too old.
pub async fn invited(ctx: &Ctx, token: &str) -> Result<Invited> {
    let found = open(ctx, token).await?;
    let member = queries::has_account(ctx.db(), &found.email_key).await?;
    let (organisation, choices) =
        if member { (None, Vec::new()) } else { organisations(ctx, &found.email_key).await? };
    Ok(Invited {
        email: found.email,
        name: found.name,
        function: queries::asked_as(ctx.db(), &found.email_key).await?,
        community: found.community,
        invited_by: found.inviter,
        message: found.message,
        member,
        organisation,
        choices,
    })
}

/// What came of an invitation.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Who accepted.
    pub member: MemberId,
    /// The token of their sign-in, when there is a new account.
    pub token: Option<String>,
    /// The community to go on to.
    pub slug: Option<String>,
}

/// Accepts an invitation: makes the account and signs it in, or lets the member who has the address into the community.
///
/// # Errors
/// `Invalid` when a field is wrong or, at `token`, when the invitation ended; `WrongPair` when the address has an
/// account and somebody else is signed in.
pub async fn accept(ctx: &Ctx, token: &str, form: Accept, device: &str) -> Result<Answered> {
    let found = open(ctx, token).await?;
    if queries::has_account(ctx.db(), &found.email_key).await? {
        return enter(ctx, token, &found).await;
    }
    let (decided, choices) = organisations(ctx, &found.email_key).await?;
    let mut faults = form.faults();
    let organisation = choices.iter().find(|(id, _)| id.to_string() == form.organisation);
    if decided.is_none() && !form.organisation.is_empty() && organisation.is_none() {
        faults.add("organisation", Wrong::NotAChoice);
    }
    let named = organisation.map(|(_, name)| name.as_str()).or(decided.as_deref()).unwrap_or_default();
    judge(&mut faults, &ctx.app, &form.password, &[&form.name, &found.email, named]).await;
    faults.done()?;
    let new = NewMember {
        email: found.email.clone(),
        name: form.name.clone(),
        organisation: organisation.map(|(id, _)| *id),
        function: form.function.trim().to_owned(),
        ..NewMember::default()
    };
    let hash = members::hash_password(&ctx.app, form.password).await?;
    let id = MemberId::from_uuid(clock::fresh_id());
    let token = ctx
        .db()
        .write(async |tx| {
            let found = take(tx, ctx, token).await?;
            // The inviter's right stands behind the account, the program makes it.
            let program = Actor::System { id: found.invited_by, affiliation: None };
            let permit = program.may::<Administer>(&SitePlace)?;
            members::create(tx, &permit, id, &new, Some(hash.clone()), ctx.now()).await?;
            admit(tx, ctx, &found, id).await?;
            Ok::<_, Error>(members::start(tx, ctx, id, "browser", device).await?)
        })
        .await?;
    Ok(Answered { member: id, token: Some(token), slug: found.slug })
}

/// Lets the member to whom the address belongs into the community.
async fn enter(ctx: &Ctx, token: &str, found: &Invitation) -> Result<Answered> {
    // The account may be of this very invitation, made a moment ago by another click.
    open(ctx, token).await?;
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let holder = queries::holder(ctx.db(), me).await?.ok_or(Error::SignInFirst)?;
    if holder.email_key != found.email_key {
        return Err(Error::WrongPair);
    }
    ctx.db()
        .write(async |tx| {
            let found = take(tx, ctx, token).await?;
            admit(tx, ctx, &found, me).await
        })
        .await?;
    Ok(Answered { member: me, token: None, slug: found.slug.clone() })
}

/// Uses an invitation up, if whoever sent it might still send it.
async fn take(tx: &mut Tx, ctx: &Ctx, token: &str) -> Result<Invitation> {
    let id = queries::take_invitation(tx, Token::hash(token), ctx.now()).await?.ok_or_else(gone)?;
    let found = queries::invitation(&mut *tx, id).await?.ok_or_else(gone)?;
    let inviter = inviter(&found);
    let may = match found.community_id {
        None => inviter.allows::<Administer>(&SitePlace),
        Some(id) => {
            access::community_place(&mut *tx, &inviter, id).await?.is_some_and(|place| inviter.allows::<Admit>(&place))
        }
    };
    if may && !found.inviter_gone { Ok(found) } else { Err(gone()) }
}

fn inviter(found: &Invitation) -> Actor {
    Actor::Member { id: found.invited_by, affiliation: None, admin: found.inviter_admin }
}

async fn admit(tx: &mut Tx, ctx: &Ctx, found: &Invitation, member: MemberId) -> Result<()> {
    let Some(community) = found.community_id else { return Ok(()) };
    let inviter = inviter(found);
    let place = access::community_place(&mut *tx, &inviter, community).await?.ok_or_else(gone)?;
    let permit = inviter.may::<Admit>(&place).map_err(|_| gone())?;
    communities::admitted(tx, &permit, member, Role::Member, ctx.now()).await
}
