//! Frames survive their text, and no text breaks a reader.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn commands() -> impl Strategy<Value = ToServer> {
    let text = ".{0,40}";
    prop_oneof![
        (
            any::<u8>(),
            proptest::option::of(text),
            proptest::option::of(text),
            proptest::collection::vec((text, any::<i64>()), 0..4)
        )
            .prop_map(|(v, epoch, tab, resume)| ToServer::Hello { v, epoch, tab, resume }),
        (any::<u32>(), text, proptest::option::of(any::<i64>())).prop_map(|(id, ch, since)| ToServer::Sub {
            id,
            ch,
            since
        }),
        (any::<u32>(), text).prop_map(|(id, ch)| ToServer::Unsub { id, ch }),
        (any::<u32>(), text, text, text, proptest::option::of(text)).prop_map(|(id, n, ch, body, re)| ToServer::Send {
            id,
            n,
            ch,
            body,
            re
        }),
        (text, any::<i64>()).prop_map(|(ch, seq)| ToServer::Read { ch, seq }),
        text.prop_map(|ch| ToServer::Typing { ch }),
        (proptest::collection::vec(text, 0..4), any::<bool>()).prop_map(|(ch, idle)| ToServer::Here { ch, idle }),
        Just(ToServer::Hb {}),
    ]
}

proptest! {
    #[test]
    fn a_command_survives_its_text(frame in commands()) {
        let text = serde_json::to_string(&frame).expect("plain data");
        prop_assert_eq!(serde_json::from_str::<ToServer>(&text).expect("its own text"), frame);
    }

    #[test]
    fn no_text_panics(text in ".{0,200}") {
        let _ = serde_json::from_str::<ToServer>(&text);
        let _ = serde_json::from_str::<Frame>(&text);
        let _ = text.parse::<Channel>();
    }

    #[test]
    fn a_frame_that_was_changed_does_not_panic(frame in commands(), at in any::<prop::sample::Index>(), with in any::<char>()) {
        let mut letters: Vec<char> = serde_json::to_string(&frame).expect("plain data").chars().collect();
        let at = at.index(letters.len());
        letters[at] = with;
        let text: String = letters.into_iter().collect();
        let _ = serde_json::from_str::<ToServer>(&text);
        let _ = serde_json::from_str::<Frame>(&text);
    }

    #[test]
    fn a_channel_survives_its_name(kind in 0..4_u8, id: u128) {
        use crate::ids::{CommunityId, MemberId, RoomId, ThreadId};
        let id = Uuid::from_u128(id);
        let channel = match kind {
            0 => Channel::Room(RoomId::from_uuid(id)),
            1 => Channel::Thread(ThreadId::from_uuid(id)),
            2 => Channel::Community(CommunityId::from_uuid(id)),
            _ => Channel::User(MemberId::from_uuid(id)),
        };
        prop_assert_eq!(channel.to_string().parse(), Ok(channel));
    }

    /// Whatever comes twice, late or never: what is applied is a stretch of the stream, in order, each event once.
    #[test]
    fn what_is_applied_has_no_gap_and_no_double(seen in 0..5_i64, arrivals in proptest::collection::vec(0..12_i64, 0..40)) {
        let mut last = seen;
        let mut applied = Vec::new();
        for s in arrivals {
            if step(last, s) == Step::Apply {
                applied.push(s);
                last = s;
            }
        }
        let count = i64::try_from(applied.len()).expect("a few");
        prop_assert_eq!(applied, (seen + 1..=seen + count).collect::<Vec<_>>());
    }
}

