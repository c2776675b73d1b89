//! Whether search loses anything when the program is killed.

use crate::tell;
use tests::Engine;

/// How often the program is killed while people write.
const KILLS: usize = 100;

/// Whether anything is lost when the program is killed while people write.
pub async fn kills() -> anyhow::Result<()> {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("{KILLS} kills on {engine:?}");
        let told = move || tests::run(engine, async |app| report(engine, &tests::kills::kills(app, KILLS).await));
        // Tests have a runtime of their own.
        tokio::task::spawn_blocking(told).await?;
    }
    Ok(())
}

fn report(engine: Engine, outcome: &tests::kills::Outcome) {
    let bench = format!("{KILLS} kills, {engine:?}");
    tell(&bench, "posts kept, all found once", outcome.kept as f64, "", None);
    tell(&bench, "posts taken away, none found", outcome.gone as f64, "", None);
    tell(&bench, "longest until all was found again", outcome.longest.as_secs_f64(), "s", Some(5.0));
}
