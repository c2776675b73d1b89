//! The database behind the program, for what no door tells: every row, whether anything changed, and the way back.

use crate::{Engine, engine};
use sqlx::{
    AssertSqlSafe, Connection as _, PgConnection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use std::{path::PathBuf, time::Duration};

/// A database of a test, by its address. Opened anew for each question: tests ask seldom.
#[derive(Clone, Debug)]
pub enum Database {
    /// The file.
    Sqlite(PathBuf),
    /// The name in the cluster; an address where it stands in another.
    Postgres(String),
}

/// A column that holds text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextColumn {
    /// Its table.
    pub table: String,
    /// Its name.
    pub column: String,
}

impl Database {
    /// Which engine.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// As the program's configuration says it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => format!("sqlite:{}", file.display()),
            Self::Postgres(name) => address(name),
        }
    }

    async fn sqlite(file: &PathBuf) -> SqliteConnection {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            .foreign_keys(false)
            .busy_timeout(Duration::from_secs(20));
        SqliteConnection::connect_with(&options).await.expect("the database of the test")
    }

    async fn postgres(name: &str) -> PgConnection {
        PgConnection::connect(&address(name)).await.expect("the database of the test")
    }

    /// Runs statements, one after another, in one transaction. They must be written for both engines.
    pub async fn execute(&self, statements: &[&str]) -> u64 {
        let mut touched = 0;
        match self {
            Self::Sqlite(file) => {
                let mut connection = Self::sqlite(file).await;
                let mut tx = connection.begin_with("begin immediate").await.expect("a transaction");
                for sql in statements {
                    let done = sqlx::query(AssertSqlSafe(*sql)).execute(&mut *tx).await;
                    touched += done.unwrap_or_else(|error| panic!("{error}: {sql}")).rows_affected();
                }
                tx.commit().await.expect("a commit");
                connection.close().await.expect("closing");
            }
            Self::Postgres(name) => {
                let mut connection = Self::postgres(name).await;
                let mut tx = connection.begin().await.expect("a transaction");
                for sql in statements {
                    let done = sqlx::query(AssertSqlSafe(*sql)).execute(&mut *tx).await;
                    touched += done.unwrap_or_else(|error| panic!("{error}: {sql}")).rows_affected();
                }
                tx.commit().await.expect("a commit");
                connection.close().await.expect("closing");
            }
        }
        touched
    }

    /// The first column of every row, which must be text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows: Result<Vec<(Option<String>,)>, _> = match self {
            Self::Sqlite(file) => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut Self::sqlite(file).await).await,
            Self::Postgres(name) => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut Self::postgres(name).await).await,
        };
        rows.unwrap_or_else(|error| panic!("{error}: {sql}")).into_iter().filter_map(|(text,)| text).collect()
    }

    /// A number, written as `cast(… as text)`.
    pub async fn number(&self, sql: &str) -> i64 {
        let texts = self.texts(sql).await;
        texts.first().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("{sql} gives {texts:?}"))
    }

    /// Every table of the product.
    pub async fn tables(&self) -> Vec<String> {
        let sql = match self {
            Self::Sqlite(_) => {
                "select name from sqlite_master where type = 'table' and name not like 'sqlite!_%' escape '!'
                 and name <> '_sqlx_migrations' order by name"
            }
            Self::Postgres(_) => {
                "select table_name::text from information_schema.tables
                 where table_schema = 'public' and table_name <> '_sqlx_migrations' order by table_name"
            }
        };
        self.texts(sql).await
    }

    /// Every column that can hold text a person typed.
    pub async fn text_columns(&self) -> Vec<TextColumn> {
        let sql = match self {
            Self::Sqlite(_) => {
                "select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c
                 where m.type = 'table' and m.name not like 'sqlite!_%' escape '!' and m.name <> '_sqlx_migrations'
                 and lower(c.type) in ('text', 'jsonb') order by 1"
            }
            Self::Postgres(_) => {
                "select (table_name || '.' || column_name)::text from information_schema.columns
                 where table_schema = 'public' and table_name <> '_sqlx_migrations'
                 and data_type in ('text', 'jsonb') order by 1"
            }
        };
        let split = |name: String| {
            let (table, column) = name.split_once('.').expect("table.column");
            TextColumn { table: table.to_owned(), column: column.to_owned() }
        };
        self.texts(sql).await.into_iter().map(split).collect()
    }

    /// Every value of a text column.
    pub async fn values(&self, column: &TextColumn) -> Vec<String> {
        let TextColumn { table, column } = column;
        self.texts(&format!("select cast({column} as text) from \"{table}\"")).await
    }

    /// Takes a PostgreSQL database away from everybody, or gives it back: what a restart of the server looks like.
    pub async fn cut(&self, away: bool) {
        let Self::Postgres(name) = self else { panic!("only a server can go away") };
        in_cluster(format!("alter database {name} allow_connections {}", !away)).await;
        if away {
            in_cluster(format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"))
                .await;
        }
    }

    /// All rows of all tables but `except`, in one text: equal before and after means that nothing changed.
    pub async fn dump(&self, except: &[&str]) -> String {
        let mut dump = String::new();
        for table in self.tables().await.iter().filter(|table| !except.contains(&table.as_str())) {
            let sql = match self {
                Self::Postgres(_) => format!("select t::text from \"{table}\" t order by 1"),
                Self::Sqlite(_) => {
                    let columns = self.texts(&format!("select name from pragma_table_info('{table}')")).await;
                    let quoted: Vec<String> = columns.iter().map(|name| format!("quote(\"{name}\")")).collect();
                    format!("select {} from \"{table}\" order by 1", quoted.join(" || ',' || "))
                }
            };
            for row in self.texts(&sql).await {
                dump.push_str(&format!("{table}: {row}\n"));
            }
        }
        dump
    }

    /// Remembers all rows, for [`Database::restore`].
    pub async fn keep(&self) {
        match self {
            Self::Sqlite(file) => {
                let kept = file.with_extension("kept");
                let _ = std::fs::remove_file(&kept);
                let mut connection = Self::sqlite(file).await;
                let sql = format!("vacuum into '{}'", kept.display());
                sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.expect("a copy");
            }
            Self::Postgres(_) => {
                let mut sql = vec!["drop schema if exists kept cascade".to_owned(), "create schema kept".to_owned()];
                sql.extend(
                    self.tables().await.iter().map(|t| format!("create table kept.\"{t}\" as table public.\"{t}\"")),
                );
                self.execute(&sql.iter().map(String::as_str).collect::<Vec<_>>()).await;
            }
        }
    }

    /// Puts all rows back as they were when [`Database::keep`] was called, under a running server.
    pub async fn restore(&self, tables: &[String]) {
        let put = |from: &str| {
            let delete = tables.iter().map(|table| format!("delete from \"{table}\""));
            let insert = tables.iter().map(|table| format!("insert into \"{table}\" select * from {from}.\"{table}\""));
            delete.chain(insert).collect::<Vec<_>>()
        };
        match self {
            Self::Sqlite(file) => {
                let mut connection = Self::sqlite(file).await;
                let attach = format!("attach '{}' as kept", file.with_extension("kept").display());
                sqlx::query(AssertSqlSafe(attach)).execute(&mut connection).await.expect("the copy");
                let mut tx = connection.begin_with("begin immediate").await.expect("a transaction");
                for sql in put("kept") {
                    sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await.expect("a row put back");
                }
                tx.commit().await.expect("a commit");
            }
            Self::Postgres(_) => {
                let mut sql = vec!["set local session_replication_role = replica".to_owned()];
                sql.extend(put("kept"));
                self.execute(&sql.iter().map(String::as_str).collect::<Vec<_>>()).await;
            }
        }
    }
}

fn address(name: &str) -> String {
    if name.contains("://") { name.to_owned() } else { format!("{}/{name}", engine::cluster()) }
}

/// Runs a statement in the cluster, outside any database of ours.
pub async fn in_cluster(sql: String) {
    let mut connection = Database::postgres("postgres").await;
    let mut tries = 0;
    while let Err(error) = sqlx::query(AssertSqlSafe(sql.clone())).execute(&mut connection).await {
        // A connection that was just closed may still be counted.
        tries += 1;
        assert!(tries < 50, "{error}: {sql}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    connection.close().await.expect("closing");
}
