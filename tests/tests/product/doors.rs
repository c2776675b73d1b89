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
        "1" => value.to_owned(),
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

/// What a door is about: one row of the matrix each. `None` when nobody has said what stands in its path.
pub fn objects(world: &World, path: &str) -> Option<Vec<Object>> {
    let parameters: Vec<&str> = path.split('/').filter(|part| part.starts_with('{')).collect();
    if parameters.is_empty() {
        return Some(vec![Object { name: "-".to_owned(), values: Vec::new(), secret: Secret::No }]);
    }
    let place = path.trim_start_matches("/api/v1");
    let about = |kinds: &[&str]| kinds.iter().any(|kind| place == *kind || place.starts_with(&format!("{kind}/")));
    let each = |of: &dyn Fn(&Circle) -> Vec<(String, Vec<String>)>, inner: bool| {
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
    if about(&["/bestand/{id}"]) {
        // Until something hands a file out, there is only what is not there.
        let nothing = absent(&world.person(Role::Member).id);
        return Some(vec![Object {
            name: "nothing".to_owned(),
            values: vec![nothing, "niets.pdf".to_owned()],
            secret: Secret::All,
        }]);
    }
    if about(&["/lid/{id}", "/members/{id}"]) && parameters.len() == 1 {
        return one("the-member", &world.person(Role::Member).id);
    }
    None
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
    let _ = world;
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
        _ => None,
    }
}
