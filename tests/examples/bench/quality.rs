//! How good the answers of search are on judged questions, beside what databases do by themselves.

use crate::{
    site::{Site, command},
    tell,
};
use anyhow::{Context, ensure};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};
use tests::judged::{self, Judged, Score};

/// Words that databases are not asked for, as their own lists of stop words have them.
const STOP: [&str; 30] = [
    "aan", "al", "als", "bij", "dan", "dat", "de", "den", "der", "die", "dit", "door", "een", "en", "er", "het", "hoe",
    "in", "is", "met", "naar", "of", "op", "over", "te", "tot", "uit", "van", "voor", "wat",
];

/// Measures our own search and those of the databases, on both sets of questions.
pub async fn quality(program: &Path, site: &Site) -> anyhow::Result<()> {
    let articles = judged::articles();
    let file = site.folder.join("judged.jsonl");
    fs::write(&file, &articles)?;
    let mut load = command(program, &site.folder, &site.origin);
    load.args(["import", "articles"]).arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
    ensure!(load.status()?.success(), "plein import articles failed");
    let began = Instant::now();
    while found(site, "soort:artikel").await?.len() < 20 || !followed(site).await? {
        ensure!(began.elapsed() < Duration::from_secs(60), "the articles are not found after 60 s");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    for set in ["dev", "own"] {
        let questions = judged::questions(set);
        let mut scores = Vec::new();
        for question in &questions {
            scores.push((question.kind.as_str(), question.score(&found(site, &question.query).await?)));
        }
        table("plein", set, &scores);
        sqlite(set, &articles, &questions).await?;
        postgres(set, &articles, &questions).await?;
    }
    Ok(())
}

fn table(who: &str, set: &str, scores: &[(&str, Score)]) {
    for (kind, Score { ndcg, recall, empty }) in judged::means(scores) {
        tell(&format!("{who}, {set}"), &format!("nDCG@10, {kind}"), ndcg, "", None);
        if kind == "all" || kind == "hard" {
            tell(&format!("{who}, {set}"), &format!("recall@20, {kind}"), recall, "", None);
            tell(&format!("{who}, {set}"), &format!("empty pages, {kind}"), empty, "", None);
        }
    }
}

/// Whether the index holds all that was imported.
async fn followed(site: &Site) -> anyhow::Result<bool> {
    let ready = site.http.get(format!("{}/readyz", site.origin)).send().await?.text().await?;
    let answer = site.api("GET", "/search?q=soort:artikel&limit=1", None).await?;
    let enough = judged::articles().lines().count();
    Ok(!ready.is_empty() && answer["total"].as_u64().is_some_and(|total| total >= enough as u64))
}

async fn found(site: &Site, query: &str) -> anyhow::Result<Vec<String>> {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let answer = site.api("GET", &format!("/search?q={query}&kind=article&limit=20"), None).await?;
    let items = answer["items"].as_array().context("items")?;
    Ok(items.iter().filter_map(|item| item["external_id"].as_str()).map(str::to_owned).collect())
}

/// An article as a database gets it: id, title, text.
fn texts(articles: &str) -> anyhow::Result<Vec<(String, String, String)>> {
    let text = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let of = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
        anyhow::Ok((of("id"), of("title"), of("body_markdown")))
    };
    articles.lines().map(text).collect()
}

fn words(query: &str) -> Vec<String> {
    let words = query.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).filter(|word| !STOP.contains(&word.as_str())).collect()
}

/// FTS5, any of the words, BM25 with the title five times as heavy: by words, and by trigrams.
async fn sqlite(set: &str, articles: &str, questions: &[Judged]) -> anyhow::Result<()> {
    for (who, tokenizer) in [("SQLite FTS5 OR", "unicode61"), ("SQLite FTS5 trigram OR", "trigram")] {
        let mut db = SqliteConnection::connect("sqlite::memory:").await?;
        let make = format!("create virtual table doc using fts5(id unindexed, title, body, tokenize = '{tokenizer}')");
        sqlx::query(AssertSqlSafe(make)).execute(&mut db).await?;
        for (id, title, body) in texts(articles)? {
            sqlx::query("insert into doc (id, title, body) values (?, ?, ?)")
                .bind(id)
                .bind(title)
                .bind(body)
                .execute(&mut db)
                .await?;
        }
        let mut scores = Vec::new();
        for question in questions {
            let grams = |word: String| -> Vec<String> {
                if tokenizer != "trigram" {
                    return vec![word];
                }
                let letters: Vec<char> = word.chars().collect();
                letters.windows(3).map(|gram| gram.iter().collect()).collect()
            };
            let any = words(&question.query).into_iter().flat_map(grams).map(|word| format!("\"{word}\""));
            let any = any.collect::<Vec<_>>().join(" OR ");
            let rows: Vec<(String,)> = if any.is_empty() {
                Vec::new()
            } else {
                sqlx::query_as("select id from doc where doc match ? order by bm25(doc, 0, 5, 1) limit 20")
                    .bind(any)
                    .fetch_all(&mut db)
                    .await?
            };
            let found: Vec<String> = rows.into_iter().map(|(id,)| id).collect();
            scores.push((question.kind.as_str(), question.score(&found)));
        }
        table(who, set, &scores);
    }
    Ok(())
}

/// Full-text search of PostgreSQL with its Dutch configuration, `ts_rank_cd`: all of the words, and any of them.
async fn postgres(set: &str, articles: &str, questions: &[Judged]) -> anyhow::Result<()> {
    let cluster = std::env::var("PLEIN_TEST_POSTGRES").context("PLEIN_TEST_POSTGRES: use cargo xtask bench")?;
    let mut db = PgConnection::connect(&format!("{cluster}/postgres")).await?;
    sqlx::query("create temporary table doc (id text, words tsvector)").execute(&mut db).await?;
    for (id, title, body) in texts(articles)? {
        sqlx::query(
            "insert into doc values ($1, setweight(to_tsvector('dutch', $2), 'A') || setweight(to_tsvector('dutch', $3), 'D'))",
        )
        .bind(id)
        .bind(title)
        .bind(body)
        .execute(&mut db)
        .await?;
    }
    for (who, query) in [
        ("PostgreSQL FTS AND", "websearch_to_tsquery('dutch', $1)"),
        ("PostgreSQL FTS OR", "cast(replace(cast(plainto_tsquery('dutch', $1) as text), '&', '|') as tsquery)"),
    ] {
        let ask =
            format!("select id from doc, {query} q where words @@ q order by ts_rank_cd(words, q) desc, id limit 20");
        let mut scores = Vec::new();
        for question in questions {
            let rows: Vec<(String,)> =
                sqlx::query_as(AssertSqlSafe(ask.clone())).bind(&question.query).fetch_all(&mut db).await?;
            let found: Vec<String> = rows.into_iter().map(|(id,)| id).collect();
            scores.push((question.kind.as_str(), question.score(&found)));
        }
        table(who, set, &scores);
    }
    Ok(())
}
