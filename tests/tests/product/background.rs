//! Work in the background: what fails is seen by administrators, and done after all.

use std::fs;
use tests::{App, Role, both};

const PAGE: &str = "/beheer/achtergrond";

/// Asks for a new password, which is sent by mail.
async fn forget(app: &App, role: Role) {
    let email = &app.world.person(role).email;
    app.visitor().form("/wachtwoord-vergeten", &[("email", email)]).await.is(303);
}

/// The id of a job, of the kind that sends such mails.
async fn job(app: &App) -> String {
    let page = app.admin().get(PAGE).await.is(200).text();
    let from = page.split(r#"name="id" value=""#).skip(1).filter_map(|rest| rest.split('"').next());
    from.into_iter().find(|id| !id.is_empty()).expect("a job").to_owned()
}

both! {
    what_failed_is_shown_and_tried_again, async |app| {
        let seen = async || app.admin().get(PAGE).await.is(200).seen();
        assert!(seen().await.contains("Alles is gelukt"));
        // A file where the folder of mails should be.
        let folder = app.data.join("outbox");
        let _ = fs::remove_dir_all(&folder);
        fs::write(&folder, "").expect("a file");
        forget(app, Role::Member).await;
        app.until("a failed mail", async || seen().await.contains("Mail over een account").then_some(())).await;
        app.member().get(PAGE).await.is(403);
        fs::remove_file(&folder).expect("the file");
        assert_eq!(app.database.execute(&["update outbox set state = 'dead', attempts = 8 where last_error is not null"]).await, 1);
        assert!(seen().await.contains("Opgegeven"));
        assert!(app.admin().get("/beheer").await.is(200).seen().contains("1 taak op de achtergrond mislukt"));
        let id = job(app).await;
        app.admin().form("/beheer/achtergrond/opnieuw", &[("id", &id)]).await.is(303);
        app.mailed_link(&app.world.person(Role::Member).email, "/wachtwoord/").await;
        app.until("nothing that failed", async || seen().await.contains("Alles is gelukt").then_some(())).await;
        app.admin().form("/beheer/achtergrond/opnieuw", &[("id", &id)]).await.is(404);
    }

    what_was_given_up_can_be_thrown_away, async |app| {
        let folder = app.data.join("outbox");
        let _ = fs::remove_dir_all(&folder);
        fs::write(&folder, "").expect("a file");
        forget(app, Role::Owner).await;
        let failed = "select cast(count(*) as text) from outbox where last_error is not null";
        app.until("a failed mail", async || (app.database.number(failed).await > 0).then_some(())).await;
        let id = job(app).await;
        // What is still tried is not thrown away.
        app.admin().form("/beheer/achtergrond/weggooien", &[("id", &id)]).await.is(404);
        app.database.execute(&["update outbox set state = 'dead', attempts = 8"]).await;
        app.admin().form("/beheer/achtergrond/weggooien", &[("id", &id)]).await.is(303);
        app.admin().form("/beheer/achtergrond/weggooien", &[("id", &id)]).await.is(404);
        assert_eq!(app.database.number(failed).await, 0);
    }
}
