//! The canary crawler: whatever is kept from somebody never reaches them, by any door.
//!
//! Every text that people can write holds a word that stands nowhere else, and a table says who may meet it. Then
//! everybody walks through every door that shows something, follows every link they find, searches for the words
//! themselves, and reads their mail; a word in the wrong hands fails with the door that gave it. The same walk must find
//! a leak that was planted: one word that the table wrongly forbids.

use crate::doors::{filled, objects};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use tests::{Answer, App, Circle, ROLES, Role, TextColumn, World, both, json};

/// Who may meet a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    Everybody,
    SignedIn,
    /// Members of the community.
    Inside,
    /// They, and the administrator, who manages it without reading it.
    InsideAndAdmin,
    Moderators,
    ModeratorsAndAdmin,
    ModeratorsAnd(Role),
    Only(Role),
    Nobody,
}

impl May {
    fn meet(self, role: Role) -> bool {
        let inside = matches!(role, Role::Member | Role::Moderator | Role::Owner);
        match self {
            Self::Everybody => true,
            Self::SignedIn => role != Role::Visitor,
            Self::Inside => inside,
            Self::InsideAndAdmin => inside || role == Role::Admin,
            Self::Moderators => matches!(role, Role::Moderator | Role::Owner),
            Self::ModeratorsAndAdmin => matches!(role, Role::Moderator | Role::Owner | Role::Admin),
            Self::ModeratorsAnd(one) => role == one || matches!(role, Role::Moderator | Role::Owner),
            Self::Only(only) => role == only,
            Self::Nobody => false,
        }
    }
}

/// A word, where it stands, and who may meet it.
#[derive(Clone, Debug)]
struct Canary {
    word: String,
    about: String,
    may: May,
}

/// All words.
#[derive(Clone, Debug, Default)]
struct Flock(Vec<Canary>);

impl Flock {
    /// A new word.
    fn word(&mut self, about: &str, may: May) -> String {
        let mut n = self.0.len();
        let mut letters = String::new();
        for _ in 0..3 {
            letters.push(char::from(b'b' + (n % 20) as u8));
            letters.push('o');
            n /= 20;
        }
        let word = format!("kanarie{letters}x");
        self.0.push(Canary { word: word.clone(), about: about.to_owned(), may });
        word
    }

    fn set(&mut self, about: &str, may: May) {
        let mut found = false;
        for canary in self.0.iter_mut().filter(|canary| canary.about.starts_with(about)) {
            canary.may = may;
            found = true;
        }
        assert!(found, "no canary is about {about}");
    }

    /// What this role should not have met in this answer.
    fn leaks(&self, role: Role, answer: &Answer) -> Vec<String> {
        // Typed in by the one who asks, so no leak: the address itself.
        let whole = answer.whole();
        let asked = answer.door.clone();
        let forbidden = self.0.iter().filter(|canary| !canary.may.meet(role));
        forbidden
            .filter(|canary| whole.contains(&canary.word) && !asked.contains(&canary.word))
            .map(|canary| format!("{} gives {} to {}", answer.door, canary.about, role.name()))
            .collect()
    }
}

