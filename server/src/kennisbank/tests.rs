//! Articles, who reads and writes them, and where they come from; on both engines.

use super::{Done, Incoming, import, service, service::Filter, shelves};
use crate::{
    Error,
    access::{Actor, Role},
    app::{App, Ctx},
    cli, communities,
    config::Config,
    db::{Engine, tests::database},
    members,
};
use shared::{
    communities::NewCommunity,
    ids::MemberId,
    kennisbank::{ArticlePatch, NewArticle, SubjectForm, ThemeForm},
};

/// A site of its own.
async fn site(engine: Engine, test: &str) -> (App, tempfile::TempDir) {
    let (db, dir) = database(engine, test).await;
    db.close().await;
    let url = match engine {
        Engine::Sqlite => format!("sqlite:{}/test.db", dir.path().display()),
        Engine::Postgres => {
            let server = std::env::var("PLEIN_TEST_POSTGRES").expect("PLEIN_TEST_POSTGRES names a server");
            format!("{server}/unit_{}_{test}", std::process::id())
        }
    };
    let flags = [("data", Some(dir.path().display().to_string())), ("database_url", Some(url))];
    let app = cli::open(Config::load(None, &flags).expect("a configuration")).await.expect("a site");
    (app, dir)
}

/// A member of the site.
async fn member(app: &App, name: &str, admin: bool) -> (Ctx, MemberId) {
    let nobody = Ctx::system(app.clone(), cli::nobody());
    let new = members::NewMember {
        email: format!("{name}@gemeente.example"),
        name: format!("{name} de Vries"),
        admin,
        ..members::NewMember::default()
    };
    let id = members::add(&nobody, new, nobody.now()).await.expect("a member");
    (Ctx::system(app.clone(), Actor::Member { id, affiliation: None, admin }), id)
}

fn article(theme: Option<&str>, community: Option<&str>) -> NewArticle {
    NewArticle {
        title: "Sluiten van een drugspand".to_owned(),
        body_markdown: "Inleiding.\n\n## Stap 1\n\nTekst.\n\n## Stap 2\n\nTekst.".to_owned(),
        theme: theme.map(ToOwned::to_owned),
        community: community.map(ToOwned::to_owned),
        tags: vec!["Damocles ".to_owned(), "damocles".to_owned()],
        ..NewArticle::default()
    }
}

async fn theme(admin: &Ctx, slug: &str, audience: &str) {
    let form = ThemeForm {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        audience: audience.to_owned(),
        ..ThemeForm::default()
    };
    shelves::make_theme(admin, &form).await.expect("a theme");
}

async fn titles(ctx: &Ctx, filter: Filter) -> usize {
    service::list(ctx, &filter, None, 50).await.expect("a list").items.len()
}

async fn written(engine: Engine) {
    let (app, _dir) = site(engine, "kennis_written").await;
    let (admin, _) = member(&app, "lotte", true).await;
    let (anna, _) = member(&app, "anna", false).await;
    let visitor = Ctx::system(app.clone(), Actor::Visitor);
    theme(&admin, "ondermijning", "public").await;
    theme(&admin, "intern", "alliance").await;
    let subject = SubjectForm { name: "Panden sluiten".to_owned(), ..SubjectForm::default() };
    shelves::add_subject(&admin, "ondermijning", &subject, None).await.expect("a subject");

    let refused = service::write(&anna, article(Some("ondermijning"), None)).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
    assert!(matches!(service::write(&visitor, article(None, None)).await, Err(Error::SignInFirst)));
    shelves::add_editor(&admin, "ondermijning", "Anna@Gemeente.Example").await.expect("an editor");
    let new = NewArticle { subject: Some("panden-sluiten".to_owned()), ..article(Some("ondermijning"), None) };
    let made = service::write(&anna, new).await.expect("an article");
    assert_eq!((made.tags.len(), made.contents.len(), made.version), (1, 2, 1));
    assert!(matches!(service::write(&anna, article(Some("intern"), None)).await, Err(Error::Forbidden)));
    service::write(&admin, article(Some("intern"), None)).await.expect("an internal article");

    assert_eq!((titles(&visitor, Filter::default()).await, titles(&anna, Filter::default()).await), (1, 2));
    let tagged = Filter { tag: Some("damocles".to_owned()), ..Filter::default() };
    assert_eq!(titles(&visitor, tagged).await, 1);
    let other = Filter { subject: Some("wapens".to_owned()), ..Filter::default() };
    assert_eq!(titles(&anna, other).await, 0);

    let patch =
        |version, body: &str| ArticlePatch { version, body_markdown: Some(body.to_owned()), ..ArticlePatch::default() };
    let changed = service::change(&anna, made.id, patch(1, "Nieuwe tekst.")).await.expect("changed");
    assert_eq!(changed.version, 2);
    assert!(matches!(service::change(&anna, made.id, patch(1, "Te laat.")).await, Err(Error::Conflict)));
    let same = service::change(&anna, made.id, patch(2, "Nieuwe tekst.")).await.expect("unchanged");
    assert_eq!(same.version, 2, "no words changed, so there is no version");
    let (_, versions) = service::revisions(&visitor, made.id).await.expect("versions");
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [2, 1]);
    let (_, second, before) = service::revision(&visitor, made.id, 2).await.expect("a version");
    assert!(second.body_markdown.is_some_and(|body| body == "Nieuwe tekst.") && before.is_some());

    service::review(&anna, made.id).await.expect("reviewed");
    service::archive(&anna, made.id, true).await.expect("archived");
    let shown = service::show(&visitor, made.id).await.expect("still there").0;
    assert!(shown.archived && shown.reviewed_by.is_some());
    assert_eq!(titles(&visitor, Filter::default()).await, 0);
    service::delete(&anna, made.id).await.expect("deleted");
    assert!(matches!(service::show(&anna, made.id).await, Err(Error::NotFound)));

    // A theme that closes takes what stands in it along, without a rewrite.
    let form = ThemeForm { name: "Intern".to_owned(), audience: "public".to_owned(), ..ThemeForm::default() };
    shelves::change_theme(&admin, "intern", form).await.expect("opened");
    assert_eq!(titles(&visitor, Filter::default()).await, 1);
}

