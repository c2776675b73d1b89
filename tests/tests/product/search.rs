//! Search: what is found, how it is told, and that nothing of what is kept shows in it, not even as a number.

use std::collections::BTreeSet;
use tests::{App, Client, Role, Value, both, json};

/// The whole answer to a question, without how long it took.
async fn ask(client: &Client, query: &str) -> Value {
    let mut answer: Value = client.get(&format!("/api/v1/search?{query}")).await.is(200).json();
    assert!(answer["took_ms"].as_i64().is_some_and(|took| took >= 0), "{answer}");
    answer.as_object_mut().expect("an answer").remove("took_ms");
    answer
}

fn coded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Opens a thread in a community.
async fn open(app: &App, circle: &str, title: &str, text: &str) -> String {
    let path = format!("/api/v1/communities/kring-{circle}/threads");
    app.member().post(&path, json!({ "title": title, "body_markdown": text })).await.is(201).at("id")
}

/// Waits until so many things are found for the member of all communities.
async fn until(app: &App, query: &str, total: usize) -> Value {
    app.until(&format!("{total} found for {query}"), async || {
        let answer = ask(&app.member(), query).await;
        (answer["total"] == total && answer["rebuilding"] == false).then_some(answer)
    })
    .await
}

/// The counts of a facet by key.
fn counts(answer: &Value, facet: &str) -> Vec<(String, i64)> {
    let buckets = answer["facets"][facet].as_array().expect("buckets");
    let mut counts: Vec<_> = buckets
        .iter()
        .map(|bucket| (bucket["key"].as_str().expect("a key").to_owned(), bucket["count"].as_i64().expect("a count")))
        .collect();
    counts.sort();
    counts
}

/// Something of each kind with the word in it, in a community.
async fn everything(app: &App, circle: &str, word: &str) {
    let thread = open(app, circle, &format!("Over {word}"), &format!("Wat is {word}?")).await;
    let said = json!({ "body_markdown": format!("Dat is {word}.") });
    app.owner().post(&format!("/api/v1/threads/{thread}/posts"), said.clone()).await.is(201);
    app.owner().post(&format!("/api/v1/rooms/{}/messages", app.world.circle(circle).room), said).await.is(201);
    let new = json!({ "title": format!("Uitleg {word}"), "body_markdown": format!("Alles van {word}."), "community": format!("kring-{circle}"), "tags": [word] });
    app.moderator().post("/api/v1/articles", new).await.is(201);
}

/// What nothing looks like.
fn nothing() -> Value {
    json!({ "total": 0, "items": [], "facets": { "kind": [], "community": [], "theme": [], "year": [], "organisation": [], "tag": [] }, "rebuilding": false })
}

