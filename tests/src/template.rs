//! The database that every test starts from, made once in a process with the program's own commands and doors.

use crate::{App, Circle, Database, Engine, Person, ROLES, Role, Start, World, block_on, json, world::PASSWORD};
use std::{path::PathBuf, sync::OnceLock};

/// A stopped server's data.
#[derive(Debug)]
pub struct Template {
    /// Its engine.
    pub engine: Engine,
    /// Its data folder.
    pub data: PathBuf,
    /// Its database, which nobody is connected to.
    pub database: Database,
    /// What stands in it.
    pub world: World,
}

static TEMPLATES: [OnceLock<Template>; 2] = [const { OnceLock::new() }; 2];

/// The template of an engine.
pub fn of(engine: Engine) -> &'static Template {
    let [sqlite, postgres] = &TEMPLATES;
    let place = if engine == Engine::Sqlite { sqlite } else { postgres };
    place.get_or_init(|| block_on(make(engine)))
}

async fn make(engine: Engine) -> Template {
    let mut app = App::empty(engine, Start::default()).await;
    people(&mut app).await;
    for (key, visibility, join) in
        [("open", "open", "free"), ("listed", "listed", "request"), ("hidden", "hidden", "invite")]
    {
        let made = circle(&app, key, visibility, join).await;
        app.world.circles.push(made);
    }
    knowledge(&mut app).await;
    things(&mut app).await;
    // The mail that waits ten minutes would else be due in the middle of whatever test runs then.
    app.database.execute(&["delete from outbox"]).await;
    assert!(app.stop().await, "the server of the template does not stop:\n{}", app.log_tail(20));
    let template =
        Template { engine, data: app.data.clone(), database: app.database.clone(), world: app.world.clone() };
    // Its folder and database stay until the process ends.
    drop(app);
    template
}

async fn people(app: &mut App) {
    for role in ROLES.into_iter().filter(|role| *role != Role::Visitor) {
        let name = match role {
            Role::Stranger => "Sietse Vreemd",
            Role::Former => "Vera Vroeger",
            Role::Member => "Lena van der Lid",
            Role::Moderator => "Moos Orde",
            Role::Owner => "Olga Eigen",
            _ => "Ada Beheer",
        };
        let email = format!("{}@proef.example", role.name());
        let mut arguments = vec!["member", "add", "--email", &email, "--name", name, "--password-stdin"];
        if role == Role::Admin {
            arguments.push("--admin");
        }
        app.command_ok(&arguments, PASSWORD);
        let nobody = app.visitor();
        let signed = nobody.post("/api/v1/session", json!({ "email": email, "password": PASSWORD })).await.is(201);
        let browser = nobody.form("/inloggen", &[("email", &email), ("password", PASSWORD)]).await.is(303);
        let cookie = browser.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let person =
            Person { id: signed.at("member.id"), email, name: name.to_owned(), token: signed.at("token"), cookie };
        app.world.people.insert(role, person);
    }
}

