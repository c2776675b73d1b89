//! Small files that want to become large, and deep ones.

use crate::writers::{SHEET, WORD, archive, archive_of, pdf, types, word};
use extract::{Kind, Refusal, limits, office, text};
use std::{
    io::Cursor,
    time::{Duration, Instant},
};

/// What becomes of a document; it must not take long.
fn outcome(bytes: &[u8], kind: Kind) -> Result<extract::Text, Refusal> {
    let start = Instant::now();
    let outcome = text(Cursor::new(bytes), kind);
    assert!(start.elapsed() < limits::TIME + Duration::from_secs(20), "took {:?}", start.elapsed());
    outcome
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let spaces = " ".repeat(120 * 1024 * 1024);
    let bomb = word(&format!("<w:p>{spaces}<w:t>a</w:t></w:p>"));
    assert!(bomb.len() < 200_000);
    assert_eq!(outcome(&bomb, Kind::Docx), Err(Refusal::Large));
}

#[test]
fn what_unpacks_to_a_hundred_times_itself_is_refused() {
    let bomb = word(&format!("<w:p>{}<w:t>a</w:t></w:p>", " ".repeat(8 * 1024 * 1024)));
    assert_eq!(outcome(&bomb, Kind::Docx), Err(Refusal::Large), "{} bytes", bomb.len());
    let small = word(&format!("<w:p>{}<w:t>a</w:t></w:p>", " ".repeat(500 * 1024)));
    assert_eq!(outcome(&small, Kind::Docx).map(|text| text.body), Ok("a".to_owned()), "small files compress well");
}

#[test]
fn parts_count_together() {
    let list = format!(
        "<Types>{}</Types>",
        (0..30).map(|n| format!("<Override PartName=\"/d{n}.xml\" ContentType=\"{WORD}\"/>")).collect::<String>()
    );
    let part = format!("<a>{}</a>", " ".repeat(5 * 1024 * 1024)).into_bytes();
    let noise: Vec<u8> = (0..3_000_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let parts = (0..30).map(|n| (format!("d{n}.xml"), part.clone()));
    let bomb = archive_of(
        [("[Content_Types].xml".to_owned(), list.into_bytes()), ("noise.bin".to_owned(), noise)]
            .into_iter()
            .chain(parts),
    );
    assert_eq!(outcome(&bomb, Kind::Docx), Err(Refusal::Large), "150 MB in pieces");
}

#[test]
fn many_entries_are_refused() {
    let list = types("/word/document.xml", WORD).into_bytes();
    let entries = (0..10_000).map(|n| (format!("a{n}"), Vec::new()));
    let bomb = archive_of(std::iter::once(("[Content_Types].xml".to_owned(), list)).chain(entries));
    assert_eq!(outcome(&bomb, Kind::Docx), Err(Refusal::Large));
    assert_eq!(office(Cursor::new(&bomb)), Err(Refusal::Large));
}

#[test]
fn archives_in_archives_stay_closed() {
    let mut inner = archive(&[("a", &vec![0; 1024 * 1024])]);
    for _ in 0..6 {
        inner = archive_of((0..16).map(|n| (format!("{n}.zip"), inner.clone())));
    }
    assert_eq!(outcome(&inner, Kind::Docx), Err(Refusal::Unknown));
    let list = types("/word/document.xml", WORD);
    let carried = archive(&[
        ("[Content_Types].xml", list.as_bytes()),
        ("word/document.xml", b"<a><t>woord</t></a>"),
        ("word/embeddings/a.zip", &inner),
    ]);
    assert_eq!(outcome(&carried, Kind::Docx).map(|text| text.body), Ok("woord".to_owned()));
}

#[test]
fn a_document_that_holds_itself_is_read_once() {
    let list =
        format!("<Types>{}</Types>", format!("<Override PartName=\"/d.xml\" ContentType=\"{WORD}\"/>").repeat(20_000));
    let part = format!("<a><t>{}</t></a>", "woord ".repeat(20_000));
    let bomb = archive(&[("[Content_Types].xml", list.as_bytes()), ("d.xml", part.as_bytes())]);
    let outcome = outcome(&bomb, Kind::Docx);
    assert!(matches!(&outcome, Ok(text) if text.body.len() <= limits::TEXT) || outcome == Err(Refusal::Large));
}

#[test]
fn depth_is_a_number() {
    let deep = format!("{}<w:t>a</w:t>{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert_eq!(outcome(&word(&deep), Kind::Docx), Err(Refusal::Large));
    let content = [b"q ".repeat(300_000), b"[".repeat(100_000), b"<<".repeat(100_000)].concat();
    assert!(outcome(&pdf(&content), Kind::Pdf).is_ok_and(|text| text.body.is_empty()));
}

#[test]
fn entities_are_not_looked_up() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">\
        <!ENTITY d SYSTEM \"file:///etc/passwd\">]><a><t>&c;&d;</t></a>";
    let list = types("/word/document.xml", WORD);
    let bomb = archive(&[("[Content_Types].xml", list.as_bytes()), ("word/document.xml", laughs.as_bytes())]);
    assert_eq!(outcome(&bomb, Kind::Docx), Err(Refusal::Damaged));
    assert_eq!(outcome(&word("<w:t>a&xxe;b</w:t>"), Kind::Docx).map(|text| text.body), Ok("ab".to_owned()));
}

#[test]
fn a_text_is_cut_and_said_to_be() {
    let text = outcome("é woord\n".repeat(300_000).as_bytes(), Kind::Text).expect("a text");
    assert!(text.cut && text.body.len() <= limits::TEXT && text.body.len() > limits::TEXT - 10);
    let words = "<si><t>".to_owned() + &"woord ".repeat(100) + "</t></si>";
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(100_000);
    let list = format!(
        "<Types><Override PartName=\"/w.xml\" ContentType=\"x/spreadsheetml.sharedStrings+xml\"/>\
         <Override PartName=\"/s.xml\" ContentType=\"x/spreadsheetml.worksheet+xml\"/>\
         <Override PartName=\"/b.xml\" ContentType=\"{SHEET}\"/></Types>"
    );
    // A sheet that is large by itself, so that its ratio is that of a real one.
    let noise: String = (0..40_000_u32).map(|n| format!("<x{}/>", n.wrapping_mul(2_654_435_761))).collect();
    let book = archive(&[
        ("[Content_Types].xml", list.as_bytes()),
        ("w.xml", format!("<sst>{words}</sst>").as_bytes()),
        ("s.xml", format!("<s>{noise}<row>{cells}</row></s>").as_bytes()),
    ]);
    let text = outcome(&book, Kind::Xlsx).expect("a text");
    assert!(text.cut && text.body.len() <= limits::TEXT, "one word, a hundred thousand times");
}

#[test]
fn a_page_that_unpacks_to_much_ends() {
    let text = "BT /F 9 Tf (woord) Tj ET\n".repeat(400_000);
    let outcome = outcome(&pdf(text.as_bytes()), Kind::Pdf);
    assert!(outcome.is_ok_and(|text| text.body.len() <= limits::TEXT));
}
