//! Who learns what: of what a reader does not read neither results nor counts tell.

use super::{CLOSED, HERE, OPEN, THERE, entry, shelf};
use crate::index::{ask::Similar, collect::Narrow, schema};
use shared::search::Kind;
use std::collections::BTreeMap;
use uuid::Uuid;

#[test]
fn nobody_learns_of_what_they_do_not_read() {
    let mut entries = vec![entry(900, Kind::Member, OPEN, "Kanarie Jansen", "kanarie")];
    for n in 0..40 {
        let kind = Kind::ALL[usize::try_from(n % 4).expect("small")];
        let audience = if n % 2 == 0 { OPEN } else { CLOSED };
        let secret = if n % 2 == 0 { "gewoon" } else { "kanarie" };
        entries.push(entry(100 + n, kind, audience, &format!("titel {secret}"), &format!("woord {secret}")));
    }
    let shelf = shelf(&entries);
    for asked in [
        "kanarie",
        "\"titel kanarie\"",
        "kanar",
        "woord kanarie",
        "kanarie -gewoon",
        "van:x kanarie",
        "",
        "in:titel kanarie",
    ] {
        let found = shelf.find(asked, |_| {});
        let counts = [&found.walk.communities, &found.walk.themeless, &found.walk.kinds];
        assert!(
            found.best.iter().all(|found| found.rank.id.as_u128() % 2 == 0 && found.rank.id.as_u128() < 900),
            "{asked}"
        );
        assert!(counts.iter().all(|counts| !counts.contains_key(&schema::key(THERE))), "{asked}");
        assert!(found.walk.total <= 20, "{asked}");
        for narrowed in [Some(schema::key(THERE)), Some("onzin".to_owned())] {
            let found = shelf.find(asked, |question| question.narrow.community = narrowed);
            assert_eq!(found.walk.total, 0, "{asked}");
        }
    }
    for kind in Kind::ALL {
        for (typed, member, forgiving) in [
            ("kanarie", false, false),
            ("kan", false, false),
            ("titel k", false, false),
            ("kanarie", true, false),
            ("kanaire", false, true),
            ("kanaire", true, true),
        ] {
            let similar = Similar { typed, audiences: &[OPEN], member, gone: &[], kind, limit: 5, forgiving };
            let found = shelf.moment().similar(&similar).expect("an answer");
            let expected = usize::from(member && kind == Kind::Member);
            assert_eq!(found.len(), expected, "{typed} {kind:?} {member}");
        }
    }
    let told = shelf.find("kanarie", |question| question.member = true);
    assert_eq!(told.walk.total, 1);
}

#[test]
fn what_is_gone_is_not_counted() {
    let mut reply = entry(5, Kind::Post, OPEN, "", "vuurwerk");
    reply.thread = Some(Uuid::from_u128(4));
    let shelf = shelf(&[entry(3, Kind::Post, OPEN, "", "vuurwerk"), reply, entry(6, Kind::Post, OPEN, "", "vuurwerk")]);
    let found = shelf.find("vuurwerk", |question| question.gone = vec![Uuid::from_u128(3), Uuid::from_u128(4)]);
    assert_eq!((found.walk.total, found.walk.kinds.get("post")), (1, Some(&1)));
}

#[test]
fn a_choice_leaves_the_counts_of_its_own_group() {
    let mut later = entry(3, Kind::Post, OPEN, "", "vuurwerk");
    later.year = 2024;
    let shelf = shelf(&[
        entry(1, Kind::Thread, OPEN, "vuurwerk", ""),
        entry(2, Kind::Post, OPEN, "", "vuurwerk"),
        later,
        entry(4, Kind::Article, CLOSED, "vuurwerk", ""),
    ]);
    let found = shelf.find("vuurwerk", |question| {
        question.audiences.push(CLOSED);
        question.narrow = Narrow { kind: Some("post".to_owned()), year: Some(2023), ..Narrow::default() };
    });
    assert_eq!(found.walk.total, 1);
    let kinds: BTreeMap<_, _> = found.walk.kinds.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(kinds, [("article", 1), ("post", 1), ("thread", 1)].into());
    let years: BTreeMap<_, _> = found.walk.years.into_iter().collect();
    assert_eq!(years, [(2023, 1), (2024, 1)].into());
    let theme = shelf.find("vuurwerk", |question| {
        question.narrow.theme = Some(("onzin".to_owned(), [schema::key(HERE)].into()));
    });
    assert_eq!(theme.walk.total, 3);
}
