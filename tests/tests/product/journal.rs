//! The search journal: what is asked and not found, without who, and the way from there to the thesaurus.

use tests::{App, Body, Chosen, Client, ROLES, Role, both, json};

const PAGE: &str = "/beheer/zoekjournaal";
const DAY: i64 = 86_400;

/// Asks on the page, so often.
async fn ask(client: &Client, query: &str, times: usize) {
    for _ in 0..times {
        client.get(&format!("/zoeken?{query}")).await.is(200);
    }
}

/// Waits until a query was counted so often.
async fn counted(app: &App, query: &str, times: i64) {
    let sql = format!("select cast(coalesce(sum(asked), 0) as text) from search_journal where query = '{query}'");
    app.until(&format!("{query} counted {times} times"), async || {
        (app.database.number(&sql).await == times).then_some(())
    })
    .await;
}

both! {
    a_query_is_counted_without_who_asked_it, async |app| {
        let before = app.database.dump(&["search_journal", "throttle", "sign_in"]).await;
        ask(&app.member(), "q=Zwervende++Katten", 2).await;
        ask(&app.stranger(), "q=zwervende+katten", 1).await;
        ask(&app.visitor(), "q=zwervende+katten+van:%22lena%22+in:kring-hidden", 1).await;
        counted(app, "zwervende katten", 3).await;
        let rows = app.database.texts("select day || '|' || query || '|' || asked || '|' || empty || '|' || clicks || '|' || ranks from search_journal").await;
        let [row] = rows.as_slice() else { panic!("one row: {rows:?}") };
        assert!(row.ends_with("|zwervende katten|3|3|0|0") && row.find('|') == Some(10), "a day, a query and numbers: {row}");
        assert_eq!(before, app.database.dump(&["search_journal", "throttle", "sign_in"]).await, "nothing is written anywhere else");
        assert!(!app.log().to_lowercase().contains("zwervende"), "nor in the log");
    }

    what_may_be_about_somebody_is_not_counted, async |app| {
        for query in ["q=jan%40gemeente.example", "q=06-1234+5678", "q=bsn+123456782", &format!("q={}", "a".repeat(101)), "q=", "q=van:lena", "q=katten&soort=gesprek", "q=katten&cursor=3f8000001111111111111111111111"] {
            ask(&app.member(), query, 1).await;
        }
        // Who looks for a person finds them first.
        app.until("the member in the index", async || app.member().get("/api/v1/search?q=sietse").await.is(200).at("total").eq("1").then_some(())).await;
        ask(&app.member(), "q=sietse", 3).await;
        app.member().with("sec-purpose", "prefetch").get("/zoeken?q=vooruitgehaald").await.is(200);
        app.member().get("/api/v1/search?q=programma").await.is(200);
        app.member().get("/api/v1/suggest?q=suggestie").await.is(200);
        ask(&app.member(), "q=eindelijk", 1).await;
        counted(app, "eindelijk", 1).await;
        assert_eq!(app.database.texts("select query from search_journal").await, ["eindelijk"]);
    }

    administrators_see_what_is_asked_often_and_no_one_else, async |app| {
        let path = "/api/v1/communities/kring-open/threads";
        app.owner().post(path, json!({ "title": "Woonoverlast in de wijk", "body_markdown": "Tekst" })).await.is(201);
        app.until("the thread in the index", async || app.member().get("/api/v1/search?q=woonoverlast").await.is(200).at("total").eq("1").then_some(())).await;
        ask(&app.member(), "q=woonoverlast", 4).await;
        ask(&app.visitor(), "q=zwerfkatten", 3).await;
        ask(&app.member(), "q=zeldzaam", 2).await;
        ask(&app.member(), "q=%22%3Dcmd+formule%22", 3).await;
        for (query, times) in [("woonoverlast", 4), ("zwerfkatten", 3), ("zeldzaam", 2), ("=cmd formule", 3)] {
            counted(app, query, times).await;
        }
        let results = app.visitor().get("/zoeken?q=woonoverlast").await.is(200).text();
        assert!(results.contains("ping=\"/zoeken/klik?q=woonoverlast&amp;plaats=1\""), "{results}");
        assert!(!app.visitor().get("/zoeken?q=woonoverlast&soort=gesprek").await.is(200).text().contains("ping="));
        for (query, place) in [("woonoverlast", "1"), ("woonoverlast", "2"), ("verzonnen", "1"), ("woonoverlast", "0"), ("woonoverlast", "21"), ("woonoverlast", "-7")] {
            app.visitor().form(&format!("/zoeken/klik?q={query}&plaats={place}"), &[]).await.is(204);
        }
        let clicks = "select cast(coalesce(sum(clicks), 0) as text) from search_journal";
        app.until("two clicks", async || (app.database.number(clicks).await == 2).then_some(())).await;
        assert_eq!(app.database.number("select cast(count(*) as text) from search_journal where query = 'verzonnen'").await, 0);
        let page = app.admin().get(PAGE).await.is(200).seen();
        assert!(page.contains("woonoverlast 5 0 2 1,5"), "asked, empty, opened, place: {page}");
        assert!(page.contains("zwerfkatten 3 3 Koppelen") && !page.contains("zeldzaam"), "{page}");
        assert!(page.contains("verdwijnt na 28 dagen"), "{page}");
        let file = app.admin().get(&format!("{PAGE}.csv")).await.is(200);
        assert!(file.text().contains("\"woonoverlast\";5;0;2;1,5\r\n") && !file.text().contains("zeldzaam"), "{}", file.text());
        assert!(file.text().contains("\"'=cmd formule\";3"), "no cell is a formula: {}", file.text());
        for role in ROLES.into_iter().filter(|role| *role != Role::Admin) {
            assert_ne!(app.client(role).get(PAGE).await.status, 200, "as {}", role.name());
            assert_ne!(app.client(role).get(&format!("{PAGE}.csv")).await.status, 200, "as {}", role.name());
        }
    }

    a_word_of_a_closed_community_is_not_shown, async |app| {
        for circle in ["open", "hidden"] {
            let path = format!("/api/v1/communities/kring-{circle}/threads");
            let title = if circle == "open" { "Woonoverlast" } else { "Geheime wolkenkrabber" };
            app.owner().post(&path, json!({ "title": title, "body_markdown": "Tekst" })).await.is(201);
        }
        for word in ["woonoverlast", "wolkenkrabber"] {
            app.until("the thread in the index", async || app.member().get(&format!("/api/v1/search?q={word}")).await.is(200).at("total").eq("1").then_some(())).await;
            ask(&app.member(), &format!("q={word}"), 3).await;
            counted(app, word, 3).await;
        }
        // Looking from outside finds nothing, and does not bring it to light.
        ask(&app.stranger(), "q=wolkenkrabber", 3).await;
        counted(app, "wolkenkrabber", 6).await;
        for path in [PAGE.to_owned(), format!("{PAGE}.csv")] {
            let text = app.admin().get(&path).await.is(200).text();
            assert!(text.contains("woonoverlast") && !text.contains("wolkenkrabber"), "{path}: {text}");
        }
        // What was open and closes is closed here too.
        let settings = json!({ "slug": "kring-open", "name": "Kring open", "description": "", "visibility": "hidden", "join": "invite" });
        app.owner().put("/api/v1/communities/kring-open", settings).await.is(200);
        assert!(!app.admin().get(PAGE).await.is(200).text().contains("woonoverlast"));
    }

    two_clicks_lead_from_a_query_without_results_to_the_thesaurus, async |app| {
        let path = "/api/v1/communities/kring-open/threads";
        app.owner().post(path, json!({ "title": "Overlast door katten", "body_markdown": "Tekst" })).await.is(201);
        ask(&app.visitor(), "q=mormels", 3).await;
        counted(app, "mormels", 3).await;
        let page = app.admin().get(PAGE).await.is(200);
        assert!(page.text().contains("href=\"/zoeken?q=mormels\""), "it can be tried");
        let form = app.admin().get(&format!("/beheer/thesaurus?van={}", page.after("/beheer/thesaurus?van=").trim_end_matches("#toevoegen"))).await.is(200).text();
        assert!(form.contains("name=\"from\"") && form.contains("value=\"mormels\"") && form.contains("id=\"toevoegen\""), "{form}");
        let link = [("from", "mormels"), ("to", "katten"), ("direction", "two"), ("weight", "80"), ("note", "")];
        app.admin().form("/beheer/thesaurus", &link).await.is(303);
        app.until("what was linked", async || app.visitor().get("/zoeken?q=mormels").await.is(200).text().contains("Overlast door katten").then_some(())).await;
    }

    a_link_of_the_thesaurus_is_changed_and_a_file_is_read_in, async |app| {
        let admin = app.admin();
        let read = async |bytes: &[u8], pasted: &str| {
            let file = Chosen { field: "csv", name: "lijst.csv", mime: "text/csv", bytes };
            admin.ask("POST", "/beheer/thesaurus/inlezen", Body::upload(&[("file", pasted)], &[file])).await
        };
        assert_eq!(read("mormels;katten;een;70;nee;".as_bytes(), "").await.is(303).location(), "/beheer/thesaurus?bewaard=1");
        // Written by an older spreadsheet, in Latin-1.
        read(b"caf\xe9s;horeca\r\n", "").await.is(303);
        let page = admin.get("/beheer/thesaurus?q=cafés").await.is(200).seen();
        assert!(page.contains("cafés") && page.contains("horeca"), "{page}");
        let wrong = read(b"mormels;katten\nmormels;???\n", "geplakt;en bewaard").await.is(422);
        assert!(wrong.text().contains("geplakt;en bewaard"), "what was pasted stays: {}", wrong.text());
        let none = admin.ask("POST", "/beheer/thesaurus/inlezen", Body::upload(&[("file", "")], &[])).await.is(422);
        assert!(none.seen().contains("Vul dit veld in."), "{}", none.seen());
        let list = admin.get("/beheer/thesaurus?q=mormels").await.is(200).text();
        for field in ["name=\"van\" value=\"mormels\"", "name=\"naar\" value=\"katten\""] {
            assert!(list.contains(field), "{list}");
        }
        let form = admin.get("/beheer/thesaurus?van=mormels&naar=katten").await.is(200).text();
        assert!(form.contains("name=\"weight\" value=\"70\"") || form.contains("value=\"70\""), "{form}");
        for (from, to) in [("de het", "katten"), ("mormels", "???")] {
            let link = [("from", from), ("to", to), ("direction", "two"), ("weight", "80"), ("note", "")];
            let refused = admin.form("/beheer/thesaurus", &link).await.is(422).seen();
            assert!(refused.contains("Zoeken let niet op deze tekens of woorden."), "{refused}");
        }
        let link = [("from", "ME"), ("to", "mobiele eenheid"), ("direction", "one"), ("weight", "90"), ("capitals", "on"), ("note", "")];
        admin.form("/beheer/thesaurus", &link).await.is(303);
    }

    after_four_weeks_it_is_gone, async |app| {
        ask(&app.member(), "q=zwerfkatten", 3).await;
        counted(app, "zwerfkatten", 3).await;
        app.travel(27 * DAY).await;
        assert_eq!(app.database.number("select cast(count(*) as text) from search_journal").await, 1);
        app.travel(29 * DAY).await;
        app.until("nothing", async || (app.database.number("select cast(count(*) as text) from search_journal").await == 0).then_some(())).await;
    }
}
