//! Signing in and out, and when a sign-in ends.

use tests::{Role, both, json};

const PASSWORD: &str = "een lange zin voor de proef";

both! {
    a_program_signs_in_and_out, async |app| {
        let email = &app.world.person(Role::Member).email;
        let signed = app.visitor().post("/api/v1/session", json!({ "email": email, "password": PASSWORD })).await.is(201);
        let mut program = app.visitor();
        program.token = Some(signed.at("token"));
        assert_eq!(program.get("/api/v1/me").await.is(200).at("name"), "Lena van der Lid");
        program.delete("/api/v1/session").await.is(204);
        program.get("/api/v1/me").await.problem(401);
        let cookie = app.world.person(Role::Member).cookie.clone();
        for (name, value) in [("cookie", cookie.as_str()), ("origin", app.origin.as_str()), ("sec-fetch-site", "same-origin")] {
            let body = json!({ "email": email, "password": PASSWORD });
            app.visitor().with(name, value).post("/api/v1/session", body).await.problem(403);
        }
    }

    every_wrong_pair_gets_one_answer, async |app| {
        let known = &app.world.person(Role::Owner).email;
        let body = |email: &str, password: &str| json!({ "email": email, "password": password });
        let answers = [
            app.visitor().post("/api/v1/session", body(known, "niet dit wachtwoord")).await.is(401),
            app.visitor().post("/api/v1/session", body("bestaat.niet@proef.example", PASSWORD)).await.is(401),
            app.visitor().post("/api/v1/session", body("geen adres", "")).await.is(401),
            app.visitor().post("/api/v1/session", body("", "")).await.is(401),
            app.visitor().post("/api/v1/session", body(&format!("{}x", known), &"p".repeat(100_000))).await.is(401),
        ];
        for answer in &answers {
            assert_eq!(answer.whole(), answers[0].whole());
        }
        let page = app.visitor().form("/inloggen", &[("email", known), ("password", "niet dit wachtwoord")]).await.is(401);
        assert!(page.text().contains(known.as_str()), "the address stays");
        assert!(!page.text().contains("niet dit wachtwoord"), "the password does not");
    }

    guessing_becomes_slow_for_known_and_unknown_alike, async |app| {
        for email in ["owner@proef.example", "onbekend@proef.example"] {
            let mut statuses = Vec::new();
            for n in 0..8 {
                let body = json!({ "email": email, "password": format!("gok nummer {n} van acht") });
                statuses.push(app.visitor().post("/api/v1/session", body).await.status);
            }
            assert_eq!(statuses[..3], [401; 3], "{email}: {statuses:?}");
            assert_eq!(statuses[4..], [429; 4], "{email}: {statuses:?}");
            let late = app.visitor().post("/api/v1/session", json!({ "email": email, "password": PASSWORD })).await.is(429);
            assert!(late.header("retry-after").parse::<u32>().is_ok_and(|wait| wait <= 900), "{}", late.header("retry-after"));
        }
        // Nobody is locked out: after the wait the right pair works.
        app.travel(16 * 60).await;
        app.visitor().post("/api/v1/session", json!({ "email": "owner@proef.example", "password": PASSWORD })).await.is(201);
    }

    a_sign_in_ends_when_idle_and_after_half_a_day, async |app| {
        app.member().get("/api/v1/me").await.is(200);
        app.travel(8 * 3600 - 120).await;
        app.member().get("/api/v1/me").await.is(200);
        // Seen just now, so idle counts from here; what was not seen has ended.
        app.travel(8 * 3600 + 120).await;
        app.member().get("/api/v1/me").await.is(200);
        app.owner().get("/api/v1/me").await.problem(401);
        assert_eq!(app.owner().get("/leden").await.is(303).location(), "/inloggen?naar=%2Fleden");
        app.travel(12 * 3600 + 120).await;
        app.member().get("/api/v1/me").await.problem(401);
    }

    a_chosen_cookie_is_not_taken_over, async |app| {
        let email = &app.world.person(Role::Member).email;
        let planted = app.visitor().with("cookie", "__Host-sid=mijn-eigen-keuze");
        let signed = planted.form("/inloggen", &[("email", email), ("password", PASSWORD)]).await.is(303);
        let cookie = signed.header("set-cookie");
        assert!(cookie.starts_with("__Host-sid=") && !cookie.contains("mijn-eigen-keuze"), "{cookie}");
        assert_eq!(planted.get("/leden").await.is(303).location(), "/inloggen?naar=%2Fleden");
    }

    signing_out_ends_it_at_the_server, async |app| {
        let out = app.member().form("/uitloggen", &[]).await.is(303);
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        assert!(out.header("clear-site-data").contains("cache"));
        app.member().get("/leden").await.is(303);
        app.member().get("/api/v1/me").await.is(200);
    }

    a_form_that_came_too_late_comes_back_filled_in, async |app| {
        let path = format!("/t/{}/reageer", app.world.circle("open").thread);
        let typed = [("body_markdown", "Een half uur \"werk\" & <meer>"), ("nonce", "laat")];
        let kept = app.visitor().form(&path, &typed).await.is(303);
        let to = kept.location().to_owned();
        assert!(to.starts_with("/inloggen?naar="), "{to}");
        assert!(!to.contains("werk"), "what was typed is in no address");
        let page = app.visitor().get(&to).await.is(200);
        assert!(!page.text().contains("half uur"), "before signing in it is shown to nobody");
        let mine = kept.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        assert!(mine.starts_with("__Host-kept="), "{mine}");
        let to = app.member().get(&to).await.is(303).location().to_owned();
        app.member().get(&to).await.is(404);
        let cookie = format!("{}; {mine}", app.world.person(Role::Member).cookie);
        let back = app.member().with("cookie", &cookie).get(&to).await.is(200);
        assert!(back.text().contains("Een half uur"), "{}", back.seen());
        assert!(back.text().contains(&format!("action=\"{path}\"")), "{}", back.text());
        app.travel(3_700).await;
        app.member().with("cookie", &cookie).get(&to).await.is(404);
    }

    the_secrets_of_the_site_are_told_nowhere, async |app| {
        let secret = std::fs::read_to_string(app.data.join("secret")).expect("the secret");
        let tokens: Vec<String> = app.world.people.values().flat_map(|person| [person.token.clone(), person.cookie.clone()]).collect();
        app.visitor().form("/inloggen", &[("email", "x@y.z"), ("password", "een heel geheim wachtwoord")]).await;
        app.member().get("/api/v1/me").await.is(200);
        app.visitor().post("/api/v1/session", json!({ "email": 1 })).await;
        let log = app.log();
        let printed = app.command_ok(&["config", "check"], "");
        for word in tokens.iter().map(String::as_str).chain([secret.trim(), "een heel geheim wachtwoord"]) {
            assert!(!log.contains(word), "the log holds a secret");
            assert!(!printed.contains(word), "config check shows a secret");
        }
        for token in app.database.texts("select cast(count(*) as text) from sign_in").await {
            assert_ne!(token, "0");
        }
        let dump = app.database.dump(&[]).await;
        assert!(app.world.people.values().all(|person| !dump.contains(&person.token)), "a token stands in the database");
    }
}
