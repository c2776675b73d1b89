//! What each door takes.

use std::sync::atomic::{AtomicU64, Ordering};
use tests::{Body, Chosen, PNG, Role, World, json};

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// A body that a door takes from who may. `None` when nobody has said.
pub fn body(world: &World, method: &str, path: &str) -> Option<Body> {
    let n = NUMBER.fetch_add(1, Ordering::Relaxed);
    let form = |fields: &[(&str, &str)]| {
        Some(Body::Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()))
    };
    let json = |value| Some(Body::Json(value));
    let text = "Een bericht van de proef.";
    match (method, path) {
        ("GET", _) => Some(Body::Empty),
        ("DELETE", _) => Some(Body::Empty),
        ("POST", "/inloggen") => {
            form(&[("email", &format!("niemand{n}@proef.example")), ("password", "niet het wachtwoord")])
        }
        ("POST", "/uitloggen") => form(&[]),
        ("POST", "/taal") => form(&[("lang", "nl"), ("back", "/")]),
        ("POST", "/c/{slug}/lid") => form(&[("message", "Graag")]),
        ("POST", "/c/{slug}/weg") => form(&[]),
        ("POST", "/c/{slug}/verzoeken/{id}") => form(&[("outcome", "accept"), ("reason", "Welkom")]),
        ("POST", "/c/{slug}/nieuw") => form(&[("title", "Een vraag"), ("body_markdown", text), ("tags", "")]),
        ("POST", "/t/{id}/reageer") => form(&[("body_markdown", text), ("nonce", &format!("n{n}"))]),
        ("POST", "/t/{id}/gelezen") => form(&[("number", "1")]),
        ("POST", "/t/{id}/staat") => form(&[("pinned", "true")]),
        ("POST", "/bericht/{id}/bewerken") => form(&[("body_markdown", text), ("version", "1")]),
        ("POST", "/bericht/{id}/verwijderen") => form(&[]),
        ("POST", "/api/v1/session") => {
            json(json!({ "email": format!("niemand{n}@proef.example"), "password": "niet het wachtwoord" }))
        }
        ("POST", "/api/v1/communities") => json(
            json!({ "slug": format!("nieuwe-kring-{n}"), "name": "Nieuwe kring", "visibility": "open", "join": "free" }),
        ),
        ("PUT", "/api/v1/communities/{slug}/membership") => json(json!({ "message": "Graag" })),
        (
            "POST",
            "/api/v1/communities/{slug}/requests/{id}/accept" | "/api/v1/communities/{slug}/requests/{id}/refuse",
        ) => json(json!({ "reason": "Daarom" })),
        ("POST", "/api/v1/communities/{slug}/threads") => json(json!({ "title": "Een vraag", "body_markdown": text })),
        ("POST", "/api/v1/threads/{id}/posts") => json(json!({ "body_markdown": text })),
        ("PATCH", "/api/v1/posts/{id}") => json(json!({ "body_markdown": text, "version": 1 })),
        _ => more(world, method, path, &n.to_string()),
    }
}

