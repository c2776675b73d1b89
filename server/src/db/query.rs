//! A statement with its values, and the engine-neutral ways to run it.

use super::{Engine, Error, Inner, On, Result, Tx};
use sqlx::encode::Encode;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, FromRow, Postgres, Sqlite, Type};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{LazyLock, Mutex};

/// The one ending that only PostgreSQL gets.
const SKIP_LOCKED: &str = " for update skip locked";

/// A pattern for `like … escape '\\'` that finds a text anywhere, whatever signs are in it.
pub fn anywhere(text: &str) -> String {
    format!("%{}%", escaped(text))
}

/// The same for texts that begin with it.
pub fn beginning(text: &str) -> String {
    format!("{}%", escaped(text))
}

/// The same for texts with a space before them: of which a word begins with it.
pub fn within_word(text: &str) -> String {
    format!("% {}%", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Every statement of the program, so that one test can prepare them all on both engines.
#[linkme::distributed_slice]
pub static STATEMENTS: [Statement];

/// One `sql!` in the source.
#[cfg_attr(not(test), expect(dead_code, reason = "read by the test that prepares every statement"))]
pub struct Statement {
    /// The SQL.
    pub text: &'static str,
    /// File and line.
    pub place: &'static str,
    /// The engine it is for; both when absent.
    pub engine: Option<Engine>,
}

/// Writes a statement: a literal with `$n` placeholders, then one value for each.
///
/// The count is checked when compiling: `PostgreSQL` would refuse a missing value, but `SQLite` would quietly take it
/// for null.
macro_rules! sql {
    ($text:literal $(, $value:expr)* $(,)?) => { $crate::db::sql_for!(@ None, $text $(, $value)*) };
}

/// A statement that only one engine can read. Only this room may need it.
macro_rules! sql_for {
    (@ $engine:expr, $text:literal $(, $value:expr)*) => {{
        const VALUES: &[&str] = &[$(stringify!($value)),*];
        const _: () = assert!($crate::db::placeholders($text) == VALUES.len(), "one value for each $n");
        #[expect(unsafe_code, reason = "the registry places each statement in a section of its own")]
        #[linkme::distributed_slice($crate::db::STATEMENTS)]
        static STATEMENT: $crate::db::Statement = $crate::db::Statement {
            text: $text,
            place: concat!(file!(), ":", line!()),
            engine: $engine,
        };
        $crate::db::Query::new(&STATEMENT)$(.bind($value))*
    }};
    ($engine:expr, $text:literal $(, $value:expr)* $(,)?) => { $crate::db::sql_for!(@ Some($engine), $text $(, $value)*) };
}
pub(crate) use sql;
pub(crate) use sql_for;

/// The highest `n` of the `$n` in `text`.
#[expect(clippy::indexing_slicing, clippy::as_conversions, reason = "iterators are not const; bounds are checked")]
pub const fn placeholders(text: &str) -> usize {
    let text = text.as_bytes();
    let (mut at, mut highest) = (0, 0);
    while at < text.len() {
        let mut n = 0;
        if text[at] == b'$' {
            while at + 1 < text.len() && text[at + 1].is_ascii_digit() {
                at += 1;
                n = n * 10 + (text[at] - b'0') as usize;
            }
        }
        if n > highest {
            highest = n;
        }
        at += 1;
    }
    highest
}

/// A value that both engines can store. Implemented for everything that qualifies.
pub trait Bind: Send {
    /// Adds the value for `SQLite`.
    ///
    /// # Errors
    /// When the value cannot be encoded.
    fn sqlite(self: Box<Self>, to: &mut SqliteArguments) -> Result<(), BoxDynError>;
    /// Adds the value for `PostgreSQL`.
    ///
    /// # Errors
    /// When the value cannot be encoded.
    fn postgres(self: Box<Self>, to: &mut PgArguments) -> Result<(), BoxDynError>;
}

impl<'v, T> Bind for T
where
    T: Encode<'v, Sqlite> + Type<Sqlite> + Encode<'v, Postgres> + Type<Postgres> + Send,
{
    fn sqlite(self: Box<Self>, to: &mut SqliteArguments) -> Result<(), BoxDynError> {
        to.add(*self)
    }

    fn postgres(self: Box<Self>, to: &mut PgArguments) -> Result<(), BoxDynError> {
        to.add(*self)
    }
}

/// A row that both engines can return: any `#[derive(sqlx::FromRow)]`, and tuples.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static {}

impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin + 'static {}

/// A statement and its values, ready to run on a `&Db` or in a `&mut Tx`.
#[must_use = "a query does nothing until it is run"]
pub struct Query<'v> {
    text: Cow<'static, str>,
    values: Vec<Box<dyn Bind + 'v>>,
}

/// Runs one sqlx method on whichever engine `$on` is.
macro_rules! run {
    ($query:expr, $on:expr, $make:ident :: <$($t:ty)?>, $method:ident) => {{
        let Query { text, values } = $query;
        let on = $on.into();
        record(&text, &on);
        let text = AssertSqlSafe(text); // only `&'static str` fragments reach `text`
        match on {
            On::SqlitePool(c) => sqlx::$make::<Sqlite $(, $t)?, _>(text, sqlite(values)?).$method(c).await,
            On::PostgresPool(c) => sqlx::$make::<Postgres $(, $t)?, _>(text, postgres(values)?).$method(c).await,
            On::SqliteHeld(c) => sqlx::$make::<Sqlite $(, $t)?, _>(text, sqlite(values)?).$method(c).await,
            On::PostgresHeld(c) => sqlx::$make::<Postgres $(, $t)?, _>(text, postgres(values)?).$method(c).await,
        }
    }};
}

impl<'v> Query<'v> {
    /// A statement without values yet.
    pub fn new(statement: &'static Statement) -> Self {
        Self { text: Cow::Borrowed(statement.text), values: Vec::new() }
    }

    /// A statement made of names from the catalogue of the database itself; only this room copies whole tables.
    pub(super) fn made(text: String) -> Self {
        Self { text: Cow::Owned(text), values: Vec::new() }
    }

    /// Gives the next `$n` its value.
    pub fn bind(mut self, value: impl Bind + 'v) -> Self {
        self.values.push(Box::new(value));
        self
    }

    /// Adds ` and <condition>` when there is a value; `?` in the condition stands for it.
    pub fn and(self, condition: &'static str, value: Option<impl Bind + 'v>) -> Self {
        match value {
            Some(value) => self.push(" and ").push_with(condition, value),
            None => self,
        }
    }

    /// Adds ` and <column> in (…)`; an empty list matches nothing.
    pub fn and_in<T: Bind + 'v>(self, column: &'static str, values: impl IntoIterator<Item = T>) -> Self {
        let mut query = self.push(" and ").push(column).push(" in (null");
        for value in values {
            query = query.push_with(", ?", value);
        }
        query.push(")")
    }

    /// Leaves out rows that another transaction holds, and holds those it finds. `SQLite` has one writer anyway.
    pub fn skip_locked(self, tx: &Tx) -> Self {
        if matches!(tx.inner, Inner::Postgres(_)) { self.push(SKIP_LOCKED) } else { self }
    }

    /// Adds a fixed piece of SQL.
    pub fn push(mut self, fragment: &'static str) -> Self {
        self.text.to_mut().push_str(fragment);
        self
    }

    /// Adds a piece of SQL in which every `?` stands for `value`.
    pub fn push_with(mut self, fragment: &'static str, value: impl Bind + 'v) -> Self {
        let number = self.values.len() + 1;
        let text = self.text.to_mut();
        for (i, part) in fragment.split('?').enumerate() {
            if i > 0 {
                // Writing to a String cannot fail.
                let _ = write!(text, "${number}");
            }
            text.push_str(part);
        }
        self.bind(value)
    }

    /// # Errors
    /// The engine's, or when a row does not fit `T`.
    pub async fn fetch_all<T: Record>(self, on: impl Into<On<'_>>) -> Result<Vec<T>> {
        Ok(run!(self, on, query_as_with::<T>, fetch_all)?)
    }

    /// # Errors
    /// The engine's, or when the row does not fit `T`.
    pub async fn fetch_optional<T: Record>(self, on: impl Into<On<'_>>) -> Result<Option<T>> {
        Ok(run!(self, on, query_as_with::<T>, fetch_optional)?)
    }

    /// # Errors
    /// The engine's, when there is no row, or when the row does not fit `T`.
    pub async fn fetch_one<T: Record>(self, on: impl Into<On<'_>>) -> Result<T> {
        Ok(run!(self, on, query_as_with::<T>, fetch_one)?)
    }

    /// The only column of the only row.
    ///
    /// # Errors
    /// The engine's, when there is no row, or when the value does not fit `T`.
    pub async fn fetch_value<T>(self, on: impl Into<On<'_>>) -> Result<T>
    where
        (T,): Record,
    {
        self.fetch_one::<(T,)>(on).await.map(|(value,)| value)
    }

    /// The only column of the first row, when there is one.
    ///
    /// # Errors
    /// The engine's, or when the value does not fit `T`.
    pub async fn fetch_maybe<T>(self, on: impl Into<On<'_>>) -> Result<Option<T>>
    where
        (T,): Record,
    {
        Ok(self.fetch_optional::<(T,)>(on).await?.map(|(value,)| value))
    }

    /// Runs a writing statement; answers how many rows it touched.
    ///
    /// # Errors
    /// The engine's.
    pub async fn execute(self, tx: &mut Tx) -> Result<u64> {
        let Query { text, values } = self;
        record(&text, &(&mut *tx).into());
        let text = AssertSqlSafe(text);
        let done = match &mut tx.inner {
            Inner::Sqlite(c) => {
                let done = sqlx::query_with(text, sqlite(values)?).execute(&mut **c).await;
                done.map(|done| done.rows_affected())
            }
            Inner::Postgres(c) => {
                let done = sqlx::query_with(text, postgres(values)?).execute(&mut **c).await;
                done.map(|done| done.rows_affected())
            }
        };
        done.map_err(|error| {
            let error = Error::from(error);
            tx.full |= matches!(error, Error::Full(_));
            error
        })
    }
}

/// Debug builds write each text that was put together to the file that `PLEIN_TEST_STATEMENTS` names, with its engine:
/// the test command fails when one ran on one engine only.
#[expect(clippy::ptr_arg, reason = "whether it was put together is what matters")]
fn record(text: &Cow<'static, str>, on: &On<'_>) {
    static SEEN: LazyLock<Option<(String, Mutex<HashSet<String>>)>> =
        LazyLock::new(|| Some((std::env::var("PLEIN_TEST_STATEMENTS").ok()?, Mutex::default())));
    if !cfg!(debug_assertions) {
        return;
    }
    let (Cow::Owned(text), Some((file, seen))) = (text, &*SEEN) else { return };
    if text.ends_with(SKIP_LOCKED) {
        return;
    }
    let engine = match on {
        On::SqlitePool(_) | On::SqliteHeld(_) => "sqlite",
        On::PostgresPool(_) | On::PostgresHeld(_) => "postgres",
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = format!("{engine}\t{}\n", words.join(" "));
    let fresh = seen.lock().is_ok_and(|mut seen| seen.insert(line.clone()));
    if fresh && let Ok(mut file) = std::fs::File::options().append(true).create(true).open(file) {
        // Not being able to write is seen by the test that reads the file.
        let _ = file.write_all(line.as_bytes());
    }
}

fn sqlite(values: Vec<Box<dyn Bind + '_>>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        value.sqlite(&mut arguments).map_err(Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres(values: Vec<Box<dyn Bind + '_>>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        value.postgres(&mut arguments).map_err(Error::Encode)?;
    }
    Ok(arguments)
}
