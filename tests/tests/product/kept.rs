//! What a person typed is given back, whatever became of the place it was for.

use tests::{Answer, App, Body, Client, both, json};

/// Sends a form with room for files, as the composer does.
async fn composed(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    client.ask("POST", path, Body::upload(fields, &[])).await
}

/// The value of a hidden field of a page.
fn hidden(page: &Answer, name: &str) -> String {
    page.after(&format!("name=\"{name}\" value=\""))
}

/// Where the replies to the thread of a community go.
fn replies(app: &App, circle: &str) -> String {
    format!("/t/{}/reageer", app.world.circle(circle).thread)
}

both! {
    words_for_a_place_that_is_shut_or_gone_are_given_back, async |app| {
        let text = "Een half uur werk, en \"meer\"";
        let words = [("title", "Een titel van mij"), ("body_markdown", text), ("nonce", "n-1")];
        let refused = composed(&app.stranger(), "/c/kring-open/nieuw", &words).await.is(403);
        for kept in ["Een titel van mij", "Een half uur werk", "action=\"/c/kring-open/nieuw\""] {
            assert!(refused.text().contains(kept), "{kept}: {}", refused.seen());
        }
        assert!(refused.seen().contains("Uw tekst") && !refused.seen().contains("nonce"), "{}", refused.seen());
        let (reply, hidden) = ([("body_markdown", text), ("nonce", "n-2")], replies(app, "hidden"));
        assert!(composed(&app.stranger(), &hidden, &reply).await.is(404).text().contains("Een half uur werk"));
        let open = replies(app, "open");
        app.moderator().delete(&format!("/api/v1/threads/{}", app.world.circle("open").thread)).await.is(204);
        let gone = composed(&app.member(), &open, &reply).await.is(404);
        assert!(gone.text().contains("Een half uur werk") && gone.text().contains(&format!("action=\"{open}\"")));
    }

    another_text_on_the_form_of_a_post_that_stands_is_a_post_of_its_own, async |app| {
        let path = replies(app, "open");
        composed(&app.member(), &path, &[("body_markdown", "Het eerste"), ("nonce", "zelfde")]).await.is(303);
        let back = composed(&app.member(), &path, &[("body_markdown", "Het tweede"), ("nonce", "zelfde")]).await.is(409);
        assert!(back.text().contains("Het tweede") && back.seen().contains("al eens verstuurd"), "{}", back.seen());
        let nonce = hidden(&back, "nonce");
        assert_ne!(nonce, "zelfde");
        composed(&app.member(), &path, &[("body_markdown", "Het tweede"), ("nonce", &nonce)]).await.is(303);
        let opening = |title, text, nonce| [("title", title), ("body_markdown", text), ("nonce", nonce)];
        let path = "/c/kring-open/nieuw";
        composed(&app.member(), path, &opening("Een vraag", "Hoe dan?", "gelijk")).await.is(303);
        let back = composed(&app.member(), path, &opening("Andere vraag", "En waar?", "gelijk")).await.is(409);
        assert!(back.text().contains("Andere vraag") && back.text().contains("En waar?"), "{}", back.seen());
        let nonce = hidden(&back, "nonce");
        composed(&app.member(), path, &opening("Andere vraag", "En waar?", &nonce)).await.is(303);
    }

    an_edit_of_a_message_that_changed_meanwhile_shows_both_and_can_be_saved, async |app| {
        let room = app.world.circle("open").room.clone();
        let sent = app.member().post(&format!("/api/v1/rooms/{room}/messages"), json!({ "body_markdown": "Zo was het", "nonce": "m" })).await.is(201);
        let (id, message) = (sent.at("id"), format!("/api/v1/messages/{}", sent.at("id")));
        app.member().patch(&message, json!({ "body_markdown": "Zo werd het", "version": 1 })).await.is(200);
        let path = format!("/chat/bericht/{id}/bewerken");
        let late = app.member().form(&path, &[("body_markdown", "Mijn late wijziging"), ("version", "1")]).await.is(409);
        assert!(late.text().contains("Mijn late wijziging") && late.text().contains("Zo werd het"), "{}", late.seen());
        let version = hidden(&late, "version");
        app.member().form(&path, &[("body_markdown", "Mijn late wijziging"), ("version", &version)]).await.is(303);
        let room = app.member().get(&format!("/chat/{room}")).await.is(200);
        assert!(room.text().contains("Mijn late wijziging"));
    }
}
