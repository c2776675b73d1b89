//! Articles of the kennisbank: what a program writes, lists, changes and looks back on.

use std::collections::BTreeSet;
use tests::{App, Client, Role, Value, both, json};

const ARTICLES: &str = "/api/v1/articles";

/// Writes an article in the open theme, as its editor; gives its address in the API.
async fn written(app: &App, title: &str) -> String {
    let new = json!({ "title": title, "body_markdown": "Eerste tekst.", "theme": app.world.theme });
    let id = app.moderator().post(ARTICLES, new).await.is(201).at("id");
    format!("{ARTICLES}/{id}")
}

/// The titles of a list, page by page, newest first; every page but the last is full.
async fn titles(client: &Client, query: &str, limit: usize) -> Vec<String> {
    let mut titles = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Value = client.get(&format!("{ARTICLES}?{query}&limit={limit}&cursor={cursor}")).await.is(200).json();
        let items = page["items"].as_array().expect("items");
        assert!(items.iter().all(|article| article.get("body_markdown").is_none()), "a list holds no texts: {page}");
        titles.extend(items.iter().map(|article| article["title"].as_str().expect("a title").to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return titles,
        }
        assert_eq!(items.len(), limit, "only the last page is short");
    }
}

/// Imports articles 0 to `n` in the open theme; two by two they were published in the same second.
fn import(app: &App, n: usize) {
    let line = |i: usize| {
        json!({
            "id": format!("proef-{i}"), "title": format!("Import {i:03}"), "body_markdown": "Tekst.",
            "theme": app.world.theme, "published_at": format!("2020-01-01T00:{:02}:00Z", i / 2), "tags": [format!("groep{}", i % 3)],
        })
        .to_string()
    };
    let file = app.data.join("artikelen.jsonl");
    std::fs::write(&file, (0..n).map(line).collect::<Vec<_>>().join("\n")).expect("a file");
    app.command_ok(&["import", "articles", file.to_str().expect("a path")], "");
}

