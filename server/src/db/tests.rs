//! Every statement of the program, on both engines.

use super::{Db, Engine, Pools, STATEMENTS};
use sqlx::{AssertSqlSafe, Executor as _, SqlSafeStr as _};

/// A fresh, migrated database of `engine`. `PostgreSQL`'s server is named by the test command.
pub(crate) async fn database(engine: Engine, test: &str) -> (Db, tempfile::TempDir) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let url = match engine {
        Engine::Sqlite => format!("sqlite:{}/test.db", dir.path().display()),
        Engine::Postgres => {
            let server = std::env::var("PLEIN_TEST_POSTGRES").expect("PLEIN_TEST_POSTGRES names a server");
            let name = format!("unit_{}_{test}", std::process::id());
            let admin = sqlx::PgPool::connect(&format!("{server}/postgres")).await.expect("a server");
            let sql = format!("create database {name} template template0 encoding 'UTF8' locale 'C'");
            admin.execute(AssertSqlSafe(sql).into_sql_str()).await.expect("a database");
            format!("{server}/{name}")
        }
    };
    (Db::open(&url).await.expect("a migrated database"), dir)
}

async fn prepares(engine: Engine) {
    assert!(STATEMENTS.len() >= 5);
    let (db, _dir) = database(engine, "prepare").await;
    let mut refused = Vec::new();
    for statement in STATEMENTS.iter().filter(|statement| statement.engine.is_none_or(|wanted| wanted == engine)) {
        let error = match &db.pools {
            Pools::Sqlite { write, .. } => write.prepare(statement.text.into_sql_str()).await.err(),
            Pools::Postgres { write, .. } => write.prepare(statement.text.into_sql_str()).await.err(),
        };
        if let Some(error) = error {
            refused.push(format!("{}: {error}\n{}", statement.place, statement.text));
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n\n"));
}

async fn refuses_writes(engine: Engine) {
    let (db, _dir) = database(engine, "readonly").await;
    let sql = "delete from member";
    let refused = match &db.pools {
        Pools::Sqlite { read, .. } => read.execute(sql).await.is_err(),
        Pools::Postgres { read, .. } => read.execute(sql).await.is_err(),
    };
    assert!(refused);
}

#[tokio::test]
async fn every_statement_prepares_on_sqlite() {
    prepares(Engine::Sqlite).await;
}

#[tokio::test]
async fn every_statement_prepares_on_postgres() {
    prepares(Engine::Postgres).await;
}

#[tokio::test]
async fn the_reading_pool_refuses_writes_on_sqlite() {
    refuses_writes(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_reading_pool_refuses_writes_on_postgres() {
    refuses_writes(Engine::Postgres).await;
}

#[tokio::test]
async fn every_sqlite_connection_syncs_fully() {
    let (db, _dir) = database(Engine::Sqlite, "pragmas").await;
    let Pools::Sqlite { read, write, .. } = &db.pools else { panic!("SQLite was asked for") };
    for (pool, count) in [(read, 8), (write, 1)] {
        let mut held = Vec::new();
        for _ in 0..count {
            let mut connection = pool.acquire().await.expect("a connection");
            let facts: (i64, String, i64) = sqlx::query_as(
                "select s.synchronous, j.journal_mode, f.foreign_keys
                 from pragma_synchronous s, pragma_journal_mode j, pragma_foreign_keys f",
            )
            .fetch_one(&mut *connection)
            .await
            .expect("pragmas");
            assert_eq!(facts, (2, "wal".to_owned(), 1));
            held.push(connection);
        }
    }
}
