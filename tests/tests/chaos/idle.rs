//! Ten thousand on whose channels nothing happens: only in the full size, because it lasts ten minutes.

use crate::{tell, with};
use std::time::{Duration, Instant};
use tests::{
    Engine,
    chaos::{Raw, files, frame, full_size, many_files, memory},
    run_with,
};
use tokio::task::JoinSet;

/// How many there are, of whom no more than this come from one network.
const COUNT: usize = 10_000;
const EACH: usize = 1_000;

#[test]
fn ten_thousand_who_hear_nothing_for_ten_minutes_cost_no_more_at_the_end_sqlite() {
    if !full_size() {
        return;
    }
    many_files();
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let circle = app.world.circle("open");
        let hello =
            format!(r#"{{"hello":{{"v":1,"resume":[["thread:{}",0],["community:{}",0]]}}}}"#, circle.thread, circle.id);
        let (before, mut all) = (files(app.pid()), JoinSet::new());
        for n in 0..COUNT {
            let mut raw = Raw::open_from(u8::try_from(1 + n / EACH).expect("few networks"), &app.origin).await;
            raw.send(&frame(0x81, hello.as_bytes())).await;
            for _ in 0..3 {
                raw.hear().await.expect("a greeting and two channels");
            }
            all.spawn(raw.stay());
        }
        let (began, mut held) = (Instant::now(), Vec::new());
        while began.elapsed() < Duration::from_secs(600) {
            tokio::time::sleep(Duration::from_secs(60)).await;
            held.push(memory(app.pid()));
            assert!(all.try_join_next().is_none(), "somebody was sent away after {:?}", began.elapsed());
        }
        tell("megabytes after each minute", &held);
        let (second, last) = (held[1], held[held.len() - 1]);
        let slope = (last - second) / (held.len() - 2) as f64;
        assert!(slope <= 1.0, "{slope} MB more each minute");
        let open = files(app.pid());
        tell("files before, and with all of them", (before, open));
        assert!(open <= COUNT + 64, "{open} files");
    });
}
