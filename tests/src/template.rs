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
    Circle { key, slug, id: made.at("id"), room, thread, posts, closed, request, ..Circle::default() }
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
