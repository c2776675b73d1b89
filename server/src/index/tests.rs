//! What is found, by whom, in which order; and what becomes of an index on disk.

use super::{
    ask::{Found, Moment, Question, Similar, Why},
    collect::Narrow,
    schema::{self, Entry},
    store::{Open, Stamp, Store},
    synonyms::{Link, Synonyms},
};
use crate::db::Cursor;
use shared::{
    Timestamp,
    search::{Kind, Query},
};
use std::collections::BTreeMap;
use uuid::Uuid;

const OPEN: Uuid = Uuid::from_u128(1);
const CLOSED: Uuid = Uuid::from_u128(2);
const HERE: Uuid = Uuid::from_u128(11);
const THERE: Uuid = Uuid::from_u128(12);

fn entry(n: u128, kind: Kind, audience: Uuid, title: &str, body: &str) -> Entry {
    Entry {
        kind,
        id: Uuid::from_u128(n),
        thread: None,
        community: Some(if audience == OPEN { HERE } else { THERE }),
        audience: (kind != Kind::Member).then_some(audience),
        theme: None,
        organisation: None,
        author: Some(Uuid::from_u128(7)),
        at: Timestamp::from_micros(1_700_000_000_000_000),
        year: 2023,
        title: title.to_owned(),
        body: body.to_owned(),
        headings: String::new(),
        people: String::new(),
        tags: Vec::new(),
        states: Vec::new(),
    }
}

/// An index in a folder of its own, with these entries.
struct Shelf {
    open: Open,
    store: Store,
    dir: tempfile::TempDir,
}

fn stamp(generation: &str) -> Stamp {
    Stamp::new(("epoch".to_owned(), generation.to_owned()))
}

fn shelf(entries: &[Entry]) -> Shelf {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::take(dir.path()).expect("a folder").expect("nobody else");
    let mut open = store.create(stamp("1")).expect("an index");
    let (_, fields) = schema::schema();
    for entry in entries {
        open.writer.add_document(fields.document(entry)).expect("a document");
    }
    open.commit("0:5".parse().expect("a cursor")).expect("a commit");
    Shelf { open, store, dir }
}

impl Shelf {
    fn moment(&self) -> Moment {
        Moment::new(self.open.reader.searcher(), schema::schema().1, Cursor::default(), false)
    }

    fn find(&self, text: &str, change: impl FnOnce(&mut Question)) -> Found {
        let mut question =
            Question { asked: Query::parse(text), audiences: vec![OPEN], limit: 20, ..Question::default() };
        change(&mut question);
        self.moment().find(&question).expect("an answer")
    }

    /// The numbers of what is found, best first.
    fn numbers(&self, text: &str) -> Vec<u128> {
        self.find(text, |_| {}).best.iter().map(|found| found.rank.id.as_u128()).collect()
    }
}

fn kennisbank() -> Shelf {
    let text = |n, title, body| entry(n, Kind::Article, OPEN, title, body);
    shelf(&[
        text(
            101,
            "Sluiting van een woning na drugsvondst",
            "De burgemeester kan een woning sluiten op grond van artikel 13b Opiumwet.",
        ),
        text(
            102,
            "Toezicht met camera’s",
            "Cameratoezicht in de openbare ruimte. De gemeenteraad stelt een verordening vast.",
        ),
        text(103, "Gewelddadige overvallen", "Geweld tegen winkeliers neemt toe."),
        text(104, "Wel of niet melden", "Wel melden dus. Wel wel wel."),
        text(105, "Jaarverslag", "Woning woning woning woning. Er stond ook iets over drugs in."),
        text(106, "Mensenhandel herkennen", "Signalen van mensenhandel in e-mail en chat, art. 273f Sr."),
    ])
}

#[test]
fn inflected_forms_and_marks_find_the_same() {
    let shelf = kennisbank();
    for (asked, first) in [
        ("woningsluiting sluitingen woningen", 101),
        ("gesloten woningen 13b", 101),
        ("burgemeesters", 101),
        ("camera", 102),
        ("gemeenteraden verordeningen", 102),
        ("geweld", 103),
        ("email", 106),
        ("e-mail", 106),
        ("273f", 106),
        ("SIGNAAL", 106),
    ] {
        assert_eq!(shelf.numbers(asked).first(), Some(&first), "{asked}");
    }
    assert!(!shelf.numbers("geweld").contains(&104));
}

