//! Threads and posts.

use std::collections::BTreeSet;
use tests::{App, Client, Role, Value, both, json, text_of};

/// The address of the replies of the thread of a community.
fn replies(app: &App, circle: &str) -> String {
    format!("/api/v1/threads/{}/posts", app.world.circle(circle).thread)
}

/// Those who are named beside a thread on the page with post `number`, as they stand there.
async fn named(app: &App, thread: &str, number: usize) -> Vec<String> {
    let page = app.member().get(&format!("/t/{thread}/{number}")).await.is(200).text();
    let (_, list) = page.split_once("class=\"people\"").expect("a list of people");
    let (list, _) = list.split_once("</ul>").expect("its end");
    list.split("<li").skip(1).map(|one| text_of(&format!("<li{one}"))).collect()
}

/// Every post of a thread, page by page.
async fn all(app: &App, thread: &str, limit: usize) -> Vec<Value> {
    let mut posts = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Value = app
            .member()
            .get(&format!("/api/v1/threads/{thread}/posts?limit={limit}&cursor={cursor}"))
            .await
            .is(200)
            .json();
        let items = page["items"].as_array().expect("items").clone();
        assert!(items.len() <= limit);
        posts.extend(items);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return posts,
        }
    }
}

both! {
    a_thread_has_the_shape_of_the_contract, async |app| {
        let thread: Value =
            app.member().get(&format!("/api/v1/threads/{}", app.world.circle("open").thread)).await.is(200).json();
        for field in ["id", "url", "title", "community", "author", "tags", "created_at", "reply_count", "closed", "pinned"] {
            assert!(!thread[field].is_null(), "{field} is missing: {thread}");
        }
        assert_eq!(thread["reply_count"], 2);
        let post = &thread["posts"][0];
        for field in ["id", "number", "author", "body_markdown", "body_html", "created_at", "version"] {
            assert!(!post[field].is_null(), "{field} is missing: {post}");
        }
        assert_eq!(post["author"]["name"], "Lena van der Lid");
        let url = thread["url"].as_str().expect("an address");
        assert!(app.member().get(url).await.is(200).seen().contains("Wie weet dit?"));
        let id = thread["id"].as_str().expect("an id");
        assert_eq!(app.visitor().get(&format!("/t/{id}")).await.is(303).location(), url);
    }

    the_busiest_are_named_first_however_many_pages_there_are, async |app| {
        let (path, thread) = (replies(app, "open"), &app.world.circle("open").thread);
        let say = async |client: &Client| {
            client.post(&path, json!({ "body_markdown": "Nog iets" })).await.is(201).at("id")
        };
        let order = async |roles: &[Role], number: usize| {
            let people = named(app, thread, number).await;
            assert_eq!(people.len(), roles.len(), "{people:?}");
            for (person, role) in people.iter().zip(roles) {
                assert!(person.contains(&app.world.person(*role).name), "{person} is not the {}", role.name());
            }
            people
        };
        order(&[Role::Member, Role::Owner, Role::Former], 1).await;
        say(&app.moderator()).await;
        say(&app.moderator()).await;
        let taken = say(&app.owner()).await;
        order(&[Role::Owner, Role::Moderator, Role::Member, Role::Former], 1).await;
        app.owner().delete(&format!("/api/v1/posts/{taken}")).await.is(204);
        order(&[Role::Moderator, Role::Member, Role::Owner, Role::Former], 1).await;
        for _ in 0..14 {
            say(&app.moderator()).await;
        }
        let one_page = order(&[Role::Moderator, Role::Member, Role::Owner, Role::Former], 1).await;
        say(&app.moderator()).await;
        for number in [1, 21] {
            assert_eq!(named(app, thread, number).await, one_page, "on the page with post {number} of 21");
        }
    }

    the_same_nonce_is_the_same_post, async |app| {
        let path = replies(app, "hidden");
        let send = async |body: &str, nonce: &str| {
            app.member().post(&path, json!({ "body_markdown": body, "nonce": nonce })).await
        };
        let first = send("Eenmaal", "n-1").await.is(201);
        let again = send("Eenmaal", "n-1").await.is(200);
        assert_eq!(first.at("id"), again.at("id"));
        assert_eq!(first.at("number"), again.at("number"));
        send("Iets anders", "n-1").await.problem(409);
        let elsewhere = replies(app, "open");
        app.member().post(&elsewhere, json!({ "body_markdown": "Eenmaal", "nonce": "n-1" })).await.problem(409);
        let others = app.owner().post(&path, json!({ "body_markdown": "Van mij", "nonce": "n-1" })).await.is(201);
        assert_ne!(first.at("id"), others.at("id"), "nonces belong to their sender");
    }

    twenty_sends_of_one_nonce_at_once_make_one_post, async |app| {
        let path = replies(app, "open");
        let before = all(app, &app.world.circle("open").thread, 100).await.len();
        let sends = (0..20).map(|_| {
            let (client, path) = (app.member(), path.clone());
            async move { client.post(&path, json!({ "body_markdown": "Tegelijk", "nonce": "zelfde" })).await }
        });
        let answers = futures_util::future::join_all(sends).await;
        let made = answers.iter().filter(|answer| answer.status == 201).count();
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert!(statuses.iter().all(|status| [200, 201].contains(status)), "{statuses:?}");
        assert_eq!(made, 1, "{statuses:?}");
        let ids: BTreeSet<String> = answers.iter().map(|answer| answer.at("id")).collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(all(app, &app.world.circle("open").thread, 100).await.len(), before + 1);
    }

    numbers_are_contiguous_however_many_write, async |app| {
        let path = replies(app, "open");
        let writers = [app.member(), app.moderator(), app.owner()];
        let sends = (0..45).map(|n| {
            let (client, path) = (writers[n % 3].clone(), path.clone());
            async move { client.post(&path, json!({ "body_markdown": format!("Bericht {n}") })).await.is(201).at("number") }
        });
        let numbers: BTreeSet<String> = futures_util::future::join_all(sends).await.into_iter().collect();
        assert_eq!(numbers.len(), 45);
        for limit in [1, 7, 20, 100] {
            let posts = all(app, &app.world.circle("open").thread, limit).await;
            let found: Vec<i64> = posts.iter().map(|post| post["number"].as_i64().expect("a number")).collect();
            assert_eq!(found, (1..=48).collect::<Vec<_>>(), "limit {limit}");
        }
        let thread = &app.world.circle("open").thread;
        let third = app.visitor().get(&format!("/t/{thread}/41")).await.is(200);
        assert!(third.text().contains("id=\"post-41\"") && !third.text().contains("id=\"post-20\""));
        app.visitor().get(&format!("/t/{thread}/49")).await.is(404);
    }

    an_edit_of_an_old_version_is_a_conflict, async |app| {
        let post = &app.world.circle("listed").posts[0];
        let path = format!("/api/v1/posts/{post}");
        let edited = app.member().patch(&path, json!({ "body_markdown": "Beter gezegd", "version": 1 })).await.is(200);
        assert_eq!(edited.at("version"), "2");
        assert_eq!(edited.at("body_markdown"), "Beter gezegd");
        app.member().patch(&path, json!({ "body_markdown": "Uit een oud tabblad", "version": 1 })).await.problem(409);
        let edits = (0..8).map(|n| {
            let (client, path) = (app.member(), path.clone());
            async move { client.patch(&path, json!({ "body_markdown": format!("Tegelijk {n}"), "version": 2 })).await.status }
        });
        let statuses = futures_util::future::join_all(edits).await;
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 7, "{statuses:?}");
        app.owner().patch(&path, json!({ "body_markdown": "Niet van mij", "version": 3 })).await.problem(403);
        assert_eq!(app.database.number("select cast(count(*) as text) from post_revision").await, 2);
    }

    an_edit_from_an_old_page_keeps_what_was_typed, async |app| {
        let post = &app.world.circle("listed").posts[0];
        app.member().patch(&format!("/api/v1/posts/{post}"), json!({ "body_markdown": "Nieuw", "version": 1 })).await.is(200);
        let late = [("body_markdown", "Mijn lange wijziging"), ("version", "1")];
        let answer = app.member().form(&format!("/bericht/{post}/bewerken"), &late).await;
        assert!([409, 422].contains(&answer.status), "{}", answer.status);
        assert!(answer.text().contains("Mijn lange wijziging"), "{}", answer.seen());
    }

    a_deleted_post_keeps_its_number_and_loses_its_words, async |app| {
        let circle = app.world.circle("open");
        let [_, second, _] = circle.posts.as_slice() else { panic!("three posts") };
        app.member().delete(&format!("/api/v1/posts/{second}")).await.problem(403);
        app.owner().delete(&format!("/api/v1/posts/{second}")).await.is(204);
        app.owner().delete(&format!("/api/v1/posts/{second}")).await;
        for client in [app.visitor(), app.member()] {
            let page = client.get(&format!("/t/{}/1", circle.thread)).await.is(200);
            assert!(!page.text().contains("Antwoord van owner"));
        }
        let posts = all(app, &circle.thread, 100).await;
        assert_eq!(posts.len(), 3);
        assert_eq!(posts[1]["deleted"], true);
        assert_eq!(posts[1]["body_markdown"], "");
        assert_eq!(posts[1]["body_html"], "");
        app.member().patch(&format!("/api/v1/posts/{second}"), json!({ "body_markdown": "Terug", "version": 1 })).await.problem(404);
    }

    a_closed_thread_takes_no_posts, async |app| {
        let closed = &app.world.circle("open").closed;
        app.member().post(&format!("/api/v1/threads/{closed}/posts"), json!({ "body_markdown": "Nog een ding" })).await.problem(409);
        let form = app.member().form(&format!("/t/{closed}/reageer"), &[("body_markdown", "Mijn moeite is niet voor niets")]).await;
        assert_eq!(form.status, 409);
        assert!(form.text().contains("Mijn moeite is niet voor niets"), "the words are given back");
    }

    lists_show_newest_activity_first_and_page_by_keyset, async |app| {
        let slug = &app.world.circle("open").slug;
        let path = format!("/api/v1/communities/{slug}/threads");
        let mut opened = Vec::new();
        for n in 0..7 {
            let new = json!({ "title": format!("Gesprek {n}"), "body_markdown": "Tekst" });
            opened.push(app.member().post(&path, new).await.is(201).at("id"));
        }
        app.member().post(&format!("/api/v1/threads/{}/posts", opened[2]), json!({ "body_markdown": "Omhoog" })).await.is(201);
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let page: Value = app.visitor().get(&format!("{path}?limit=2&cursor={cursor}")).await.is(200).json();
            found.extend(page["items"].as_array().expect("items").iter().map(|thread| thread["id"].as_str().expect("an id").to_owned()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = next.to_owned(),
                None => break,
            }
        }
        let expected: Vec<String> = [2, 6, 5, 4, 3, 1, 0].into_iter().map(|n: usize| opened[n].clone()).collect();
        assert_eq!(found[..7], expected);
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "nothing twice");
        assert_eq!(found.len(), 9);
    }

    equal_titles_are_fine_and_a_wrong_form_says_which_field, async |app| {
        let slug = &app.world.circle("open").slug;
        let path = format!("/api/v1/communities/{slug}/threads");
        for _ in 0..2 {
            app.member().post(&path, json!({ "title": "Zelfde titel", "body_markdown": "Tekst" })).await.is(201);
        }
        let wrong = json!({ "title": "ab", "body_markdown": " \u{200b} ", "tags": ["a", "b", "c", "d", "e", "f"] });
        let problem = app.member().post(&path, wrong).await.problem(422);
        for field in ["title", "body_markdown", "tags"] {
            assert!(problem["errors"][field][0].is_string(), "{problem}");
        }
        let form = [("title", "ab"), ("body_markdown", "Wat ik schreef"), ("tags", "een, twee")];
        let page = app.member().form(&format!("/c/{slug}/nieuw"), &form).await.is(422);
        assert!(page.text().contains("Wat ik schreef") && page.text().contains("een, twee"), "what was typed stays");
    }

    a_former_member_reads_no_more_and_cannot_touch_what_they_wrote, async |app| {
        let circle = app.world.circle("listed");
        let [.., last] = circle.posts.as_slice() else { panic!("posts") };
        let former = app.client(Role::Former);
        former.get(&format!("/api/v1/threads/{}", circle.thread)).await.problem(404);
        former.patch(&format!("/api/v1/posts/{last}"), json!({ "body_markdown": "Toch", "version": 1 })).await.problem(404);
        former.delete(&format!("/api/v1/posts/{last}")).await.problem(404);
        former.post(&replies(app, "listed"), json!({ "body_markdown": "Nog even" })).await.problem(404);
    }

    a_thread_that_moved_names_only_places_that_everybody_may_know, async |app| {
        let thread = &app.world.circle("open").thread;
        let name = |slug: &'static str| async move { app.owner().get(&format!("/api/v1/communities/{slug}")).await.is(200).at("name") };
        let (open, listed, hidden) = (name("kring-open").await, name("kring-listed").await, name("kring-hidden").await);
        for to in ["kring-hidden", "kring-listed", "kring-open"] {
            app.moderator().form(&format!("/t/{thread}/verplaatsen"), &[("community", to)]).await.is(303);
        }
        let told = app.visitor().get(&format!("/api/v1/threads/{thread}/posts?limit=100")).await.is(200).text();
        assert_eq!(told.matches("hierheen verplaatst").count(), 2 * 3, "source and page of three notes: {told}");
        assert!(told.contains(&format!("vanuit {open}")), "{told}");
        assert!(!told.contains(&listed) && !told.contains(&hidden), "{told}");
        let seen = app.visitor().get(&format!("/t/{thread}/1")).await.is(200).text();
        assert!(!seen.contains(&listed) && !seen.contains(&hidden), "{seen}");
    }

    a_report_is_confirmed_and_keeps_its_words, async |app| {
        let path = format!("/bericht/{}/melden", app.world.circle("open").posts[0]);
        let asked = [("reason", "offensive"), ("note", "Dit gaat over mijn buurman")];
        let sent = app.member().form(&path, &asked).await.is(303);
        assert!(app.member().get(sent.location()).await.is(200).seen().contains("Uw melding is verstuurd"));
        app.member().form(&path, &[("reason", "off_topic"), ("note", "")]).await.is(303);
        let waiting = app.moderator().get("/c/kring-open/meldingen").await.is(200);
        assert!(waiting.text().contains("Dit gaat over mijn buurman"), "{}", waiting.seen());
    }
}
