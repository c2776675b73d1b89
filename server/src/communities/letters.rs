//! The mail to somebody whose request to join was decided. What it says is looked up when it leaves.

use super::queries::{self, Applicant};
use crate::{
    Error, Result,
    access::{self, Actor, Find},
    app::App,
    db::Tx,
    mail::{self, Letter, Mail, Piece},
    outbox::{self, Job},
};
use serde::{Deserialize, Serialize};
use shared::{Lang, Timestamp, communities::words as w, ids::JoinRequestId};

/// The kind of job that sends one.
pub const DECIDED: &str = "join_decided";

/// What a mail is about.
#[derive(Serialize, Deserialize)]
struct About {
    request: JoinRequestId,
}

/// Writes the job that tells what became of a request.
///
/// # Errors
/// The database's.
pub async fn decided(tx: &mut Tx, request: JoinRequestId, now: Timestamp) -> Result<()> {
    outbox::enqueue(tx, DECIDED, &format!("join_decided:{request}"), &About { request }, now, now).await
}

/// Sends the mail of a job, to whoever may still know of the community.
///
/// # Errors
/// When it cannot be sent now.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let About { request } = job.read()?;
    let found = app
        .db
        .read(async |snap| {
            let Some(applicant) = queries::applicant(&mut *snap, request).await? else { return Ok::<_, Error>(None) };
            let actor = Actor::Member { id: applicant.member_id, affiliation: None, admin: false };
            let place = access::community_place(&mut *snap, &actor, applicant.community_id).await?;
            Ok(place.filter(|place| actor.allows::<Find>(place)).map(|_| applicant))
        })
        .await?;
    let Some(applicant) = found else { return Ok(()) };
    let (to, letter) = (applicant.email.clone(), letter(app, applicant));
    mail::send(app, &Mail { to, dedupe: job.dedupe.clone(), letter, stop: None }).await
}

fn letter(app: &App, applicant: Applicant) -> Letter {
    let lang = applicant.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let community = &applicant.community;
    let accepted = applicant.outcome == "accepted";
    let (subject, says) = if accepted {
        (w::mail_accepted_subject(lang, community), w::mail_accepted(lang, community))
    } else {
        (w::mail_refused_subject(lang, community), w::mail_refused(lang, community))
    };
    let mut pieces = vec![Piece::Says(says.into_owned())];
    if !applicant.reason.is_empty() {
        pieces.push(Piece::Quote(w::mail_reason(lang).into_owned(), applicant.reason));
    }
    let link = format!("{}/c/{}", app.config.base(), applicant.slug);
    pieces.push(Piece::Link(w::mail_link(lang).into_owned(), link));
    Letter { lang, subject: subject.into_owned(), pieces }
}