both! {
    an_article_comes_back_as_it_was_written, async |app| {
        let new = json!({
            "title": "  Zó doen wij het  ", "body_markdown": "# Kop\r\n\r\nTekst & <b>meer</b>.", "kind": "goed-voorbeeld",
            "theme": app.world.theme, "tags": ["Proef", "proef", " Zorg "], "source": "Gemeente Proef", "source_url": "https://proef.example/a?b=c",
            "licence": "CC0", "remark": "Stand 2026", "published_at": "2026-01-02T03:04:05Z",
        });
        let made = app.moderator().post(ARTICLES, new).await.is(201);
        let article: Value = made.json();
        let expected = json!({
            "title": "Zó doen wij het", "kind": "goed-voorbeeld", "tags": ["proef", "zorg"], "source": "Gemeente Proef",
            "source_url": "https://proef.example/a?b=c", "licence": "CC0", "remark": "Stand 2026", "version": 1, "archived": false,
            "body_markdown": "# Kop\n\nTekst & <b>meer</b>.", "published_at": "2026-01-02T03:04:05.000000Z", "reviewed_at": null,
        });
        for (field, value) in expected.as_object().expect("fields") {
            assert_eq!(&article[field], value, "{field}");
        }
        assert_eq!(article["theme"]["slug"], app.world.theme.as_str());
        assert_eq!(article["author"]["name"], "Moos Orde");
        let html = article["body_html"].as_str().expect("HTML");
        assert!(html.contains("Tekst &amp; &lt;b&gt;meer&lt;/b&gt;."), "{html}");
        let id = article["id"].as_str().expect("an id");
        assert_eq!(article["url"], format!("/a/{id}/zo-doen-wij-het"));
        assert!(app.visitor().get(&made.at("url")).await.is(200).seen().contains("Tekst & <b>meer</b>."));
        let shown: Value = app.visitor().get(&format!("{ARTICLES}/{id}")).await.is(200).json();
        assert_eq!(shown, article, "the same for everybody who reads it");
    }

    a_change_of_an_old_version_is_a_conflict_and_every_version_is_kept, async |app| {
        let path = written(app, "Eerste titel").await;
        let editor = app.moderator();
        let second = editor.patch(&path, json!({ "version": 1, "title": "Tweede titel" })).await.is(200);
        assert_eq!((second.at("version"), second.at("title"), second.at("body_markdown")), ("2".into(), "Tweede titel".into(), "Eerste tekst.".into()));
        for version in [1, 0, -1, 3, i64::MAX] {
            editor.patch(&path, json!({ "version": version, "title": "Uit een oud tabblad" })).await.problem(409);
        }
        let unversioned = editor.patch(&path, json!({ "title": "Zonder versie" })).await.problem(422);
        assert_eq!(unversioned["errors"], json!({ "version": ["Vul dit veld in."] }));
        let same = editor.patch(&path, json!({ "version": 2, "title": "Tweede titel" })).await.is(200);
        assert_eq!(same.at("version"), "2", "what changes no words makes no version");
        let body = json!({ "version": 2, "body_markdown": "Tweede tekst." });
        let at_once = (0..6).map(|_| {
            let (client, path, body) = (editor.clone(), path.clone(), body.clone());
            async move { client.patch(&path, body).await.status }
        });
        let mut statuses = futures_util::future::join_all(at_once).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409, 409, 409, 409, 409]);
        let revisions: Value = app.visitor().get(&format!("{path}/revisions")).await.is(200).json();
        let items = revisions["items"].as_array().expect("items");
        let told: Vec<(i64, &str, &str)> = items
            .iter()
            .map(|item| (item["version"].as_i64().expect("a number"), item["title"].as_str().expect("a title"), item["editor"]["name"].as_str().expect("a name")))
            .collect();
        assert_eq!(told, [(3, "Tweede titel", "Moos Orde"), (2, "Tweede titel", "Moos Orde"), (1, "Eerste titel", "Moos Orde")]);
        assert_eq!(app.visitor().get(&path).await.is(200).at("body_markdown"), "Tweede tekst.");
    }

    the_list_pages_by_keyset_and_gives_a_hundred_at_most, async |app| {
        import(app, 120);
        let visitor = app.visitor();
        let imported = |titles: Vec<String>| titles.into_iter().filter(|title| title.starts_with("Import ")).collect::<Vec<_>>();
        let all = imported(titles(&visitor, "", 100).await);
        assert_eq!(all.len(), 120);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 120, "nothing twice, nothing lost");
        let seconds: Vec<usize> = all.iter().map(|title| title[7..].parse::<usize>().expect("a number") / 2).collect();
        assert!(seconds.windows(2).all(|pair| pair[0] >= pair[1]), "newest first: {all:?}");
        for limit in [7, 25] {
            assert_eq!(imported(titles(&visitor, "", limit).await), all, "limit {limit}");
        }
        for (query, expected) in [("limit=101", 100), ("limit=100000", 100), ("limit=0", 1), ("limit=-5", 1), ("limit=3", 3), ("", 25)] {
            let page: Value = visitor.get(&format!("{ARTICLES}?{query}")).await.is(200).json();
            assert_eq!(page["items"].as_array().map(Vec::len), Some(expected), "{query}");
            assert!(page["next_cursor"].is_string(), "{query}");
        }
        for cursor in ["x", "1_x", "_", "99999999999999999999_1", "-", "%F0%9F%98%80"] {
            visitor.get(&format!("{ARTICLES}?cursor={cursor}")).await.problem(400);
        }
    }

    a_list_is_narrowed_by_what_is_asked, async |app| {
        import(app, 9);
        let member = app.member();
        assert_eq!(titles(&member, "tag=groep1", 100).await, ["Import 007", "Import 004", "Import 001"]);
        assert_eq!(titles(&member, "external_id=proef-5", 100).await, ["Import 005"]);
        assert_eq!(titles(&member, "theme=thema-leden", 100).await, ["Handreiking thema-leden"]);
        assert_eq!(titles(&member, "kind=handreiking&theme=thema-open", 100).await, ["Handreiking thema-open"]);
        assert_eq!(titles(&member, "community=kring-hidden", 100).await, ["Artikel van kring hidden"]);
        for (client, query) in [
            (app.stranger(), "community=kring-hidden"), (app.admin(), "community=kring-listed"), (app.visitor(), "theme=thema-leden"),
            (app.member(), "theme=bestaat-niet"), (app.member(), "tag=groep"), (app.member(), "external_id=proef"),
        ] {
            assert!(titles(&client, query, 100).await.is_empty(), "{query}");
        }
        let problem = member.get(&format!("{ARTICLES}?kind=onzin")).await.problem(422);
        assert!(problem["errors"]["kind"][0].is_string(), "{problem}");
    }

    a_wrong_field_is_named, async |app| {
        let theme = &app.world.theme;
        let path = written(app, "Blijft zoals het is").await;
        let before = app.database.dump(&["sign_in"]).await;
        let cases = [
            ("title", json!("ab")), ("title", json!("t".repeat(251))), ("title", json!("a\u{0}bc")), ("title", json!(" \u{200b} ")),
            ("body_markdown", json!("")), ("body_markdown", json!("x".repeat(256_001))), ("body_markdown", json!(">".repeat(200))), ("body_markdown", json!("a\u{0}b")),
            ("tags", json!(vec!["t"; 21])), ("tags", json!(["t".repeat(61)])), ("tags", json!([""])), ("source", json!("s".repeat(2_001))),
            ("source_url", json!("javascript:alert(1)")), ("source_url", json!("https://")), ("source_url", json!("https://a b")),
            ("source_url", json!(format!("https://a.example/{}", "p".repeat(2_000)))), ("licence", json!("l".repeat(201))), ("remark", json!("r\u{0}")),
            ("theme", json!("bestaat-niet")), ("subject", json!("bestaat-niet")),
        ];
        for (field, value) in cases {
            let mut new = json!({ "title": "Een titel", "body_markdown": "Tekst", "theme": theme });
            new[field] = value.clone();
            let problem = app.moderator().post(ARTICLES, new).await.problem(422);
            let named: Vec<&String> = problem["errors"].as_object().expect("errors").keys().collect();
            assert_eq!(named, [field], "POST {field}: {problem}");
            let mut patch = json!({ "version": 1 });
            patch[field] = value;
            let problem = app.moderator().patch(&path, patch).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "PATCH {field}: {problem}");
        }
        for (field, value) in [("community", json!("bestaat-niet")), ("external_id", json!("x".repeat(201))), ("external_id", json!(""))] {
            let mut new = json!({ "title": "Een titel", "body_markdown": "Tekst" });
            new[field] = value;
            let problem = app.moderator().post(ARTICLES, new).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
        for field in ["id", "author", "version", "slug", "archived", "audience_id", "body_html"] {
            let mut new = json!({ "title": "Een titel", "body_markdown": "Tekst", "theme": theme });
            new[field] = "1".into();
            let problem = app.moderator().post(ARTICLES, new).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
        assert_eq!(app.database.dump(&["sign_in"]).await, before, "nothing was written");
    }

    a_kind_or_an_organisation_that_is_no_choice_is_named, async |app| {
        let path = written(app, "Een titel").await;
        for (field, value) in [("kind", "onzin"), ("organisation_id", "zzzzzzzzzzzzzzzzzzzzzz")] {
            let mut new = json!({ "title": "Een titel", "body_markdown": "Tekst", "theme": app.world.theme });
            new[field] = value.into();
            let problem = app.moderator().post(ARTICLES, new).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
            let mut patch = json!({ "version": 1 });
            patch[field] = value.into();
            let problem = app.moderator().patch(&path, patch).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
    }

    an_unknown_article_is_not_found, async |app| {
        let path = format!("{ARTICLES}/{}", crate::doors::absent(&app.world.article));
        let hidden = format!("{ARTICLES}/{}", app.world.circle("hidden").article);
        for client in [app.visitor(), app.stranger(), app.admin()] {
            for (method, end) in [("GET", ""), ("GET", "/revisions"), ("PATCH", ""), ("DELETE", "")] {
                let body = if method == "PATCH" { tests::Body::Json(json!({ "version": 1 })) } else { tests::Body::Empty };
                let absent = client.ask(method, &format!("{path}{end}"), body.clone()).await;
                let kept = client.ask(method, &format!("{hidden}{end}"), body).await;
                assert_eq!(kept.whole(), absent.whole(), "{}", kept.door);
                absent.problem(404);
            }
        }
    }

    who_may_not_write_writes_nothing, async |app| {
        let new = |place: &str, slug: &str| json!({ "title": "Een titel", "body_markdown": "Tekst", place: slug });
        for role in [Role::Stranger, Role::Former, Role::Member, Role::Owner] {
            app.client(role).post(ARTICLES, new("theme", &app.world.theme)).await.problem(403);
        }
        app.visitor().post(ARTICLES, new("theme", &app.world.theme)).await.problem(401);
        app.member().post(ARTICLES, new("community", "kring-hidden")).await.problem(403);
        // Who may not know of a community is told the same as about one that is not there.
        for role in [Role::Stranger, Role::Former] {
            let kept = app.client(role).post(ARTICLES, new("community", "kring-hidden")).await;
            let absent = app.client(role).post(ARTICLES, new("community", "kring-niets")).await;
            assert_eq!(kept.whole(), absent.whole());
            assert_eq!(kept.status, 422);
        }
        let listed = titles(&app.visitor(), "theme=thema-open", 100).await;
        assert_eq!(listed, ["Handreiking thema-open"]);
    }

    what_is_archived_leaves_the_list_and_what_is_deleted_is_gone, async |app| {
        let path = written(app, "Gaat weg").await;
        let editor = app.moderator();
        let listed = async || titles(&app.visitor(), "theme=thema-open", 100).await.contains(&"Gaat weg".to_owned());
        assert!(listed().await);
        let archived = editor.patch(&path, json!({ "version": 1, "archived": true })).await.is(200);
        assert_eq!((archived.at("archived"), archived.at("version")), ("true".into(), "1".into()));
        assert!(!listed().await);
        assert_eq!(app.visitor().get(&path).await.is(200).at("archived"), "true");
        editor.patch(&path, json!({ "version": 1, "archived": false })).await.is(200);
        assert!(listed().await);
        editor.delete(&path).await.is(204);
        assert!(!listed().await);
        for client in [app.visitor(), app.moderator(), app.admin()] {
            client.get(&path).await.problem(404);
            client.get(&format!("{path}/revisions")).await.problem(404);
        }
        editor.patch(&path, json!({ "version": 1, "title": "Toch" })).await.problem(404);
        editor.delete(&path).await.problem(404);
    }
}
