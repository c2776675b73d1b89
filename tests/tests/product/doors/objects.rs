//! What stands in the path of each door.

use super::{Object, Secret, absent};
use tests::{Circle, Role, World};

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
    if matches!(place, "/chat/bericht/{id}/terug" | "/messages/{id}/thread") {
        // Only the matrix has one: elsewhere nobody takes it back.
        let moved = world.things.get("moved message").cloned().unwrap_or_default();
        return Some(vec![Object { name: "hidden/moved".to_owned(), values: vec![moved], secret: Secret::All }]);
    }
    if about(&["/chat/bericht/{id}", "/messages/{id}"]) {
        let of = |circle: &Circle| {
            let value = |id: &str| vec![id.to_owned(), "up".to_owned()];
            vec![("of-member".to_owned(), value(&circle.message)), ("closed".to_owned(), value(&circle.closed_message))]
        };
        let direct = vec![world.thing("direct message"), "up".to_owned()];
        return each(&of, true).map(|all| talks(all, direct));
    }
    if about(&["/chat/{id}", "/rooms/{id}"]) {
        // A room is for the members of its community, also when the world reads its threads.
        // Whoever it is kept from must not be the one it is about: their own id stands on their every page.
        let about = |id: &str, role: Role| match parameters.len() {
            1 => vec![id.to_owned()],
            _ => vec![id.to_owned(), world.person(role).id.clone()],
        };
        let of = |circle: &Circle| {
            let value = |id: &str| about(id, Role::Moderator);
            vec![(String::new(), value(&circle.room)), ("closed".to_owned(), value(&circle.closed_room))]
        };
        let direct = about(&world.thing("conversation"), Role::Owner);
        return each(&of, true).map(|all| talks(all, direct));
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
        "/zoeken/bewaard/{id}" | "/zoeken/bewaard/{id}/verwijderen" | "/me/searches/{id}" => thing("saved search"),
        "/beheer/paginas/{slug}/{lang}" => Some(vec![Object {
            name: "privacy".to_owned(),
            values: vec!["privacy".to_owned(), "nl".to_owned()],
            secret: Secret::No,
        }]),
        // Nothing in the world is signed or uploaded: what these hand out is tried where it is made.
        "/meldingen/stop/{member}/{thread}/{signature}"
        | "/meldingen/stop/chat/{member}/{room}/{signature}"
        | "/meldingen/stop/zoeken/{search}/{signature}"
        | "/bestand/{id}"
        | "/bestand/{id}/{name}" => {
            let nothing = absent(&world.person(Role::Member).id);
            let values = vec![nothing.clone(), nothing.clone(), nothing];
            Some(vec![Object { name: "nothing".to_owned(), values, secret: Secret::No }])
        }
        _ => None,
    }
}

/// What is said in rooms is for those who read the room, whatever the community shows to others; with what two people said.
fn talks(all: Vec<Object>, direct: Vec<String>) -> Vec<Object> {
    let kept = |object: Object| {
        let secret = if object.name.ends_with("/closed") { Secret::Closed } else { Secret::All };
        Object { secret, ..object }
    };
    let between = Object { name: "direct".to_owned(), values: direct, secret: Secret::Direct };
    all.into_iter().map(kept).chain([between]).collect()
}
