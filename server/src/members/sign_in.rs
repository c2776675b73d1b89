//! Signing in: from an address and a password to a token.

use super::{
    model::email_key,
    password, queries,
    throttle::{guess, key, ration},
};
use crate::{
    Error, Result,
    app::{App, Ctx},
    clock,
    db::{self, Hint, Tx},
    secrets::Token,
};
use shared::{
    ids::{MemberId, SignInId},
    limits,
};

/// Wrong guesses that one network may make in a quarter of an hour: a whole municipality can sit behind one address.
const OF_A_NETWORK: i64 = 300;
const QUARTER: i64 = 15 * 60;
/// What the signature of a device's cookie is for.
const DEVICE: &str = "device";

/// Somebody at the door.
pub struct Knock<'k> {
    /// Address.
    pub email: &'k str,
    /// Password.
    pub password: String,
    /// `browser` or `program`.
    pub kind: &'static str,
    /// What the browser or program says of itself.
    pub device: &'k str,
    /// What an earlier sign-in left in this browser.
    pub known: Option<&'k str>,
}

/// Somebody who came in.
pub struct Entry {
    /// The token of the sign-in.
    pub token: String,
    /// Who.
    pub member: MemberId,
    /// What to leave in this browser, so that strangers' guesses do not slow its owner down.
    pub device: String,
}

/// The random part of a device's cookie, when it is ours and this member's.
fn device_of(app: &App, member: Option<MemberId>, cookie: Option<&str>) -> Option<String> {
    let (text, signature) = cookie?.rsplit_once('.')?;
    let (whose, random) = text.split_once('.')?;
    let ours = app.secrets.signed(DEVICE, text, signature);
    (ours && whose.parse() == Ok(member?)).then(|| random.to_owned())
}

/// A cookie that says that `member` signed in on this device.
pub fn device_cookie(app: &App, member: MemberId) -> String {
    let text = format!("{member}.{}", Token::fresh().text);
    let signature = app.secrets.sign(DEVICE, &text);
    format!("{text}.{signature}")
}

/// Signs a member in.
///
/// # Errors
/// `WrongPair` for any pair that does not fit; `TooMany` after too many of them.
pub async fn sign_in(ctx: &Ctx, knock: Knock<'_>) -> Result<Entry> {
    let now = ctx.now();
    // Nobody has an address with a NUL, and PostgreSQL takes none; the same work is done all the same.
    let nul = knock.email.contains('\0');
    let found = if nul { None } else { queries::password_of(ctx.db(), &email_key(knock.email)).await? };
    let (id, kept) = found.map_or((None, None), |(id, hash)| (Some(id), hash));
    let device = device_of(&ctx.app, id, knock.known);
    let own = match &device {
        Some(random) => key("device", random),
        None => key("sign-in", &email_key(knock.email)),
    };
    let source = key("source", &ctx.network);
    let wait = ctx
        .db()
        .write(async |tx| match ration(tx, &source, OF_A_NETWORK, QUARTER, now).await? {
            None => guess(tx, &own, now).await,
            wait => Ok::<_, db::Error>(wait),
        })
        .await?;
    if let Some(wait) = wait {
        return Err(Error::TooMany(wait));
    }
    // Longer passwords are refused when they are set; hashing megabytes for a stranger is a gift.
    let long = knock.password.chars().count() > usize::try_from(limits::PASSWORD_MAX).unwrap_or_default();
    let password = if long { String::new() } else { knock.password };
    let fits = password::fits(&ctx.app, password.clone(), kept.clone()).await?;
    let Some(id) = id.filter(|_| fits) else { return Err(Error::WrongPair) };
    let stronger = match kept {
        Some(kept) if password::weaker(&kept) => Some((password::hash(&ctx.app, password).await?, kept)),
        _ => None,
    };
    let token = ctx
        .db()
        .write(async |tx| {
            queries::free(tx, &own).await?;
            queries::give_back(tx, &source).await?;
            if let Some((hash, kept)) = &stronger {
                queries::rehash(tx, id, hash, kept).await?;
            }
            start(tx, ctx, id, knock.kind, knock.device).await
        })
        .await?;
    let device = match (device, knock.known) {
        (Some(_), Some(cookie)) => cookie.to_owned(),
        _ => device_cookie(&ctx.app, id),
    };
    Ok(Entry { token, member: id, device })
}

/// Starts a sign-in with a token of its own, and ends the one that this browser had: a token that was known before
/// somebody came in is worth nothing after.
///
/// # Errors
/// The database's.
pub async fn start(tx: &mut Tx, ctx: &Ctx, id: MemberId, kind: &str, device: &str) -> db::Result<String> {
    if let Some(old) = ctx.sign_in {
        queries::sign_out(tx, old).await?;
        tx.tell(Hint::Standing);
    }
    let token = Token::fresh();
    let device: String = device.chars().filter(|letter| !letter.is_control()).take(200).collect();
    let sign_in = SignInId::from_uuid(clock::fresh_id());
    queries::sign_in(tx, sign_in, token.hash, id, kind, &device, &ctx.network, ctx.now()).await?;
    Ok(token.text)
}