/// The world with words in everything, and the table of who may meet them.
async fn seed(app: &App) -> (World, Flock) {
    let mut flock = Flock::default();
    let mut world = app.world.clone();
    world.circles.clear();
    for (key, visibility, join) in
        [("open", "open", "free"), ("listed", "listed", "request"), ("hidden", "hidden", "invite")]
    {
        let made = community(app, &mut flock, key, visibility, join).await;
        world.circles.push(made);
    }
    // A member who wrote nothing: known to members only.
    let name = flock.word("quiet member's name", May::SignedIn);
    let mailbox = flock.word("quiet member's address", May::Only(Role::Admin));
    let email = format!("{mailbox}@proef.example");
    app.command_ok(&["member", "add", "--email", &email, "--name", &format!("Stille {name}")], "");
    // The kennisbank: one theme for the world, one for members of the site.
    for (audience, may) in [("public", May::Everybody), ("alliance", May::SignedIn)] {
        let slug = flock.word(&format!("{audience} theme slug"), may);
        let fields = [
            ("slug", slug.clone()),
            ("name", flock.word(&format!("{audience} theme name"), may)),
            ("description", flock.word(&format!("{audience} theme description"), may)),
            ("position", "9".to_owned()),
            ("audience", audience.to_owned()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        app.admin().form("/beheer/themas", &fields).await.is(303);
        let subject = flock.word(&format!("{audience} subject"), may);
        app.admin()
            .form(
                &format!("/beheer/themas/{slug}/onderwerpen"),
                &[("name", &subject), ("parent", ""), ("position", "1")],
            )
            .await
            .is(303);
        let mut word = |about: &str| flock.word(&format!("{audience} article {about}"), may);
        let new = json!({
            "title": word("title"), "body_markdown": format!("# {}\n\n{}", word("heading"), word("body")), "kind": "handreiking", "theme": slug,
            "tags": [word("tag")], "source": word("source"), "licence": word("licence"), "remark": word("remark"),
            "source_url": format!("https://{}.example/", word("address")), "external_id": word("external id"),
        });
        let article = app.admin().post("/api/v1/articles", new).await.is(201).at("id");
        let change = json!({ "title": word("new title"), "body_markdown": word("new body"), "version": 1 });
        app.admin().patch(&format!("/api/v1/articles/{article}"), change).await.is(200);
        if audience == "public" {
            (world.theme, world.article) = (slug, article);
        } else {
            (world.inner_theme, world.inner_article) = (slug, article);
        }
    }
    // What only the administrator reads, and whom it is about.
    let mailbox = flock.word("invitation: address", May::Only(Role::Admin));
    let (name, message) = (
        flock.word("invitation: name", May::Only(Role::Admin)),
        flock.word("invitation: message", May::Only(Role::Admin)),
    );
    let invite = [("email", format!("{mailbox}@proef.example")), ("name", name), ("message", message)];
    let invite: Vec<(&str, &str)> = invite.iter().map(|(name, value)| (*name, value.as_str())).collect();
    app.admin().form("/uitnodigingen", &invite).await.is(303);
    let mut word = |about: &str| flock.word(&format!("account request: {about}"), May::Only(Role::Admin));
    let asked = [
        ("name", word("name")),
        ("email", format!("{}@proef.example", word("address"))),
        ("organisation", word("organisation")),
        ("function", word("function")),
        ("motivation", word("motivation")),
    ];
    let asked: Vec<(&str, &str)> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    app.visitor().form("/account-aanvragen", &asked).await.is(303);
    let requests = app.admin().get("/beheer/aanvragen").await.is(200).text();
    let (_, ours) = requests.split_once(asked[0].1).expect("the request in the list");
    let (_, action) = ours.split_once("action=\"/beheer/aanvragen/").expect("a form beside it");
    let id = action.split('"').next().unwrap_or_default();
    let reason = flock.word("account request: reason", May::Only(Role::Admin));
    app.admin().form(&format!("/beheer/aanvragen/{id}"), &[("outcome", "refuse"), ("reason", &reason)]).await.is(303);
    let organisation = flock.word("organisation", May::SignedIn);
    let domain = flock.word("organisation's domain", May::SignedIn);
    let fields = [
        ("name", organisation.as_str()),
        ("kind", "gemeente"),
        ("domains", &format!("{domain}.example")),
        ("successor", ""),
    ];
    app.admin().form("/beheer/organisaties/nieuw", &fields).await.is(303);
    let mut word = |about: &str, may: May| flock.word(&format!("profile: {about}"), may);
    let profile = json!({ "ask_about": word("ask about", May::SignedIn), "phone": "+31 6 12345678", "function": word("function", May::Everybody) });
    let me = app.world.person(Role::Member).id.clone();
    app.member().patch(&format!("/api/v1/members/{me}"), profile).await.is(200);
    let page = [
        ("title", flock.word("page title", May::Everybody)),
        ("body_markdown", flock.word("page body", May::Everybody)),
    ];
    let page: Vec<(&str, &str)> = page.iter().map(|(name, value)| (*name, value.as_str())).collect();
    app.admin().form("/beheer/paginas/privacy/nl", &page).await.is(303);
    // A form that came too late: its words belong to whoever has the link.
    let late = flock.word("kept form", May::Nobody);
    let circle = &world.circles[0];
    app.visitor().form(&format!("/t/{}/reageer", circle.thread), &[("body_markdown", &late)]).await.is(303);
    (world, flock)
}

async fn community(app: &App, flock: &mut Flock, key: &'static str, visibility: &str, join: &str) -> Circle {
    let (outer, inner) = match key {
        "open" => (May::Everybody, May::Everybody),
        "listed" => (May::SignedIn, May::Inside),
        _ => (May::InsideAndAdmin, May::Inside),
    };
    let mut word = |about: &str, may: May| flock.word(&format!("{key}: {about}"), may);
    let slug = format!("kring-{}", word("slug", outer));
    let new = json!({
        "slug": slug, "visibility": visibility, "join": join,
        "name": format!("Kring {}", word("name", outer)), "description": word("description", outer),
        "question": word("question", outer), "rules_markdown": word("rules", outer),
    });
    let made = app.admin().post("/api/v1/communities", new).await.is(201);
    app.database
        .execute(&[&format!(
            "delete from membership where community_id in (select id from community where slug = '{slug}')"
        )])
        .await;
    for (role, standing) in
        [(Role::Owner, "owner"), (Role::Moderator, "moderator"), (Role::Member, "member"), (Role::Former, "member")]
    {
        app.enlist(role, &slug, standing).await;
    }
    let path = format!("/api/v1/communities/{slug}/threads");
    let mut open = async |name: &str, may: May| {
        let title = word(&format!("{name} title"), may);
        let first = word(&format!("{name} first post"), may);
        let tag = word(&format!("{name} tag"), may);
        let new =
            json!({ "title": format!("Over {title}"), "body_markdown": format!("Wie weet {first}?"), "tags": [tag] });
        app.member().post(&path, new).await.is(201).at("id")
    };
    let thread = open("thread", inner).await;
    let closed = open("closed thread", inner).await;
    app.moderator().form(&format!("/t/{closed}/staat"), &[("closed", "true")]).await.is(303);
    let replies = format!("/api/v1/threads/{thread}/posts");
    let mut posts = vec![app.member().get(&replies).await.is(200).at("items.0.id")];
    for role in [Role::Owner, Role::Former] {
        let body = word(&format!("post of {}", role.name()), inner);
        let said = json!({ "body_markdown": body, "nonce": word("nonce", May::Nobody) });
        posts.push(app.client(role).post(&replies, said).await.is(201).at("id"));
    }
    // What was written first stands in a revision; what was taken away stands in its row.
    let before = word("revision", May::Nobody);
    let edited = app.owner().post(&replies, json!({ "body_markdown": before })).await.is(201).at("id");
    let after = json!({ "body_markdown": word("edited post", inner), "version": 1 });
    app.owner().patch(&format!("/api/v1/posts/{edited}"), after).await.is(200);
    let gone = app
        .owner()
        .post(&replies, json!({ "body_markdown": word("deleted post", May::Moderators) }))
        .await
        .is(201)
        .at("id");
    app.owner().delete(&format!("/api/v1/posts/{gone}")).await.is(204);
    app.client(Role::Former).delete(&format!("/api/v1/communities/{slug}/membership")).await.is(204);
    let mut request = String::new();
    if join == "request" {
        let ask = json!({ "message": word("request", May::Moderators) });
        app.client(Role::Former).put(&format!("/api/v1/communities/{slug}/membership"), ask).await.is(202);
        let requests = format!("/api/v1/communities/{slug}/requests");
        request = app.moderator().get(&requests).await.is(200).at("items.0.id");
        // A second one, refused with a reason.
        let ask = json!({ "message": word("refused request", May::Nobody) });
        app.stranger().put(&format!("/api/v1/communities/{slug}/membership"), ask).await.is(202);
        let waiting: tests::Value = app.moderator().get(&requests).await.is(200).json();
        let second = waiting["items"]
            .as_array()
            .expect("items")
            .iter()
            .filter_map(|item| item["id"].as_str())
            .find(|id| *id != request);
        let refuse = json!({ "reason": word("reason", May::ModeratorsAnd(Role::Stranger)) });
        app.moderator().post(&format!("{requests}/{}/refuse", second.expect("a second request")), refuse).await.is(204);
    }
    let seen = app.member().get(&format!("/api/v1/communities/{slug}")).await.is(200);
    let room = seen.at("rooms.0.id");
    // A room is for members, also when the world reads the threads.
    let said = json!({ "body_markdown": word("message", May::Inside), "nonce": word("message nonce", May::Nobody) });
    let message = app.member().post(&format!("/api/v1/rooms/{room}/messages"), said).await.is(201).at("id");
    let gone = json!({ "body_markdown": word("deleted message", May::Nobody) });
    let gone = app.member().post(&format!("/api/v1/rooms/{room}/messages"), gone).await.is(201).at("id");
    app.member().delete(&format!("/api/v1/messages/{gone}")).await.is(204);
    let note = json!({ "reason": "off_topic", "note": word("report", May::Moderators) });
    app.member().post(&format!("/api/v1/posts/{}/reports", posts[1]), note).await.is(202);
    let meldingen = format!("/c/{slug}/meldingen");
    let report = app.moderator().get(&meldingen).await.is(200).after(&format!("{meldingen}/"));
    let verdict = word("verdict", May::Moderators);
    app.moderator().form(&format!("{meldingen}/{report}"), &[("outcome", "kept"), ("note", &verdict)]).await.is(303);
    let new = json!({
        "title": word("article title", inner), "body_markdown": format!("# {}\n\n{}", word("article heading", inner), word("article body", inner)),
        "kind": "uitleg", "community": slug, "tags": [word("article tag", inner)], "source": word("article source", inner),
    });
    let article = app.moderator().post("/api/v1/articles", new).await.is(201).at("id");
    let id = made.at("id");
    Circle { key, slug, id, room, thread, posts, closed, request, message, article, report }
}

/// Every address that a door of the table leads to, about everything there is.
fn addresses(app: &App, world: &World) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = [
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/voorladen.json",
        "/pkg/niets.js",
        "/sitemap.xml",
        "/feed",
        "/rss",
        "/metrics",
        "/manifest.json",
        "/.well-known/security.txt",
        "/niets",
        "/api/v1/niets",
        "/api/v1/openapi.json",
        "/live",
        "/live/poll",
        "/leden?q=kanarie",
        "/api/v1/members?q=kanarie",
        "/api/v1/communities?limit=100",
        "/c?cursor=kring",
    ]
    .map(ToOwned::to_owned)
    .into();
    for (method, path) in app.doors() {
        if method == "GET" {
            let objects =
                objects(world, &path).unwrap_or_else(|| panic!("doors.rs does not say what stands in {path}"));
            all.extend(objects.iter().map(|object| filled(&path, &object.values)));
        }
    }
    all
}

/// The addresses of this site that an answer names.
fn links(answer: &Answer) -> Vec<String> {
    let text = answer.text();
    let mut found = Vec::new();
    for mark in ["href=\"", "src=\"", "\"url\":\"", "action=\""] {
        for part in text.split(mark).skip(1) {
            let link = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/pkg/") {
                found.push(link);
            }
        }
    }
    if answer.location().starts_with('/') {
        found.push(answer.location().to_owned());
    }
    found
}