#[test]
fn all_words_once_beat_one_word_often() {
    assert_eq!(kennisbank().numbers("woning drugsvondst").first(), Some(&101));
    // In the title of the first it is a part of a word.
    assert_eq!(kennisbank().numbers("drugs woning")[..2], [101, 105]);
}

#[test]
fn compounds_are_found_by_their_parts_and_by_their_parts_apart() {
    let shelf = kennisbank();
    for (asked, first) in [
        ("toezicht", 102),
        ("drugs", 101),
        ("handel", 106),
        ("woningsluiting", 101),
        ("drugsvondsten", 101),
        ("mensen handel", 106),
        ("camera toezicht", 102),
        ("handelswoning", 101),
    ] {
        assert_eq!(shelf.numbers(asked).first(), Some(&first), "{asked}");
    }
    // The word itself comes before the word it is a part of.
    let text = |n, body| entry(n, Kind::Post, OPEN, "", body);
    let shelf = super::tests::shelf(&[text(1, "een woninginbraak gemeld"), text(2, "een inbraak gemeld")]);
    assert_eq!(shelf.numbers("inbraken"), [2, 1]);
}

#[test]
fn other_words_are_found_where_nothing_was_typed_of_them() {
    let link =
        |from: &str, to: &str, capitals| Link { from: from.to_owned(), to: to.to_owned(), weight: 1.0, capitals };
    let synonyms = std::sync::Arc::new(Synonyms::new([
        link("Damocles", "artikel 13b", false),
        link("CT", "cameratoezicht", true),
    ]));
    let shelf = kennisbank();
    let find = |text: &str| {
        let found = shelf.find(text, |question| question.synonyms = synonyms.clone());
        let also = found.also.iter().map(|also| (also.text.clone(), also.why)).collect::<Vec<_>>();
        (found.best.first().map(|found| found.rank.id.as_u128()), also)
    };
    assert_eq!(find("damocles"), (Some(101), vec![("artikel 13b".to_owned(), Why::Synonym)]));
    assert_eq!(find("CT"), (Some(102), vec![("cameratoezicht".to_owned(), Why::Synonym)]));
    assert_eq!(find("ct"), (None, Vec::new()));
    // Two words may stand between those of another term, not more, and not so in what was typed in quotes.
    let text = |n, body| entry(n, Kind::Post, OPEN, "", body);
    let apart = [text(1, "artikel 13b van de Opiumwet"), text(2, "13b staat met nog iets in de Opiumwet")];
    let synonyms = std::sync::Arc::new(Synonyms::new([link("Damocles", "13b Opiumwet", false)]));
    let found = self::shelf(&apart).find("damocles", |question| question.synonyms = synonyms);
    assert_eq!(found.best.iter().map(|found| found.rank.id.as_u128()).collect::<Vec<_>>(), [1]);
    assert_eq!(self::shelf(&apart).numbers("\"13b Opiumwet\""), [0_u128; 0]);
    // A word that somebody wrote is not taken for another one that looks like it.
    let like = self::shelf(&[text(1, "wie de rechtsorde ondermijnen wil"), text(2, "een les in het onderwijs")]);
    assert_eq!(like.numbers("ondermijning"), [1]);
    let spelled = shelf.find("mensenhadel", |_| {}).also;
    assert!(spelled.iter().all(|also| also.why == Why::Spelling && also.instead), "{spelled:?}");
    assert_eq!(spelled.first().map(|also| also.text.as_str()), Some("mensenhandel"));
}

#[test]
fn phrases_are_literal_and_what_must_not_be_is_not() {
    let shelf = kennisbank();
    assert_eq!(shelf.numbers("\"artikel 13b\""), [101]);
    assert_eq!(shelf.numbers("\"13b artikel\""), [0_u128; 0]);
    assert_eq!(shelf.numbers("\"woningen sluiten\""), [0_u128; 0]);
    assert_eq!(shelf.numbers("\"wel of niet\""), [104]);
    assert_eq!(shelf.numbers("woning -13b"), [105]);
    assert_eq!(shelf.numbers("woning -\"artikel 13b\""), [105]);
    // Not what it is a part of, nor what has its parts.
    assert_eq!(shelf.numbers("woning -vondst").len(), 2);
    assert_eq!(shelf.numbers("woning -woningsluiting").len(), 2);
    assert_eq!(shelf.numbers("in:titel opiumwet"), [0_u128; 0]);
    assert_eq!(shelf.numbers("in:titel woning"), [101]);
    assert_eq!(shelf.numbers("van het"), [0_u128; 0]);
    assert_eq!(shelf.numbers("soort:gesprek woning"), [0_u128; 0]);
    assert_eq!(shelf.numbers("soort:artikel").len(), 6);
    assert_eq!(shelf.numbers("-soort:artikel").len(), 0);
}

