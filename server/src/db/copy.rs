//! Whole tables, read and written without knowing what they mean: for backups that either engine can take in.
//!
//! A row is a JSON array in the order of the table's columns. What differs between the engines (a UUID is sixteen bytes
//! here and a type there) is levelled by the type that the migration gave the column.

use super::{Db, Engine, Error, Inner, Query, Result, Snap, Tx, sql_for};
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::Timestamp;
use sqlx::{AssertSqlSafe, Row as _, SqlSafeStr as _, types::Json};
use std::fmt::Write as _;
use uuid::Uuid;

/// Rows that are written with one statement.
pub const ROWS: usize = 64;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An id.
    Uuid,
    /// A text.
    Text,
    /// A whole number.
    Bigint,
    /// Yes or no.
    Boolean,
    /// A moment.
    Timestamptz,
    /// A JSON value.
    Jsonb,
    /// Bytes.
    Bytea,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "uuid" => Self::Uuid,
            "text" => Self::Text,
            "bigint" | "integer" => Self::Bigint,
            "boolean" => Self::Boolean,
            "timestamptz" | "timestamp with time zone" => Self::Timestamptz,
            "jsonb" => Self::Jsonb,
            "bytea" => Self::Bytea,
            _ => return None,
        })
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// The columns of its primary key: the order of its rows.
    pub key: Vec<String>,
}

/// The change log tells of this database only; the migrations belong to the program.
const OWN: [&str; 2] = ["change", "_sqlx_migrations"];

impl Db {
    /// The number of the last migration.
    ///
    /// # Errors
    /// The engine's.
    pub async fn schema(&self) -> Result<i64> {
        let text = "select max(version) from _sqlx_migrations".to_owned();
        Query::made(text).fetch_value(self).await
    }

    /// The tables that hold what people made, by name.
    ///
    /// # Errors
    /// The engine's, or when a column has a type that a backup does not know.
    pub async fn tables(&self) -> Result<Vec<Table>> {
        let rows: Vec<(String, String, String, i64)> = match self.engine() {
            Engine::Sqlite => {
                sql_for!(
                    Engine::Sqlite,
                    "select m.name, p.name, lower(p.type), p.pk from sqlite_schema m join pragma_table_info(m.name) p
                     where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, p.cid"
                )
                .fetch_all(self)
                .await?
            }
            Engine::Postgres => {
                sql_for!(
                    Engine::Postgres,
                    "select cast(c.relname as text), cast(a.attname as text), format_type(a.atttypid, null),
                            cast(coalesce(array_position(cast(i.indkey as smallint[]), a.attnum) + 1, 0) as bigint)
                     from pg_class c
                     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                     left join pg_index i on i.indrelid = c.oid and i.indisprimary
                     where c.relkind = 'r' and c.relnamespace = cast(current_schema() as regnamespace)
                     order by cast(c.relname as text), a.attnum"
                )
                .fetch_all(self)
                .await?
            }
        };
        let mut tables: Vec<(Table, Vec<(i64, String)>)> = Vec::new();
        for (table, name, kind, key) in rows.into_iter().filter(|(table, ..)| !OWN.contains(&table.as_str())) {
            let kind = Kind::named(&kind)
                .ok_or_else(|| Error::Setup(format!("{table}.{name} has a type that backups do not know: {kind}")))?;
            if tables.last().is_none_or(|(last, _)| last.name != table) {
                tables.push((Table { name: table, columns: Vec::new(), key: Vec::new() }, Vec::new()));
            }
            if let Some((last, keys)) = tables.last_mut() {
                if key > 0 {
                    keys.push((key, name.clone()));
                }
                last.columns.push(Column { name, kind });
            }
        }
        let whole = |(table, mut keys): (Table, Vec<(i64, String)>)| {
            keys.sort();
            Table { key: keys.into_iter().map(|(_, name)| name).collect(), ..table }
        };
        Ok(tables.into_iter().map(whole).collect())
    }

