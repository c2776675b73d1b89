//! How to knock: for each door what stands in its path, and a body that it would accept from who may.

use std::sync::atomic::{AtomicU64, Ordering};
use tests::{Body, Circle, Role, World, json};

/// Something that a door is about.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name in the matrix.
    pub name: String,
    /// What stands for the parameters of the path, in order.
    pub values: Vec<String>,
    /// How well it is kept: from whom it must not be told apart from nothing.
    pub secret: Secret,
}

/// From whom something is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// From nobody.
    No,
    /// From visitors.
    Visitors,
    /// From everybody outside the community, but for the administrator, who manages it.
    Outsiders,
    /// From everybody outside the community.
    All,
}

impl Secret {
    /// Whether this role must not learn of it.
    pub fn from(self, role: Role) -> bool {
        match self {
            Self::No => false,
            Self::Visitors => role == Role::Visitor,
            Self::Outsiders => matches!(role, Role::Visitor | Role::Stranger | Role::Former),
            Self::All => matches!(role, Role::Visitor | Role::Stranger | Role::Former | Role::Admin),
        }
    }
}

/// An id like this one, of nothing.
pub fn absent(value: &str) -> String {
    let is_id = value.len() == 22 && value.chars().all(|letter| letter.is_ascii_alphanumeric());
    match value {
        _ if is_id => format!("{}zzzz", &value[..18]),
        // A place in a thread stays.
        "1" | "privacy" | "nl" => value.to_owned(),
        _ => "niets-van-dien-aard".to_owned(),
    }
}