/// Everybody everywhere. Gives the leaks, and how many doors were opened.
async fn crawl(app: &App, world: &World, flock: &Flock) -> (BTreeSet<String>, usize) {
    let table = addresses(app, world);
    let mut leaks = BTreeSet::new();
    let mut opened = 0;
    for role in ROLES {
        let client = app.client(role);
        let mut waiting: VecDeque<String> = table.iter().cloned().collect();
        // What there is to find in search, by whole words and by their beginnings.
        for canary in flock.0.iter().filter(|canary| !canary.may.meet(role)) {
            for path in ["/api/v1/search?q=", "/zoeken?q=", "/api/v1/suggest?q=", "/api/v1/members?q=", "/leden?q="] {
                waiting.push_back(format!("{path}{}", &canary.word[..canary.word.len() - 1]));
            }
        }
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        while let Some(path) = waiting.pop_front() {
            let answer = client.get(&path).await;
            opened += 1;
            assert!(
                answer.status < 500 || answer.status == 503,
                "{} as {}: {}",
                answer.door,
                role.name(),
                answer.text()
            );
            leaks.extend(flock.leaks(role, &answer));
            for link in links(&answer) {
                if seen.len() < 1_500 && seen.insert(link.clone()) {
                    waiting.push_back(link);
                }
            }
        }
    }
    leaks.extend(mailed(app, world, flock));
    let log = app.log();
    leaks.extend(flock.0.iter().filter(|canary| canary.may != May::Everybody && log.contains(&canary.word)).map(
        |canary| {
            let line = log.lines().find(|line| line.contains(&canary.word)).unwrap_or_default();
            format!("the log holds {}: {line}", canary.about)
        },
    ));
    (leaks, opened)
}