/// A community that belongs to the owner, with its people and a thread.
async fn circle(app: &App, key: &'static str, visibility: &str, join: &str) -> Circle {
    let slug = format!("kring-{key}");
    let new = json!({
        "slug": slug, "name": format!("Kring {key}"), "description": format!("Waar kring {key} voor is"),
        "visibility": visibility, "join": join,
    });
    let made = app.admin().post("/api/v1/communities", new).await.is(201);
    let leave =
        format!("delete from membership where community_id in (select id from community where slug = '{slug}')");
    app.database.execute(&[&leave]).await;
    for (role, standing) in
        [(Role::Owner, "owner"), (Role::Moderator, "moderator"), (Role::Member, "member"), (Role::Former, "member")]
    {
        app.enlist(role, &slug, standing).await;
    }
    let path = format!("/api/v1/communities/{slug}/threads");
    let first =
        json!({ "title": format!("Vraag in kring {key}"), "body_markdown": "Wie weet dit?", "tags": ["proef"] });
    let thread = app.member().post(&path, first).await.is(201).at("id");
    let replies = format!("/api/v1/threads/{thread}/posts");
    let mut posts = vec![app.member().get(&replies).await.is(200).at("items.0.id")];
    for role in [Role::Owner, Role::Former] {
        let said = json!({ "body_markdown": format!("Antwoord van {}", role.name()) });
        posts.push(app.client(role).post(&replies, said).await.is(201).at("id"));
    }
    let closing = json!({ "title": format!("Afgerond in kring {key}"), "body_markdown": "Dit is klaar." });
    let closed = app.member().post(&path, closing).await.is(201).at("id");
    app.moderator().form(&format!("/t/{closed}/staat"), &[("closed", "true")]).await.is(303);
    app.client(Role::Former).delete(&format!("/api/v1/communities/{slug}/membership")).await.is(204);
    let mut request = String::new();
    if join == "request" {
        let ask = format!("/api/v1/communities/{slug}/membership");
        app.client(Role::Former).put(&ask, json!({ "message": "Mag ik terug?" })).await.is(202);
        let waiting = app.moderator().get(&format!("/api/v1/communities/{slug}/requests")).await.is(200);
        request = waiting.at("items.0.id");
    }
    let seen = app.member().get(&format!("/api/v1/communities/{slug}")).await.is(200);
    let room = seen.at("rooms.0.id");
    let said = json!({ "body_markdown": format!("Gezegd in kring {key}"), "nonce": format!("kamer-{key}") });
    let message = app.member().post(&format!("/api/v1/rooms/{room}/messages"), said).await.is(201).at("id");
    let note = json!({ "reason": "off_topic", "note": "Hoort hier niet" });
    app.member().post(&format!("/api/v1/posts/{}/reports", posts[1]), note).await;
    let report =
        app.moderator().get(&format!("/c/{slug}/meldingen")).await.is(200).after(&format!("/c/{slug}/meldingen/"));
    let new = json!({ "title": format!("Artikel van kring {key}"), "body_markdown": "Zo doen wij het.", "kind": "uitleg", "community": slug });
    let article = app.moderator().post("/api/v1/articles", new).await.is(201).at("id");
    let id = made.at("id");
    let (name, text) = (format!("Besloten {key}"), format!("Onder ons in kring {key}"));
    let (closed_room, closed_message) = closed_room(app, &slug, &name, &text).await;
    Circle {
        key,
        slug,
        id,
        room,
        thread,
        posts,
        closed,
        request,
        message,
        closed_room,
        closed_message,
        article,
        report,
    }
}

/// A closed room that the moderator made, with something said in it.
pub async fn closed_room(app: &App, slug: &str, name: &str, text: &str) -> (String, String) {
    let new = json!({ "name": name, "kind": "closed" });
    let room = app.moderator().post(&format!("/api/v1/communities/{slug}/rooms"), new).await.is(201).at("id");
    let said = json!({ "body_markdown": text });
    let message = app.moderator().post(&format!("/api/v1/rooms/{room}/messages"), said).await.is(201).at("id");
    (room, message)
}

/// A message of the member that the moderator put in a thread of the community; gives the message and the thread.
pub async fn moved_message(app: &App, (slug, room): (&str, &str), title: &str, text: &str) -> (String, String) {
    let said = json!({ "body_markdown": text });
    let message = app.member().post(&format!("/api/v1/rooms/{room}/messages"), said).await.is(201).at("id");
    let new = json!({ "messages": [message], "community": slug, "title": title });
    let thread = app.moderator().post(&format!("/api/v1/rooms/{room}/threads"), new).await.is(201).at("thread");
    (message, thread)
}

/// A conversation of the member and the owner, with something said in it.
pub async fn conversation(app: &App, text: &str) -> (String, String) {
    let with = json!({ "members": [app.world.person(Role::Owner).id] });
    let begun = app.member().post("/api/v1/rooms", with).await;
    assert!(matches!(begun.status, 200 | 201), "{}", begun.whole());
    let room = begun.at("id");
    let said = json!({ "body_markdown": text });
    let message = app.member().post(&format!("/api/v1/rooms/{room}/messages"), said).await.is(201).at("id");
    (room, message)
}

