//! Articles that come from a file: each line is one, known by its id in the collection it comes from.

use super::{
    model,
    queries::{self, NewRow},
    service::{self, Text},
};
use crate::{
    Error, Result,
    access::{Permit, WriteArticle},
    app::Ctx,
    clock,
    db::{ChangeKind, Tx},
    secrets,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use shared::{
    Timestamp,
    ids::ArticleId,
    kennisbank::{ArticleKind, NewArticle},
};

/// What laws that were taken from an old collection are marked with.
const HISTORIC: &str = "historisch, stand 2017";

/// A line as it stands in the file; what we do not know is left alone.
#[derive(Deserialize)]
struct Line {
    id: String,
    title: String,
    body_markdown: String,
    source: Option<String>,
    url: Option<String>,
    licence: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    tags: Option<Vec<String>>,
    published_at: Option<String>,
    kind: Option<String>,
    domain: Option<String>,
    remark: Option<String>,
}

/// An article of a file, ready to be written.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name in the collection.
    id: String,
    new: NewArticle,
}

/// What became of an article of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is new here.
    New,
    /// It was brought up to date.
    Updated,
    /// Nothing had changed.
    Same,
    /// It was changed or taken away here, so it was left alone.
    Conflict,
    /// It cannot be taken, and why.
    Bad(String),
}

impl Incoming {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(line: &str, community: Option<&str>) -> Result<Self, String> {
        let line: Line = serde_json::from_str(line).map_err(|error| plain(&error))?;
        let text = |value: Option<String>| value.map(|text| text.trim().to_owned()).unwrap_or_default();
        let historic = line.id.starts_with("law-").then(|| HISTORIC.to_owned());
        let remark = line.remark.filter(|remark| !remark.trim().is_empty()).or(historic);
        let tags: Vec<String> = line.tags.unwrap_or_default().into_iter().chain(line.domain).collect();
        let published_at = match line.published_at.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => Some(moment(text).ok_or_else(|| format!("published_at: {text:?} is not a date"))?),
        };
        let new = NewArticle {
            title: line.title.split_whitespace().collect::<Vec<_>>().join(" "),
            body_markdown: line.body_markdown,
            kind: line.kind.as_deref().map_or(ArticleKind::default(), model::kind_of),
            theme: line.theme.filter(|theme| !theme.is_empty()),
            community: community.map(ToOwned::to_owned),
            tags: service::tidy(&tags),
            source: text(line.source),
            source_url: text(line.url),
            licence: text(line.licence),
            remark: text(remark),
            published_at,
            external_id: Some(line.id.clone()),
            ..NewArticle::default()
        };
        new.check().map_err(|faults| told(&faults))?;
        Ok(Self { id: line.id, new })
    }

    /// Equal for two lines that say the same.
    fn hash(&self) -> Result<String> {
        let bytes = serde_json::to_vec(&self.new).map_err(Error::internal)?;
        Ok(secrets::encode(&Sha256::digest(&bytes)))
    }
}

/// What serde says, without the place in a line that the reader already knows.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match error.classify() {
        serde_json::error::Category::Data => text.split(" at line ").next().unwrap_or_default().to_owned(),
        _ => format!("not JSON: {text}"),
    }
}

fn told(faults: &shared::Faults) -> String {
    let fields = faults.by_field(shared::Lang::En).into_iter();
    fields.map(|(field, texts)| format!("{field}: {}", texts.join(" "))).collect::<Vec<_>>().join("; ")
}

/// A moment, or a date.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}T00:00:00Z").parse()).ok()
}

/// Writes a batch of articles in one transaction; when that fails, each in its own, so that one bad article is lost alone.
///
/// # Errors
/// When the database is away.
pub async fn import(ctx: &Ctx, batch: &[Incoming]) -> Result<Vec<Done>> {
    match together(ctx, batch).await {
        Ok(done) => Ok(done),
        Err(Error::Unavailable | Error::Full) => Err(Error::Unavailable),
        Err(_) => {
            let mut done = Vec::with_capacity(batch.len());
            for incoming in batch {
                done.extend(match together(ctx, std::slice::from_ref(incoming)).await {
                    Ok(one) => one,
                    Err(Error::Invalid(faults)) => vec![Done::Bad(told(&faults))],
                    Err(Error::Internal(cause)) => vec![Done::Bad(cause.to_string())],
                    Err(error) => vec![Done::Bad(error.to_string())],
                });
            }
            Ok(done)
        }
    }
}

