//! How good the answers of search are, on judged questions: a change that makes them worse fails here.

use std::fs;
use tests::{Client, Value, both, judged};

/// What the answers to the questions that are tuned on must reach: kind, nDCG@10. The goals of the design are these; what is
/// reached stands in `docs/performance.md`.
const GOALS: [(&str, f64); 7] = [
    ("all", 0.92),
    ("hard", 0.90),
    ("plain", 0.92),
    ("stem", 0.95),
    ("compound", 0.95),
    ("typo", 0.88),
    ("synonym", 0.75),
];

async fn found(client: &Client, query: &str) -> Vec<String> {
    let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let answer: Value = client.get(&format!("/api/v1/search?q={query}&kind=article&limit=20")).await.is(200).json();
    let items = answer["items"].as_array().expect("items").clone();
    items.iter().filter_map(|item| item["external_id"].as_str()).map(str::to_owned).collect()
}

both! {
    judged_questions_are_answered_well, async |app| {
        let file = app.data.join("articles.jsonl");
        let articles = judged::articles();
        fs::write(&file, &articles).expect("a file");
        app.command_ok(&["import", "articles", file.to_str().expect("a path")], "");
        let member = app.member();
        app.until("all articles in the index", async || {
            let answer: Value = member.get("/api/v1/search?q=soort:artikel").await.is(200).json();
            let total = usize::try_from(answer["total"].as_u64()?).ok()?;
            (total >= articles.lines().count()).then_some(())
        })
        .await;
        let questions = judged::questions("dev");
        let mut scores = Vec::new();
        for question in &questions {
            scores.push((question.kind.as_str(), question.score(&found(&member, &question.query).await)));
        }
        let means = judged::means(&scores);
        for (kind, goal) in GOALS {
            assert!(means[kind].ndcg >= goal, "{kind}: {means:#?}");
        }
        assert!(means["all"].recall >= 0.95, "{means:#?}");
        for set in [&questions, &judged::questions("own")] {
            for question in set {
                assert!(!found(&member, &question.query).await.is_empty(), "{} has an empty page", question.query);
            }
        }
    }
}