both! {
    what_is_found_says_what_and_where_it_is, async |app| {
        everything(app, "hidden", "wolkenkrabber").await;
        let answer = until(app, "q=wolkenkrabber", 4).await;
        assert_eq!(counts(&answer, "kind"), [("article".into(), 1), ("message".into(), 1), ("post".into(), 1), ("thread".into(), 1)]);
        assert_eq!(counts(&answer, "community"), [("kring-hidden".into(), 4)]);
        for hit in answer["items"].as_array().expect("items") {
            for field in ["kind", "id", "title", "url", "snippet_html", "score", "community", "author", "created_at"] {
                assert!(!hit[field].is_null(), "{field} is missing: {hit}");
            }
            assert_eq!(hit["community"]["slug"], "kring-hidden");
            assert!(hit["snippet_html"].as_str().expect("HTML").contains("<mark>wolkenkrabber</mark>"), "{hit}");
            let url = hit["url"].as_str().expect("an address").split('#').next().expect("a path");
            let page = app.member().get(url).await;
            assert!([200, 303].contains(&page.status), "{url}: {}", page.status);
        }
        for kind in ["thread", "post", "message", "article"] {
            let narrowed = ask(&app.member(), &format!("q=wolkenkrabber&kind={kind}")).await;
            assert_eq!((&narrowed["total"], &narrowed["items"][0]["kind"]), (&json!(1), &json!(kind)));
            assert_eq!(counts(&narrowed, "kind").len(), 4, "the other kinds are still counted");
        }
        assert_eq!(ask(&app.member(), "q=wolkenkrabber&kind=member").await["total"], 0);
        assert_eq!(ask(&app.member(), "q=wolkenkrabber&community=kring-open").await["total"], 0);
        assert_eq!(ask(&app.member(), "q=wolkenkrabber&community=kring-hidden").await["total"], 4);
    }

    a_choice_that_is_none_is_named, async |app| {
        for (field, value) in [("kind", "onzin"), ("year", "ooit")] {
            let problem = app.member().get(&format!("/api/v1/search?q=kring&{field}={value}")).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{problem}");
        }
        let problem = app.member().get(&format!("/api/v1/search?q={}", "q".repeat(513))).await.problem(422);
        assert!(problem["errors"]["q"][0].is_string(), "{problem}");
        app.member().get(&format!("/api/v1/search?q={}", "q".repeat(512))).await.is(200);
        for query in ["community=bestaat-niet", "theme=bestaat-niet", "organisation=onzin", "q=kring&community="] {
            app.member().get(&format!("/api/v1/search?{query}")).await.is(200);
        }
        for cursor in ["x", "00000000", "7fc00000zzzz", "zzzzzzzz1111111111111111111111", "3f800000x", "é"] {
            app.member().get(&format!("/api/v1/search?q=kring&cursor={}", coded(cursor))).await.problem(400);
        }
    }

    pages_add_up_to_the_total, async |app| {
        for n in 0..23 {
            open(app, "open", &format!("Wolkenkrabber nummer {n}"), "Tekst").await;
        }
        until(app, "q=wolkenkrabber", 23).await;
        for limit in [1, 4, 23, 100] {
            let (mut ids, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = ask(&app.visitor(), &format!("q=wolkenkrabber&limit={limit}&cursor={cursor}")).await;
                assert_eq!(page["total"], 23, "limit {limit}");
                let items = page["items"].as_array().expect("items");
                ids.extend(items.iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()));
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
                assert_eq!(items.len(), limit, "only the last page is short");
            }
            assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (23, 23), "limit {limit}");
        }
        for (limit, count) in [("0", 1), ("-1", 1), ("101", 23), ("1000000", 23)] {
            let page = ask(&app.visitor(), &format!("q=wolkenkrabber&limit={limit}")).await;
            assert_eq!(page["items"].as_array().map(Vec::len), Some(count), "{limit}");
        }
    }

    words_are_found_in_every_form, async |app| {
        open(app, "open", "Vergunningen voor evenementen", "Wij overlegden met de coördinatoren over jeugdbendes.").await;
        until(app, "q=vergunningen", 1).await;
        for q in ["vergunning", "Vergunningen", "VERGUNNING", "evenement", "overleggen", "overlegt", "coordinator", "coördinator", "jeugdbende", "evenement vergunning", "\"vergunningen voor evenementen\"", "in:kring-open vergunning", "soort:gesprek vergunning"] {
            assert_eq!(ask(&app.visitor(), &format!("q={}", coded(q))).await["total"], 1, "{q}");
        }
        for q in ["vergunning -evenement", "\"evenementen voor vergunningen\"", "in:kring-listed vergunning"] {
            assert_eq!(ask(&app.visitor(), &format!("q={}", coded(q))).await["total"], 0, "{q}");
        }
    }

    a_passage_is_text_and_marks_and_nothing_else, async |app| {
        let hostile = "<script>alert(1)</script> wolkenkrabber <img src=x onerror=alert(2)> & \"x\" [klik](javascript:alert(3)) `<mark>` &lt;b&gt;";
        open(app, "open", "<b>Wolkenkrabber</b> & \"<i>\"", hostile).await;
        let answer = until(app, "q=wolkenkrabber", 1).await;
        let hit = &answer["items"][0];
        let snippet = hit["snippet_html"].as_str().expect("HTML");
        assert!(snippet.contains("<mark>wolkenkrabber</mark>"), "{snippet}");
        let bare = snippet.replace("<mark>", "").replace("</mark>", "");
        assert!(!bare.contains('<'), "{snippet}");
        assert!(bare.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && bare.contains("&lt;mark&gt;"), "{snippet}");
        assert_eq!(hit["title"], "<b>Wolkenkrabber</b> & \"<i>\"", "a title is text");
        let page = app.visitor().get("/zoeken?q=wolkenkrabber").await.is(200).text();
        assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert") && !page.contains("<b>Wolken"), "{page}");
    }

    nothing_of_a_closed_community_shows_to_who_is_outside, async |app| {
        everything(app, "hidden", "wolkenkrabber").await;
        everything(app, "listed", "wolkenkrabber").await;
        until(app, "q=wolkenkrabber", 8).await;
        for role in [Role::Visitor, Role::Stranger, Role::Former, Role::Admin] {
            let client = app.client(role);
            for q in ["wolkenkrabber", "wolkenkrabbers", "\"over wolkenkrabber\"", "over wolkenkrabber", "tag:wolkenkrabber", "van:olga wolkenkrabber", "wolkenkraber"] {
                for choice in ["", "&kind=thread", "&kind=message", "&kind=article", "&community=kring-hidden", "&community=kring-listed", "&year=2026", "&limit=1"] {
                    assert_eq!(ask(&client, &format!("q={}{choice}", coded(q))).await, nothing(), "{q}{choice} as {}", role.name());
                }
            }
            let suggested = client.get("/api/v1/suggest?q=wolkenk").await.is(200);
            assert!(!suggested.text().to_lowercase().contains("wolkenk"), "{}", suggested.text());
            for query in ["community=kring-hidden", "q=in:kring-hidden", "q=kring&community=kring-hidden"] {
                let (kept, absent) = (ask(&client, query).await, ask(&client, &query.replace("hidden", "niets")).await);
                // What was asked comes back in what is told about it, and nothing else differs.
                let absent = absent.to_string().replace("kring-niets", "kring-hidden");
                assert_eq!(kept.to_string(), absent, "{query} as {}", role.name());
            }
        }
        for role in [Role::Member, Role::Moderator, Role::Owner] {
            assert_eq!(ask(&app.client(role), "q=wolkenkrabber").await["total"], 8, "as {}", role.name());
        }
    }

    what_is_kept_changes_no_number_for_who_is_outside, async |app| {
        everything(app, "open", "wolkenkrabber").await;
        until(app, "q=wolkenkrabber", 4).await;
        let questions = ["q=wolkenkrabber", "q=over+wolkenkrabber&kind=thread", "q=kring", "q=wolkenkrabber&limit=1", "kind=thread", "kind=member&q=olga"];
        let outside = [Role::Visitor, Role::Stranger, Role::Former];
        let see = async || {
            let mut seen = Vec::new();
            for role in outside {
                for query in questions {
                    let mut answer = ask(&app.client(role), query).await;
                    // How well something fits hangs on how common its words are in all that there is.
                    for hit in answer["items"].as_array_mut().expect("items") {
                        hit.as_object_mut().expect("a hit").remove("score");
                    }
                    answer.as_object_mut().expect("an answer").remove("next_cursor");
                    seen.push((role.name(), query, answer));
                }
            }
            seen
        };
        let before = see().await;
        // A visitor does not read the room of an open community, a stranger neither.
        assert_eq!(before[0].2["total"], 3);
        assert_eq!(counts(&before[0].2, "kind"), [("article".into(), 1), ("post".into(), 1), ("thread".into(), 1)]);
        assert_eq!(counts(&before[0].2, "community"), [("kring-open".into(), 3)]);
        for n in 0..5 {
            everything(app, if n % 2 == 0 { "hidden" } else { "listed" }, "wolkenkrabber").await;
        }
        until(app, "q=wolkenkrabber", 24).await;
        for (old, new) in before.iter().zip(see().await) {
            assert_eq!(*old, new, "{} as {}", old.1, old.0);
        }
    }

    who_leaves_finds_nothing_any_more_at_once, async |app| {
        everything(app, "hidden", "wolkenkrabber").await;
        until(app, "q=wolkenkrabber", 4).await;
        assert_eq!(ask(&app.moderator(), "q=wolkenkrabber").await["total"], 4);
        app.moderator().delete("/api/v1/communities/kring-hidden/membership").await.is(204);
        assert_eq!(ask(&app.moderator(), "q=wolkenkrabber").await, nothing());
        let posts: Value = ask(&app.member(), "q=wolkenkrabber&kind=post").await;
        app.owner().delete(&format!("/api/v1/posts/{}", posts["items"][0]["id"].as_str().expect("an id"))).await.is(204);
        assert_eq!(ask(&app.member(), "q=wolkenkrabber").await["total"], 3, "what was taken away is found no more");
    }

    members_are_found_by_members_only, async |app| {
        let answer = until(app, "q=sietse", 1).await;
        assert_eq!((&answer["items"][0]["kind"], &answer["items"][0]["title"]), (&json!("member"), &json!("Sietse Vreemd")));
        assert_eq!(answer["items"][0]["url"], format!("/lid/{}", app.world.person(Role::Stranger).id));
        assert_eq!(ask(&app.visitor(), "q=sietse").await, nothing());
        assert_eq!(ask(&app.visitor(), "q=sietse&kind=member").await, nothing());
        assert!(!app.visitor().get("/api/v1/suggest?q=sietse").await.is(200).text().contains("Sietse"));
    }

    no_question_breaks_it, async |app| {
        let questions = [
            "", " ", "\"", "\"\"", "\"open", "a\"b\"c\"", "(", ")", "(((", "AND", "OR", "NOT", "AND AND OR", "-", "--", "-a", "-\"", "*", "a*", "*a*", "?", "~", "a~9", "^2",
            "title:", "in:", "van:", "soort:", "voor:", "na:", "tag:", "in:\"", "soort:onzin", "voor:2026-99-99", "na:0000-00-00", "voor:-1", "body_markdown:*", "[a TO b]", "{* TO *}",
            "\u{0}", "a\u{0}b", "\u{1}\u{7}\u{1b}[31m", "\r\n\t", "\u{202e}omgekeerd", "\u{feff}", "🏴🏴🏴", "👨‍👩‍👧‍👦", "é\u{301}\u{301}\u{301}", "ﷺ", "\u{10ffff}", "\\", "\\\"", "'; drop table member; --", "%", "%25%00",
            "1e309", "-0", "99999999999999999999", "a:b:c:d", "https://proef.example/?a=b&c=d#e", "kring AND NOT (kring OR \"", "+kring -kring", "kring^1e999", "/.*/", "..", "<script>", "${7*7}",
        ];
        let long = ["a ".repeat(256), "\"a\" ".repeat(128), "-a ".repeat(170), "(".repeat(512), "in:x ".repeat(102), "é".repeat(512), "a*".repeat(256), "x".repeat(100_000)];
        for q in questions.iter().map(ToString::to_string).chain(long) {
            for place in ["/api/v1/search?q=", "/zoeken?q=", "/api/v1/suggest?q="] {
                for client in [app.visitor(), app.member()] {
                    let answer = client.get(&format!("{place}{}", coded(&q).chars().take(6_000).collect::<String>().trim_end_matches('%'))).await;
                    let fine: &[u16] = if q.contains('\0') { &[400] } else { &[200, 422] };
                    assert!(fine.contains(&answer.status), "{place}{:?}: {}", q.chars().take(60).collect::<String>(), answer.status);
                }
            }
        }
        for query in ["q=%ff%fe", "q=%", "q=a&q=b", "q[]=a", "limit=abc", "limit=1e9", "limit=99999999999999999999", "kind=%00", "cursor=%00"] {
            let answer = app.member().get(&format!("/api/v1/search?{query}")).await;
            assert!([200, 400, 422].contains(&answer.status), "{query}: {}", answer.status);
        }
    }
}