async fn together(ctx: &Ctx, batch: &[Incoming]) -> Result<Vec<Done>> {
    let mut ready = Vec::with_capacity(batch.len());
    for incoming in batch {
        let hash = incoming.hash()?;
        let known = queries::by_external_id(ctx.db(), &incoming.id).await?;
        let same = known.is_some_and(|known| known.imported_hash.as_ref() == Some(&hash));
        ready.push((incoming, hash, same));
    }
    let texts = ready.iter().map(async |(incoming, _, same)| match same {
        true => Ok(None),
        false => service::rendered(ctx, &incoming.new.body_markdown).await.map(Some),
    });
    let texts = futures_util::future::join_all(texts).await.into_iter().collect::<Result<Vec<Option<Text>>>>()?;
    ctx.db()
        .write(async |tx| {
            let mut done = Vec::with_capacity(batch.len());
            for ((incoming, hash, _), text) in ready.iter().zip(&texts) {
                done.push(match text {
                    None => Done::Same,
                    Some(text) => put(ctx, tx, incoming, hash, text).await?,
                });
            }
            Ok(done)
        })
        .await
}

async fn put(ctx: &Ctx, tx: &mut Tx, incoming: &Incoming, hash: &str, text: &Text) -> Result<Done> {
    let Incoming { id: external_id, new } = incoming;
    let now = ctx.app.clock.now();
    let known = queries::by_external_id(&mut *tx, external_id).await?;
    if let Some(known) = &known {
        if known.imported_hash.as_deref() == Some(hash) {
            return Ok(Done::Same);
        }
        // Who changed it here knows better than the file; an article that was written here was never imported.
        if known.touched || known.imported_hash.is_none() {
            return Ok(Done::Conflict);
        }
    }
    let (place, subject) = service::shelf(ctx, tx, new.theme.as_deref(), None, new.community.as_deref()).await?;
    let permit: Permit<WriteArticle> = ctx.actor.may::<WriteArticle>(&place)?;
    let row = NewRow {
        title: &new.title,
        kind: new.kind,
        subject,
        tags: &new.tags,
        organisation: None,
        source: &new.source,
        source_url: &new.source_url,
        licence: &new.licence,
        remark: &new.remark,
        markdown: &text.markdown,
        html: &text.html,
        contents: &text.contents,
        published_at: new.published_at.unwrap_or(now),
    };
    let (id, done) = if let Some(known) = known {
        queries::update_imported(tx, &permit, known.id, hash, &row, new.published_at, now).await?;
        (known.id, Done::Updated)
    } else {
        let id = ArticleId::from_uuid(clock::fresh_id());
        queries::insert_imported(tx, &permit, id, external_id, hash, &row, now).await?;
        (id, Done::New)
    };
    tx.changed(ChangeKind::Article, id.uuid(), now).await?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Incoming, String> {
        Incoming::parse(line, None)
    }

    #[test]
    fn a_law_is_marked_and_keeps_its_domain() {
        let line = r#"{"id":"law-1","title":"Wet  op\nde orde","body_markdown":"x","kind":"circulaire","domain":"Veiligheid","onbekend":1}"#;
        let new = parse(line).expect("a good line").new;
        assert_eq!((new.kind, new.remark.as_str()), (ArticleKind::WetEnRecht, HISTORIC));
        assert_eq!((new.title.as_str(), new.tags), ("Wet op de orde", vec!["veiligheid".to_owned()]));
    }

    #[test]
    fn a_date_and_a_moment_are_both_taken() {
        for at in ["2024-05-01", "2024-05-01T10:00:00+02:00"] {
            let line = format!(r#"{{"id":"1","title":"Titel","body_markdown":"x","published_at":"{at}"}}"#);
            assert!(parse(&line).expect("a good line").new.published_at.is_some(), "{at}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said() {
        for (line, wanted) in [
            ("{", "not JSON"),
            (r#"{"id":"1","body_markdown":"x"}"#, "missing field `title`"),
            (r#"{"id":"1","title":"","body_markdown":"x"}"#, "title: "),
            (r#"{"id":"1","title":"Titel","body_markdown":"x","published_at":"gisteren"}"#, "published_at: "),
            (r#"{"id":"1","title":"Titel","body_markdown":"x","url":"javascript:alert(1)"}"#, "source_url: "),
        ] {
            let told = parse(line).expect_err(line);
            assert!(told.contains(wanted), "{told}");
        }
    }
}
