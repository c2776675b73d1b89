//! Saved searches: kept by their member alone, and a mail a day about what is new, precise, and silent about what is closed.

use tests::{App, Client, Mail, Role, Value, both, json};

const DAY: i64 = 86_400;
const PASSWORD: &str = "een lange zin voor de proef";
const SEARCHES: &str = "/api/v1/me/searches";

/// Keeps a search with mail; gives its id.
async fn keep(client: &Client, search: &str, name: &str) -> String {
    client.post(SEARCHES, json!({ "search": search, "name": name, "alert": true })).await.is(201).at("id")
}

/// Somebody who signs in anew: a day later the sign-ins of the world have ended.
async fn back(app: &App, role: Role) -> Client {
    let pair = json!({ "email": app.world.person(role).email, "password": PASSWORD });
    let token = app.visitor().post("/api/v1/session", pair).await.is(201).at("token");
    let mut client = app.client(role);
    client.token = Some(token);
    client
}

/// Opens a thread in a community, as its owner.
async fn open(app: &App, circle: &str, title: &str, text: &str) -> String {
    open_as(&app.owner(), circle, title, text).await
}

async fn open_as(client: &Client, circle: &str, title: &str, text: &str) -> String {
    let path = format!("/api/v1/communities/kring-{circle}/threads");
    client.post(&path, json!({ "title": title, "body_markdown": text })).await.is(201).at("id")
}

/// The mails about saved searches to somebody.
fn news(app: &App, role: Role) -> Vec<Mail> {
    let email = &app.world.person(role).email;
    let ours = |mail: &Mail| mail.text.contains("/meldingen/stop/zoeken/");
    let to = |mail: &Mail| mail.header("to").is_some_and(|to| to.contains(email));
    app.mails().into_iter().filter(|mail| ours(mail) && to(mail)).collect()
}

/// Waits until as many mails went.
async fn mailed(app: &App, role: Role, count: usize) -> Vec<Mail> {
    app.until(&format!("{count} mails"), async || {
        let mails = news(app, role);
        (mails.len() >= count).then_some(mails)
    })
    .await
}

/// Waits until every search that was due was looked for, and every job done.
async fn settled(app: &App) {
    let looked = "select cast(count(*) as text) from saved_search where alert and alerted_at is null and news_from <= created_at";
    app.until("all searches looked for", async || (app.database.number(looked).await == 0).then_some(())).await;
    let jobs = "select cast(count(*) as text) from outbox where kind = 'search_news'";
    app.until("no job left", async || (app.database.number(jobs).await == 0).then_some(())).await;
}

