//! There and back again, between the engines.

use super::{
    format::{Line, Sum},
    restore, save,
};
use crate::{
    db::{Db, Engine, sql, tests::database},
    files::Store,
};
use shared::{Timestamp, ids::FileId};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
};
use uuid::Uuid;

const FILE: FileId = FileId::from_uuid(Uuid::from_u128(77));

/// A site with one of everything that engines keep differently.
async fn fill(db: &Db, store: &Store) {
    let id = Uuid::from_u128;
    let at: Timestamp = "2026-11-25T10:11:12.000001Z".parse().expect("a moment");
    db.write_alone::<_, crate::db::Error>(async |tx| {
        // The first points at one that comes later.
        tx.unsettled().await?;
        for (n, successor) in [(1, Some(id(2))), (2, None)] {
            sql!(
                "insert into organisation (id, name, kind, sort_key, successor_id, created_at) values ($1, $2, 'gemeente', $3, $4, $5)",
                id(n), format!("Gemeente \u{1F3DB} {n}\n\"x\""), format!("{n}"), successor, at
            )
            .execute(tx)
            .await?;
        }
        sql!(
            "insert into member (id, email, email_key, name, sort_key, admin, created_at) values ($1, 'a@b.nl', 'a@b.nl', 'Anna', 'anna', $2, $3)",
            id(3), true, at
        )
        .execute(tx)
        .await?;
        sql!(
            "insert into sign_in (id, token_hash, member_id, kind, created_at, seen_at) values ($1, $2, $3, 'browser', $4, $4)",
            id(4), vec![0_u8, 255, 16], id(3), at
        )
        .execute(tx)
        .await?;
        sql!(
            "insert into setting (key, value, changed_at) values ('naam', $1, $2)",
            sqlx::types::Json(serde_json::json!({ "z": [1, "é"], "a": null })), at
        )
        .execute(tx)
        .await?;
        sql!(
            "insert into file (id, owner_id, kind, name, mime, size, sha256, created_at) values ($1, $2, 'attachment', 'x.pdf', 'application/pdf', 5, 'x', $3)",
            FILE, id(3), at
        )
        .execute(tx)
        .await?;
        tx.settled().await
    })
    .await
    .expect("a filled database");
    let draft = store.draft("x").expect("a draft");
    fs::write(&draft, b"\x1f\n{}\n").expect("written");
    store.keep(&draft, FILE).expect("kept");
}

/// The sums of the tables in a backup; `meta` differs by its epoch.
fn sums(path: &Path) -> BTreeMap<String, Sum> {
    let mut lines = BufReader::new(flate2::read::GzDecoder::new(File::open(path).expect("a backup")));
    let (mut table, mut sums) = (String::new(), BTreeMap::new());
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).expect("a line");
        match serde_json::from_str(line.trim_end()) {
            Ok(Line::Table(next)) => table = next.name,
            Ok(Line::Rows(sum)) if table != "meta" => _ = sums.insert(table.clone(), sum),
            Ok(Line::File { size, .. }) => {
                _ = lines.read_exact(&mut vec![0; usize::try_from(size + 1).expect("small")]);
            }
            Ok(Line::End { .. }) => return sums,
            _ => {}
        }
    }
}

async fn there(from: Engine, to: Engine, name: &str) {
    let ((source, dir), (target, other)) =
        (database(from, &format!("{name}_from")).await, database(to, &format!("{name}_to")).await);
    let (here, there) = (Store::at(dir.path().join("files")), Store::at(other.path().join("files")));
    fill(&source, &here).await;
    let (first, second) = (dir.path().join("a.plein"), other.path().join("b.plein"));
    let now = Timestamp::from_micros(0);
    let saved = save(&source, &here, now, &first).await.expect("saved");
    assert_eq!((saved.files, saved.missing), (1, 0));
    assert_eq!(restore(&target, &there, &first).await.expect("restored"), saved);
    save(&target, &there, now, &second).await.expect("saved again");
    assert_eq!(sums(&first), sums(&second));
    assert_eq!(fs::read(there.path(FILE)).expect("the file"), b"\x1f\n{}\n");
    assert_eq!(target.integrity().await.expect("looked at"), Vec::<String>::new());
    let epoch: String =
        sql!("select value from meta where key = 'epoch'").fetch_value(&target).await.expect("an epoch");
    assert!(!epoch.is_empty());
    let again = restore(&target, &there, &first).await.expect_err("a site that is not empty");
    assert!(format!("{again:?}").contains("not empty"), "{again:?}");
}

#[tokio::test]
async fn sqlite_to_sqlite() {
    there(Engine::Sqlite, Engine::Sqlite, "backup_ss").await;
}

#[tokio::test]
async fn sqlite_to_postgres() {
    there(Engine::Sqlite, Engine::Postgres, "backup_sp").await;
}

#[tokio::test]
async fn postgres_to_sqlite() {
    there(Engine::Postgres, Engine::Sqlite, "backup_ps").await;
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let (sqlite, _dir) = database(Engine::Sqlite, "tables").await;
    let (postgres, _other) = database(Engine::Postgres, "tables").await;
    let tables = sqlite.tables().await.expect("tables");
    assert_eq!(tables, postgres.tables().await.expect("tables"));
    assert!(tables.len() > 30 && tables.iter().all(|table| !table.key.is_empty()));
}

#[tokio::test]
async fn what_is_cut_off_or_damaged_restores_nothing() {
    let (source, dir) = database(Engine::Sqlite, "damaged").await;
    let store = Store::at(dir.path().join("files"));
    fill(&source, &store).await;
    let path = dir.path().join("whole.plein");
    save(&source, &store, Timestamp::from_micros(0), &path).await.expect("saved");
    let whole = fs::read(&path).expect("a backup");
    let (target, other) = database(Engine::Sqlite, "damaged_to").await;
    let there = Store::at(other.path().join("files"));
    let broken = dir.path().join("broken.plein");
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    for bytes in [&whole[..whole.len() / 2], &whole[..whole.len() - 9], &flipped, b"geen backup", b""] {
        fs::write(&broken, bytes).expect("written");
        assert!(restore(&target, &there, &broken).await.is_err(), "{} bytes", bytes.len());
        assert_eq!(super::queries::members(&target).await.expect("counted"), 0);
    }
    restore(&target, &there, &path).await.expect("the whole one");
}
