//! Who asks: from cookie or bearer token to [`Ctx`], once per request.

use super::{
    extract, guard,
    respond::{self, Failed},
};
use crate::{
    Error,
    access::Actor,
    app::{App, Ctx},
    clock, members,
    secrets::Token,
    site,
};
use axum::{
    extract::{ConnectInfo, FromRequest as _, Multipart, Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use frontend::ui::Typed;
use shared::{Lang, Reader, Scheme, reader::Me};
use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};
use tracing::Instrument as _;

/// The name of the cookie that holds a browser's token.
pub const COOKIE: &str = "__Host-sid";

/// The name of the cookie that says who signed in on this device before.
pub const DEVICE_COOKIE: &str = "__Host-device";
/// The name of the cookie with the language that was chosen.
pub const LANG_COOKIE: &str = "__Host-lang";
/// The name of the cookie that lets a browser, and no other, see the form it sent.
pub const KEPT_COOKIE: &str = "__Host-kept";

/// A cookie for a year.
pub fn long_cookie(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax")
}

/// A cookie for an hour.
pub fn short_cookie(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax")
}

/// The cookie for a fresh sign-in.
pub fn cookie(token: &str) -> String {
    format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

/// The cookie that takes the sign-in away.
pub fn expired_cookie() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The value of cookie `name`.
pub fn cookie_value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = text(headers, "cookie")?;
    cookies
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(own, _)| *own == name)
        .map(|(_, value)| value)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    text(headers, "authorization")?.strip_prefix("Bearer ").map(str::trim)
}

/// The source of a request: the peer, or what a trusted proxy says of it.
pub(super) fn source(app: &App, headers: &HeaderMap, peer: IpAddr) -> IpAddr {
    let trusted = |address: IpAddr| app.config.listen.trusted_proxies.iter().any(|network| network.holds(address));
    if !trusted(peer) {
        return peer;
    }
    let forwarded = text(headers, "x-forwarded-for").unwrap_or_default();
    forwarded.rsplit(',').filter_map(|part| part.trim().parse().ok()).find(|address| !trusted(*address)).unwrap_or(peer)
}

/// An address shortened to its network: /24 or /48.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

/// Looks up who asks, hands it to the door, and writes what went wrong on the way back.
pub async fn session(
    State(app): State<App>,
    peer: ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = shared::ids::to_text(clock::fresh_id());
    // A socket and its polls are read by scripts, in browsers too.
    let program = ["/api/", "/live"].iter().any(|start| request.uri().path().starts_with(start));
    let span =
        tracing::info_span!("request", id = %id, method = %request.method(), path = %logged(request.uri().path()));
    let network = network(source(&app, request.headers(), peer.0.ip()));
    async move {
        let mut ctx = visitor(&app, request.headers(), request.uri(), network);
        ctx.reader.site.clone_from(&site::settings(&app).await.name);
        // A socket or its polls go on when nobody looks, and another site's form is no sign of life either.
        let counts = !ctx.reader.path.starts_with("/live") && guard::welcome(&app, &request);
        let known = identify(&mut ctx, request.headers(), counts).await;
        // No address of ours has a NUL in it, and PostgreSQL takes none.
        let known = if uri_has_nul(request.uri()) { Err(Error::Malformed) } else { known };
        let returning = returning(&ctx, request.headers());
        let (method, uri) = (request.method().clone(), request.uri().clone());
        let (request, typed) =
            if program { (request, Vec::new()) } else { remember(&app, &mut request, ctx.actor.signed_in()).await };
        let mut request = request;
        let read = Read::default();
        request.extensions_mut().insert(read.clone());
        request.extensions_mut().insert(ctx.clone());
        let response = match known {
            Ok(()) => next.run(request).await,
            Err(error) => error.into_response(),
        };
        let typed = if typed.is_empty() { read.typed() } else { typed };
        let mut response = finish(&ctx, response, &method, &uri, Came { program, returning }, typed).await;
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert("x-request-id", value);
        }
        tracing::debug!(status = response.status().as_u16(), "answered");
        response
    }
    .instrument(span)
    .await
}

fn uri_has_nul(uri: &Uri) -> bool {
    uri.path().contains("%00") || uri.query().is_some_and(|query| query.contains("%00"))
}

/// A path as the log may hold it: tokens that open something stay out.
fn logged(path: &str) -> &str {
    const SECRET: [&str; 4] = ["/uitnodiging/", "/wachtwoord/", "/bewaard/", "/meldingen/stop/"];
    SECRET.into_iter().find(|prefix| path.starts_with(prefix)).unwrap_or(path)
}

fn visitor(app: &App, headers: &HeaderMap, uri: &Uri, network: String) -> Ctx {
    let accepted = text(headers, "accept-language").unwrap_or_default();
    let pseudo = cfg!(debug_assertions) && accepted.starts_with("qps");
    let chosen = cookie_value(headers, LANG_COOKIE).and_then(Lang::from_tag);
    let lang = if pseudo { Lang::Pseudo } else { chosen.unwrap_or_else(|| Lang::accepted(accepted)) };
    let reader = Reader {
        lang,
        now: app.clock.now(),
        zone: app.zone.clone(),
        path: uri.path().to_owned(),
        back: uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        ..Reader::default()
    };
    Ctx { app: app.clone(), actor: Actor::Visitor, reader, sign_in: None, network }
}

