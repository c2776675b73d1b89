//! Frames of chance, over one server: each is answered or ends the connection, and nothing else happens.

use crate::with;
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use std::time::Duration;
use tests::{
    Engine,
    chaos::{Dice, Raw, frame, size},
    run_with,
};

/// Any JSON.
fn json() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{0,6}",
        proptest::sample::select(vec![
            "hello", "sub", "unsub", "send", "read", "typing", "here", "hb", "id", "ch", "since", "n", "body", "seq",
            "v", "resume", "epoch", "idle", "re",
        ])
        .prop_map(str::to_owned),
        "room:.{0,22}",
        ".{0,12}",
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        word.clone().prop_map(Into::into),
    ];
    let tree = leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            proptest::collection::vec((word.clone(), inner), 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    });
    tree.prop_map(|value| value.to_string())
}

/// A frame that is right but for what chance makes of a field.
fn nearly() -> impl Strategy<Value = String> {
    let fields = (any::<i64>(), any::<u32>(), ".{0,30}", any::<bool>(), json());
    (0..9_usize, fields).prop_map(|(kind, (number, id, text, yes, any))| {
        let text = serde_json::to_string(&text).expect("JSON");
        match kind {
            0 => format!(r#"{{"sub":{{"id":{id},"ch":{text},"since":{number}}}}}"#),
            1 => format!(r#"{{"unsub":{{"id":{id},"ch":{text}}}}}"#),
            2 => format!(r#"{{"send":{{"id":{id},"n":{text},"ch":"room:{id}","body":{text}}}}}"#),
            3 => format!(r#"{{"read":{{"ch":{text},"seq":{number}}}}}"#),
            4 => format!(r#"{{"typing":{{"ch":{text}}}}}"#),
            5 => format!(r#"{{"here":{{"ch":[{text},{text}],"idle":{yes}}}}}"#),
            6 => format!(r#"{{"hb":{any}}}"#),
            7 => format!(r#"{{"sub":{any}}}"#),
            _ => format!(r#"{{"send":{any}}}"#),
        }
    })
}

/// What is sent: text of some sort, or bytes as they come; each in a frame that is right.
fn sent() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![4 => nearly(), 3 => json(), 1 => ".{0,80}"];
    let mutated = (nearly(), any::<proptest::sample::Index>(), any::<u8>()).prop_map(|(text, at, byte)| {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        frame(0x81, &bytes)
    });
    prop_oneof![
        6 => text.prop_map(|text| frame(0x81, text.as_bytes())),
        2 => mutated,
        1 => proptest::collection::vec(any::<u8>(), 0..60).prop_map(|bytes| frame(0x81, &bytes)),
        1 => proptest::collection::vec(any::<u8>(), 1..60),
    ]
}

#[test]
fn frames_of_chance_are_answered_or_end_the_connection_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&Dice::fresh().next().to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let (mut answered, mut closed) = (0, std::collections::BTreeMap::<u16, usize>::new());
        let mut raw = Raw::greeted(&app.origin).await;
        let cases = size(500, 10_000);
        for case in 0..cases {
            let bytes = sent().new_tree(&mut runner).expect("a frame").current();
            raw.send(&bytes).await;
            // What ends a frame that was cut short ends this one; a question that has an answer comes after.
            raw.send(&frame(0x81, br#"{"sub":{"id":4242,"ch":"niets"}}"#)).await;
            let told = async {
                loop {
                    match raw.hear().await {
                        None => return Some(1006),
                        Some((8, payload)) if payload.len() >= 2 => {
                            return Some(u16::from_be_bytes([payload[0], payload[1]]));
                        }
                        Some((8, _)) => return Some(1005),
                        Some((1, text)) => {
                            let text: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
                            if text["err"]["id"] == 4242 {
                                return None;
                            }
                        }
                        Some(_) => {}
                    }
                }
            };
            match tokio::time::timeout(Duration::from_secs(2), told).await {
                Ok(None) => answered += 1,
                Ok(Some(code)) => {
                    let known = [1000, 1002, 1005, 1007, 1009, 4000, 4029].contains(&code) || code >= 3000;
                    assert!(known, "case {case} ended with {code}: {:?}", String::from_utf8_lossy(&bytes));
                    *closed.entry(code).or_default() += 1;
                    raw = Raw::greeted(&app.origin).await;
                }
                // The bytes began a frame that is longer than what was sent: the server waits for the rest, as it must.
                Err(_) => {
                    *closed.entry(0).or_default() += 1;
                    raw = Raw::greeted(&app.origin).await;
                }
            }
        }
        println!("answered: {answered}, ended: {closed:?}");
        assert!(answered > cases / 3, "{answered} were answered");
        assert!(!app.log().contains("panicked"), "{}", app.log_tail(40));
        app.visitor().get("/").await.is(200);
    });
}
