//! Files under posts: what is taken, as what it goes out, and who gets it, each time anew.

use crate::doors::absent;
use tests::{Answer, App, Body, Chosen, Client, PDF, PNG, Role, Value, both, json};

/// A file of the form of a thread.
fn file<'f>(name: &'f str, mime: &'f str, bytes: &'f [u8]) -> Chosen<'f> {
    Chosen { field: "files", name, mime, bytes }
}

/// Replies in the thread of a community, with files.
async fn reply(app: &App, client: &Client, circle: &str, files: &[Chosen<'_>]) -> Answer {
    let path = format!("/t/{}/reageer", app.world.circle(circle).thread);
    client.ask("POST", &path, Body::upload(&[("body_markdown", "Zie de bijlage.")], files)).await
}

/// The files under the last post of that thread.
async fn attached(app: &App, circle: &str) -> Vec<Value> {
    let path = format!("/api/v1/threads/{}/posts?limit=100", app.world.circle(circle).thread);
    let page: Value = app.member().get(&path).await.is(200).json();
    let last = page["items"].as_array().and_then(|items| items.last().cloned()).expect("a post");
    last["files"].as_array().cloned().unwrap_or_default()
}

/// Attaches a document in a community; gives its address.
async fn document(app: &App, circle: &str) -> String {
    reply(app, &app.member(), circle, &[file("Verslag.pdf", "application/pdf", PDF)]).await.is(303);
    attached(app, circle).await[0]["url"].as_str().expect("an address").to_owned()
}

/// Fails unless these get exactly what they would get for a file that is not there.
async fn kept_from(app: &App, address: &str, roles: &[Role]) {
    let id = address.split('/').nth(2).expect("an id");
    for role in roles {
        let client = app.client(*role);
        for path in [format!("/bestand/{id}"), format!("/bestand/{id}/Verslag.pdf")] {
            let kept = client.get(&path).await;
            let nothing = client.get(&path.replace(id, &absent(id))).await;
            assert_eq!(
                kept.whole().replace(id, "…"),
                nothing.whole().replace(&absent(id), "…"),
                "{path} as {}",
                role.name()
            );
            assert_eq!(kept.status, 404, "{path} as {}", role.name());
        }
    }
}

/// Fails unless these get the document.
async fn given_to(app: &App, address: &str, roles: &[Role]) {
    for role in roles {
        let answer = app.client(*role).get(address).await.is(200);
        assert_eq!(answer.body, PDF, "as {}", role.name());
    }
}

const OUTSIDE: [Role; 4] = [Role::Visitor, Role::Stranger, Role::Former, Role::Admin];
const INSIDE: [Role; 3] = [Role::Member, Role::Moderator, Role::Owner];

both! {
    a_document_goes_out_as_it_came_in_and_is_never_shown, async |app| {
        let address = document(app, "hidden").await;
        let files = attached(app, "hidden").await;
        let id = files[0]["id"].as_str().expect("an id");
        assert_eq!(files, [json!({ "id": id, "url": address, "name": "Verslag.pdf", "mime": "application/pdf", "size": PDF.len(), "pixels": null })]);
        let answer = app.owner().get(&address).await.is(200);
        assert_eq!(answer.body, PDF);
        for (name, value) in [
            ("content-type", "application/pdf"), ("content-disposition", "attachment; filename=\"Verslag.pdf\"; filename*=UTF-8''Verslag.pdf"),
            ("x-content-type-options", "nosniff"), ("content-security-policy", "sandbox; default-src 'none'"), ("cache-control", "private, no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
        let page = app.member().get(&format!("/t/{}/4", app.world.circle("hidden").thread)).await.is(200);
        assert!(page.text().contains(&address) && page.seen().contains("Verslag.pdf"), "{}", page.seen());
    }

    an_image_is_drawn_anew_and_shown, async |app| {
        let tail = [PNG, b"<script>alert(1)</script> geheim GPS"].concat();
        reply(app, &app.member(), "open", &[file("kaart.png", "image/png", &tail)]).await.is(303);
        let files = attached(app, "open").await;
        assert_eq!((&files[0]["mime"], &files[0]["pixels"], &files[0]["name"]), (&json!("image/png"), &json!([1, 1]), &json!("kaart.png")));
        let answer = app.visitor().get(files[0]["url"].as_str().expect("an address")).await.is(200);
        assert!(answer.body.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(!answer.text().contains("script") && !answer.text().contains("geheim"), "only pixels are kept");
        assert_eq!(answer.header("content-type"), "image/png");
        assert_eq!(answer.header("content-disposition"), "inline; filename=\"kaart.png\"; filename*=UTF-8''kaart.png");
        assert_eq!(answer.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    }

    what_a_file_is_is_seen_by_its_content, async |app| {
        let before = app.database.dump(&["sign_in"]).await;
        let html = b"<!doctype html><script>alert(1)</script>".as_slice();
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".as_slice();
        let broken = &PNG[..40];
        for refused in [
            file("Verslag.pdf", "application/pdf", html), file("foto.png", "image/png", svg), file("foto.svg", "image/svg+xml", svg),
            file("x.html", "text/html", html), file("archief.zip", "application/zip", b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
            file("programma.exe", "application/octet-stream", b"MZaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), file("leeg.pdf", "application/pdf", b""),
            file("foto.png", "image/png", broken),
        ] {
            let page = reply(app, &app.member(), "open", &[refused]).await;
            assert_eq!(page.status, 422, "{} of {} as {}", refused.name, refused.bytes.len(), refused.mime);
            assert!(page.text().contains("Zie de bijlage."), "{}: what was typed stays", refused.name);
            assert!(page.seen().contains("Controleer wat u invulde Bestanden: "), "{}", page.seen());
        }
        assert_eq!(app.database.dump(&["sign_in"]).await, before, "nothing was written");
        // A lying name or type is put right; a document with a page before it is a document still.
        reply(app, &app.member(), "open", &[file("pagina.html", "text/html", PDF), file("beide.html", "text/html", &[html, PDF].concat()), file("../../x\u{202E}gnp.exe", "text/html", PNG)]).await.is(303);
        let files = attached(app, "open").await;
        let told: Vec<_> = files.iter().map(|file| (file["name"].as_str().expect("a name"), file["mime"].as_str().expect("a type"))).collect();
        assert_eq!(told, [("pagina.pdf", "application/pdf"), ("beide.pdf", "application/pdf"), ("xgnp.png", "image/png")]);
        for (file, disposition) in files.iter().zip(["attachment", "attachment", "inline"]) {
            let answer = app.visitor().get(file["url"].as_str().expect("an address")).await.is(200);
            assert_eq!((answer.header("content-type"), answer.header("x-content-type-options")), (file["mime"].as_str().expect("a type"), "nosniff"));
            assert!(answer.header("content-disposition").starts_with(disposition), "{}", answer.header("content-disposition"));
        }
    }

    too_large_and_too_many_are_refused, async |app| {
        let of = |size: usize| [PDF, &vec![b' '; size - PDF.len()]].concat();
        let megabytes = 50 * 1024 * 1024;
        let thread = &app.world.circle("open").thread;
        reply(app, &app.member(), "open", &[file("groot.pdf", "application/pdf", &of(megabytes))]).await.is(303);
        assert_eq!(attached(app, "open").await[0]["size"], megabytes);
        let page = reply(app, &app.member(), "open", &[file("groter.pdf", "application/pdf", &of(megabytes + 1))]).await.is(422);
        assert!(page.text().contains("Zie de bijlage.") && page.seen().contains("50 MB"), "{}", page.seen());
        reply(app, &app.member(), "open", &[file("groots.pdf", "application/pdf", &of(52 * 1024 * 1024 + 1_000))]).await.is(413);
        let six = [file("a.pdf", "application/pdf", PDF); 6];
        let page = reply(app, &app.member(), "open", &six).await.is(422);
        assert!(page.text().contains("Zie de bijlage."), "{}", page.seen());
        let count = app.member().get(&format!("/api/v1/threads/{thread}")).await.is(200).at("reply_count");
        assert_eq!(count, "3", "one reply was taken");
        reply(app, &app.member(), "open", &six[..5]).await.is(303);
        assert_eq!(attached(app, "open").await.len(), 5);
    }

    a_file_is_for_who_reads_its_post, async |app| {
        for key in ["listed", "hidden"] {
            let address = document(app, key).await;
            given_to(app, &address, &INSIDE).await;
            kept_from(app, &address, &OUTSIDE).await;
        }
        let open = document(app, "open").await;
        given_to(app, &open, &[Role::Visitor, Role::Stranger, Role::Member, Role::Admin]).await;
    }

    who_leaves_gets_the_file_no_more, async |app| {
        let address = document(app, "hidden").await;
        given_to(app, &address, &[Role::Owner, Role::Moderator, Role::Member]).await;
        app.moderator().delete("/api/v1/communities/kring-hidden/membership").await.is(204);
        kept_from(app, &address, &[Role::Moderator]).await;
        let member = &app.world.person(Role::Member).id;
        app.owner().delete(&format!("/api/v1/communities/kring-hidden/members/{member}")).await.is(204);
        kept_from(app, &address, &[Role::Member]).await;
        given_to(app, &address, &[Role::Owner]).await;
    }

    a_community_that_closes_takes_its_files_along, async |app| {
        let address = document(app, "open").await;
        given_to(app, &address, &[Role::Visitor, Role::Stranger, Role::Former]).await;
        let closed = json!({ "slug": "kring-open", "name": "Kring open", "description": "", "visibility": "hidden", "join": "invite" });
        app.owner().put("/api/v1/communities/kring-open", closed).await.is(200);
        kept_from(app, &address, &OUTSIDE).await;
        given_to(app, &address, &INSIDE).await;
    }

    a_post_that_is_taken_away_takes_its_files_along, async |app| {
        let address = document(app, "open").await;
        let posts: Value = app.member().get(&format!("/api/v1/threads/{}/posts", app.world.circle("open").thread)).await.is(200).json();
        let post = posts["items"].as_array().and_then(|items| items.last()).expect("a post")["id"].as_str().expect("an id").to_owned();
        app.member().delete(&format!("/api/v1/posts/{post}")).await.is(204);
        kept_from(app, &address, &[Role::Visitor, Role::Stranger, Role::Former, Role::Admin]).await;
    }

    who_may_not_write_brings_no_files, async |app| {
        let before = app.database.dump(&["sign_in", "kept_form"]).await;
        let pdf = [file("Verslag.pdf", "application/pdf", PDF)];
        assert!(reply(app, &app.visitor(), "open", &pdf).await.is(303).location().starts_with("/inloggen?naar="));
        for (role, circle, status) in [(Role::Stranger, "open", 403), (Role::Former, "open", 403), (Role::Stranger, "hidden", 404), (Role::Admin, "hidden", 404)] {
            reply(app, &app.client(role), circle, &pdf).await.is(status);
        }
        let closed = format!("/t/{}/reageer", app.world.circle("open").closed);
        app.member().ask("POST", &closed, Body::upload(&[("body_markdown", "Zie de bijlage.")], &pdf)).await.is(409);
        assert_eq!(app.database.dump(&["sign_in", "kept_form"]).await, before);
    }

    a_photo_is_shown_to_whom_its_owner_shows_it, async |app| {
        let photo = Body::upload(&[], &[Chosen { field: "photo", name: "ik.png", mime: "image/png", bytes: PNG }]);
        app.member().ask("POST", "/profiel/foto", photo).await.is(303);
        let own = format!("/api/v1/members/{}", app.world.person(Role::Member).id);
        for (who, sees) in [("nobody", [false, false]), ("communities", [false, true]), ("members", [true, true])] {
            let address = app.member().patch(&own, json!({ "show_photo": who })).await.is(200).at("photo");
            app.member().get(&address).await.is(200);
            app.visitor().get(&address).await.is(404);
            for (client, sees) in [app.stranger(), app.owner()].iter().zip(sees) {
                let told: Value = client.get(&own).await.is(200).json();
                assert_eq!(told["photo"].is_string(), sees, "shown to {who}");
                client.get(&address).await.is(if sees { 200 } else { 404 });
            }
        }
        let pdf = Body::upload(&[], &[Chosen { field: "photo", name: "ik.png", mime: "image/png", bytes: PDF }]);
        app.member().ask("POST", "/profiel/foto", pdf).await.is(422);
        let old = app.member().get(&own).await.is(200).at("photo");
        app.member().form("/profiel/foto/weg", &[]).await.is(303);
        app.member().get(&old).await.is(404);
    }
}