#[test]
fn what_is_unfinished_or_misspelt_finds_what_is_like_it() {
    let shelf = kennisbank();
    for (asked, first) in [("mensenhan", 106), ("mensenhandle", 106), ("gewedl overvalen", 103), ("cameratoezcht", 102)]
    {
        assert_eq!(shelf.numbers(asked).first(), Some(&first), "{asked}");
    }
    assert_eq!(shelf.numbers("274f"), [0_u128; 0]);
    assert_eq!(shelf.numbers("zebrapad"), [0_u128; 0]);
}

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

#[test]
fn a_word_in_a_heading_counts_more() {
    let text = |n| entry(n, Kind::Article, OPEN, "", "Vuurwerk. Wat te doen bij overlast.");
    let shelf = shelf(&[Entry { headings: "Vuurwerk".to_owned(), ..text(1) }, text(2)]);
    assert_eq!(shelf.numbers("vuurwerk"), [1, 2]);
    assert_eq!(shelf.numbers("overlast"), [2, 1]);
}

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

#[test]
fn an_index_on_disk_is_of_use_only_whole_and_of_its_time() {
    let Shelf { open, store, dir } = shelf(&[entry(1, Kind::Thread, OPEN, "vuurwerk", "")]);
    assert!(Store::take(dir.path()).expect("a folder").is_none(), "one process at a time");
    drop(open);
    // One that was never finished is not seen, and taken away.
    drop(store.create(stamp("1")).expect("an index"));
    let open = store.open(&stamp("1")).expect("the finished one");
    assert_eq!((open.cursor.to_string().as_str(), open.reader.searcher().num_docs()), ("0:5", 1));
    drop(open);
    let folders = || std::fs::read_dir(dir.path()).expect("a folder").flatten().filter(|entry| entry.path().is_dir());
    assert_eq!(folders().count(), 1);
    let folder = folders().next().expect("an index").path();
    let file = std::fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|kind| kind == "idx"))
        .expect("a file of postings");
    let mut bytes = std::fs::read(&file).expect("bytes");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xFF;
    std::fs::write(&file, bytes).expect("bytes");
    assert!(store.open(&stamp("1")).is_none(), "a damaged index is not used");
    assert_eq!(folders().count(), 0);
    let mut open = store.create(stamp("1")).expect("an index");
    open.commit(Cursor::default()).expect("a commit");
    drop(open);
    assert!(store.open(&stamp("2")).is_none(), "nor is one of another generation");
}

#[tokio::test]
async fn a_new_index_is_gathered_into_as_many_segments_as_there_are_processors() {
    let Shelf { mut open, store, dir: _dir } = shelf(&[]);
    let (_, fields) = schema::schema();
    for n in 1..=40 {
        let entry = entry(n, Kind::Thread, OPEN, "vuurwerk", "");
        open.writer.add_document(fields.document(&entry)).expect("a document");
        open.commit(Cursor::default()).expect("a commit");
    }
    assert_eq!(open.reader.searcher().segment_readers().len(), 40, "nothing is merged before");
    assert!(open.gather().expect("a list of segments").await.expect("an end"));
    open.sweep().expect("the new segments");
    let searcher = open.reader.searcher();
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let sizes: Vec<u32> = searcher.segment_readers().iter().map(tantivy::SegmentReader::num_docs).collect();
    assert_eq!((sizes.len(), sizes.iter().sum::<u32>()), (processors.min(40), 40));
    let (least, most) = (sizes.iter().min(), sizes.iter().max());
    assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{sizes:?}");
    // It is still the index that was made.
    drop((searcher, open));
    assert!(store.open(&stamp("1")).is_some());
}
