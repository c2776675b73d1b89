//! What holds at every door, whatever stands behind it.

use crate::doors::{absent, body, filled, objects};
use std::collections::BTreeSet;
use tests::{Answer, App, Body, ROLES, Role, Value, both, json};

/// The headers that every answer has.
const HEADERS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
];

fn guarded(answer: &Answer) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut must = |good: bool, what: String| {
        if !good {
            wrong.push(format!("{} ({}): {what}", answer.door, answer.status));
        }
    };
    for (name, value) in HEADERS {
        must(answer.header(name) == *value, format!("{name} is {:?}", answer.header(name)));
    }
    let policy = answer.header("content-security-policy");
    must(policy.starts_with("default-src 'none'") || policy.contains("sandbox"), format!("the policy is {policy:?}"));
    must(!policy.contains("unsafe-inline") && !policy.contains("unsafe-eval' "), format!("the policy is {policy:?}"));
    must(answer.header("permissions-policy").contains("camera=()"), "permissions-policy".to_owned());
    must(answer.headers.get("access-control-allow-origin").is_none(), "lets other origins read it".to_owned());
    must(answer.headers.get("server").is_none(), "names its server".to_owned());
    let cached = answer.header("cache-control");
    let lasting =
        ["/pkg/", "/voorladen.json", "/favicon"].iter().any(|part| answer.door.contains(part)) && answer.status == 200;
    must(lasting || cached.contains("no-store") || cached.contains("private"), format!("cache-control is {cached:?}"));
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap_or_default();
        must(
            cookie.contains("Secure") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            cookie.to_owned(),
        );
        must(
            cookie.starts_with("lang=") || (cookie.starts_with("__Host-") && cookie.contains("HttpOnly")),
            cookie.to_owned(),
        );
        must(cookie.len() < 4096, "a cookie is too long".to_owned());
    }
    let text = answer.text();
    let page = answer.header("content-type").starts_with("text/html");
    must(
        !page || !(text.contains("<style") || text.contains(" style=\"") || text.contains("onclick=")),
        "inline style or script".to_owned(),
    );
    must(
        !text.contains("panicked at") && !text.contains("sqlx") && !text.contains(".rs:"),
        "tells of its insides".to_owned(),
    );
    wrong
}

/// Every door with every object, as somebody who may not and somebody who may, and some answers that are not doors.
async fn sweep(app: &App) -> Vec<Answer> {
    // First what is too large: some door may end the sign-in that it needs.
    let replies = format!("/api/v1/threads/{}/posts", app.world.circle("open").thread);
    let large = Body::Raw("application/json".into(), vec![b' '; 2_200_000]);
    let mut answers = vec![app.member().ask("POST", &replies, large).await];
    for (method, path) in app.doors() {
        for object in objects(&app.world, &path).unwrap_or_default().iter().take(2) {
            for role in [Role::Visitor, Role::Member] {
                // Signing out would end what the rest of the sweep uses.
                if path.contains("session")
                    || ["/uitloggen", "/instellingen/inlogs", "/instellingen/wachtwoord"].contains(&path.as_str())
                {
                    continue;
                }
                let sent = body(&app.world, &method, &path).unwrap_or(Body::Empty);
                answers.push(app.client(role).ask(&method, &filled(&path, &object.values), sent).await);
            }
        }
    }
    for path in ["/niets", "/api/v1/niets", "/pkg/niets.css", "/healthz", "/readyz", "/robots.txt", "/voorladen.json"] {
        answers.push(app.visitor().get(path).await);
    }
    answers.push(app.visitor().ask("OPTIONS", "/api/v1/communities", Body::Empty).await);
    answers.push(app.visitor().ask("TRACE", "/", Body::Empty).await);
    answers.push(app.visitor().ask("PUT", "/", Body::Empty).await);
    answers
}