/// The path of a door with its parameters filled in.
pub fn filled(path: &str, values: &[String]) -> String {
    let mut values = values.iter();
    let parts = path
        .split('/')
        .map(|part| if part.starts_with('{') { values.next().map_or(part, String::as_str) } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// What a circle has for a door: the suffix of the row's name, and the values in the path.
type Held<'h> = &'h dyn Fn(&Circle) -> Vec<(String, Vec<String>)>;

/// What a door is about: one row of the matrix each. `None` when nobody has said what stands in its path.
pub fn objects(world: &World, path: &str) -> Option<Vec<Object>> {
    let parameters: Vec<&str> = path.split('/').filter(|part| part.starts_with('{')).collect();
    if parameters.is_empty() {
        return Some(vec![Object { name: "-".to_owned(), values: Vec::new(), secret: Secret::No }]);
    }
    let place = path.trim_start_matches("/api/v1");
    let about = |kinds: &[&str]| kinds.iter().any(|kind| place == *kind || place.starts_with(&format!("{kind}/")));
    let each = |of: Held<'_>, inner: bool| {
        let circles = world.circles.iter().flat_map(|circle| {
            let secret = match (circle.key, inner) {
                ("hidden", true) | ("listed", true) => Secret::All,
                ("hidden", false) => Secret::Outsiders,
                ("listed", false) => Secret::Visitors,
                _ => Secret::No,
            };
            let name = move |suffix: &str| {
                if suffix.is_empty() { circle.key.to_owned() } else { format!("{}/{suffix}", circle.key) }
            };
            of(circle).into_iter().map(move |(suffix, values)| Object { name: name(&suffix), values, secret })
        });
        Some(circles.collect::<Vec<_>>())
    };
    let one = |name: &str, value: &str| {
        Some(vec![Object { name: name.to_owned(), values: vec![value.to_owned()], secret: Secret::No }])
    };
    if about(&["/c/{slug}/verzoeken/{id}", "/communities/{slug}/requests/{id}"]) {
        return Some(
            each(&|circle| vec![(String::new(), vec![circle.slug.clone(), circle.request.clone()])], false)?
                .into_iter()
                .filter(|object| object.name == "listed")
                .collect(),
        );
    }
    if about(&["/c/{slug}", "/communities/{slug}"]) && parameters.len() == 1 {
        return each(&|circle| vec![(String::new(), vec![circle.slug.clone()])], false);
    }
    if about(&["/t/{id}", "/threads/{id}"]) {
        return each(
            &|circle| {
                vec![
                    (String::new(), vec![circle.thread.clone(), "1".to_owned()]),
                    ("closed".to_owned(), vec![circle.closed.clone(), "1".to_owned()]),
                ]
            },
            true,
        );
    }
    if about(&["/bericht/{id}", "/posts/{id}"]) && parameters.len() == 1 {
        return each(
            &|circle| {
                vec![
                    ("of-member".to_owned(), vec![circle.posts[0].clone()]),
                    ("of-former".to_owned(), vec![circle.posts[2].clone()]),
                ]
            },
            true,
        );
    }
    if about(&["/c/{slug}/leden/{member}", "/communities/{slug}/members/{member}"]) {
        let member = world.person(Role::Member).id.clone();
        return each(&|circle| vec![(String::new(), vec![circle.slug.clone(), member.clone()])], false);
    }
    if about(&["/c/{slug}/meldingen/{id}"]) {
        return each(&|circle| vec![(String::new(), vec![circle.slug.clone(), circle.report.clone()])], false);
    }
    if about(&["/chat/bericht/{id}", "/messages/{id}"]) {
        return each(&|circle| vec![("of-member".to_owned(), vec![circle.message.clone()])], true)
            .map(|all| all.into_iter().map(|object| Object { secret: Secret::All, ..object }).collect());
    }
    if about(&["/chat/{id}", "/rooms/{id}"]) {
        // A room is for the members of its community, also when the world reads its threads.
        return each(&|circle| vec![(String::new(), vec![circle.room.clone()])], true)
            .map(|all| all.into_iter().map(|object| Object { secret: Secret::All, ..object }).collect());
    }
    if about(&["/a/{id}", "/articles/{id}"]) {
        let mut all = each(&|circle| vec![("article".to_owned(), vec![circle.article.clone(), "1".to_owned()])], true)?;
        let article = |name: &str, id: &str, secret| Object {
            name: name.to_owned(),
            values: vec![id.to_owned(), "1".to_owned()],
            secret,
        };
        all.push(article("of-world", &world.article, Secret::No));
        all.push(article("of-members", &world.inner_article, Secret::Visitors));
        return Some(all);
    }
    if about(&["/k/{slug}", "/beheer/themas/{slug}"]) {
        let inner = world.thing(if path.contains("redacteuren") { "editor" } else { "subject" });
        let theme = |name: &str, slug: &str| Object {
            name: name.to_owned(),
            values: vec![slug.to_owned(), inner.clone()],
            secret: Secret::No,
        };
        let mut all = vec![theme("of-world", &world.theme)];
        if parameters.len() == 1 && place.starts_with("/k/") {
            all.push(Object { secret: Secret::Visitors, ..theme("of-members", &world.inner_theme) });
        }
        return Some(all);
    }
    let thing = |what: &'static str| one(&what.replace(' ', "-"), &world.thing(what));
    if about(&["/lid/{id}", "/members/{id}"]) && parameters.len() == 1 {
        return one("the-member", &world.person(Role::Member).id);
    }
    if about(&["/beheer/leden/{id}"]) {
        return one("the-stranger", &world.person(Role::Stranger).id);
    }
    match place {
        "/uitnodiging/{token}" => thing("invitation token"),
        "/uitnodigingen/{id}/opnieuw" | "/uitnodigingen/{id}/intrekken" => thing("invitation"),
        "/wachtwoord/{token}" => thing("reset token"),
        "/bewaard/{token}" => thing("kept form"),
        "/beheer/aanvragen/{id}" => thing("account request"),
        "/organisatie/{id}" | "/beheer/organisaties/{id}" => thing("organisation"),
        "/instellingen/inlogs/{id}" => thing("sign-in"),
        "/beheer/paginas/{slug}/{lang}" => Some(vec![Object {
            name: "privacy".to_owned(),
            values: vec!["privacy".to_owned(), "nl".to_owned()],
            secret: Secret::No,
        }]),
        // Nothing in the world is signed or uploaded: what these hand out is tried where it is made.
        "/meldingen/stop/{member}/{thread}/{signature}" | "/bestand/{id}" | "/bestand/{id}/{name}" => {
            let nothing = absent(&world.person(Role::Member).id);
            let values = vec![nothing.clone(), nothing.clone(), nothing];
            Some(vec![Object { name: "nothing".to_owned(), values, secret: Secret::No }])
        }
        _ => None,
    }
}

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
            | "/chat/bericht/{id}/verwijderen",
        ) => form(&[]),
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
        ("POST", "/instellingen") => form(&[("lang", "nl"), ("color_scheme", "dark"), ("mail_replies", "true")]),
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

/// A photo of one pixel, as a browser sends it.
fn picture() -> Body {
    let png: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1,
        8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0xF8, 0xCF,
        0xC0, 0xF0, 0x1F, 0, 5, 0, 1, 0xFF, 0x56, 0xC7, 0x2F, 0x0D, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42,
        0x60, 0x82,
    ];
    let head = "--grens\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"foto.png\"\r\nContent-Type: image/png\r\n\r\n";
    let bytes = [head.as_bytes(), png, b"\r\n--grens--\r\n"].concat();
    Body::Raw("multipart/form-data; boundary=grens".to_owned(), bytes)
}
