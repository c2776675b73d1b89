//! What is no frame, or not one of ours, ends with the code that says so, and troubles nobody else.

mod fuzz;

use crate::{ms, tell, with};
use std::time::{Duration, Instant};
use tests::{
    Engine,
    chaos::{Raw, frame, memory},
    run_with,
};

/// A frame whose length is written as it likes.
fn lying(first: u8, length: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    bytes.extend(length);
    bytes.extend([0, 0, 0, 0]);
    bytes.extend(payload);
    bytes
}

/// A frame without a mask.
fn bare(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first, u8::try_from(payload.len()).expect("short")];
    bytes.extend(payload);
    bytes
}

fn closing(code: u16, why: &[u8]) -> Vec<u8> {
    frame(0x88, &[&code.to_be_bytes(), why].concat())
}

/// What is sent after a greeting, and the codes with which it may end.
fn cases() -> Vec<(String, Vec<u8>, Vec<u16>)> {
    let mut cases = Vec::new();
    let mut case = |name: &str, bytes: Vec<u8>, codes: &[u16]| cases.push((name.to_owned(), bytes, codes.to_vec()));
    for reserved in [0x40, 0x20, 0x10, 0x70, 0x60, 0x50, 0x30] {
        case(&format!("text with reserved bits {reserved:#x}"), frame(0x81 | reserved, b"{}"), &[1002]);
    }
    for control in [0x89, 0x8A, 0x88] {
        case(&format!("control {control:#x} with a reserved bit"), frame(control | 0x40, b""), &[1002]);
    }
    for opcode in [3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF] {
        case(&format!("unknown opcode {opcode:#x}"), frame(0x80 | opcode, b"x"), &[1002]);
    }
    for control in [0x08, 0x09, 0x0A] {
        case(&format!("fragmented control {control:#x}"), frame(control, b""), &[1002]);
    }
    for control in [0x88, 0x89, 0x8A] {
        let mut payload = 1000_u16.to_be_bytes().to_vec();
        payload.extend([b'x'; 124]);
        case(&format!("control {control:#x} of 126 bytes"), frame(control, &payload), &[1002]);
        case(&format!("control {control:#x} of 65,536 bytes"), frame(control, &vec![b'x'; 65_536]), &[1002]);
    }
    case("text without a mask", bare(0x81, b"{}"), &[1002]);
    case("ping without a mask", bare(0x89, b""), &[1002]);
    case("close without a mask", bare(0x88, &1000_u16.to_be_bytes()), &[1002]);
    case("a continuation of nothing", frame(0x80, b"x"), &[1002]);
    case("a piece of nothing", frame(0x00, b"x"), &[1002]);
    case("text within text", [frame(0x01, b"{"), frame(0x81, b"}")].concat(), &[1002]);
    case("bytes within text", [frame(0x01, b"{"), frame(0x82, b"}")].concat(), &[1002]);
    for (name, bad) in [
        ("a lone continuation byte", &b"\x80"[..]),
        ("a letter cut short", b"a\xC3"),
        ("an overlong slash", b"\xC0\xAF"),
        ("an overlong NUL", b"\xE0\x80\x80"),
        ("half of a surrogate pair", b"\xED\xA0\x80"),
        ("beyond Unicode", b"\xF4\x90\x80\x80"),
        ("a byte that is never there", b"\xFE"),
        ("another such byte", b"{\"hb\":\xFF}"),
        ("five bytes", b"\xF8\x88\x80\x80\x80"),
    ] {
        case(&format!("text with {name}"), frame(0x81, bad), &[1007]);
        case(&format!("pieces with {name}"), [frame(0x01, b"{"), frame(0x80, bad)].concat(), &[1007]);
    }
    case("a reason that is no text", closing(1000, b"\xC0\xAF"), &[1007, 1002]);
    case("a text of 65,537 bytes", frame(0x81, &vec![b' '; 65_537]), &[1009]);
    case("bytes of 65,537", frame(0x82, &vec![0; 65_537]), &[1009]);
    case(
        "pieces of 80,000 bytes together",
        [frame(0x01, &vec![b' '; 40_000]), frame(0x80, &vec![b' '; 40_000])].concat(),
        &[1009],
    );
    case("a length of 1 GB", lying(0x81, &[0xFF, 0, 0, 0, 0, 0x40, 0, 0, 0], b""), &[1009]);
    case(
        "a length of 2^63 - 1",
        lying(0x81, &[0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], b""),
        &[1009, 1002],
    );
    case("a length of 2^64 - 1", lying(0x81, &[0xFF; 9], b""), &[1009, 1002]);
    case("a close of one byte", frame(0x88, b"x"), &[1002]);
    for code in [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535] {
        // One that is known to be wrong is told so; some libraries answer what they were told.
        case(&format!("close code {code}"), closing(code, b""), &[1002, 1005, code]);
    }
    for code in [1000, 1001, 1003, 1007, 1011, 3000, 4999] {
        case(&format!("close code {code}, which is right"), closing(code, b"dag"), &[code, 1000, 1005]);
    }
    case("an empty close", frame(0x88, b""), &[1000, 1005]);
    case("bytes", frame(0x82, b"{}"), &[4000]);
    case("an empty text", frame(0x81, b""), &[4000]);
    case("no JSON", frame(0x81, b"hallo"), &[4000]);
    case("half of JSON", frame(0x81, br#"{"sub":{"id":1"#), &[4000]);
    case("JSON and more", frame(0x81, br#"{"hb":{}} {"hb":{}}"#), &[4000]);
    case("JSON that is too deep", frame(0x81, "[".repeat(30_000).as_bytes()), &[4000]);
    case("a second greeting", frame(0x81, br#"{"hello":{"v":1}}"#), &[4000]);
    case("a thousand commands", frame(0x81, br#"{"sub":{"id":1,"ch":"x"}}"#).repeat(1_000), &[4029]);
    cases
}

#[test]
fn ninety_malformed_frames_end_with_the_code_that_says_so_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let (mut wrong, mut slowest, cases) = (Vec::new(), Duration::ZERO, cases());
        assert!(cases.len() >= 60);
        let mut before = memory(app.pid());
        for round in 0..2 {
            for (name, bytes, codes) in &cases {
                let mut raw = Raw::greeted(&app.origin).await;
                let began = Instant::now();
                raw.send(bytes).await;
                let code = raw.closed().await;
                slowest = slowest.max(began.elapsed());
                if !codes.contains(&code) {
                    wrong.push(format!("{name}: {code} instead of {codes:?}"));
                }
            }
            // The first round warms up what is kept for the next.
            if round == 0 {
                before = memory(app.pid());
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        tell("frames, and the slowest end", (cases.len(), slowest));
        let grown = memory(app.pid()) - before;
        tell("megabytes more", grown);
        assert!(grown < 4.0, "{grown} MB are left of what was malformed");
        assert!(!app.log().contains("panicked"), "{}", app.log_tail(40));
    });
}

#[test]
fn what_is_odd_and_allowed_is_taken_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let mut raw = Raw::open(&app.origin).await;
        // A greeting in pieces, of no bytes and of one, with a ping between: all of it is allowed.
        let hello = br#"{"hello":{"v":1,"tab":"x"}}"#;
        raw.send(&frame(0x01, b"")).await;
        for (at, byte) in hello.iter().enumerate() {
            raw.send(&frame(if at + 1 == hello.len() { 0x80 } else { 0x00 }, &[*byte])).await;
            if at == 5 {
                raw.send(&frame(0x89, b"ben je er?")).await;
            }
        }
        let pong = raw.hear().await.expect("a pong");
        assert_eq!(pong, (10, b"ben je er?".to_vec()));
        let (opcode, greeting) = raw.hear().await.expect("a greeting");
        assert!(opcode == 1 && greeting.starts_with(br#"{"hello""#));
        // Pings without end are answered, or at least trouble nobody.
        for _ in 0..5_000 {
            raw.send(&frame(0x8A, b"")).await;
        }
        raw.send(&frame(0x89, b"nog steeds?")).await;
        assert_eq!(raw.hear().await.expect("a pong"), (10, b"nog steeds?".to_vec()));
        // A letter of several bytes may be cut between pieces.
        let sub = "{\"sub\":{\"id\":3,\"ch\":\"é\"}}".as_bytes();
        let cut = sub.iter().position(|byte| *byte == 0xC3).expect("a letter") + 1;
        raw.send(&frame(0x01, &sub[..cut])).await;
        raw.send(&frame(0x80, &sub[cut..])).await;
        let (_, refused) = raw.hear().await.expect("a refusal");
        assert!(String::from_utf8_lossy(&refused).contains("not_found"), "{refused:?}");
        raw.send(&frame(0x88, &1000_u16.to_be_bytes())).await;
        assert_eq!(raw.closed().await, 1000);
        tokio::time::sleep(ms(50)).await;
        app.visitor().get("/").await.is(200);
    });
}