async fn identify(ctx: &mut Ctx, headers: &HeaderMap, counts: bool) -> Result<(), Error> {
    let program = bearer(headers);
    let Some(token) = program.or_else(|| cookie_value(headers, COOKIE)) else { return Ok(()) };
    let kind = if program.is_some() { "program" } else { "browser" };
    let Some(known) = members::who(&ctx.app, &Token::hash(token), kind, counts, ctx.reader.now).await? else {
        // A program is told that its token ended; a browser just became a visitor.
        return if program.is_some() { Err(Error::SignInFirst) } else { Ok(()) };
    };
    ctx.actor = Actor::Member { id: known.id, affiliation: known.affiliation_id, admin: known.admin };
    ctx.sign_in = Some(known.sign_in_id);
    // What the member chose holds on every device; the cookie speaks for visitors, and for members who never chose.
    if ctx.reader.lang != Lang::Pseudo {
        ctx.reader.lang = known.lang.as_deref().and_then(Lang::from_tag).unwrap_or(ctx.reader.lang);
    }
    ctx.reader.scheme = Scheme::from_key(&known.color_scheme).unwrap_or_default();
    ctx.reader.me = Some(Me {
        id: known.id,
        admin: known.admin,
        author: known.author(),
        photo: known.photo_id.map(shared::files::photo_url),
        presence: known.presence,
    });
    Ok(())
}

/// What a form says, so that an error page can give it back. The body is put together again for the door.
///
/// A form with files is looked at only when nobody is signed in: its words are kept until they are, its files are not. Of
/// who is signed in the door tells what it read (see [`Read`]).
async fn remember(app: &App, request: &mut Request, signed_in: bool) -> (Request, Vec<Typed>) {
    let kind = text(request.headers(), "content-type").unwrap_or_default().to_owned();
    let form = kind.starts_with("application/x-www-form-urlencoded");
    let files = !signed_in && kind.starts_with("multipart/form-data");
    let taken = std::mem::take(request);
    if !form && !files {
        return (taken, Vec::new());
    }
    let (parts, body) = taken.into_parts();
    // Past the limit the door reads nothing either, and says so.
    let Ok(bytes) = extract::read(body, extract::BODY).await else {
        let mut request = Request::from_parts(parts, axum::body::Body::empty());
        request.extensions_mut().insert(TooLarge);
        return (request, Vec::new());
    };
    let fields: Vec<(String, String)> = if files {
        words(app, &kind, bytes.clone()).await
    } else {
        serde_urlencoded::from_bytes(&bytes).unwrap_or_default()
    };
    (Request::from_parts(parts, bytes.into()), given_back(fields))
}

/// What of a form may be given back.
fn given_back(fields: Vec<(String, String)>) -> Vec<Typed> {
    let fields = fields.into_iter().filter(|(name, value)| !value.is_empty() && !name.contains("password"));
    fields.map(|(name, value)| Typed { name, value }).collect()
}

/// The words of a form with files, as far as its door has read them: it is too large to be read before.
#[derive(Clone, Default)]
pub struct Read(Arc<Mutex<Vec<(String, String)>>>);

impl Read {
    /// Notes the value of a field.
    pub fn note(&self, name: &str, value: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), value.to_owned()));
    }

    fn typed(&self) -> Vec<Typed> {
        given_back(std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// The fields of a form with files that are no files.
async fn words(app: &App, kind: &str, bytes: axum::body::Bytes) -> Vec<(String, String)> {
    let mut words = Vec::new();
    let Ok(request) = Request::builder().header(header::CONTENT_TYPE, kind).body(bytes.into()) else { return words };
    let Ok(mut parts) = Multipart::from_request(request, app).await else { return words };
    while let Ok(Some(part)) = parts.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_none()
            && let Ok(value) = part.text().await
        {
            words.push((name, value));
        }
    }
    words
}

/// The body of a form was larger than we take.
#[derive(Clone, Copy)]
pub(super) struct TooLarge;

/// From where a request came.
#[derive(Clone, Copy)]
struct Came {
    /// From a program.
    program: bool,
    /// From a browser in which somebody was signed in before.
    returning: bool,
}

fn returning(ctx: &Ctx, headers: &HeaderMap) -> bool {
    !ctx.actor.signed_in() && [COOKIE, DEVICE_COOKIE].into_iter().any(|name| cookie_value(headers, name).is_some())
}

async fn finish(
    ctx: &Ctx,
    mut response: Response,
    method: &Method,
    uri: &Uri,
    Came { program, returning }: Came,
    typed: Vec<Typed>,
) -> Response {
    let status = response.status();
    let failed = response.extensions_mut().remove::<Failed>().map(|failed| failed.0);
    let error = match (&failed, status.as_u16()) {
        (Some(error), _) => error.as_ref(),
        (None, 404) if response.headers().get(header::CONTENT_TYPE).is_none() => &Error::NotFound,
        (None, 405) => &Error::NotFound,
        (None, 413) if response.headers().get(header::CONTENT_TYPE).is_none() => &Error::TooLarge,
        (None, 408) => &Error::Unavailable,
        _ => return response,
    };
    let back = uri.path_and_query().map_or("/", |path| path.as_str());
    // What a member wrote in a closed place is not there for a visitor. That says nothing of the place: it is kept for
    // whatever address it was sent to.
    let lost = returning && !typed.is_empty() && *method == Method::POST && matches!(error, Error::NotFound);
    if !program && (lost || matches!(error, Error::SignInFirst)) {
        if *method == Method::GET || typed.is_empty() {
            let to = if *method == Method::GET { back } else { "/" };
            return respond::redirect(&format!("/inloggen?naar={}", escape(to)));
        }
        return members::keep_form(ctx, back, typed)
            .await
            .unwrap_or_else(|error| respond::write(&error, &ctx.reader, false, Vec::new(), None));
    }
    let action = (!typed.is_empty()).then(|| back.to_owned());
    respond::write(error, &ctx.reader, program, typed, action)
}

/// A text as a value in the query of an address.
pub(crate) fn escape(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