/// Words in mails to those who may not meet them.
fn mailed(app: &App, world: &World, flock: &Flock) -> Vec<String> {
    let mut leaks = Vec::new();
    for mail in app.mails() {
        let to = mail.header("to").unwrap_or_default();
        let role =
            world.people.iter().find(|(_, person)| to.contains(&person.email)).map_or(Role::Visitor, |(role, _)| *role);
        let stranger = role == Role::Visitor;
        for canary in flock.0.iter().filter(|canary| mail.text.contains(&canary.word) && !canary.may.meet(role)) {
            // A mail to somebody without an account may hold what it is about: themselves.
            if stranger && ["invitation: ", "account request: "].iter().any(|about| canary.about.starts_with(about)) {
                continue;
            }
            leaks.push(format!("a mail to {to} holds {}", canary.about));
        }
    }
    leaks
}

/// Columns that hold no words of people, with the reason. One that does hold a canary must not stand here.
const WORDLESS: &[(&str, &[&str])] = &[
    (
        "made by the program from a fixed set",
        &[
            "audience.kind",
            "channel.kind",
            "channel_event.kind",
            "change.kind",
            "outbox.kind",
            "outbox.state",
            "file.kind",
            "file.mime",
            "organisation.kind",
            "member.show_email",
            "member.show_phone",
            "member.show_photo",
            "member.show_ask",
            "member.lang",
            "member.color_scheme",
            "sign_in.kind",
            "secret_link.purpose",
            "account_request.outcome",
            "community.visibility",
            "community.joining",
            "membership.role",
            "join_request.outcome",
            "follow.level",
            "report.reason",
            "report.outcome",
            "article.kind",
            "site_page.lang",
            "site_page.slug",
            "account_request.lang",
            "invitation.lang",
            "setting.value",
        ],
    ),
    (
        "a hash or a key of the program",
        &[
            "member.password_hash",
            "file.sha256",
            "throttle.key",
            "mail_sent.dedupe",
            "outbox.dedupe",
            "outbox.leased_by",
            "article.imported_hash",
            "meta.key",
            "meta.value",
            "setting.key",
        ],
    ),
    ("a telephone number: digits only", &["member.phone"]),
    ("sent on, and cleared when done", &["outbox.payload", "outbox.last_error"]),
    ("files have tests of their own", &["file.name"]),
    ("written by an import", &["thread.external_id"]),
    ("kept when a slug or an address changes", &["community_redirect.slug", "secret_link.email"]),
    ("a name that the program gives", &["room.name"]),
    ("where a sign-in came from", &["sign_in.device", "sign_in.network"]),
    ("an address of this site", &["kept_form.action"]),
];