/// Two themes, one for the world and one for members, each with an article.
async fn knowledge(app: &mut App) {
    for (slug, audience) in [("thema-open", "public"), ("thema-leden", "alliance")] {
        let theme = [
            ("slug", slug),
            ("name", slug),
            ("description", "Waar het over gaat"),
            ("position", "1"),
            ("audience", audience),
        ];
        app.admin().form("/beheer/themas", &theme).await.is(303);
        let about = [("name", "Een onderwerp"), ("parent", ""), ("position", "1")];
        app.admin().form(&format!("/beheer/themas/{slug}/onderwerpen"), &about).await.is(303);
        let editor = app.world.person(Role::Moderator).email.clone();
        app.admin().form(&format!("/beheer/themas/{slug}/redacteuren"), &[("email", &editor)]).await.is(303);
        let new = json!({ "title": format!("Handreiking {slug}"), "body_markdown": "# Kop\n\nTekst.", "kind": "handreiking", "theme": slug });
        let article = app.admin().post("/api/v1/articles", new).await.is(201).at("id");
        let page = app.admin().get(&format!("/beheer/themas/{slug}")).await.is(200);
        if slug == "thema-open" {
            app.world.things.insert("subject", page.after(&format!("/beheer/themas/{slug}/onderwerpen/")));
            app.world.things.insert("editor", page.after(&format!("/beheer/themas/{slug}/redacteuren/")));
            (app.world.theme, app.world.article) = (slug.to_owned(), article);
        } else {
            (app.world.inner_theme, app.world.inner_article) = (slug.to_owned(), article);
        }
    }
}

/// An invitation, a request for an account, an organisation, a sign-in, links that were mailed.
async fn things(app: &mut App) {
    let admin = app.admin();
    let invite = [("email", "genodigd@proef.example"), ("name", "Gerda Genodigd"), ("message", "Welkom")];
    admin.form("/uitnodigingen", &invite).await.is(303);
    let invitation = admin.get("/uitnodigingen").await.is(200).after("action=\"/uitnodigingen/");
    let asked = [
        ("name", "Aad Aanvrager"),
        ("email", "aad@proef.example"),
        ("organisation", "Gemeente Proef"),
        ("function", "Adviseur"),
        ("motivation", "Ik wil meedoen"),
    ];
    app.visitor().form("/account-aanvragen", &asked).await.is(303);
    let request = admin.get("/beheer/aanvragen").await.is(200).after("action=\"/beheer/aanvragen/");
    let organisation =
        [("name", "Gemeente Proef"), ("kind", "gemeente"), ("domains", "gemeente-proef.example"), ("successor", "")];
    admin.form("/beheer/organisaties/nieuw", &organisation).await.is(303);
    let listed = admin.get("/beheer/organisaties").await.is(200).text().replace("/beheer/organisaties/nieuw", "");
    let (_, rest) = listed.split_once("/beheer/organisaties/").expect("an organisation in the list");
    let organisation = rest.split('"').next().unwrap_or_default().to_owned();
    let sign_in = app.member().get("/instellingen/inlogs").await.is(200).after("action=\"/instellingen/inlogs/");
    let kept = app.visitor().form("/profiel/bewerken", &[("name", "Te laat")]).await.is(303).location().to_owned();
    let kept = kept.rsplit("%2F").next().unwrap_or_default().to_owned();
    app.visitor().form("/wachtwoord-vergeten", &[("email", &app.world.person(Role::Stranger).email)]).await.is(303);
    let token = app.mailed_link("genodigd@proef.example", "/uitnodiging/").await;
    let reset = app.mailed_link("stranger@proef.example", "/wachtwoord/").await;
    let search = json!({ "search": "q=woonoverlast", "name": "Overlast" });
    let saved = app.member().post("/api/v1/me/searches", search).await.is(201).at("id");
    let (direct, direct_message) = conversation(app, "Tussen ons beiden").await;
    let last = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
    app.world.things.extend([
        ("invitation", invitation),
        ("account request", request),
        ("organisation", organisation),
        ("sign-in", sign_in),
        ("saved search", saved),
        ("conversation", direct),
        ("direct message", direct_message),
        ("kept form", kept),
        ("invitation token", last(token)),
        ("reset token", last(reset)),
    ]);
}

impl App {
    /// Makes somebody of the world a member of a community, as its owner would.
    pub async fn enlist(&self, role: Role, slug: &str, standing: &str) {
        let email = &self.world.person(role).email;
        let both = format!("c.slug = '{slug}' and m.email_key = '{email}'");
        self.database
            .execute(&[
                &format!(
                    "delete from membership where community_id in (select id from community where slug = '{slug}')
                     and member_id in (select id from member where email_key = '{email}')"
                ),
                &format!(
                    "insert into membership (community_id, member_id, role, joined_at)
                     select c.id, m.id, '{standing}', c.created_at from community c, member m where {both}"
                ),
                &format!(
                    "update audience set acl = acl + 1
                     where community_id in (select id from community where slug = '{slug}')"
                ),
            ])
            .await;
    }
}
