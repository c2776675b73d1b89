//! What is found by which words, and what becomes of an index on disk.

mod order;
mod pages;
mod secret;

use super::{
    ask::{Found, Moment, Question, Why},
    ids::Ids,
    schema::{self, Entry},
    store::{Open, Stamp, Store},
    synonyms::{Link, Synonyms},
};
use crate::db::Cursor;
use shared::{
    Timestamp,
    search::{Kind, Query},
};
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

#[test]
fn a_program_that_died_before_the_end_of_a_commit_does_it_again() {
    let two = [entry(1, Kind::Thread, OPEN, "vuurwerk", ""), entry(2, Kind::Thread, OPEN, "vuurwerk", "")];
    let Shelf { open, store, dir } = shelf(&two);
    let folder = std::fs::read_dir(dir.path()).expect("a folder").flatten().find(|entry| entry.path().is_dir());
    let meta = folder.expect("an index").path().join("meta.json");
    let before = std::fs::read(&meta).expect("what the index was");
    let take_away = |open: &mut Open| {
        open.writer.delete_query(Box::new(Ids::from_iter([two[0].id]))).expect("a query");
        open.commit(Cursor::default())
    };
    drop(open);
    let mut open = store.open(&stamp("1")).expect("the index");
    take_away(&mut open).expect("a commit");
    drop(open);
    // The last thing of a commit is the list of its files: all but that stands there.
    std::fs::write(&meta, before).expect("what the index was");
    let mut open = store.open(&stamp("1")).expect("the index");
    assert_eq!(open.reader.searcher().num_docs(), 2);
    take_away(&mut open).expect("the same commit");
    assert_eq!(open.reader.searcher().num_docs(), 1);
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
