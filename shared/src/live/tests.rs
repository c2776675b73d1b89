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
        let _ = serde_json::from_str::<ToReader>(&text);
        let _ = text.parse::<Channel>();
    }

    #[test]
    fn a_frame_that_was_changed_does_not_panic(frame in commands(), at in any::<prop::sample::Index>(), with in any::<char>()) {
        let mut letters: Vec<char> = serde_json::to_string(&frame).expect("plain data").chars().collect();
        let at = at.index(letters.len());
        letters[at] = with;
        let text: String = letters.into_iter().collect();
        let _ = serde_json::from_str::<ToServer>(&text);
        let _ = serde_json::from_str::<ToReader>(&text);
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
    let ev: ToReader =
        serde_json::from_str(r#"{"ev":{"c":2,"s":5,"k":"msg","d":{"a":[1]},"later":true}}"#).expect("a frame");
    assert!(matches!(ev, ToReader::Ev { c: 2, s: 5, d, n: None, .. } if d.get() == r#"{"a":[1]}"#));
    let evs: ToReader = serde_json::from_str(r#"{"evs":{"c":2,"e":[[6,"msg",{}],[7,"edit",{}]]}}"#).expect("a frame");
    assert!(matches!(evs, ToReader::Evs { e, .. } if e.len() == 2));
    let err: ToReader =
        serde_json::from_str(r#"{"err":{"id":1,"code":"of_next_year","retry":false,"msg":""}}"#).expect("a frame");
    assert!(matches!(err, ToReader::Err { code: Code::Internal, .. }));
}

#[test]
fn a_gap_is_asked_again() {
    assert_eq!(step(4, 4), Step::Ignore);
    assert_eq!(step(4, 5), Step::Apply);
    assert_eq!(step(4, 6), Step::Gap);
    assert_eq!(step(i64::MAX, i64::MIN), Step::Ignore);
}