/// The rest of them: what came after the first rooms.
fn more(world: &World, method: &str, path: &str, n: &str) -> Option<Body> {
    let form = |fields: &[(&str, &str)]| {
        Some(Body::Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()))
    };
    let json = |value| Some(Body::Json(value));
    let text = "Een bericht van de proef.";
    let email = format!("nieuw{n}@proef.example");
    let settings = |name: &str| {
        let circle = world.circles.iter().find(|circle| circle.key == name).unwrap_or(&world.circles[0]);
        (circle.slug.clone(), format!("Kring {name}"))
    };
    let (slug, name) = settings("open");
    match (method, path) {
        (
            "POST",
            "/c/{slug}/intrekken"
            | "/c/{slug}/alles-gelezen"
            | "/bericht/{id}/terugzetten"
            | "/instellingen/inlogs"
            | "/instellingen/inlogs/{id}"
            | "/beheer/leden/{id}/inlogs"
            | "/uitnodigingen/{id}/opnieuw"
            | "/uitnodigingen/{id}/intrekken"
            | "/profiel/foto/weg"
            | "/a/{id}/nagekeken"
            | "/beheer/themas/{slug}/onderwerpen/{id}/verwijderen"
            | "/beheer/themas/{slug}/redacteuren/{id}/verwijderen"
            | "/chat/bericht/{id}/verwijderen"
            | "/chat/bericht/{id}/terug"
            | "/chat/{id}/weg"
            | "/chat/{id}/lijst/{member}/weg",
        ) => form(&[]),
        ("PUT", "/api/v1/rooms/{id}/members/{member}" | "/api/v1/messages/{id}/pin") => Some(Body::Empty),
        ("PUT", "/api/v1/messages/{id}/reactions/{sign}") => Some(Body::Empty),
        ("POST", "/chat/nieuw") => form(&[("members", &world.person(Role::Moderator).id)]),
        ("POST", "/api/v1/rooms") => json(json!({ "members": [world.person(Role::Moderator).id] })),
        ("POST", "/c/{slug}/chat") => form(&[("name", "Piket"), ("kind", "open")]),
        ("POST", "/api/v1/communities/{slug}/rooms") => json(json!({ "name": "Piket", "kind": "closed" })),
        ("POST", "/chat/{id}/over") => form(&[("name", "Anders")]),
        ("POST", "/chat/{id}/sluiten") => form(&[("archived", "true")]),
        ("POST", "/chat/{id}/termijn") => form(&[("keep", "180")]),
        ("POST", "/chat/{id}/gesprek") => {
            form(&[("messages", &world.circle("hidden").message), ("community", &slug), ("title", "Uit de chat")])
        }
        ("POST", "/api/v1/rooms/{id}/threads") => json(
            json!({ "messages": [world.circle("hidden").message], "community": world.circle("hidden").slug, "title": "Uit de chat" }),
        ),
        ("POST", "/chat/{id}/lijst") => form(&[("member", &world.person(Role::Member).id)]),
        ("POST", "/chat/{id}/ongelezen") => form(&[("seq", "1")]),
        ("POST", "/chat/{id}/niveau") => form(&[("level", "mute")]),
        ("POST", "/chat/bericht/{id}/teken") => form(&[("sign", "up"), ("on", "true")]),
        ("POST", "/chat/bericht/{id}/vast") => form(&[("on", "true")]),
        ("PATCH", "/api/v1/rooms/{id}") => json(json!({ "name": "Anders" })),
        ("PATCH", "/api/v1/me") => json(json!({ "presence": "never" })),
        ("PUT", "/api/v1/rooms/{id}/draft") => json(json!({ "body_markdown": text })),
        ("PUT", "/api/v1/rooms/{id}/level") => json(json!({ "level": "mentions" })),
        ("POST", "/c/{slug}/leden/{member}/rol") => form(&[("role", "moderator")]),
        ("POST", "/c/{slug}/leden/{member}/verwijderen") => form(&[("reason", "Daarom")]),
        ("POST", "/c/{slug}/archief") => form(&[("archived", "true")]),
        ("POST", "/c/{slug}/meldingen/{id}") => form(&[("outcome", "kept"), ("note", "Mag blijven")]),
        ("POST", "/c/{slug}/instellingen") => form(&[
            ("slug", "kring-anders"),
            ("name", "Kring anders"),
            ("description", "x"),
            ("visibility", "listed"),
            ("join", "request"),
            ("question", ""),
            ("rules_markdown", ""),
            ("theme", ""),
            ("presence", "here"),
        ]),
        ("POST", "/c/{slug}/uitnodigen" | "/uitnodigingen") => {
            form(&[("email", &email), ("name", ""), ("message", "")])
        }
        ("POST", "/t/{id}/volgen") => form(&[("level", "follow")]),
        ("POST", "/t/{id}/bewerken") => form(&[("title", "Andere titel"), ("tags", "")]),
        ("POST", "/t/{id}/verplaatsen") => form(&[("community", "kring-open")]),
        ("POST", "/t/{id}/verwijderen") => form(&[("deleted", "true")]),
        ("POST", "/bericht/{id}/melden") => form(&[("reason", "off_topic"), ("note", "")]),
        ("POST", "/account-aanvragen") => form(&[
            ("name", "Iemand Anders"),
            ("email", &email),
            ("organisation", "Gemeente Proef"),
            ("function", "Adviseur"),
            ("motivation", "Graag"),
        ]),
        ("POST", "/beheer/aanvragen/{id}") => form(&[("outcome", "refuse"), ("reason", "Daarom")]),
        ("POST", "/uitnodiging/{token}") => form(&[
            ("name", "Gerda Genodigd"),
            ("function", "Adviseur"),
            ("organisation", ""),
            ("password", "lang genoeg en niet te raden"),
        ]),
        ("POST", "/wachtwoord-vergeten") => form(&[("email", &email)]),
        ("POST", "/wachtwoord/{token}") => form(&[("password", "lang genoeg en niet te raden")]),
        ("POST", "/instellingen/wachtwoord") => {
            form(&[("current_password", "een lange zin voor de proef"), ("password", "lang genoeg en niet te raden")])
        }
        ("POST", "/instellingen") => {
            form(&[("lang", "nl"), ("color_scheme", "dark"), ("mail_replies", "on"), ("mail_messages", "on")])
        }
        ("POST", "/profiel/bewerken") => form(&[
            ("name", "Andere Naam"),
            ("function", "Adviseur"),
            ("organisation", ""),
            ("ask_about", ""),
            ("phone", ""),
            ("show_email", "nobody"),
            ("show_phone", "nobody"),
            ("show_photo", "members"),
            ("show_ask", "members"),
        ]),
        ("POST", "/profiel/foto") => Some(picture()),
        ("POST", "/beheer/leden/{id}/gegevens") => {
            form(&[("name", "Andere Naam"), ("function", "Adviseur"), ("organisation", "")])
        }
        ("POST", "/beheer/leden/{id}/adres") => form(&[("email", &email)]),
        ("POST", "/beheer/leden/{id}/beheerder") => form(&[("on", "true")]),
        ("POST", "/beheer/leden/{id}/actief") => form(&[("on", "false")]),
        ("POST", "/beheer/communities/nieuw") => form(&[
            ("name", "Nieuwe kring"),
            ("slug", &format!("nieuwe-kring-{n}")),
            ("description", "x"),
            ("visibility", "open"),
            ("join", "free"),
        ]),
        ("POST", "/beheer/organisaties/nieuw") => {
            form(&[("name", &format!("Gemeente {n}")), ("kind", "gemeente"), ("domains", ""), ("successor", "")])
        }
        ("POST", "/beheer/organisaties/{id}") => {
            form(&[("name", "Gemeente Anders"), ("kind", "gemeente"), ("domains", ""), ("successor", "")])
        }
        ("POST", "/beheer/thesaurus") => form(&[
            ("from", &format!("woord{n}")),
            ("to", "ander woord"),
            ("direction", "two"),
            ("weight", "80"),
            ("note", ""),
        ]),
        ("POST", "/beheer/thesaurus/verwijderen") => form(&[("from", "OM"), ("to", "openbaar ministerie")]),
        ("POST", "/beheer/thesaurus/inlezen") => form(&[("file", "proefwoord;woord van de proef;een;80;nee;")]),
        ("POST", "/beheer/achtergrond/opnieuw") => form(&[("id", "")]),
        ("POST", "/beheer/achtergrond/weggooien") => form(&[("id", "1111111111111111111111")]),
        ("POST", "/beheer/samenstellingen") => form(&[("word", "proefbank"), ("parts", "proef bank")]),
        ("POST", "/beheer/samenstellingen/verwijderen") => form(&[("word", "proefbank")]),
        ("POST", "/beheer/site") => form(&[("name", "Plein"), ("open", "world"), ("contact", "")]),
        ("POST", "/beheer/paginas/{slug}/{lang}") => form(&[("title", "Privacy"), ("body_markdown", text)]),
        ("POST", "/beheer/themas") => form(&[
            ("slug", &format!("thema-{n}")),
            ("name", "Thema"),
            ("description", ""),
            ("position", "1"),
            ("audience", "public"),
        ]),
        ("POST", "/beheer/themas/{slug}") => form(&[
            ("slug", "thema-open"),
            ("name", "Anders"),
            ("description", ""),
            ("position", "1"),
            ("audience", "public"),
        ]),
        ("POST", "/beheer/themas/{slug}/onderwerpen" | "/beheer/themas/{slug}/onderwerpen/{id}") => {
            form(&[("name", &format!("Onderwerp {n}")), ("parent", ""), ("position", "1")])
        }
        ("POST", "/beheer/themas/{slug}/redacteuren") => form(&[("email", "member@proef.example")]),
        ("POST", "/k/{slug}/nieuw") => form(&[
            ("title", "Een artikel"),
            ("body_markdown", text),
            ("kind", "uitleg"),
            ("tags", ""),
            ("theme", &world.theme),
        ]),
        ("POST", "/a/{id}/bewerken") => {
            form(&[("title", "Anders"), ("body_markdown", text), ("kind", "uitleg"), ("tags", ""), ("version", "1")])
        }
        ("POST", "/a/{id}/archief") => form(&[("archived", "true")]),
        ("POST", "/a/{id}/verwijderen") => form(&[]),
        ("POST", "/chat/{id}") => form(&[("body_markdown", text), ("nonce", &format!("c{n}"))]),
        ("POST", "/chat/{id}/gelezen") => form(&[("seq", "1")]),
        ("POST", "/chat/bericht/{id}/bewerken") => form(&[("body_markdown", text), ("version", "1")]),
        ("POST", "/meldingen/stop/{member}/{thread}/{signature}") => form(&[("what", "thread")]),
        ("POST", "/zoeken/klik") => Some(Body::Empty),
        ("POST", "/zoeken/bewaard") => {
            form(&[("search", &format!("q=proef{n}")), ("name", "Een zoekopdracht"), ("alert", "on")])
        }
        ("POST", "/zoeken/bewaard/{id}") => form(&[("name", "Andere naam"), ("alert", "on")]),
        ("POST", "/zoeken/bewaard/{id}/verwijderen") => form(&[]),
        ("POST", "/meldingen/stop/chat/{member}/{room}/{signature}") => form(&[("what", "one")]),
        ("POST", "/meldingen/stop/zoeken/{search}/{signature}") => form(&[("what", "one")]),
        ("POST", "/api/v1/me/searches") => json(json!({ "search": format!("q=proef{n}"), "alert": true })),
        ("PATCH", "/api/v1/me/searches/{id}") => json(json!({ "name": "Andere naam" })),
        ("PUT", "/api/v1/communities/{slug}") => {
            json(json!({ "slug": slug, "name": name, "description": "", "visibility": "open", "join": "free" }))
        }
        ("PUT", "/api/v1/communities/{slug}/members/{member}") => json(json!({ "role": "moderator" })),
        ("PATCH", "/api/v1/threads/{id}") => json(json!({ "title": "Andere titel" })),
        ("PUT", "/api/v1/threads/{id}/follow") => json(json!({ "level": "follow" })),
        ("PUT", "/api/v1/threads/{id}/read") => json(json!({ "number": 1 })),
        ("POST", "/api/v1/posts/{id}/reports") => json(json!({ "reason": "off_topic", "note": "" })),
        ("PATCH", "/api/v1/members/{id}") => json(json!({ "ask_about": "Van alles" })),
        ("POST", "/api/v1/articles") => {
            json(json!({ "title": "Een artikel", "body_markdown": text, "kind": "uitleg", "theme": world.theme }))
        }
        ("PATCH", "/api/v1/articles/{id}") => json(json!({ "title": "Anders", "version": 1 })),
        ("POST", "/api/v1/rooms/{id}/messages") => json(json!({ "body_markdown": text })),
        ("PUT", "/api/v1/rooms/{id}/mark") => json(json!({ "seq": 1 })),
        ("PATCH", "/api/v1/messages/{id}") => json(json!({ "body_markdown": text, "version": 1 })),
        _ => None,
    }
}

/// A photo, as a browser sends it.
fn picture() -> Body {
    Body::upload(&[], &[Chosen { field: "photo", name: "foto.png", mime: "image/png", bytes: PNG }])
}
