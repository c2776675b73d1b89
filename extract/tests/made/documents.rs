//! Documents of the usual programs, and of our own hand.

use crate::writers::{archive, pdf, types, word};
use extract::{Kind, Refusal, Text, office, text};
use proptest::{collection::vec, prelude::*};
use std::io::Cursor;

/// As `python-docx`, `openpyxl`, `python-pptx`, `odfpy`, `reportlab` and Chromium write them.
pub const WRITTEN: [(Kind, &[u8]); 6] = [
    (Kind::Docx, include_bytes!("../documents/evaluatie.docx")),
    (Kind::Xlsx, include_bytes!("../documents/incidenten.xlsx")),
    (Kind::Pptx, include_bytes!("../documents/rapportage.pptx")),
    (Kind::Odt, include_bytes!("../documents/draaiboek.odt")),
    (Kind::Pdf, include_bytes!("../documents/handreiking.pdf")),
    (Kind::Pdf, include_bytes!("../documents/aanpak.pdf")),
];

fn read(bytes: &[u8], kind: Kind) -> Result<String, Refusal> {
    text(Cursor::new(bytes), kind).map(|text| text.body)
}

#[test]
fn documents_of_the_usual_programs_give_their_text() {
    let texts = WRITTEN.map(|(kind, bytes)| read(bytes, kind).expect("a text"));
    for (text, holds) in texts.iter().zip([
        &[
            "Evaluatie jaarwisseling\nDe burgemeester sloot twee drugspanden",
            "Ondermijnende activiteiten\n",
            "Baanhoek\n17\n",
            "Z-2025-0417",
        ][..],
        &["Incidenten\nSoort Aantal Toelichting\nFietsendiefstal 31 stationsgebied\nWoninginbraak 9"],
        &["Bestuurlijke rapportage\nHennepkwekerijen\nVuurwerkopslag\nVervolg\nVertel over de samenwerking"],
        &["Draaiboek evenementen\nVerkeersregelaars staan bij de kruisingen."],
        &["Handreiking cameratoezicht\nDe burgemeester sloot", "foto- en\nvideo-opnamen", "Papendrecht 8"],
        &[
            "Café ’t Hoekje is gesloten: in de kelder\nstond",
            "officiële klachten",
            "foto- en video-opnamen.",
            "\nRechterkolom over",
            "Sliedrecht 1.204",
        ],
    ]) {
        for part in holds {
            assert!(text.contains(part), "{part:?} in {text}");
        }
    }
}

#[test]
fn a_document_is_known_by_what_it_says_of_itself() {
    for (kind, bytes) in WRITTEN.iter().filter(|(kind, _)| *kind != Kind::Pdf) {
        assert_eq!(office(Cursor::new(bytes)), Ok(*kind));
        for other in [Kind::Docx, Kind::Pptx, Kind::Xlsx, Kind::Odt] {
            assert_eq!(read(bytes, other).is_ok(), other == *kind, "{kind:?} as {other:?}");
        }
    }
    for bytes in
        [archive(&[("a.txt", b"a")]), archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")])]
    {
        assert_eq!(office(Cursor::new(&bytes)), Err(Refusal::Unknown));
    }
    assert_eq!(office(Cursor::new(b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaa")), Err(Refusal::Damaged));
}

#[test]
fn programs_in_documents_are_refused() {
    let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
    let list = types("/word/document.xml", crate::writers::WORD);
    for bytes in [
        archive(&[("[Content_Types].xml", types("/word/document.xml", macros).as_bytes())]),
        archive(&[("[Content_Types].xml", list.as_bytes()), ("word/vbaProject.bin", b"x")]),
        archive(&[("[Content_Types].xml", list.as_bytes()), ("word/embeddings/Blad.XLSM", b"x")]),
        archive(&[("mimetype", Kind::Odt.mime().as_bytes()), ("Basic/Standard/Module1.xml", b"x")]),
    ] {
        assert_eq!(office(Cursor::new(&bytes)), Err(Refusal::Macros));
    }
}

#[test]
fn text_of_word_is_what_one_reads() {
    let body = "<w:p><w:r><w:t>Ge</w:t></w:r><w:r><w:t>meente</w:t><w:tab/><w:t>A &amp; B &#233;</w:t></w:r></w:p>\
        <w:p><w:r><w:delText>weg</w:delText><w:instrText>HYPERLINK</w:instrText><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p>\
        <mc:AlternateContent><mc:Choice><w:t>een</w:t></mc:Choice><mc:Fallback><w:t>een</w:t></mc:Fallback></mc:AlternateContent>";
    assert_eq!(read(&word(body), Kind::Docx).expect("a text"), "Gemeente A & B é\na\nb\neen");
}

#[test]
fn letters_of_a_pdf_become_words_and_lines() {
    let content =
        b"BT /F 12 Tf 100 700 Td (caf) Tj (A) Tj 60 0 Td (open) Tj -60 -14 Td (gemeen-) Tj 0 -14 Td (ten zijn) Tj \
        0 -14 Td [(w) -20 (ij) -600 (ken)] TJ ET";
    assert_eq!(read(&pdf(content), Kind::Pdf).expect("a text"), "café open\ngemeenten zijn\nwij ken");
}

#[test]
fn plain_text_stays_as_it_is() {
    assert_eq!(read("\u{FEFF}# Kop\r\n\r\n- één\n".as_bytes(), Kind::Markdown).expect("a text"), "# Kop\n- één");
    assert_eq!(read(b"caf\xE9", Kind::Text), Err(Refusal::Damaged));
}

#[test]
fn what_is_locked_is_said_to_be() {
    let manifest = "<m:manifest xmlns:m=\"x\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let odt = archive(&[
        ("mimetype", Kind::Odt.mime().as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(read(&odt, Kind::Odt), Err(Refusal::Encrypted));
    let locked = include_bytes!("../documents/op-slot.pdf");
    assert_eq!(read(locked, Kind::Pdf), Err(Refusal::Encrypted));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_break_it(bytes in vec(any::<u8>(), 0..2000)) {
        for kind in Kind::ALL {
            let _ = text(Cursor::new(&bytes), kind);
        }
        let _ = office(Cursor::new(&bytes));
    }

    #[test]
    fn no_damage_breaks_it(which in 0..WRITTEN.len(), hits in vec((any::<prop::sample::Index>(), any::<u8>()), 1..40), end in any::<prop::sample::Index>()) {
        let (kind, bytes) = WRITTEN[which];
        let mut bytes = bytes.to_vec();
        for (place, byte) in hits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if end.index(4) == 0 {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Ok(Text { body, .. }) = text(Cursor::new(&bytes), kind) {
            prop_assert!(body.len() <= extract::limits::TEXT && !body.contains('\0'));
        }
    }

    #[test]
    fn no_content_of_a_page_breaks_it(content in "[ a-zA-Z0-9()<>\\[\\]/.-]{0,300}( BT /F 9 Tf| Tj| TJ| ET| q| Q| cm| Td| Tm){0,20}") {
        let _ = text(Cursor::new(pdf(content.as_bytes())), Kind::Pdf);
    }

    #[test]
    fn no_xml_breaks_it(body in "(<w:t>|</w:t>|<w:p>|</w:p>|<a|&x;|&#0;|&#x110000;|<!\\[CDATA\\[|\\]\\]>|<!--|é|\"|>){0,40}") {
        let _ = text(Cursor::new(word(&body)), Kind::Docx);
    }
}
