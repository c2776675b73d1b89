//! The directory and profiles: who is found, what is shown to whom, and who changes what.

use crate::doors::absent;
use tests::{App, Client, Role, Value, both, json};

const MEMBERS: &str = "/api/v1/members";

/// The names that a search finds.
async fn found(client: &Client, q: &str) -> Vec<String> {
    let q: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
    let page: Value = client.get(&format!("{MEMBERS}?q={q}&limit=100")).await.is(200).json();
    assert!(page["next_cursor"].is_null());
    page["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|card| card["name"].as_str().expect("a name").to_owned())
        .collect()
}

/// Changes the member's own profile.
async fn change(app: &App, patch: Value) -> Value {
    app.member().patch(&own(app), patch).await.is(200).json()
}

/// The address of the member's profile.
fn own(app: &App) -> String {
    format!("{MEMBERS}/{}", app.world.person(Role::Member).id)
}

/// Makes the member known for something.
async fn known(app: &App) {
    let organisation = app.world.thing("organisation");
    let fields =
        [("name", "Lena van der Lid"), ("function", "Coördinator jeugd"), ("organisation", organisation.as_str())];
    app.admin().form(&format!("/beheer/leden/{}/gegevens", app.world.person(Role::Member).id), &fields).await.is(303);
    change(app, json!({ "themes": ["thema-open"], "ask_about": "Meldingen en wolkenkrabbers" })).await;
}

both! {
    members_are_found_by_what_they_are_called_and_do, async |app| {
        known(app).await;
        for q in ["lena", "LÉNA", "van der lid", "lid lena", "coordinator", "Coördinator jeugd", "jeugd lena", "gemeente proef", "thema-open", "  len  "] {
            assert_eq!(found(&app.stranger(), q).await, ["Lena van der Lid"], "{q}");
        }
        let everybody = ["Ada Beheer", "Olga Eigen", "Lena van der Lid", "Moos Orde", "Sietse Vreemd", "Vera Vroeger"];
        for q in ["", " ", "e"] {
            assert_eq!(found(&app.stranger(), q).await, everybody, "{q:?}: by surname");
        }
        for q in ["lena bestaatniet", "zzz", "member@proef.example", "@", "jeugd%lena", "l_na", "'", "lena\u{202E}x"] {
            assert!(found(&app.stranger(), q).await.is_empty(), "{q}: {:?}", found(&app.stranger(), q).await);
        }
        let card: Value = app.stranger().get(&format!("{MEMBERS}?q=lena")).await.is(200).json();
        let expected = json!({
            "id": app.world.person(Role::Member).id, "name": "Lena van der Lid", "function": "Coördinator jeugd", "organisation": "Gemeente Proef",
            "kind": "gemeente", "ask_about": "Meldingen en wolkenkrabbers", "themes": [{ "slug": "thema-open", "name": "thema-open" }], "photo": null,
        });
        assert_eq!(card["items"], json!([expected]));
    }

    signs_that_mean_something_to_a_database_mean_nothing_here, async |app| {
        for q in ["%", "_", "\\", "%%%", "__", "lena %", "l%a"] {
            assert!(found(&app.stranger(), q).await.is_empty(), "{q}: {:?}", found(&app.stranger(), q).await);
        }
    }

    what_somebody_keeps_to_themselves_finds_them_for_nobody_else, async |app| {
        known(app).await;
        let see = async |who: &str, expected: [bool; 3]| {
            change(app, json!({ "show_ask": who })).await;
            for (client, sees) in [app.stranger(), app.owner(), app.member()].iter().zip(expected) {
                assert_eq!(found(client, "wolkenkrabber").await.len(), usize::from(sees), "shown to {who}");
                let card: Value = client.get(&format!("{MEMBERS}?q=lena")).await.is(200).json();
                let profile: Value = client.get(&own(app)).await.is(200).json();
                let text = if sees { "Meldingen en wolkenkrabbers" } else { "" };
                assert_eq!((&card["items"][0]["ask_about"], &profile["ask_about"]), (&json!(text), &json!(text)), "shown to {who}");
            }
        };
        see("nobody", [false, false, true]).await;
        see("communities", [false, true, true]).await;
        see("members", [true, true, true]).await;
    }

    a_telephone_number_and_an_address_are_shown_to_whom_they_are_shown, async |app| {
        let person = app.world.person(Role::Member);
        // Who shares a community with the member sees what is shown to communities.
        let near = [Role::Member, Role::Moderator, Role::Owner];
        for (field, show, value) in [("phone", "show_phone", "06 1234 5678"), ("email", "show_email", person.email.as_str())] {
            for who in ["nobody", "communities", "members"] {
                let mut patch = json!({ "phone": "06 1234 5678", "show_phone": "nobody", "show_email": "nobody" });
                patch[show] = who.into();
                assert_eq!(change(app, patch).await[field], value, "one's own is always shown");
                for role in [Role::Stranger, Role::Former, Role::Member, Role::Moderator, Role::Owner, Role::Admin] {
                    let sees = role == Role::Member || who == "members" || (who == "communities" && near.contains(&role));
                    let answer = app.client(role).get(&own(app)).await.is(200);
                    let profile: Value = answer.json();
                    assert_eq!(profile[field], if sees { value } else { "" }, "{field} shown to {who}, as {}", role.name());
                    let page = app.client(role).get(&format!("/lid/{}", person.id)).await.is(200);
                    assert_eq!(page.seen().contains(value), sees, "the page, {field} shown to {who}, as {}", role.name());
                }
                app.visitor().get(&own(app)).await.problem(401);
            }
        }
        // Who leaves the last community that both belong to sees no more.
        change(app, json!({ "show_phone": "communities" })).await;
        for key in ["open", "listed", "hidden"] {
            assert_eq!(app.moderator().get(&own(app)).await.is(200).at("phone"), "06 1234 5678", "before leaving {key}");
            app.moderator().delete(&format!("/api/v1/communities/kring-{key}/membership")).await.is(204);
        }
        assert_eq!(app.moderator().get(&own(app)).await.is(200).at("phone"), "");
    }

    a_profile_names_only_communities_that_both_belong_to, async |app| {
        let names = async |role: Role| {
            let profile: Value = app.client(role).get(&own(app)).await.is(200).json();
            profile["communities"].as_array().expect("communities").iter().map(|place| place["slug"].as_str().expect("a slug").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(Role::Owner).await, ["kring-hidden", "kring-listed", "kring-open"]);
        assert!(names(Role::Admin).await.is_empty());
        app.stranger().put("/api/v1/communities/kring-open/membership", json!({})).await.is(200);
        assert_eq!(names(Role::Stranger).await, ["kring-open"]);
        app.stranger().get(&format!("{MEMBERS}/{}", absent(&app.world.person(Role::Member).id))).await.problem(404);
    }

    a_change_leaves_the_rest_and_reaches_nobody_else, async |app| {
        let before = change(app, json!({ "function": "Adviseur", "phone": "(010) 123 45 67", "ask_about": "Van alles", "show_phone": "members" })).await;
        let after = change(app, json!({ "name": "  Lena   de  Lid ", "phone": "" })).await;
        let mut expected = before;
        expected["name"] = "Lena de Lid".into();
        expected["phone"] = "".into();
        assert_eq!(after, expected);
        assert_eq!(app.stranger().get(&own(app)).await.is(200).at("name"), "Lena de Lid");
        assert_eq!(change(app, json!({})).await, expected, "an empty change changes nothing");
        let dump = app.database.dump(&["sign_in"]).await;
        for role in [Role::Stranger, Role::Moderator, Role::Owner, Role::Admin] {
            app.client(role).patch(&own(app), json!({ "name": "Iemand Anders" })).await.problem(403);
        }
        app.member().patch(&format!("{MEMBERS}/{}", absent(&app.world.person(Role::Member).id)), json!({ "name": "Iemand Anders" })).await.problem(404);
        app.member().patch(&format!("{MEMBERS}/x"), json!({ "name": "Iemand Anders" })).await.problem(404);
        for field in ["email", "admin", "id", "disabled_at", "password_hash", "roles", "active", "communities"] {
            let mut patch = json!({ "name": "Iemand Anders" });
            patch[field] = true.into();
            let problem = app.member().patch(&own(app), patch).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
        assert_eq!(app.database.dump(&["sign_in"]).await, dump);
    }

    a_wrong_field_of_a_profile_is_named, async |app| {
        let dump = app.database.dump(&["sign_in"]).await;
        let cases = [
            ("name", json!("L")), ("name", json!("n".repeat(121))), ("name", json!(" \u{200b} ")), ("name", json!("Lena \u{202E}dil")), ("name", json!("a\u{0}b")),
            ("function", json!("f".repeat(201))), ("function", json!("a\u{0}b")), ("ask_about", json!("a".repeat(2_001))), ("ask_about", json!("a\u{202E}b")),
            ("phone", json!("bel mij")), ("phone", json!("12345")), ("phone", json!("1".repeat(31))), ("themes", json!(["bestaat-niet"])), ("themes", json!(vec!["thema-open"; 13])),
            ("organisation", json!(app.world.thing("organisation"))), ("organisation", json!(absent(&app.world.thing("organisation")))),
        ];
        for (field, value) in cases {
            let mut patch = json!({});
            patch[field] = value;
            let problem = app.member().patch(&own(app), patch).await.problem(422);
            let named: Vec<&String> = problem["errors"].as_object().expect("errors").keys().collect();
            assert_eq!(named, [field], "{problem}");
        }
        assert_eq!(app.database.dump(&["sign_in"]).await, dump);
    }

    a_choice_that_is_none_is_named, async |app| {
        for field in ["show_phone", "show_email", "show_photo", "show_ask", "organisation"] {
            let mut patch = json!({});
            patch[field] = "iedereen".into();
            let problem = app.member().patch(&own(app), patch).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
    }

    the_directory_pages_by_keyset_and_gives_a_hundred_at_most, async |app| {
        let post = |n: usize| json!({ "author": format!("lid{:03}@proef.example", n / 2), "created_at": "2020-01-01T00:00:00Z", "body_markdown": format!("Bericht {n}") });
        let thread = json!({
            "id": "gesprek", "community": "kring-open", "title": "Wie zijn wij", "author": "lid000@proef.example", "created_at": "2020-01-01T00:00:00Z",
            "posts": (0..240).map(post).collect::<Vec<_>>(),
        });
        let file = app.data.join("gesprek.jsonl");
        std::fs::write(&file, thread.to_string()).expect("a file");
        app.command_ok(&["import", "threads", file.to_str().expect("a path")], "");
        let all = async |limit: usize| {
            let (mut ids, mut cursor) = (Vec::new(), String::new());
            loop {
                let page: Value = app.stranger().get(&format!("{MEMBERS}?limit={limit}&cursor={cursor}")).await.is(200).json();
                let items = page["items"].as_array().expect("items");
                ids.extend(items.iter().map(|card| card["id"].as_str().expect("an id").to_owned()));
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => return ids,
                }
                assert_eq!(items.len(), limit, "only the last page is short");
            }
        };
        let whole = all(100).await;
        assert_eq!(whole.len(), 126);
        assert_eq!(whole.iter().collect::<std::collections::BTreeSet<_>>().len(), 126, "nobody twice");
        for limit in [1, 7, 25] {
            assert_eq!(all(limit).await, whole, "limit {limit}");
        }
        for (query, count) in [("limit=101", 100), ("limit=100000", 100), ("limit=0", 1), ("limit=-5", 1), ("", 25)] {
            let page: Value = app.stranger().get(&format!("{MEMBERS}?{query}")).await.is(200).json();
            assert_eq!(page["items"].as_array().map(Vec::len), Some(count), "{query}");
        }
        for cursor in ["x", "_", "zz_x", "61_x", "6_1", "ff_1111111111111111111111"] {
            app.stranger().get(&format!("{MEMBERS}?cursor={cursor}")).await.problem(400);
        }
    }

    who_is_stopped_leaves_the_directory_and_keeps_a_name, async |app| {
        known(app).await;
        change(app, json!({ "phone": "06 1234 5678", "show_phone": "members", "show_email": "members" })).await;
        app.admin().form(&format!("/beheer/leden/{}/actief", app.world.person(Role::Member).id), &[("on", "false")]).await.is(303);
        assert!(found(&app.stranger(), "lena").await.is_empty());
        let profile: Value = app.owner().get(&own(app)).await.is(200).json();
        let expected = json!({ "name": "Lena van der Lid", "active": false, "departed": false, "phone": "", "email": "", "ask_about": "", "photo": null });
        for (field, value) in expected.as_object().expect("fields") {
            assert_eq!(&profile[field], value, "{field}");
        }
    }
}