both! {
    every_answer_of_every_door_carries_its_guards, async |app| {
        let answers = sweep(app).await;
        let statuses: BTreeSet<u16> = answers.iter().map(|answer| answer.status).collect();
        for status in [200, 303, 401, 403, 404, 413] {
            assert!(statuses.contains(&status), "the sweep met no {status}: {statuses:?}");
        }
        let wrong: Vec<String> = answers.iter().flat_map(guarded).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    what_comes_from_another_site_changes_nothing, async |app| {
        let before = app.database.dump(&["throttle"]).await;
        let mut let_in = Vec::new();
        let from: [&[(&str, &str)]; 6] = [
            &[("origin", "https://evil.test")],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.test")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "same-origin"), ("origin", "https://evil.test")],
        ];
        // The one-click stop of a mail is pressed by mail programs (RFC 8058): its signature is its proof.
        let guarded = app.doors().into_iter().filter(|(method, path)| method != "GET" && !path.starts_with("/meldingen/stop/"));
        for (method, path) in guarded {
            let Some(object) = objects(&app.world, &path).and_then(|objects| objects.into_iter().next()) else { continue };
            for headers in from {
                // A browser that is signed in, at pages and at the API alike.
                let cookie = app.world.person(Role::Owner).cookie.clone();
                let mut client = app.visitor().with("cookie", &cookie);
                for (name, value) in headers {
                    client = client.with(name, value);
                }
                if !headers.iter().any(|(name, _)| *name == "origin") {
                    client = client.with("origin", "");
                }
                for kind in ["application/x-www-form-urlencoded", "text/plain", "application/json"] {
                    let sent = match body(&app.world, &method, &path) {
                        Some(Body::Json(value)) => value.to_string(),
                        _ => "a=b".to_owned(),
                    };
                    let answer = client.ask(&method, &filled(&path, &object.values), Body::Raw(kind.into(), sent.into())).await;
                    if answer.status != 403 {
                        let_in.push(format!("{} from {headers:?} as {kind}: {}", answer.door, answer.status));
                    }
                }
            }
        }
        assert!(let_in.is_empty(), "{}", let_in.join("\n"));
        assert_eq!(app.database.dump(&["throttle"]).await, before);
    }

    a_program_without_a_token_or_with_a_cookie_is_no_program, async |app| {
        let path = format!("/api/v1/threads/{}/posts", app.world.circle("open").thread);
        let body = json!({ "body_markdown": "Van een programma" });
        app.visitor().with("origin", "").post(&path, body.clone()).await.problem(403);
        let cookie = app.world.person(Role::Member).cookie.clone();
        app.visitor().with("cookie", &cookie).with("origin", "").post(&path, body.clone()).await.problem(403);
        app.visitor().with("authorization", "Bearer niets").post(&path, body.clone()).await.problem(401);
        // A browser's token is not a program's, and the other way round.
        let stolen = cookie.split('=').nth(1).expect("a cookie").to_owned();
        app.visitor().with("authorization", &format!("Bearer {stolen}")).post(&path, body.clone()).await.problem(401);
        let token = app.world.person(Role::Member).token.clone();
        let page = app.visitor().with("cookie", &format!("__Host-sid={token}")).get("/leden").await;
        assert_eq!(page.status, 303);
        // The island's call: a cookie with the right origin.
        app.visitor().with("cookie", &cookie).with("origin", &app.origin).post(&path, body).await.is(201);
    }

    looking_changes_nothing, async |app| {
        // When a sign-in was last seen, and what is searched for without who, are the two things that looking tells.
        let except = &["sign_in", "search_journal"];
        let before = app.database.dump(except).await;
        for (method, path) in app.doors().into_iter().filter(|(method, _)| method == "GET") {
            for object in objects(&app.world, &path).unwrap_or_default() {
                for role in ROLES {
                    let client = app.client(role);
                    let path = filled(&path, &object.values);
                    client.get(&path).await;
                    client.ask("HEAD", &path, Body::Empty).await;
                    let query = format!("{path}?limit=5&cursor=&q=x&pinned=true&number=2&naar=%2F&_method=DELETE");
                    client.with("x-http-method-override", "DELETE").get(&query).await;
                }
            }
            let _ = method;
        }
        assert_eq!(app.database.dump(except).await, before);
    }

    nobody_is_sent_to_another_site, async |app| {
        let evil = [
            "https://evil.test", "//evil.test", "///evil.test", "/\\evil.test", "\\\\evil.test", "/\t/evil.test", "/\n/evil.test",
            "https:evil.test", "javascript:alert(1)", "data:text/html,x", "%2f%2fevil.test", "/%5cevil.test", "//evil.test/bewaard/x",
            "/bewaard/../../evil", ".evil.test", "@evil.test", "/\r\nSet-Cookie: a=b", "http:///evil.test", "/.//evil.test",
        ];
        for to in evil {
            let email = &app.world.person(Role::Member).email;
            let fields = [("email", email.as_str()), ("password", "een lange zin voor de proef"), ("naar", to)];
            let answers = [
                app.visitor().form("/inloggen", &fields).await,
                app.visitor().form("/taal", &[("lang", "nl"), ("back", to)]).await,
                app.member().get(&format!("/inloggen?naar={}", to.replace('\\', "%5C").replace(['\r', '\n', '\t'], "%0A"))).await,
                app.visitor().with("referer", &to.replace(|letter: char| letter.is_control(), "")).form("/uitloggen", &[]).await,
            ];
            for answer in answers {
                let location = answer.location();
                let ours = url::Url::parse(&app.origin).expect("our address");
                let Ok(target) = ours.join(location) else { panic!("{to:?} leads to {location:?}") };
                assert_eq!(target.origin(), ours.origin(), "{} leads {to:?} to {location:?}", answer.door);
                assert!(answer.headers.get_all("set-cookie").iter().all(|cookie| !cookie.as_bytes().starts_with(b"a=")));
            }
        }
    }

    what_cannot_be_read_is_refused_in_the_same_words, async |app| {
        let path = format!("/api/v1/threads/{}/posts", app.world.circle("open").thread);
        let raw = |text: &str| Body::Raw("application/json".into(), text.as_bytes().to_vec());
        let deep = format!("{{\"body_markdown\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
        let bodies = [
            "", "null", "[]", "{", "\"text\"", "{\"body_markdown\":1}", "{\"body_markdown\":null}", "{}", deep.as_str(),
            "{\"body_markdown\":\"a\",\"author_id\":\"x\"}", "{\"body_markdown\":\"a\",\"id\":1,\"number\":7}",
            "{\"body_markdown\":\"a\",\"body_markdown\":\"b\"}", "{\"body_markdown\":\"\\ud800\"}",
            "{\"body_markdown\":\"a\",\"reply_to\":\"x\"}", "{\"body_markdown\":\"a\",\"nonce\":7}",
        ];
        let before = app.database.dump(&["sign_in"]).await;
        for text in bodies {
            let answer = app.member().ask("POST", &path, raw(text)).await;
            assert!([400, 422].contains(&answer.status), "{}: {}", &text[..text.len().min(60)], answer.status);
            let status = answer.status;
            answer.problem(status);
        }
        let invalid = Body::Raw("application/json".into(), b"{\"body_markdown\":\"\xff\xfe\"}".to_vec());
        app.member().ask("POST", &path, invalid).await.problem(400);
        assert_eq!(app.database.dump(&["sign_in"]).await, before);
        let wrong = app.member().post(&path, json!({ "body_markdown": "a\u{0}b" })).await.problem(422);
        assert!(wrong["errors"]["body_markdown"].is_array(), "{wrong}");
    }

    no_field_of_any_door_breaks_the_program, async |app| {
        let tables = app.database.tables().await;
        app.database.keep().await;
        let odd = [
            "a\u{0}b", "\u{202E}omgekeerd", "'; drop table member; --", "%s%n{{7*7}}${7*7}", "\r\nSet-Cookie: a=b", "\u{FFFF}\u{10FFFF}",
            "🏴\u{E0067}\u{E0062}", "-1", "1e309", "NaN", "../../../etc/passwd", "ﷺﷺﷺ", "\u{200B}",
        ];
        let mut broken = Vec::new();
        for (method, path) in app.doors() {
            let Some(object) = objects(&app.world, &path).and_then(|objects| objects.into_iter().next()) else { continue };
            let Some(good) = body(&app.world, &method, &path) else { continue };
            let ends = path.contains("session") || path == "/uitloggen";
            for text in odd {
                let mut bodies = Vec::new();
                match &good {
                    Body::Json(Value::Object(fields)) => bodies.extend(fields.keys().map(|name| {
                        let mut changed = fields.clone();
                        changed.insert(name.clone(), text.into());
                        Body::Json(Value::Object(changed))
                    })),
                    Body::Form(fields) => bodies.extend((0..fields.len()).map(|n| {
                        let mut changed = fields.clone();
                        changed[n].1 = text.to_owned();
                        Body::Form(changed)
                    })),
                    _ => (),
                }
                let client = if path.contains("requests") || path.contains("verzoeken") { app.moderator() } else { app.owner() };
                let client = if ends { app.visitor() } else { client };
                let mut answers = Vec::new();
                for sent in bodies {
                    answers.push(client.ask(&method, &filled(&path, &object.values), sent).await);
                }
                let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
                let values: Vec<String> = object.values.iter().map(|_| encoded.replace('+', "%20")).collect();
                if !values.is_empty() && !ends {
                    answers.push(client.ask(&method, &filled(&path, &values), good.clone()).await);
                }
                if method == "GET" {
                    for name in ["q", "cursor", "naar", "soort", "kind", "community", "limit", "wie", "thema"] {
                        answers.push(client.get(&format!("{}?{name}={encoded}", filled(&path, &object.values))).await);
                    }
                }
                for answer in answers {
                    if answer.status >= 500 {
                        broken.push(format!("{} with {text:?}: {}", answer.door, answer.status));
                    }
                    let planted = answer.headers.get_all("set-cookie").iter().any(|cookie| cookie.as_bytes().starts_with(b"a="));
                    assert!(!planted, "{} takes a header from {text:?}", answer.door);
                }
            }
            if method != "GET" {
                app.database.restore(&tables).await;
            }
        }
        broken.dedup();
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    }

    what_is_too_large_is_refused_before_it_is_read, async |app| {
        let path = format!("/api/v1/threads/{}/posts", app.world.circle("open").thread);
        let of = |length: usize| json!({ "body_markdown": "a".repeat(length) });
        app.member().post(&path, of(32_000)).await.is(201);
        app.member().post(&path, of(32_001)).await.problem(422);
        app.member().post(&path, of(1_000_000)).await.problem(422);
        app.member().post(&path, of(2_200_000)).await.problem(413);
        let page = format!("/t/{}/reageer", app.world.circle("open").thread);
        let long = "b".repeat(40_000);
        let form = app.member().form(&page, &[("body_markdown", &long)]).await.is(422);
        assert!(form.text().contains(&long), "what was typed stays");
        app.member().form(&page, &[("body_markdown", &"c".repeat(2_200_000))]).await.is(413);
        let title = json!({ "title": "t".repeat(161), "body_markdown": "x" });
        app.member().post(&format!("/api/v1/communities/{}/threads", app.world.circle("open").slug), title).await.problem(422);
    }

    ids_and_cursors_of_others_making_are_refused, async |app| {
        let circle = app.world.circle("open");
        let id = &circle.thread;
        let cut = &id[..21];
        for bad in ["1", "0", "-1", "x", "%00", "..%2f..", "zzzzzzzzzzzzzzzzzzzzzz", cut, &format!("{id}1"), &id.to_uppercase(), "%F0%9F%98%80", "' or 1=1"] {
            let bad = bad.replace(' ', "%20").replace('\'', "%27");
            for path in [format!("/api/v1/threads/{bad}"), format!("/t/{bad}"), format!("/t/{bad}/1"), format!("/lid/{bad}"), format!("/api/v1/members/{bad}")] {
                let answer = app.member().get(&path).await;
                assert!([404, 400].contains(&answer.status), "{path}: {}", answer.status);
            }
        }
        for place in ["99999999999999999999", "0", "9223372036854775807", "-3"] {
            let answer = app.member().get(&format!("/t/{id}/{place}")).await;
            assert!([200, 303, 404].contains(&answer.status), "{place}: {}", answer.status);
        }
        let lists = app.doors().into_iter().filter(|(method, path)| method == "GET" && path.starts_with("/api/v1/") && !path.ends_with("}"));
        for (_, path) in lists {
            let Some(object) = objects(&app.world, &path).and_then(|objects| objects.into_iter().next()) else { continue };
            let path = filled(&path, &object.values);
            for query in ["limit=1e9", "limit=-1", "limit=0", "limit=abc", "limit=99999999999999999999", "limit=1000000",
                "cursor=x", "cursor=1_x", "cursor=-1", "cursor=%00", "cursor=99999999999999999999_1", "cursor='%20or%201=1--", "sort=name;drop%20table%20x"] {
                let answer = app.member().get(&format!("{path}?{query}")).await;
                assert!([200, 400, 403, 404, 422].contains(&answer.status), "{}: {}", answer.door, answer.status);
                if answer.status == 200 && answer.header("content-type").starts_with("application/json") {
                    let page: Value = answer.json();
                    assert!(page["items"].as_array().is_none_or(|items| items.len() <= 100), "{}", answer.door);
                }
            }
        }
    }

    errors_are_pages_for_people_and_problems_for_programs, async |app| {
        let page = app.visitor().get("/bestaat-niet").await.is(404);
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(page.text().contains("<h1"), "a designed page");
        app.visitor().get("/api/v1/bestaat-niet").await.problem(404);
        let wrong_method = app.member().ask("POST", "/api/v1/me", Body::Json(json!({}))).await;
        let status = wrong_method.status;
        assert!([404, 405].contains(&status), "{status}");
        wrong_method.problem(status);
        let dutch = app.visitor().get("/api/v1/bestaat-niet").await.problem(404);
        let english = app.visitor().with("accept-language", "en").get("/api/v1/bestaat-niet").await.problem(404);
        assert_ne!(dutch["title"], english["title"], "in the reader's language");
        assert_eq!(dutch["type"], english["type"], "with a stable name");
    }

    hidden_and_absent_are_one_also_for_slugs_that_look_alike, async |app| {
        let hidden = &app.world.circle("hidden").slug;
        for path in [format!("/c/{hidden}"), format!("/api/v1/communities/{hidden}"), format!("/c/{hidden}/over"), format!("/c/{hidden}/nieuw")] {
            let one = app.stranger().get(&path).await.is(404);
            let other = app.stranger().get(&path.replace(hidden.as_str(), &absent(hidden))).await.is(404);
            assert_eq!(one.whole().replace(hidden.as_str(), "…"), other.whole().replace(&absent(hidden), "…"));
        }
        // A slug that is taken by what one may not know gets a suffix, and says nothing.
        let new = json!({ "slug": hidden, "name": "Andere kring", "visibility": "open", "join": "free" });
        let made = app.admin().post("/api/v1/communities", new).await.is(201);
        assert_ne!(&made.at("slug"), hidden);
    }
}
