//! No permit, no write: a query that changes something takes the proof that it may.
//!
//! Every function in a `queries.rs` that takes the transaction and writes must have a parameter whose type mentions
//! `Permit`. `xtask/permit-exceptions.txt` lists the few that need none, each with its reason; a line there that nothing
//! needs is a problem too, so the list cannot rot.

use super::source::{Source, is_word};
use crate::tools;
use std::{collections::BTreeMap, fs};

const EXCEPTIONS: &str = "xtask/permit-exceptions.txt";

/// Every writing query without a permit, and every exception without need or reason.
pub fn problems(sources: &[Source]) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(tools::root().join(EXCEPTIONS)).unwrap_or_default();
    Ok(judge(sources, &text))
}

fn judge(sources: &[Source], exceptions: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut excused = BTreeMap::new();
    for (number, line) in exceptions.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
    {
        match line.split_once(": ") {
            Some((query, reason)) if !reason.trim().is_empty() => _ = excused.insert(query.to_owned(), number + 1),
            _ => problems.push(format!("{EXCEPTIONS}:{}: write `path::function: reason`", number + 1)),
        }
    }
    for source in sources.iter().filter(|source| holds_queries(&source.path)) {
        for function in functions(source).into_iter().filter(|function| function.writes && !function.permit) {
            let query = format!("{}::{}", source.path, function.name);
            if excused.remove(&query).is_none() {
                let place = source.place(function.offset);
                problems
                    .push(format!("{place}: `{}` writes without a permit (or a line in {EXCEPTIONS})", function.name));
            }
        }
    }
    for (query, number) in excused {
        problems.push(format!("{EXCEPTIONS}:{number}: {query} needs no exception (any more)"));
    }
    problems
}

fn holds_queries(path: &str) -> bool {
    path.starts_with("server/src/") && (path.ends_with("/queries.rs") || path.contains("/queries/"))
}

struct Function<'a> {
    name: &'a str,
    offset: usize,
    /// It takes the transaction, and its SQL changes something.
    writes: bool,
    permit: bool,
}

/// The functions of a file, tests excluded.
fn functions(source: &Source) -> Vec<Function<'_>> {
    let code = source.code.as_str();
    let end = code.find("#[cfg(test)]").unwrap_or(code.len());
    code[..end].match_indices("fn ").filter_map(|(offset, _)| function(source, offset)).collect()
}

fn function(source: &Source, offset: usize) -> Option<Function<'_>> {
    let code = source.code.as_str();
    if code[..offset].ends_with(is_word) {
        return None;
    }
    let name = code[offset + 3..].split(|character| !is_word(character)).next().filter(|name| !name.is_empty())?;
    let generics = offset + 3 + name.len();
    let open = generics + parameters(&code[generics..])?;
    let close = source.closing(open)?;
    let body = close + code[close..].find(['{', ';']).filter(|at| code[close + at..].starts_with('{'))?;
    let takes = |word: &str| code[generics..close].split(|character| !is_word(character)).any(|part| part == word);
    let sql = source.text[body..source.closing(body)?].to_lowercase();
    Some(Function {
        name,
        offset,
        writes: takes("Tx") && changes(&sql),
        permit: code[generics..close].contains("Permit"),
    })
}

/// Where the list of parameters opens, behind the generic ones.
fn parameters(rest: &str) -> Option<usize> {
    if !rest.starts_with('<') {
        return rest.find('(');
    }
    let mut depth = 0_usize;
    let mut last = ' ';
    for (offset, character) in rest.char_indices() {
        match character {
            '<' => depth += 1,
            '>' if last != '-' => depth -= 1,
            '(' if depth == 0 => return Some(offset),
            _ => (),
        }
        last = character;
    }
    None
}

/// Whether SQL inserts, updates or deletes. `for update` and `do update` say nothing on their own.
fn changes(sql: &str) -> bool {
    let words = sql.split(|character| !is_word(character)).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    (0..words.len()).any(|at| match &words[at..] {
        ["insert", "into", ..] | ["delete", "from", ..] => true,
        // update thread set, update thread t set, update thread as t set
        ["update", table, rest @ ..] => *table != "set" && rest.iter().take(3).any(|word| *word == "set"),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERIES: &str = r#"
        pub async fn pin(tx: &mut Tx, permit: &Permit<Pin>, id: ThreadId) -> Result<()> { sql!("update thread set pinned = true") }
        pub async fn touch<F: Fn(u8) -> u8>(tx: &mut Tx, f: F) -> Result<()> { sql!("update thread t
            set seen = $1 where id = $2") }
        pub async fn lock(tx: &mut Tx) -> Result<()> { sql!("select id from thread for update") }
        pub async fn read(on: impl Into<On<'_>>) -> Result<()> { sql!("select 1") }
        pub async fn forget(tx: &mut Tx) -> Result<()> { sql!("delete from thread") }
    "#;

    #[test]
    fn a_write_needs_a_permit_or_a_reason() {
        let sources = [Source::new("server/src/threads/queries.rs", QUERIES)];
        assert_eq!(judge(&sources, "").len(), 2);
        let excused = "# why\nserver/src/threads/queries.rs::touch: the clock asks, no member\n\
                       server/src/threads/queries.rs::forget: retention";
        assert_eq!(judge(&sources, excused), [""; 0]);
        let stale = format!("{excused}\nserver/src/threads/queries.rs::pin: old\nserver/src/threads/queries.rs::x");
        assert_eq!(judge(&sources, &stale).len(), 2);
    }
}