#[test]
fn frames_look_as_the_protocol_says() {
    let text = |frame: &ToServer| serde_json::to_string(frame).expect("plain data");
    assert_eq!(text(&ToServer::Hb {}), r#"{"hb":{}}"#);
    assert_eq!(text(&ToServer::Sub { id: 3, ch: "room:9".into(), since: None }), r#"{"sub":{"id":3,"ch":"room:9"}}"#);
}

/// A page understands what the server writes, and what it may write in a later version.
#[test]
fn a_page_reads_what_the_server_says() {
    let json = |text: &str| RawValue::from_string(text.into()).expect("JSON");
    let texts = [
        ToReader::Hello { v: 1, epoch: "e".into(), conn: "c".into(), hb: 1, now: 2, max: 3 },
        ToReader::Subd { id: 1, ch: "room:9".into(), c: 2, head: 3, mode: Mode::Reset },
        ToReader::Ev { c: 2, s: 5, k: "msg".into(), d: json(r#"{"a":[1]}"#), n: Some("mine".into()) },
        ToReader::Evs { c: 2, e: vec![(6, "msg".into(), json("{}")), (7, "edit".into(), json("[]"))] },
        ToReader::Eph { c: 2, k: "typing".into(), d: json(r#"{"n":1}"#) },
        ToReader::Ack { id: 1, n: "mine".into(), mid: "m".into(), ch: "room:9".into(), s: 8, dup: true },
        ToReader::Err { id: 1, n: None, code: Code::Invalid, retry: true, after: Some(20), msg: "\"Te lang\"".into() },
        ToReader::Reset { c: 2, head: 0, why: Why::Gone },
        ToReader::Hb { h: vec![(2, 8)] },
        ToReader::Bye { code: 4001, why: "restart".into(), after: (100, 200) },
    ]
    .map(|frame| serde_json::to_string(&frame).expect("plain data"));
    let frames = texts.each_ref().map(|text| serde_json::from_str::<Frame<'_>>(text).expect("a frame"));
    let kinds = frames.each_ref().map(|frame| frame.kind.as_str());
    assert_eq!(kinds, ["hello", "subd", "ev", "evs", "eph", "ack", "err", "reset", "hb", "bye"]);
    let [hello, subd, ev, evs, eph, ack, err, reset, hb, bye] = frames.map(|frame| frame.fields);
    assert_eq!(hello.epoch.as_deref(), Some("e"));
    assert_eq!((subd.ch.as_str(), subd.c, subd.mode.as_str()), ("room:9", 2, "reset"));
    assert_eq!((ev.c, ev.s, ev.k.as_str(), ev.n.as_deref()), (2, 5, "msg", Some("mine")));
    assert_eq!(ev.d.map(RawValue::get), Some(r#"{"a":[1]}"#));
    let events: Vec<_> = evs.e.iter().map(|(s, k, d)| (*s, k.as_str(), d.get())).collect();
    assert_eq!(events, [(6, "msg", "{}"), (7, "edit", "[]")]);
    assert_eq!((eph.k.as_str(), eph.d.map(RawValue::get)), ("typing", Some(r#"{"n":1}"#)));
    assert_eq!((ack.n.as_deref(), ack.s), (Some("mine"), 8));
    assert_eq!(
        (err.n, err.retry, err.after.map(RawValue::get), err.msg.as_str()),
        (None, true, Some("20"), "\"Te lang\"")
    );
    assert_eq!((reset.c, reset.why.as_str()), (2, "gone"));
    assert_eq!(hb.h, [(2, 8)]);
    assert_eq!(bye.after.map(RawValue::get), Some("[100,200]"));

    let later = r#"{"ev":{"c":2,"s":5,"k":"msg","d":1,"later":true}}"#;
    assert_eq!(serde_json::from_str::<Frame<'_>>(later).expect("a frame").fields.s, 5);
    let new = r#"{"of_next_year":{"x":[]}}"#;
    assert_eq!(serde_json::from_str::<Frame<'_>>(new).expect("a frame").kind, "of_next_year");
}

#[test]
fn a_gap_is_asked_again() {
    assert_eq!(step(4, 4), Step::Ignore);
    assert_eq!(step(4, 5), Step::Apply);
    assert_eq!(step(4, 6), Step::Gap);
    assert_eq!(step(i64::MAX, i64::MIN), Step::Ignore);
}
