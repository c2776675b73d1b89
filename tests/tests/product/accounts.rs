//! What a program holds: a token, who it is, and when that ends.

use std::collections::BTreeSet;
use tests::{App, Body, Client, Person, Role, Value, both, json};

const PASSWORD: &str = "een lange zin voor de proef";
const SESSION: &str = "/api/v1/session";

/// Signs somebody in as a program; gives the program.
async fn program(app: &App, person: &Person) -> Client {
    let pair = json!({ "email": person.email, "password": PASSWORD });
    let mut program = app.visitor();
    program.token = Some(app.visitor().post(SESSION, pair).await.is(201).at("token"));
    program
}

both! {
    a_sign_in_tells_a_token_and_a_name_and_nothing_else, async |app| {
        let owner = app.world.person(Role::Owner);
        let answer = app.visitor().post(SESSION, json!({ "email": owner.email, "password": PASSWORD })).await.is(201);
        let signed: Value = answer.json();
        let token = signed["token"].as_str().expect("a token");
        assert_eq!(signed, json!({ "token": token, "member": { "id": owner.id, "name": "Olga Eigen" } }));
        assert!(token.len() >= 43 && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "256 bits at least: {token}");
        assert!(answer.headers.get("set-cookie").is_none(), "a program keeps no cookies");
        assert_eq!(answer.header("cache-control"), "private, no-store");
        let mut tokens = BTreeSet::from([token.to_owned(), owner.token.clone()]);
        for _ in 0..2 {
            tokens.insert(program(app, owner).await.token.expect("a token"));
        }
        assert_eq!(tokens.len(), 4, "every sign-in has a token of its own");
    }

    who_comes_with_marks_of_a_browser_is_refused_before_the_pair_is_looked_at, async |app| {
        let email = &app.world.person(Role::Member).email;
        let before = app.database.dump(&[]).await;
        for (name, value) in [
            ("cookie", "lang=nl"), ("origin", app.origin.as_str()), ("origin", "null"), ("sec-fetch-site", "none"), ("sec-fetch-mode", "cors"),
            ("sec-fetch-dest", "empty"), ("sec-fetch-user", "?1"),
        ] {
            let client = app.visitor().with(name, value);
            let right = client.post(SESSION, json!({ "email": email, "password": PASSWORD })).await;
            let wrong = client.post(SESSION, json!({ "email": "niemand@proef.example", "password": "x" })).await;
            assert_eq!(right.whole(), wrong.whole(), "{name}: {value}");
            right.problem(403);
        }
        assert_eq!(app.database.dump(&[]).await, before, "not even a guess was counted");
    }

    a_pair_that_does_not_fit_is_a_problem_document, async |app| {
        let wrong = json!({ "email": "niemand@proef.example", "password": "x" });
        let answer = app.visitor().post(SESSION, wrong).await;
        assert!(answer.headers.get("set-cookie").is_none());
        assert_eq!(answer.problem(401)["type"], "/problems/wrong-pair");
        assert_eq!(app.visitor().post(SESSION, json!("tekst")).await.problem(400)["type"], "/problems/malformed");
        let typed = app.visitor().post(SESSION, json!({ "email": 1, "password": "x" })).await.problem(422);
        assert!(typed["errors"]["email"][0].is_string(), "{typed}");
        app.visitor().post(SESSION, json!({})).await.problem(401);
        app.visitor().ask("POST", SESSION, Body::Form(vec![("email".into(), "a@b.example".into()), ("password".into(), "x".into())])).await.problem(400);
    }

    a_token_that_was_given_back_is_dead_and_only_that_one, async |app| {
        let person = app.world.person(Role::Stranger);
        let (one, other) = (program(app, person).await, program(app, person).await);
        let mut socket = one.live().await.expect("a socket");
        one.delete(SESSION).await.is(204);
        assert_eq!(socket.end().await, Some(4003), "its socket ends with it");
        for (method, path) in [("GET", "/api/v1/me"), ("DELETE", SESSION), ("GET", "/api/v1/communities"), ("POST", SESSION)] {
            let pair = Body::Json(json!({ "email": person.email, "password": PASSWORD }));
            one.ask(method, path, if method == "POST" { pair } else { Body::Empty }).await.problem(401);
        }
        assert_eq!(one.get("/live/poll").await.status, 200, "a page without the token is a visitor's");
        for alive in [other, app.stranger()] {
            assert_eq!(alive.get("/api/v1/me").await.is(200).at("id"), person.id);
        }
    }

    a_program_hears_at_the_socket_that_its_token_is_dead, async |app| {
        let one = program(app, app.world.person(Role::Stranger)).await;
        one.delete(SESSION).await.is(204);
        assert_eq!(one.live().await.err(), Some(401));
    }

    who_one_is_comes_with_function_organisation_and_roles, async |app| {
        assert_eq!(app.admin().get("/api/v1/me").await.is(200).json::<Value>()["roles"], json!(["admin"]));
        let (member, organisation) = (app.world.person(Role::Member), app.world.thing("organisation"));
        let fields = [("name", "Lena van der Lid"), ("function", "Adviseur zorg"), ("organisation", organisation.as_str())];
        app.admin().form(&format!("/beheer/leden/{}/gegevens", member.id), &fields).await.is(303);
        let me: Value = app.member().get("/api/v1/me").await.is(200).json();
        let expected = json!({ "id": member.id, "name": "Lena van der Lid", "function": "Adviseur zorg", "organisation": "Gemeente Proef", "presence": "room", "roles": [] });
        assert_eq!(me, expected);
        for token in ["", "niets", "Bearer", &member.id] {
            app.visitor().with("authorization", &format!("Bearer {token}")).get("/api/v1/me").await.problem(401);
        }
        let cookie = app.visitor().with("cookie", &app.world.person(Role::Owner).cookie);
        let both = cookie.with("authorization", &format!("Bearer {}", member.token));
        assert_eq!(both.get("/api/v1/me").await.is(200).at("id"), member.id, "the token says who asks");
    }

    a_function_that_nobody_filled_in_is_absent, async |app| {
        let admin = app.world.person(Role::Admin);
        let me: Value = app.admin().get("/api/v1/me").await.is(200).json();
        assert_eq!(me, json!({ "id": admin.id, "name": "Ada Beheer", "function": null, "organisation": null, "presence": "room", "roles": ["admin"] }));
    }

    an_account_that_is_stopped_is_stopped_everywhere_at_once, async |app| {
        let member = app.world.person(Role::Member);
        let room = format!("room:{}", app.world.circle("hidden").room);
        let (mut browser, mut program_) = (app.member().live().await.expect("a socket"), {
            let mut program = app.member();
            program.cookie = None;
            program.live().await.expect("a socket")
        });
        for socket in [&mut browser, &mut program_] {
            assert_eq!(socket.subscribe(&room, None).await["subd"]["ch"], room.as_str());
        }
        app.admin().form(&format!("/beheer/leden/{}/actief", member.id), &[("on", "false")]).await.is(303);
        app.member().get("/api/v1/me").await.problem(401);
        assert_eq!(app.member().get("/leden").await.is(303).location(), "/inloggen?naar=%2Fleden");
        let said = json!({ "body_markdown": "Na het einde" });
        app.owner().post(&format!("/api/v1/rooms/{}/messages", app.world.circle("hidden").room), said).await.is(201);
        for mut socket in [browser, program_] {
            assert_eq!(socket.end().await, Some(4003));
            assert!(socket.heard.iter().all(|frame| !frame.to_string().contains("Na het einde")), "{:?}", socket.heard);
        }
        let poll = app.member().get(&format!("/live/poll?cur={room}=0")).await.is(200);
        assert!(!poll.text().contains("Gezegd in kring"), "{}", poll.text());
        let pair = json!({ "email": member.email, "password": PASSWORD });
        let stopped = app.visitor().post(SESSION, pair.clone()).await;
        let unknown = app.visitor().post(SESSION, json!({ "email": "niemand@proef.example", "password": PASSWORD })).await;
        assert_eq!(stopped.whole(), unknown.whole(), "the right pair of a stopped account is a wrong one");
        stopped.problem(401);
        app.admin().form(&format!("/beheer/leden/{}/actief", member.id), &[("on", "true")]).await.is(303);
        app.member().get("/api/v1/me").await.problem(401);
        assert_eq!(program(app, member).await.get("/api/v1/me").await.is(200).at("id"), member.id);
    }

    a_request_that_is_granted_becomes_an_account_and_nothing_is_asked_twice, async |app| {
        let (email, function) = ("nieuw.hier@proef.example", "Adviseur openbare orde");
        let told = [("name", "Nina Nieuw"), ("email", email), ("organisation", "Gemeente Proef"), ("function", function), ("motivation", "Graag")];
        app.visitor().form("/account-aanvragen", &told).await.is(303);
        let list = app.admin().get("/beheer/aanvragen").await.is(200).text();
        let after = list.split(email).nth(1).and_then(|after| after.split("action=\"/beheer/aanvragen/").nth(1));
        let id = after.and_then(|after| after.split('"').next()).expect("a request with the address");
        app.admin().form(&format!("/beheer/aanvragen/{id}"), &[("outcome", "accept"), ("reason", "")]).await.is(303);
        let link = app.mailed_link(email, "/uitnodiging/").await;
        // Whoever asks in the name of the address once more puts nothing in front of its owner.
        let other = told.map(|(name, value)| (name, if name == "function" { "Iets heel anders" } else { value }));
        app.visitor().form("/account-aanvragen", &other).await.is(303);
        let page = app.visitor().get(&link).await.is(200);
        assert!(!page.text().contains("Iets heel anders"));
        for known in ["Nina Nieuw", function] {
            assert!(page.text().contains(&format!("value=\"{known}\"")), "{known}: {}", page.text());
        }
        let form = [("name", "Nina Nieuw"), ("function", function), ("organisation", ""), ("password", "zeven grauwe kraaien op het dak")];
        app.visitor().form(&link, &form).await.is(303);
        app.visitor().post(SESSION, json!({ "email": email, "password": form[3].1 })).await.is(201);
    }

    another_address_is_told_to_the_old_and_the_new_one, async |app| {
        let member = app.world.person(Role::Member);
        let path = format!("/beheer/leden/{}/adres", member.id);
        let told = |to: &str| {
            let mails = app.mails().into_iter().filter(|mail| mail.header("to").is_some_and(|at| at.contains(to)));
            mails.filter(|mail| mail.header("subject").is_some_and(|subject| subject.contains("Uw e-mailadres voor"))).count()
        };
        let new = "lena.nieuw@proef.example";
        // The same address again is no change.
        for _ in 0..2 {
            app.admin().form(&path, &[("email", new)]).await.is(303);
        }
        app.until("two mails", async || (told(new) > 0 && told(&member.email) > 0).then_some(())).await;
        assert_eq!((told(new), told(&member.email)), (1, 1));
        app.visitor().post(SESSION, json!({ "email": member.email, "password": PASSWORD })).await.problem(401);
        app.visitor().post(SESSION, json!({ "email": new, "password": PASSWORD })).await.is(201);
    }

    another_password_ends_every_other_sign_in, async |app| {
        let fields = [("current_password", PASSWORD), ("password", "zeven grauwe kraaien op het dak")];
        let mut socket = app.owner().live().await.expect("a socket");
        let changed = app.owner().form("/instellingen/wachtwoord", &fields).await.is(303);
        assert_eq!(socket.end().await, Some(4003));
        app.owner().get("/api/v1/me").await.problem(401);
        assert_eq!(app.owner().get("/leden").await.is(303).location(), "/inloggen?naar=%2Fleden", "the old cookie is dead");
        let fresh = changed.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        app.visitor().with("cookie", &fresh).get("/leden").await.is(200);
        let email = &app.world.person(Role::Owner).email;
        app.visitor().post(SESSION, json!({ "email": email, "password": PASSWORD })).await.problem(401);
        app.visitor().post(SESSION, json!({ "email": email, "password": fields[1].1 })).await.is(201);
    }
}
