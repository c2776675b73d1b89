//! The mail about what is new.

use super::model::News;
use crate::{
    app::Ctx,
    mail::{Letter, Piece},
};
use shared::{
    Lang,
    search::{Hit, saved_words as w, words::one},
};

/// Results that a mail lists.
const LISTED: usize = 10;

/// A mail that lists what is open. When nothing of it is, the mail says that there is something, and names neither that
/// nor the search: together they would tell what is talked about behind closed doors. For the same reason a mail with a
/// list keeps silent about what else there is.
pub fn of(ctx: &Ctx, name: &str, news: &News, open: &[Hit], site: &str, stop: &str) -> Letter {
    let (lang, base) = (ctx.lang(), ctx.app.config.base());
    let count = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let closed = open.is_empty();
    let (subject, first, because) = if closed {
        (w::closed_subject(lang, site), w::closed_news(lang), w::closed_because(lang))
    } else {
        (w::news_subject(lang, count, name), w::news(lang, count, name), w::because(lang, name))
    };
    let mut pieces = vec![Piece::Says(first.into_owned())];
    pieces.extend(open.iter().take(LISTED).map(|hit| Piece::Link(line(lang, hit), format!("{base}{}", hit.url))));
    if open.len() > LISTED {
        let more = i64::try_from(open.len() - LISTED).unwrap_or(i64::MAX);
        pieces.push(Piece::Says(w::and_more(lang, more).into_owned()));
    }
    let since = ctx.reader.zone.civil(news.from);
    let all =
        format!("{base}/zoeken/bewaard/{}?vanaf={:04}-{:02}-{:02}", news.search, since.year, since.month, since.day);
    pieces.extend([
        Piece::Link(w::all_news(lang).into_owned(), all),
        Piece::Small(because.into_owned()),
        Piece::Link(w::stop_link(lang).into_owned(), stop.to_owned()),
    ]);
    Letter { lang, subject: subject.into_owned(), pieces }
}

fn line(lang: Lang, hit: &Hit) -> String {
    let kind = one(lang, hit.kind);
    match &hit.community {
        Some(place) => w::news_line_in(lang, &kind, &hit.title, &place.name),
        None => w::news_line(lang, &kind, &hit.title),
    }
    .into_owned()
}