    /// What the engine finds wrong with its own files, and rows that point at nothing.
    ///
    /// # Errors
    /// The engine's.
    pub async fn integrity(&self) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        match self.engine() {
            Engine::Sqlite => {
                let rows: Vec<(String,)> =
                    sql_for!(Engine::Sqlite, "select integrity_check from pragma_integrity_check")
                        .fetch_all(self)
                        .await?;
                wrong.extend(rows.into_iter().map(|(text,)| text).filter(|text| text != "ok"));
                let rows: Vec<(String, String, i64)> = sql_for!(
                    Engine::Sqlite,
                    "select f.\"table\", f.parent, count(*) from pragma_foreign_key_check f group by 1, 2"
                )
                .fetch_all(self)
                .await?;
                wrong.extend(
                    rows.into_iter().map(|(table, parent, n)| format!("{n} rows of {table} point at no {parent}")),
                );
            }
            Engine::Postgres => {
                let rows: Vec<(String,)> = sql_for!(
                    Engine::Postgres,
                    "select cast(conname as text) from pg_constraint where not convalidated
                     union all select cast(c.relname as text) from pg_index i join pg_class c on c.oid = i.indexrelid
                     where not i.indisvalid"
                )
                .fetch_all(self)
                .await?;
                wrong.extend(rows.into_iter().map(|(name,)| format!("{name} is not valid")));
            }
        }
        Ok(wrong)
    }
}

/// A name in quotes. Names come from the catalogue, never from a file.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn listed<'n>(names: impl Iterator<Item = &'n String>) -> String {
    names.map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// One row of either engine as JSON.
macro_rules! row {
    ($row:expr, $table:expr) => {{
        let row = $row;
        let mut values = Vec::with_capacity($table.columns.len());
        for (place, column) in $table.columns.iter().enumerate() {
            values.push(match column.kind {
                Kind::Uuid => row.try_get::<Option<Uuid>, _>(place)?.map(|id| id.to_string()).into(),
                Kind::Text => row.try_get::<Option<String>, _>(place)?.into(),
                Kind::Bigint => row.try_get::<Option<i64>, _>(place)?.into(),
                Kind::Boolean => row.try_get::<Option<bool>, _>(place)?.into(),
                Kind::Timestamptz => row.try_get::<Option<Timestamp>, _>(place)?.map(|at| at.to_string()).into(),
                Kind::Jsonb => row.try_get::<Option<Json<Value>>, _>(place)?.map_or(Value::Null, |json| json.0),
                Kind::Bytea => {
                    row.try_get::<Option<Vec<u8>>, _>(place)?.map(|bytes| crate::secrets::encode(&bytes)).into()
                }
            });
        }
        values
    }};
}

impl Snap {
    /// Reads may take as long as they need.
    ///
    /// # Errors
    /// The engine's.
    pub async fn patient(&mut self) -> Result<()> {
        if let Inner::Postgres(tx) = &mut self.0 {
            sqlx::query("set local statement_timeout = 0").execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Gives the rows of a table one by one, in the order of its key.
    ///
    /// # Errors
    /// The engine's, or what `each` returns.
    pub async fn each_row<E: From<Error>>(
        &mut self,
        table: &Table,
        mut each: impl FnMut(Vec<Value>) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let columns = listed(table.columns.iter().map(|column| &column.name));
        let mut text = format!("select {columns} from {}", quoted(&table.name));
        if !table.key.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(text, " order by {}", listed(table.key.iter()));
        }
        let text = AssertSqlSafe(text).into_sql_str();
        match &mut self.0 {
            Inner::Sqlite(tx) => {
                let mut rows = sqlx::query(text).fetch(&mut **tx);
                while let Some(row) = rows.next().await {
                    let row = row.map_err(Error::from)?;
                    each((|| Ok::<_, sqlx::Error>(row!(&row, table)))().map_err(Error::from)?)?;
                }
            }
            Inner::Postgres(tx) => {
                let mut rows = sqlx::query(text).fetch(&mut **tx);
                while let Some(row) = rows.next().await {
                    let row = row.map_err(Error::from)?;
                    each((|| Ok::<_, sqlx::Error>(row!(&row, table)))().map_err(Error::from)?)?;
                }
            }
        }
        Ok(())
    }
}

impl Tx {
    /// From here to [`Tx::settled`] rows may point at rows that come later.
    ///
    /// # Errors
    /// The engine's.
    pub async fn unsettled(&mut self) -> Result<()> {
        match &mut self.inner {
            Inner::Sqlite(tx) => _ = sqlx::query("pragma defer_foreign_keys = on").execute(&mut **tx).await?,
            Inner::Postgres(tx) => {
                sqlx::query("set local statement_timeout = 0").execute(&mut **tx).await?;
                alter(tx, "deferrable initially deferred").await?;
            }
        }
        Ok(())
    }