async fn in_a_community(engine: Engine) {
    let (app, _dir) = site(engine, "kennis_community").await;
    let (admin, _) = member(&app, "lotte", true).await;
    let (anna, anna_id) = member(&app, "anna", false).await;
    let (bas, _) = member(&app, "bas", false).await;
    let new = NewCommunity {
        slug: "ciso".to_owned(),
        name: "CISO-netwerk".to_owned(),
        visibility: "hidden".to_owned(),
        join: "invite".to_owned(),
        ..NewCommunity::default()
    };
    let made = communities::found(&admin, new, admin.now()).await.expect("a community");
    communities::admit(&admin, made.id, anna_id, Role::Moderator, admin.now()).await.expect("a moderator");
    let article = service::write(&anna, article(None, Some("ciso"))).await.expect("an article");
    assert_eq!(article.community.map(|community| community.slug).as_deref(), Some("ciso"));
    assert!(matches!(service::show(&bas, article.id).await, Err(Error::NotFound)));
    assert_eq!((titles(&bas, Filter::default()).await, titles(&anna, Filter::default()).await), (0, 1));
    let refused = service::write(&bas, self::article(None, Some("ciso"))).await.expect_err("unknown to Bas");
    assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
}

fn line(id: &str, body: &str) -> Incoming {
    let line =
        format!(r#"{{"id":"{id}","title":"Wet {id}","body_markdown":"{body}","kind":"wet","domain":"veiligheid"}}"#);
    Incoming::parse(&line, None).expect("a good line")
}

async fn imported(engine: Engine) {
    let (app, _dir) = site(engine, "kennis_import").await;
    let (admin, _) = member(&app, "lotte", true).await;
    let nobody = Ctx::system(app.clone(), cli::nobody());
    let first = [line("law-1", "a"), line("law-2", "b"), line("law-1", "a")];
    assert_eq!(import(&nobody, &first).await.expect("imported"), [Done::New, Done::New, Done::Same]);
    assert_eq!(import(&nobody, &first).await.expect("imported"), [Done::Same, Done::Same, Done::Same]);
    assert_eq!(import(&nobody, &[line("law-1", "c")]).await.expect("imported"), [Done::Updated]);
    let find = |id: &str| Filter { external_id: Some(id.to_owned()), ..Filter::default() };
    let one = service::list(&admin, &find("law-1"), None, 2).await.expect("a list").items.remove(0);
    assert_eq!((one.version, one.remark.as_str()), (2, "historisch, stand 2017"));

    let patch = ArticlePatch { version: 2, title: Some("Door ons".to_owned()), ..ArticlePatch::default() };
    service::change(&admin, one.id, patch).await.expect("changed here");
    let bad = r#"{"id":"x","title":"Titel","body_markdown":"x","theme":"bestaat-niet"}"#;
    let bad = Incoming::parse(bad, None).expect("a good line");
    let done = import(&nobody, &[line("law-1", "d"), bad, line("law-3", "e")]).await.expect("imported");
    assert!(matches!(done.as_slice(), [Done::Conflict, Done::Bad(_), Done::New]), "{done:?}");
    let (kept, versions) = service::revisions(&admin, one.id).await.expect("versions");
    assert_eq!((kept.title.as_str(), versions.len()), ("Door ons", 3));
}

#[tokio::test]
async fn an_editor_writes_and_the_theme_says_who_reads_sqlite() {
    written(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_editor_writes_and_the_theme_says_who_reads_postgres() {
    written(Engine::Postgres).await;
}

#[tokio::test]
async fn an_article_of_a_community_is_for_its_members_sqlite() {
    in_a_community(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_article_of_a_community_is_for_its_members_postgres() {
    in_a_community(Engine::Postgres).await;
}

#[tokio::test]
async fn an_import_updates_and_leaves_alone_sqlite() {
    imported(Engine::Sqlite).await;
}

#[tokio::test]
async fn an_import_updates_and_leaves_alone_postgres() {
    imported(Engine::Postgres).await;
}
