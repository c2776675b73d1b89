//! The authorisation matrix: every door × everything it can be about × everybody.
//!
//! `tests/matrix.txt` holds what is expected, one row a line. A door without a row fails, so no door can be added without
//! a decision; a row without a door fails too. After a change that was meant, `PLEIN_WRITE_MATRIX=1` writes the file
//! anew: read the difference as a security officer would. What must never be, whatever the file says, is asserted here.

use crate::doors::{Object, absent, body, filled, objects};
use std::{collections::BTreeSet, fmt::Write as _};
use tests::{Answer, App, Body, Client, ROLES, Role, both, moved_message};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/matrix.txt");

/// What an answer is called: its status, or `login` when the browser is sent to sign in.
fn outcome(answer: &Answer) -> String {
    if answer.status == 303 && answer.location().starts_with("/inloggen") && !answer.door.ends_with("/inloggen") {
        "login".to_owned()
    } else {
        answer.status.to_string()
    }
}

/// The answer without what names the thing asked for.
fn nameless(answer: &Answer, values: &[String]) -> String {
    let mut text = answer.whole();
    for value in values.iter().filter(|value| value.len() > 2) {
        text = text.replace(value.as_str(), "…");
    }
    text
}

/// Fails unless what is hidden and what is absent get the same answer, also when the body is one no door would take.
async fn same_as_absent(
    client: &Client,
    role: Role,
    door: (&str, &str),
    object: &Object,
    sent: Body,
) -> Option<String> {
    let (method, path) = door;
    let nothing: Vec<String> = object.values.iter().map(|value| absent(value)).collect();
    let intricate = match &sent {
        Body::Json(value) if value.get("body_markdown").is_some() => {
            let mut value = value.clone();
            value["body_markdown"] = ">".repeat(200).into();
            vec![Body::Json(value), Body::Json(tests::json!({ "onbekend": 1 }))]
        }
        Body::Form(fields) if fields.iter().any(|(name, _)| name == "body_markdown") => {
            let worse = |(name, value): &(String, String)| {
                (name.clone(), if name == "body_markdown" { ">".repeat(200) } else { value.clone() })
            };
            vec![Body::Form(fields.iter().map(worse).collect())]
        }
        _ => Vec::new(),
    };
    for sent in [vec![sent], intricate].concat() {
        let hidden = client.ask(method, &filled(path, &object.values), sent.clone()).await;
        let absent = client.ask(method, &filled(path, &nothing), sent.clone()).await;
        let (one, other) = (nameless(&hidden, &object.values), nameless(&absent, &nothing));
        if one != other {
            let differs = one.lines().zip(other.lines()).find(|(a, b)| a != b).unwrap_or_default();
            return Some(format!(
                "{method} {path} tells {} that {} exists: {} against {} for nothing\n  sent {sent:?}\n  {differs:?}",
                role.name(),
                object.name,
                outcome(&hidden),
                outcome(&absent)
            ));
        }
    }
    None
}

async fn walk(app: &App) -> (String, Vec<String>) {
    let hidden = app.world.circle("hidden");
    let (moved, _) = moved_message(app, (&hidden.slug, &hidden.room), "Uit de chat", "Dit hoort in een gesprek").await;
    let mut world = app.world.clone();
    world.things.insert("moved message", moved);
    let tables = app.database.tables().await;
    app.database.keep().await;
    let mut table = String::new();
    let mut wrong = Vec::new();
    let mut doors = app.doors();
    doors.sort_by(|(verb, path), (other, place)| (path, verb).cmp(&(place, other)));
    for (method, path) in &doors {
        let Some(objects) = objects(&world, path) else {
            wrong.push(format!("{method} {path}: doors.rs does not say what stands in this path"));
            continue;
        };
        for object in objects {
            let mut row = format!("{method:<6} {path:<52} {:<18}", object.name);
            for role in ROLES {
                let Some(sent) = body(&world, method, path) else {
                    wrong.push(format!("{method} {path}: doors.rs does not say what to send"));
                    break;
                };
                let client = app.client(role);
                let answer = client.ask(method, &filled(path, &object.values), sent.clone()).await;
                let _ = write!(row, " {:<5}", outcome(&answer));
                if answer.status >= 500 {
                    wrong.push(format!("{method} {path} as {}: {}\n{}", role.name(), answer.status, app.log_tail(3)));
                }
                let refused = answer.status >= 400;
                // Sending somebody to sign in tells nothing when it is done for what is absent too, which is tried below.
                if object.secret.from(role) && answer.status != 404 && outcome(&answer) != "login" {
                    wrong.push(format!(
                        "{method} {path} {} answers {} to {}",
                        object.name,
                        outcome(&answer),
                        role.name()
                    ));
                }
                let kept = answer.status == 404 || object.secret.from(role);
                if kept && !object.values.is_empty() {
                    wrong.extend(same_as_absent(&client, role, (method, path), &object, sent).await);
                }
                if method != "GET" && !refused {
                    app.database.restore(&tables).await;
                }
            }
            table.push_str(row.trim_end());
            table.push('\n');
        }
    }
    (table, wrong)
}

both! {
    everybody_at_every_door, async |app| {
        let (table, mut wrong) = walk(app).await;
        let names = ROLES.map(|role| format!(" {:<5}", &role.name()[..role.name().len().min(5)])).concat();
        let head = format!("# {:<57} {:<18}{}\n", "door", "about", names.trim_end());
        if std::env::var_os("PLEIN_WRITE_MATRIX").is_some() {
            std::fs::write(FILE, format!("{head}{table}")).expect("the matrix can be written");
        }
        let expected = std::fs::read_to_string(FILE).unwrap_or_default();
        let rows = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(ToOwned::to_owned).collect::<BTreeSet<_>>();
        let (expected, found) = (rows(&expected), rows(&table));
        wrong.extend(expected.difference(&found).map(|row| format!("expected {row}")));
        wrong.extend(found.difference(&expected).map(|row| format!("found    {row}")));
        wrong.sort_by_key(|line| line.split_whitespace().skip(1).map(ToOwned::to_owned).collect::<Vec<_>>());
        assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
