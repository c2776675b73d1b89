//! Pages of results: each goes on where the last one stopped, also in an index that changes.

use super::{OPEN, entry, shelf};
use crate::index::schema::{self, Entry};
use shared::search::Kind;
use uuid::Uuid;

#[test]
fn every_page_goes_on_where_the_last_one_stopped() {
    let entries: Vec<Entry> = (1..=57)
        .map(|n| entry(n, Kind::Post, OPEN, "", if n % 3 == 0 { "politie politie" } else { "de politie komt" }))
        .collect();
    let shelf = shelf(&entries);
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let found = shelf.find("politie", |question| {
            question.limit = 10;
            question.after = after;
        });
        assert_eq!(found.walk.total, 57);
        seen.extend(found.best.iter().map(|found| found.rank.id.as_u128()));
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    let mut all = seen.clone();
    all.sort_unstable();
    all.dedup();
    assert_eq!((seen.len(), all.len()), (57, 57));
}

#[test]
fn pages_go_on_in_an_index_that_changes() {
    let text = |n: u128| if n.is_multiple_of(3) { "politie politie" } else { "de politie komt" };
    let mut shelf = shelf(&(1..=40).map(|n| entry(n, Kind::Post, OPEN, "", text(n))).collect::<Vec<_>>());
    let (mut seen, mut after, mut more) = (Vec::new(), None, 1000);
    loop {
        let found = shelf.find("politie", |question| {
            question.limit = 7;
            question.after = after;
        });
        seen.extend(found.best.iter().map(|found| found.rank.id.as_u128()).filter(|n| *n < 1000));
        after = found.next;
        if after.is_none() {
            break;
        }
        // What comes changes how rare the word is, and so every score.
        for _ in 0..9 {
            let fields = schema::schema().1;
            more += 1;
            let word = if more % 2 == 0 { "brandweer" } else { "de politie hield een lange toespraak" };
            let document = fields.document(&entry(more, Kind::Post, OPEN, "", word));
            shelf.open.writer.add_document(document).expect("a document");
        }
        shelf.open.commit("0:6".parse().expect("a cursor")).expect("a commit");
    }
    let all: std::collections::BTreeSet<u128> = seen.iter().copied().collect();
    assert_eq!((seen.len(), all.len()), (40, 40), "{seen:?}");
}

#[test]
fn of_a_thread_the_best_is_shown_and_every_page_goes_on() {
    let entries: Vec<Entry> = (1..=60)
        .map(|n| {
            let mut post = entry(n, Kind::Post, OPEN, "", if n == 17 { "politie" } else { "de politie komt langs" });
            post.thread = Some(Uuid::from_u128(1000 + n % 12));
            post
        })
        .collect();
    let shelf = shelf(&entries);
    let (mut seen, mut after, mut pages, mut all) = (Vec::new(), None, 0, 0);
    loop {
        let found = shelf.find("politie", |question| {
            question.limit = 4;
            question.per_thread = true;
            question.after = after;
        });
        assert_eq!(found.walk.total, 60);
        all += found.best.iter().map(|found| 1 + found.others).sum::<u64>();
        seen.extend(found.best.iter().map(|found| found.rank.id.as_u128()));
        after = found.next;
        pages += 1;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen[0], 17, "the best of its thread");
    let threads: std::collections::BTreeSet<u128> = seen.iter().map(|n| n % 12).collect();
    assert_eq!((threads.len(), seen.len(), pages), (12, 12, 3), "every thread is shown once");
    assert_eq!(all, 60, "what is shown tells of all that was found");
}