both! {
    a_search_is_kept_changed_and_forgotten_by_its_member_alone, async |app| {
        let member = app.member();
        let made: Value = member.post(SEARCHES, json!({ "search": "/zoeken?soort=thread&q=drugspand++sluiting&cursor=x" })).await.is(201).json();
        assert_eq!((&made["name"], &made["search"], &made["alert"]), (&json!("drugspand sluiting"), &json!("q=drugspand%20sluiting&soort=gesprek"), &json!(false)));
        assert_eq!(made["url"], "/zoeken?q=drugspand%20sluiting&soort=gesprek");
        let again: Value = member.post(SEARCHES, json!({ "search": "q=drugspand sluiting&soort=gesprek", "name": "Panden", "alert": true })).await.is(200).json();
        assert_eq!((&again["id"], &again["name"], &again["alert"]), (&made["id"], &json!("Panden"), &json!(true)));
        let one = format!("{SEARCHES}/{}", made["id"].as_str().expect("an id"));
        for client in [app.moderator(), app.admin()] {
            let seen: Value = client.get(SEARCHES).await.is(200).json();
            assert_eq!(seen["items"], json!([]));
            client.patch(&one, json!({ "name": "Van mij" })).await.problem(404);
            client.delete(&one).await.problem(404);
            client.get(&format!("/zoeken/bewaard/{}", made["id"].as_str().expect("an id"))).await.is(404);
        }
        app.visitor().get(SEARCHES).await.problem(401);
        assert_eq!(member.patch(&one, json!({ "alert": false })).await.is(200).at("name"), "Panden");
        member.patch(&one, json!({ "name": " " })).await.problem(422);
        member.delete(&one).await.is(204);
        member.delete(&one).await.problem(404);
        for search in ["", "q=", "q=%20", "q=a%00b", &format!("q={}", "a".repeat(513))] {
            let problem = member.post(SEARCHES, json!({ "search": search })).await.problem(422);
            assert!(problem["errors"]["search"][0].is_string(), "{problem}");
        }
    }

    a_search_is_kept_from_the_page_without_a_script, async |app| {
        let member = app.stranger();
        let page = member.get("/zoeken?q=woonoverlast&soort=gesprek").await.is(200).text();
        assert!(page.contains("name=\"search\" value=\"/zoeken?q=woonoverlast&amp;soort=gesprek\""), "{page}");
        assert!(!app.visitor().get("/zoeken?q=woonoverlast").await.is(200).text().contains("/zoeken/bewaard"), "a visitor keeps nothing");
        assert!(member.get("/zoeken/bewaard").await.is(200).seen().contains("U hebt nog niets bewaard"));
        let form = [("search", "/zoeken?q=woonoverlast&soort=gesprek"), ("name", "Buren & <b>lawaai</b>"), ("alert", "on")];
        let kept = member.form("/zoeken/bewaard", &form).await.is(303);
        assert_eq!(kept.location(), "/zoeken?q=woonoverlast&soort=gesprek#bewaard");
        let page = member.get("/zoeken?soort=gesprek&q=woonoverlast").await.is(200);
        assert!(page.seen().contains("“Buren & <b>lawaai</b>” en krijgt mail"), "{}", page.seen());
        assert!(!member.get("/zoeken?q=woonoverlast").await.is(200).seen().contains("lawaai"), "another search");
        let list = member.get("/zoeken/bewaard").await.is(200);
        assert!(list.text().contains("Buren &amp; &lt;b&gt;lawaai&lt;/b&gt;") && list.seen().contains("soort: gesprekken"), "{}", list.seen());
        let at = format!("/zoeken/bewaard/{}", list.after("action=\"/zoeken/bewaard/"));
        assert_eq!(member.get(&at).await.is(303).location(), "/zoeken?q=woonoverlast&soort=gesprek");
        assert_eq!(member.get(&format!("{at}?vanaf=2026-11-24")).await.is(303).location(), "/zoeken?q=woonoverlast%20na%3A2026-11-24&soort=gesprek");
        member.form(&at, &[("name", "Buren"), ("alert", "")]).await.is(303);
        let list = member.get("/zoeken/bewaard?klaar=gewijzigd").await.is(200).seen();
        assert!(list.contains("Buren") && !list.contains("lawaai") && list.contains("Geen mail"), "{list}");
        let wrong = member.form(&at, &[("name", &"x".repeat(121)), ("alert", "on")]).await.is(422).text();
        assert!(wrong.contains(&"x".repeat(121)) && wrong.contains("aria-invalid=\"true\""), "what was typed stays");
        member.form(&format!("{at}/verwijderen"), &[]).await.is(303);
        assert!(member.get("/zoeken/bewaard?klaar=verwijderd").await.is(200).seen().contains("nog niets bewaard"));
    }

    there_is_room_for_fifty, async |app| {
        for n in 0..50 {
            app.stranger().post(SEARCHES, json!({ "search": format!("q=woord{n}") })).await.is(201);
        }
        let problem = app.stranger().post(SEARCHES, json!({ "search": "q=meer" })).await.problem(422);
        assert!(problem["errors"]["search"][0].as_str().is_some_and(|text| text.contains("50")), "{problem}");
        app.stranger().post(SEARCHES, json!({ "search": "q=woord7", "name": "Zeven" })).await.is(200);
        let page = app.stranger().form("/zoeken/bewaard", &[("search", "q=meer"), ("name", ""), ("alert", "on")]).await.is(422).seen();
        assert!(page.contains("U hebt er al 50") && page.contains("Zeven"), "{page}");
        app.moderator().post(SEARCHES, json!({ "search": "q=meer" })).await.is(201);
    }

    a_mail_a_day_tells_what_is_new_and_has_every_word, async |app| {
        open(app, "open", "Sluiting van een drugspand, lang geleden", "Tekst").await;
        keep(&app.member(), "q=sluiting drugspand", "Panden <dicht>").await;
        keep(&app.stranger(), "q=drugspanden", "Panden").await;
        let met = open(app, "open", "Drugspanden", "Wie sloot er een? De sluiting duurt zes maanden.").await;
        open(app, "open", "Drugspand in beeld", "Hoe meldt u dat?").await;
        open(app, "open", "Sluitingstijden van de horeca", "Om twee uur.").await;
        open(app, "open", "Drugsband speelt", "De sluiting van het feest.").await;
        let own = json!({ "title": "Mijn drugspand en zijn sluiting", "body_markdown": "Tekst" });
        app.member().post("/api/v1/communities/kring-open/threads", own).await.is(201);
        assert!(news(app, Role::Member).is_empty());
        app.travel(DAY + 60).await;
        let [mail] = mailed(app, Role::Member, 1).await.try_into().expect("one mail");
        assert!(mail.text.contains(&format!("/t/{met}/")), "{}", mail.text);
        assert_eq!(mail.text.matches("/t/").count(), 2, "one result, in text and HTML: {}", mail.text);
        assert!(mail.text.contains("Gesprek in Kring open: Drugspanden") && !mail.text.contains("lang geleden"), "{}", mail.text);
        assert!(mail.header("list-unsubscribe").is_some_and(|stop| stop.contains("/meldingen/stop/zoeken/")));
        assert_eq!(mail.header("list-unsubscribe-post").as_deref(), Some("List-Unsubscribe=One-Click"));
        let [other] = mailed(app, Role::Stranger, 1).await.try_into().expect("one mail");
        assert!(other.text.contains("Mijn drugspand en zijn sluiting"), "others hear of it: {}", other.text);
        settled(app).await;

        // The same day again, after two crashes: nothing twice, and nothing for what is not a day old.
        open_as(&back(app, Role::Owner).await, "open", "Nog een sluiting van een drugspand", "Tekst").await;
        for more in [120, 180] {
            app.travel(DAY + more).await;
            tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        }
        assert_eq!((news(app, Role::Member).len(), news(app, Role::Stranger).len()), (1, 1));
        app.travel(2 * DAY + 600).await;
        let mails = mailed(app, Role::Member, 2).await;
        assert!(mails[1].text.contains("Nog een sluiting") && !mails[1].text.contains(&met), "{}", mails[1].text);
        settled(app).await;

        // Nothing is new: no mail.
        app.travel(3 * DAY + 1_200).await;
        app.until("looked again", async || {
            let due = "select cast(count(*) as text) from saved_search where due_at > alerted_at and news_from <= alerted_at";
            (app.database.number(due).await == 0).then_some(())
        }).await;
        settled(app).await;
        assert_eq!(news(app, Role::Member).len(), 2);
    }

    a_long_list_is_cut_at_ten_and_a_thread_is_told_once, async |app| {
        keep(&app.member(), "q=wolkenkrabber", "Hoogbouw").await;
        let mut last = String::new();
        for n in 0..12 {
            last = open(app, "open", &format!("Wolkenkrabber nummer {n}"), "Tekst").await;
        }
        for _ in 0..3 {
            app.owner().post(&format!("/api/v1/threads/{last}/posts"), json!({ "body_markdown": "Weer een wolkenkrabber." })).await.is(201);
        }
        app.travel(DAY + 60).await;
        let [mail] = mailed(app, Role::Member, 1).await.try_into().expect("one mail");
        assert!(mail.text.contains("Er zijn 12 nieuwe resultaten") && mail.text.contains("en nog 2."), "{}", mail.text);
        assert_eq!(mail.text.matches("/t/").count(), 20);
    }

    a_mail_names_nothing_of_what_is_closed, async |app| {
        keep(&app.member(), "q=wolkenkrabber", "Geheim woord").await;
        keep(&app.owner(), "q=torenflat", "Torens").await;
        open(app, "hidden", "Een wolkenkrabber in het geheim", "Tekst").await;
        let room = &app.world.circle("open").room;
        app.owner().post(&format!("/api/v1/rooms/{room}/messages"), json!({ "body_markdown": "Nog een wolkenkrabber." })).await.is(201);
        let path = "/api/v1/communities/kring-open/threads";
        app.member().post(path, json!({ "title": "De torenflat", "body_markdown": "Tekst" })).await.is(201);
        let said = json!({ "title": "Verborgen torenflat", "body_markdown": "Tekst" });
        app.member().post("/api/v1/communities/kring-hidden/threads", said).await.is(201);
        app.travel(DAY + 60).await;
        let [closed] = mailed(app, Role::Member, 1).await.try_into().expect("one mail");
        for word in ["wolkenkrabber", "Wolkenkrabber", "Geheim woord", "geheim", "kring-hidden", "Kring hidden", "/t/", "/chat/"] {
            assert!(!closed.text.contains(word), "{word}: {}", closed.text);
        }
        assert!(closed.text.contains("besloten community of chat") && closed.text.contains("/zoeken/bewaard/"), "{}", closed.text);
        let [mixed] = mailed(app, Role::Owner, 1).await.try_into().expect("one mail");
        assert!(mixed.text.contains("De torenflat") && mixed.text.contains("Er is 1 nieuw resultaat"), "{}", mixed.text);
        assert!(!mixed.text.contains("Verborgen") && !mixed.text.contains("besloten"), "{}", mixed.text);
    }

    who_was_put_out_or_stopped_hears_nothing, async |app| {
        keep(&app.moderator(), "q=wolkenkrabber", "Hoogbouw").await;
        keep(&app.stranger(), "q=wolkenkrabber", "Hoogbouw").await;
        keep(&app.member(), "q=wolkenkrabber", "Hoogbouw").await;
        keep(&app.admin(), "q=wolkenkrabber", "Hoogbouw").await;
        open(app, "hidden", "Een wolkenkrabber", "Tekst").await;
        open(app, "listed", "Nog een wolkenkrabber", "Tekst").await;
        for circle in ["hidden", "listed"] {
            app.moderator().delete(&format!("/api/v1/communities/kring-{circle}/membership")).await.is(204);
        }
        let member = &app.world.person(Role::Member).id;
        app.admin().form(&format!("/beheer/leden/{member}/actief"), &[("on", "false")]).await.is(303);
        keep(&app.owner(), "soort=gesprek", "Alles").await;
        app.travel(DAY + 60).await;
        settled(app).await;
        for role in [Role::Moderator, Role::Stranger, Role::Member, Role::Admin] {
            assert!(news(app, role).is_empty(), "as {}", role.name());
        }
    }

    one_click_stops_the_mail, async |app| {
        let id = keep(&app.member(), "q=wolkenkrabber", "Hoogbouw").await;
        let other = keep(&app.member(), "q=hoogbouw", "Flats").await;
        open(app, "open", "Een wolkenkrabber", "Tekst").await;
        app.travel(DAY + 60).await;
        let [mail] = mailed(app, Role::Member, 1).await.try_into().expect("one mail");
        let stop = mail.link("/meldingen/stop/zoeken/").expect("a link that stops it");
        let member = back(app, Role::Member).await;
        let alert = async |id: &str| {
            let all: Value = member.get(SEARCHES).await.is(200).json();
            let found = all["items"].as_array().expect("items").iter().find(|item| item["id"] == id).cloned();
            found.expect("the search")["alert"].clone()
        };
        assert!(app.visitor().get(&stop).await.is(200).text().contains("method=\"post\""));
        assert_eq!(alert(&id).await, json!(true), "looking stops nothing");
        for bad in [format!("{stop}x"), stop.replace(&id, &other)] {
            app.visitor().form(&bad, &[("what", "one")]).await.is(404);
        }
        // As a mail program does it: no cookie, no origin, its own words.
        let program = app.visitor().with("origin", "").with("sec-fetch-site", "");
        program.form(&stop, &[("List-Unsubscribe", "One-Click")]).await.is(200);
        assert_eq!((alert(&id).await, alert(&other).await), (json!(false), json!(true)));
        app.visitor().form(&stop, &[("what", "all")]).await.is(200);
        assert_eq!(alert(&other).await, json!(false));
        member.delete(&format!("{SEARCHES}/{id}")).await.is(204);
        app.visitor().form(&stop, &[("what", "one")]).await.is(200);
    }
}