    /// Every row points at one that is there again.
    ///
    /// # Errors
    /// The engine's, when one does not.
    pub async fn settled(&mut self) -> Result<()> {
        if let Inner::Postgres(tx) = &mut self.inner {
            sqlx::query("set constraints all immediate").execute(&mut **tx).await?;
            alter(tx, "not deferrable").await?;
        }
        Ok(())
    }

    /// Takes all rows of a table away.
    ///
    /// # Errors
    /// The engine's.
    pub async fn empty(&mut self, table: &str) -> Result<u64> {
        Query::made(format!("delete from {}", quoted(table))).execute(self).await
    }

    /// Adds rows to a table, at most [`ROWS`] at once.
    ///
    /// # Errors
    /// The engine's, or when a value does not fit its column.
    pub async fn add_rows(&mut self, table: &Table, rows: &[Vec<Value>]) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        let columns = listed(table.columns.iter().map(|column| &column.name));
        let mut text = format!("insert into {} ({columns}) values ", quoted(&table.name));
        let width = table.columns.len();
        for place in 0..rows.len() {
            let numbers = (1..=width).map(|column| format!("${}", place * width + column)).collect::<Vec<_>>();
            // Writing to a String cannot fail.
            let _ = write!(text, "{}({})", if place > 0 { ", " } else { "" }, numbers.join(", "));
        }
        let mut query = Query::made(text);
        for row in rows {
            if row.len() != width {
                return Err(Error::Setup(format!(
                    "a row of {} has {} values instead of {width}",
                    table.name,
                    row.len()
                )));
            }
            for (value, column) in row.iter().zip(&table.columns) {
                query = bound(query, value, column)
                    .ok_or_else(|| Error::Setup(format!("{}.{} cannot hold {value}", table.name, column.name)))?;
            }
        }
        query.execute(self).await
    }
}

/// Gives the next `$n` the value of a column.
fn bound<'q>(query: Query<'q>, value: &Value, column: &Column) -> Option<Query<'q>> {
    /// `None` in the outer layer is a value that the column cannot hold, in the inner one it is null.
    #[expect(clippy::option_option, reason = "a null is not a fault")]
    fn read<T>(value: &Value, read: impl FnOnce(&Value) -> Option<T>) -> Option<Option<T>> {
        if value.is_null() { Some(None) } else { read(value).map(Some) }
    }
    Some(match column.kind {
        Kind::Uuid => query.bind(read(value, |value| Uuid::try_parse(value.as_str()?).ok())?),
        Kind::Text => query.bind(read(value, |value| value.as_str().map(ToOwned::to_owned))?),
        Kind::Bigint => query.bind(read(value, Value::as_i64)?),
        Kind::Boolean => query.bind(read(value, Value::as_bool)?),
        Kind::Timestamptz => query.bind(read(value, |value| value.as_str()?.parse::<Timestamp>().ok())?),
        Kind::Jsonb => query.bind(read(value, |value| Some(Json(value.clone())))?),
        Kind::Bytea => query.bind(read(value, |value| bytes(value.as_str()?))?),
    })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// Changes when `PostgreSQL` looks at foreign keys.
async fn alter(tx: &mut sqlx::PgConnection, when: &str) -> Result<()> {
    let keys: Vec<(String, String)> = sqlx::query_as(
        "select cast(c.relname as text), cast(k.conname as text) from pg_constraint k join pg_class c on c.oid = k.conrelid
         where k.contype = 'f' and k.connamespace = cast(current_schema() as regnamespace)",
    )
    .fetch_all(&mut *tx)
    .await?;
    for (table, key) in keys {
        let text = format!("alter table {} alter constraint {} {when}", quoted(&table), quoted(&key));
        sqlx::query(AssertSqlSafe(text)).execute(&mut *tx).await?;
    }
    Ok(())
}
