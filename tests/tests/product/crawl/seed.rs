//! The world with words in everything.

use super::{
    circle::community,
    flock::{Flock, May},
};
use tests::{App, Role, World, json};

/// The world with words in everything, and the table of who may meet them.
pub async fn seed(app: &App) -> (World, Flock) {
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
    let between = flock.word("direct message", May::Both(Role::Member, Role::Owner));
    let (direct, message) = tests::conversation(app, &between).await;
    world.things.extend([("conversation", direct), ("direct message", message)]);
    let name = flock.word("saved search: name", May::Only(Role::Member));
    let words = flock.word("saved search: words", May::Only(Role::Member));
    let search = json!({ "search": format!("q={words}"), "name": name, "alert": true });
    app.member().post("/api/v1/me/searches", search).await.is(201);
    // A form that came too late: its words belong to whoever has the link.
    let late = flock.word("kept form", May::Nobody);
    let circle = &world.circles[0];
    app.visitor().form(&format!("/t/{}/reageer", circle.thread), &[("body_markdown", &late)]).await.is(303);
    (world, flock)
}
