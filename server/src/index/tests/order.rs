//! What comes first, and what narrows.

use super::{OPEN, THERE, entry, kennisbank, shelf};
use crate::index::{
    ask::Question,
    schema::{self, Entry},
};
use shared::{Timestamp, search::Kind};
use std::collections::BTreeMap;
use uuid::Uuid;

#[test]
fn talk_fades_and_articles_do_not() {
    let old =
        |n, kind| Entry { at: Timestamp::from_micros(1_000_000_000_000_000), ..entry(n, kind, OPEN, "", "vuurwerk") };
    let shelf = shelf(&[
        old(1, Kind::Post),
        entry(2, Kind::Post, OPEN, "", "vuurwerk"),
        old(3, Kind::Article),
        entry(4, Kind::Message, OPEN, "", "vuurwerk"),
    ]);
    let found = shelf.find("vuurwerk", |question| question.now = 1_700_000_000_000_000);
    let numbers: Vec<u128> = found.best.iter().map(|found| found.rank.id.as_u128()).collect();
    assert_eq!(numbers, [3, 2, 1, 4]);
}

#[test]
fn how_a_thread_stands_is_asked_for_and_counts() {
    let standing = |n, states: &[&'static str]| Entry {
        states: states.to_vec(),
        ..entry(n, Kind::Thread, OPEN, "vuurwerk", "Wie heeft ervaring met vuurwerk?")
    };
    let mut away = standing(5, &["open"]);
    away.community = Some(THERE);
    let shelf = shelf(&[
        standing(1, &["closed"]),
        standing(2, &["open"]),
        standing(3, &["open", "unanswered", "attached"]),
        standing(4, &["archived"]),
        away,
        standing(6, &["open", "solved"]),
    ]);
    let put_away = |question: &mut Question| question.narrow.put_away = [schema::key(THERE)].into();
    let numbers = |text: &str| -> Vec<u128> {
        let found = shelf.find(text, put_away);
        found.best.iter().map(|found| found.rank.id.as_u128()).collect()
    };
    assert_eq!(numbers("vuurwerk"), [6, 3, 2, 1, 5, 4]);
    assert_eq!(numbers("vuurwerk status:open"), [6, 3, 2, 5]);
    assert_eq!(numbers("vuurwerk -status:open"), [1, 4]);
    assert_eq!(numbers("status:onbeantwoord"), [3]);
    assert_eq!(numbers("vuurwerk status:opgelost"), [6]);
    assert_eq!(numbers("heeft:bijlage"), [3]);
    assert_eq!(numbers("vuurwerk -heeft:bijlage").len(), 5);
}

#[test]
fn who_types_a_title_gets_it_first() {
    let thread = |n, title: &str, body: &str| entry(n, Kind::Thread, OPEN, title, body);
    let shelf = shelf(&[
        thread(1, "Ondermijning in de haven", "Ondermijning, ondermijning en nog eens ondermijning."),
        thread(2, "Ondermijning", "Een lange tekst over iets heel anders, waarin het woord zelf nergens meer staat."),
        thread(3, "Ondermijning ondermijning", "Ondermijning."),
        entry(4, Kind::Message, OPEN, "", "ondermijning"),
    ]);
    assert_eq!(shelf.numbers("ondermijning").first(), Some(&2));
    assert_eq!(shelf.numbers("Ondermijning: in de haven?").first(), Some(&1));
}

#[test]
fn titles_and_texts_can_be_left_out() {
    let shelf = kennisbank();
    assert_eq!(shelf.numbers("-in:titel woning"), [105, 101]);
    assert_eq!(shelf.numbers("-in:titel cameratoezicht"), [102]);
    assert_eq!(shelf.numbers("-in:titel jaarverslag"), [0_u128; 0]);
}

#[test]
fn tags_are_counted_and_chosen() {
    let tagged = |n, tags: &[&str]| Entry {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..entry(n, Kind::Article, OPEN, "vuurwerk", "")
    };
    let shelf = shelf(&[tagged(1, &["Jeugd", "wonen"]), tagged(2, &["wonen"]), tagged(3, &[])]);
    let found = shelf.find("vuurwerk", |question| question.narrow.tag = Some("jeugd".to_owned()));
    let tags: BTreeMap<_, _> = found.walk.tags.iter().map(|(tag, count)| (tag.as_str(), *count)).collect();
    assert_eq!((found.walk.total, tags), (1, [("jeugd", 1), ("wonen", 2)].into()));
    assert_eq!(shelf.find("vuurwerk", |question| question.narrow.tag = Some("onzin".to_owned())).walk.total, 0);
}

#[test]
fn one_conversation_can_be_looked_in() {
    let post =
        |n, thread| Entry { thread: Some(Uuid::from_u128(thread)), ..entry(n, Kind::Post, OPEN, "", "vuurwerk") };
    let shelf = shelf(&[post(1, 71), post(2, 72), post(3, 71)]);
    let found = shelf.find("vuurwerk", |question| question.thread = Some(Uuid::from_u128(71)));
    assert_eq!(found.best.iter().map(|found| found.rank.id.as_u128()).collect::<Vec<_>>(), [3, 1]);
}