/// Fails unless every column that can hold words of people holds one.
async fn every_column_sings(app: &App) {
    let mut silent = Vec::new();
    let mut listed = BTreeMap::<String, &str>::new();
    for (reason, columns) in WORDLESS {
        listed.extend(columns.iter().map(|name| ((*name).to_owned(), *reason)));
    }
    for column in app.database.text_columns().await {
        let TextColumn { table, column: name } = &column;
        let sings = app.database.values(&column).await.iter().any(|value| value.contains("kanarie"));
        match (sings, listed.get(&format!("{table}.{name}"))) {
            (false, None) => silent.push(format!("{table}.{name} holds no canary")),
            (true, Some(reason)) => silent.push(format!("{table}.{name} holds a canary, and is listed as {reason}")),
            _ => (),
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[track_caller]
fn none(leaks: &BTreeSet<String>, when: &str) {
    assert!(
        leaks.is_empty(),
        "{when}, {} leaks:\n{}",
        leaks.len(),
        leaks.iter().cloned().collect::<Vec<_>>().join("\n")
    );
}

both! {
    what_is_kept_from_somebody_reaches_them_by_no_door, async |app| {
        let (world, mut flock) = seed(app).await;
        every_column_sings(app).await;

        // The oracle is told that one word that everybody sees is secret: the walk must find it.
        let planted = flock.0.iter().position(|canary| canary.about == "open: thread title").expect("a canary");
        flock.0[planted].may = May::Nobody;
        let (leaks, opened) = crawl(app, &world, &flock).await;
        let (found, real): (BTreeSet<String>, BTreeSet<String>) =
            leaks.into_iter().partition(|leak| leak.contains("open: thread title"));
        assert!(found.len() > 10, "the planted leak was found {} times in {opened} doors", found.len());
        none(&real, "at first");
        flock.0[planted].may = May::Everybody;

        // A post is taken away.
        let listed = world.circle("listed");
        app.moderator().delete(&format!("/api/v1/posts/{}", listed.posts[1])).await.is(204);
        flock.set("listed: post of owner", May::Moderators);
        none(&crawl(app, &world, &flock).await.0, "after a post was deleted");

        // The member leaves the hidden community: what was theirs to read is so no more.
        let hidden = world.circle("hidden");
        app.member().delete(&format!("/api/v1/communities/{}/membership", hidden.slug)).await.is(204);
        for canary in flock.0.iter_mut().filter(|canary| canary.about.starts_with("hidden:")) {
            canary.may = match canary.may {
                May::Inside => May::Moderators,
                May::InsideAndAdmin => May::ModeratorsAndAdmin,
                other => other,
            };
        }
        none(&crawl(app, &world, &flock).await.0, "after the member left");
    }
}
