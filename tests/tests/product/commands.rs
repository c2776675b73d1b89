//! The commands of the program, as a script meets them.

use std::{
    fs,
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};
use tests::{Engine, Role, both, json, run};

both! {
    a_failure_is_one_clear_line_and_exit_code_1, async |app| {
        let email = app.world.person(Role::Member).email.clone();
        let cases: [&[&str]; 3] = [
            &["member", "add", "--email", &email, "--name", "Nog een Lena"],
            &["member", "add", "--email", "geen adres", "--name", "Iemand"],
            &["--config", "/bestaat/niet.toml", "config", "check"],
        ];
        for arguments in cases {
            let output = app.plein(arguments, "");
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(said.lines().count(), 1, "{arguments:?} says {said}");
            assert!(said.starts_with("plein: "), "{said}");
            assert!(output.stdout.is_empty());
        }
    }

    a_line_that_is_no_object_is_named_and_passed_over, async |app| {
        let file = app.data.join("lines.jsonl");
        fs::write(&file, "[1]\n\n\"tekst\"\n{\"id\":\"een\",\"title\":\"Een stuk\",\"body_markdown\":\"Tekst\"}\n").expect("written");
        for (kind, last) in [("articles", "1 new, 0 updated, 0 unchanged"), ("threads", "0 new")] {
            let output = app.plein(&["import", kind, file.to_str().expect("a path")], "");
            let (said, told) = (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
            assert_eq!(output.status.code(), Some(1), "{said}");
            for line in [1, 3] {
                assert!(said.contains(&format!("line {line}: not a JSON object")), "{said}");
            }
            assert!(told.contains(last), "{told}");
        }
    }

    wrong_usage_is_exit_code_2_and_help_is_everywhere, async |app| {
        for arguments in [&["onzin"][..], &["member", "add"], &["serve", "--niets"]] {
            assert_eq!(app.plein(arguments, "").status.code(), Some(2), "{arguments:?}");
        }
        let help = app.command_ok(&["--help"], "");
        let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
        let names: Vec<&str> = commands.take_while(|line| line.starts_with("  ")).filter_map(|line| line.split_whitespace().next()).collect();
        for wanted in ["serve", "migrate", "demo", "member", "config", "version"] {
            assert!(names.contains(&wanted), "{wanted} is missing: {names:?}");
        }
        for name in names.into_iter().filter(|name| *name != "help") {
            assert!(!app.command_ok(&[name, "--help"], "").is_empty(), "{name}");
        }
        assert!(app.command_ok(&["version"], "").starts_with("plein "));
    }

    a_password_set_by_command_signs_in, async |app| {
        let add = ["member", "add", "--email", "Nieuw@Proef.Example", "--name", "Nieuwe Naam", "--password-stdin"];
        app.command_ok(&add, "precies deze woorden\n");
        let body = json!({ "email": " nieuw@proef.example ", "password": "precies deze woorden" });
        app.visitor().post("/api/v1/session", body).await.is(201);
        let short = ["member", "add", "--email", "kort@proef.example", "--name", "Te Kort", "--password-stdin"];
        assert_eq!(app.plein(&short, "kort\n").status.code(), Some(1));
    }

    the_last_administrator_is_not_shut_out, async |app| {
        let disable = |role| ["member", "disable", "--email", &app.world.person(role).email];
        let refused = app.plein(&disable(Role::Admin), "");
        assert_eq!(refused.status.code(), Some(1));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("administrator"), "{said}");
        app.admin().get("/api/v1/me").await.is(200);
        app.command_ok(&disable(Role::Member), "");
        app.member().get("/api/v1/me").await.problem(401);
    }

    an_unknown_setting_is_refused_by_name, async |app| {
        let mut command = Command::new(std::env::var("PLEIN_TEST_BIN").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../target/debug/plein").into()));
        let output = command.env_clear().env("PLEIN_LISTN", "x").args(["config", "check"]).current_dir(&app.data).output().expect("the program");
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("listn"));
        let file = app.data.join("plein.toml");
        fs::write(&file, "lissen = \"127.0.0.1:1\"\n").expect("a file");
        let output = app.plein(&["--config", file.to_str().expect("a path"), "config", "check"], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains("lissen"));
    }

    every_constraint_has_the_same_name_on_both_engines, async |app| {
        // What the program maps by name must be what the engine says: two that are reached through doors.
        let add = ["member", "add", "--email", "member@proef.example", "--name", "Dubbel"];
        let output = app.plein(&add, "");
        assert!(String::from_utf8_lossy(&output.stderr).contains("email"), "{}", String::from_utf8_lossy(&output.stderr));
        let path = format!("/api/v1/threads/{}/posts", app.world.circle("open").thread);
        app.member().post(&path, json!({ "body_markdown": "a", "nonce": "x" })).await.is(201);
        app.member().post(&path, json!({ "body_markdown": "b", "nonce": "x" })).await.problem(409);
    }
}

mod the_program_alone {
    use super::*;

    /// As another user, in an empty folder, with no environment at all: what `dist` promises.
    #[test]
    fn serves_from_an_empty_folder_on_sqlite() {
        run(Engine::Sqlite, async |app| {
            let folder = app.data.join("leeg");
            fs::create_dir(&folder).expect("a folder");
            let program = app.data.join("plein");
            let built = std::env::var_os("PLEIN_TEST_BIN").map_or_else(
                || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/debug/plein")),
                PathBuf::from,
            );
            fs::copy(built, &program).expect("a copy of the program");
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("rights");
            let mut command = Command::new(&program);
            // Root becomes nobody; anybody else stays who they are.
            let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
            if root {
                std::os::unix::fs::chown(&folder, Some(65_534), Some(65_534)).expect("a folder of nobody");
                command.uid(65_534).gid(65_534);
            }
            let port = std::net::TcpListener::bind("127.0.0.1:0")
                .and_then(|listener| listener.local_addr())
                .expect("a port")
                .port();
            command.env_clear().args(["serve", "--listen", &format!("127.0.0.1:{port}")]).current_dir(&folder);
            let mut child =
                command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program");
            let origin = format!("http://127.0.0.1:{port}");
            let mut home = String::new();
            for _ in 0..600 {
                if let Ok(answer) = reqwest::get(&origin).await {
                    assert_eq!(answer.status(), 200);
                    home = answer.text().await.expect("a page");
                    break;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            let sheet = home
                .split("href=\"")
                .filter_map(|part| part.split('"').next())
                .find(|link| link.starts_with("/pkg/") && link.ends_with(".css"));
            let sheet = sheet.unwrap_or_else(|| panic!("no stylesheet in {home}"));
            assert_eq!(reqwest::get(format!("{origin}{sheet}")).await.expect("the stylesheet").status(), 200);
            // A fresh install has no account of any kind.
            let http = reqwest::Client::new();
            let signed = http
                .post(format!("{origin}/api/v1/session"))
                .json(&json!({ "email": "admin@localhost", "password": "admin" }))
                .send()
                .await;
            assert_eq!(signed.expect("an answer").status(), 401);
            for private in ["var", "var/secret"] {
                let rights = fs::metadata(folder.join(private)).expect("a file").permissions();
                assert_eq!(rights.mode() & 0o077, 0, "others can read {private}");
            }
            Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
            assert!(child.wait().expect("an end").success());
        });
    }
}
