//! Communities: joining, asking, leaving, and who keeps them.

use tests::{Role, Value, both, json};

both! {
    joining_a_free_community_is_one_call, async |app| {
        let path = format!("/api/v1/communities/{}/membership", app.world.circle("open").slug);
        let joined = app.stranger().put(&path, json!({})).await.is(200);
        assert_eq!(joined.at("role"), "member");
        app.stranger().put(&path, json!({})).await.is(200);
        app.stranger().post(&format!("/api/v1/threads/{}/posts", app.world.circle("open").thread), json!({ "body_markdown": "Hallo" })).await.is(201);
        app.stranger().delete(&path).await.is(204);
        app.stranger().post(&format!("/api/v1/threads/{}/posts", app.world.circle("open").thread), json!({ "body_markdown": "Nog iets" })).await.problem(403);
        app.visitor().put(&path, json!({})).await.problem(401);
    }

    who_asks_waits_for_a_moderator, async |app| {
        let circle = app.world.circle("listed");
        let membership = format!("/api/v1/communities/{}/membership", circle.slug);
        let requests = format!("/api/v1/communities/{}/requests", circle.slug);
        app.stranger().put(&membership, json!({ "message": "Ik werk aan zorg en veiligheid" })).await.is(202);
        app.stranger().put(&membership, json!({ "message": "Nogmaals" })).await.is(202);
        app.stranger().get(&format!("/api/v1/threads/{}", circle.thread)).await.problem(404);
        let waiting: Value = app.moderator().get(&requests).await.is(200).json();
        let mine: Vec<&Value> = waiting["items"].as_array().expect("items").iter().filter(|item| item["name"] == "Sietse Vreemd").collect();
        assert_eq!(mine.len(), 1, "asking twice is one request: {waiting}");
        let id = mine[0]["id"].as_str().expect("an id");
        app.member().post(&format!("{requests}/{id}/accept"), json!({})).await.problem(403);
        app.stranger().post(&format!("{requests}/{id}/accept"), json!({})).await.problem(403);
        let open = &app.world.circle("open").slug;
        app.moderator().post(&format!("/api/v1/communities/{open}/requests/{id}/accept"), json!({})).await.problem(404);
        app.moderator().post(&format!("{requests}/{id}/accept"), json!({})).await.is(204);
        app.moderator().post(&format!("{requests}/{id}/refuse"), json!({})).await.problem(404);
        app.stranger().get(&format!("/api/v1/threads/{}", circle.thread)).await.is(200);
    }

    the_question_of_a_community_wants_an_answer, async |app| {
        let community = json!({ "slug": "met-vraag", "name": "Met een vraag", "visibility": "listed", "join": "request", "question": "Wat is uw rol?" });
        app.admin().post("/api/v1/communities", community).await.is(201);
        let membership = "/api/v1/communities/met-vraag/membership";
        for silent in [json!({}), json!({ "message": " \u{200b}" })] {
            let problem = app.stranger().put(membership, silent).await.problem(422);
            assert_eq!(problem["errors"], json!({ "message": ["Vul dit veld in."] }));
        }
        let page = app.stranger().form("/c/met-vraag/lid", &[("message", "")]).await.is(422);
        assert!(page.seen().contains("Wat is uw rol?") && page.seen().contains("Vul dit veld in."), "{}", page.seen());
        app.stranger().put(membership, json!({ "message": "Adviseur" })).await.is(202);
    }

    a_request_is_accepted_once_however_many_decide, async |app| {
        let circle = app.world.circle("listed");
        let path = format!("/api/v1/communities/{}/requests/{}/accept", circle.slug, circle.request);
        let decisions = (0..10).map(|n| {
            let (client, path) = (if n % 2 == 0 { app.moderator() } else { app.owner() }, path.clone());
            async move { client.post(&path, json!({})).await.status }
        });
        let statuses = futures_util::future::join_all(decisions).await;
        assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 9, "{statuses:?}");
    }

    a_refusal_lets_somebody_ask_again, async |app| {
        let circle = app.world.circle("listed");
        let refuse = format!("/api/v1/communities/{}/requests/{}/refuse", circle.slug, circle.request);
        app.moderator().post(&refuse, json!({ "reason": "Alleen voor adviseurs" })).await.is(204);
        let former = app.client(Role::Former);
        former.get(&format!("/api/v1/threads/{}", circle.thread)).await.problem(404);
        former.put(&format!("/api/v1/communities/{}/membership", circle.slug), json!({ "message": "Ik ben nu adviseur" })).await.is(202);
    }

    a_hidden_community_is_in_no_list_of_others, async |app| {
        let hidden = &app.world.circle("hidden").slug;
        for (role, knows) in [(Role::Visitor, false), (Role::Stranger, false), (Role::Former, false), (Role::Member, true), (Role::Admin, true)] {
            let list = app.client(role).get("/api/v1/communities?limit=100").await.is(200);
            assert_eq!(list.text().contains(hidden.as_str()), knows, "{}", role.name());
            let page = app.client(role).get("/c").await.is(200);
            assert_eq!(page.text().contains(hidden.as_str()), knows, "{}", role.name());
        }
        let put = format!("/api/v1/communities/{hidden}/membership");
        app.stranger().put(&put, json!({})).await.problem(404);
        app.admin().put(&put, json!({})).await.problem(403);
    }

    the_last_owner_cannot_leave, async |app| {
        for circle in &app.world.circles {
            app.owner().delete(&format!("/api/v1/communities/{}/membership", circle.slug)).await.problem(409);
        }
        let circle = app.world.circle("open");
        app.enlist(Role::Stranger, &circle.slug, "owner").await;
        let path = format!("/api/v1/communities/{}/membership", circle.slug);
        let both = [app.owner(), app.stranger()].map(|client| { let path = path.clone(); async move { client.delete(&path).await.status } });
        let mut statuses = futures_util::future::join_all(both).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409], "of two owners who leave at once one stays");
    }

    only_an_administrator_founds_and_every_field_is_checked, async |app| {
        let new = |slug: &str| json!({ "slug": slug, "name": "Nieuw", "visibility": "open", "join": "free" });
        app.owner().post("/api/v1/communities", new("van-mij")).await.problem(403);
        for slug in ["", "a", "123", "Hoofdletter", "met spatie", "-x", "x-", "a/b", "../x", "é"] {
            let problem = app.admin().post("/api/v1/communities", new(slug)).await.problem(422);
            assert!(problem["errors"]["slug"].is_array(), "{slug}: {problem}");
        }
        let odd = json!({ "slug": "kring-x", "name": " ", "visibility": "geheim", "join": "soms" });
        let problem = app.admin().post("/api/v1/communities", odd).await.problem(422);
        for field in ["name", "visibility", "join"] {
            assert!(problem["errors"][field].is_array(), "{problem}");
        }
        app.admin().post("/api/v1/communities", new("tweemaal")).await.is(201);
        assert_ne!(app.admin().post("/api/v1/communities", new("tweemaal")).await.is(201).at("slug"), "tweemaal");
    }

    what_an_open_community_shows_depends_on_who_belongs, async |app| {
        let slug = &app.world.circle("open").slug;
        let seen: Value = app.visitor().get(&format!("/api/v1/communities/{slug}")).await.is(200).json();
        assert!(seen["role"].is_null() && seen["rooms"].as_array().is_some_and(Vec::is_empty), "{seen}");
        assert!(seen["members"].is_null(), "how many belong is for members of the site: {seen}");
        let seen: Value = app.member().get(&format!("/api/v1/communities/{slug}")).await.is(200).json();
        assert_eq!(seen["role"], "member");
        assert_eq!(seen["rooms"].as_array().map(Vec::len), Some(1));
    }
}
