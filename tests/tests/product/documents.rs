//! The text of attached documents: found by who reads the post, by nobody else, and no document does harm.

use std::io::{Cursor, Write as _};
use tests::{Answer, App, Body, Chosen, Client, Role, Value, both, json};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A document of each kind, a word that is found in it, and how that word stands there.
const DOCUMENTS: [(&str, &str, &[u8], &str, &str); 8] = [
    (
        "evaluatie.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        include_bytes!("../../../extract/tests/documents/evaluatie.docx"),
        "drugspand",
        "drugspanden",
    ),
    (
        "incidenten.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        include_bytes!("../../../extract/tests/documents/incidenten.xlsx"),
        "woninginbraken",
        "Woninginbraak",
    ),
    (
        "rapportage.pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        include_bytes!("../../../extract/tests/documents/rapportage.pptx"),
        "hennepkwekerij",
        "Hennepkwekerijen",
    ),
    (
        "draaiboek.odt",
        "application/vnd.oasis.opendocument.text",
        include_bytes!("../../../extract/tests/documents/draaiboek.odt"),
        "verkeersregelaar",
        "Verkeersregelaars",
    ),
    (
        "aanpak.pdf",
        "application/pdf",
        include_bytes!("../../../extract/tests/documents/aanpak.pdf"),
        "exploitatievergunningen",
        "exploitatievergunning",
    ),
    (
        "handreiking.pdf",
        "application/pdf",
        include_bytes!("../../../extract/tests/documents/handreiking.pdf"),
        "afwegingen",
        "afweging",
    ),
    ("verslag.txt", "text/plain", "De wijkagenten overlegden.\r\nCafé dicht.".as_bytes(), "overleggen", "overlegden"),
    ("notitie.md", "text/markdown", b"# Over wolkenkrabbers\n\n- een", "wolkenkrabber", "wolkenkrabbers"),
];
const TEXT: &[u8] = b"In de wolkenkrabbers is het stil.";

/// Replies in the thread of a community, with a file.
async fn attach(app: &App, circle: &str, name: &str, bytes: &[u8]) -> Answer {
    let path = format!("/t/{}/reageer", app.world.circle(circle).thread);
    let file = Chosen { field: "files", name, mime: "application/octet-stream", bytes };
    app.member().ask("POST", &path, Body::upload(&[("body_markdown", "Zie de bijlage.")], &[file])).await
}

async fn ask(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/v1/search?{query}")).await.is(200).json()
}

/// Waits until so many things are found by the member.
async fn until(app: &App, query: &str, total: usize) -> Value {
    app.until(&format!("{total} found for {query}"), async || {
        let answer = ask(&app.member(), query).await;
        (answer["total"] == total && answer["rebuilding"] == false).then_some(answer)
    })
    .await
}

/// Waits until the text of so many files was read, or refused.
async fn read(app: &App, files: i64) {
    app.until("the files are read", async || {
        (app.database.number("select cast(count(*) as text) from file_text").await == files).then_some(())
    })
    .await;
}

/// The last post of the thread of a community.
async fn last(app: &App, circle: &str) -> Value {
    let path = format!("/api/v1/threads/{}/posts?limit=100", app.world.circle(circle).thread);
    let page: Value = app.member().get(&path).await.is(200).json();
    page["items"].as_array().and_then(|items| items.last().cloned()).expect("a post")
}

/// Fails unless these find nothing of it, by any path, not even a number.
async fn hidden_from(app: &App, roles: &[Role], word: &str) {
    for role in roles {
        let client = app.client(*role);
        for query in [
            word.to_owned(),
            format!("{word}&kind=document"),
            format!("soort:bestand%20{word}"),
            format!("in:titel%20{word}"),
        ] {
            let answer = ask(&client, &format!("q={query}")).await;
            assert_eq!(
                (&answer["total"], &answer["facets"]["kind"]),
                (&json!(0), &json!([])),
                "{query} as {}: {answer}",
                role.name()
            );
        }
        let page = client.get(&format!("/zoeken?q={word}")).await.is(200);
        assert!(!page.text().contains("<li class=\"hit\">"), "{word} as {}", role.name());
        let suggested = client.get(&format!("/api/v1/suggest?q={word}")).await.is(200);
        assert!(!suggested.text().contains(word), "{}", suggested.text());
    }
}

/// An archive of entries.
fn archive(entries: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&bytes).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A document of Word of this type with this in it, and other entries.
fn word(kind: &str, body: &str, others: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let types = format!(
        "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/{kind}.main+xml\"/></Types>"
    );
    let document = format!("<w:document xmlns:w=\"x\"><w:p>{body}</w:p></w:document>");
    let own = [
        ("[Content_Types].xml".to_owned(), types.into_bytes()),
        ("word/document.xml".to_owned(), document.into_bytes()),
    ];
    archive(own.into_iter().chain(others))
}

const WORD: &str = "vnd.openxmlformats-officedocument.wordprocessingml.document";
const OUTSIDE: [Role; 4] = [Role::Visitor, Role::Stranger, Role::Former, Role::Admin];

both! {
    a_document_of_each_kind_is_found_by_what_stands_in_it, async |app| {
        let thread = &app.world.circle("open").thread;
        let title = app.member().get(&format!("/api/v1/threads/{thread}")).await.is(200).at("title");
        for (name, mime, bytes, asked, stands) in DOCUMENTS {
            attach(app, "open", name, bytes).await.is(303);
            let post = last(app, "open").await;
            assert_eq!((&post["files"][0]["name"], &post["files"][0]["mime"]), (&json!(name), &json!(mime)));
            let found = until(app, &format!("q={asked}"), 1).await;
            let hit = &found["items"][0];
            assert_eq!(found["facets"]["kind"][0]["key"], "document", "{found}");
            assert_eq!((&hit["kind"], &hit["title"], &hit["within"]), (&json!("document"), &json!(name), &json!(title)));
            assert_eq!(hit["url"], format!("/t/{thread}/{n}#post-{n}", n = post["number"]));
            let snippet = hit["snippet_html"].as_str().expect("HTML");
            assert!(snippet.contains(&format!("<mark>{stands}</mark>")), "{name}: {snippet}");
            for query in [format!("q=soort:bestand%20{asked}"), format!("q={asked}&kind=document"), format!("q=soort:bestand%20in:titel%20{}", name.split('.').next().expect("a name"))] {
                assert_eq!(ask(&app.visitor(), &query).await["items"][0]["id"], hit["id"], "{query}");
            }
            assert_eq!(ask(&app.visitor(), &format!("q={asked}&kind=post")).await["total"], 0, "{name}");
            let answer = app.visitor().get(post["files"][0]["url"].as_str().expect("an address")).await.is(200);
            assert_eq!(answer.body, bytes, "{name}");
            assert!(answer.header("content-disposition").starts_with("attachment"), "{name}");
            assert_eq!((answer.header("content-type"), answer.header("x-content-type-options")), (mime, "nosniff"), "{name}");
            assert_eq!(answer.header("content-security-policy"), "sandbox; default-src 'none'", "{name}");
        }
        let page = app.visitor().get("/zoeken?q=wijkagent&soort=bestand").await.is(200);
        assert!(page.seen().contains("Bestanden") && page.seen().contains(&format!("in het gesprek “{title}”")), "{}", page.seen());
        app.command_ok(&["reindex"], "");
        app.until("the index is made anew", async || {
            let answer = ask(&app.visitor(), "q=soort:bestand").await;
            (answer["total"] == DOCUMENTS.len() && answer["rebuilding"] == false).then_some(())
        }).await;
    }

    a_document_is_found_by_who_reads_its_post, async |app| {
        attach(app, "hidden", "wolkenkrabber.txt", TEXT).await.is(303);
        until(app, "q=wolkenkrabber", 1).await;
        read(app, 1).await;
        until(app, "q=stil%20wolkenkrabbers", 1).await;
        for role in [Role::Moderator, Role::Owner] {
            assert_eq!(ask(&app.client(role), "q=wolkenkrabber").await["total"], 1);
        }
        hidden_from(app, &OUTSIDE, "wolkenkrabber").await;
        app.moderator().delete("/api/v1/communities/kring-hidden/membership").await.is(204);
        hidden_from(app, &[Role::Moderator], "wolkenkrabber").await;
    }

    what_goes_takes_its_documents_out_of_search_at_once, async |app| {
        let mut gone = 0;
        for way in ["post", "detached", "thread"] {
            attach(app, "open", "wolkenkrabber.txt", TEXT).await.is(303);
            until(app, "q=wolkenkrabber", 1).await;
            let post = last(app, "open").await;
            let id = post["id"].as_str().expect("an id");
            match way {
                "post" => drop(app.member().delete(&format!("/api/v1/posts/{id}")).await.is(204)),
                "detached" => {
                    let file = post["files"][0]["id"].as_str().expect("an id");
                    let fields = [("body_markdown", "Zonder bijlage."), ("version", "1"), ("remove", file)];
                    app.member().ask("POST", &format!("/bericht/{id}/bewerken"), Body::upload(&fields, &[])).await.is(303);
                    gone = app.database.number("select cast(count(*) as text) from file_text").await;
                }
                _ => drop(app.moderator().delete(&format!("/api/v1/threads/{}", app.world.circle("open").thread)).await.is(204)),
            }
            hidden_from(app, &[Role::Member, Role::Visitor], "wolkenkrabber").await;
        }
        assert!(gone <= 1, "the text goes with its file");
    }

    a_thread_that_moves_takes_its_documents_along, async |app| {
        attach(app, "open", "wolkenkrabber.txt", TEXT).await.is(303);
        until(app, "q=wolkenkrabber", 1).await;
        let thread = &app.world.circle("open").thread;
        app.moderator().form(&format!("/t/{thread}/verplaatsen"), &[("community", "kring-hidden")]).await.is(303);
        hidden_from(app, &OUTSIDE, "wolkenkrabber").await;
        let found = until(app, "q=wolkenkrabber", 1).await;
        assert_eq!(found["items"][0]["community"]["slug"], "kring-hidden");
        until(app, "q=wolkenkrabber&community=kring-hidden", 1).await;
    }

    what_is_no_document_is_refused_with_a_reason, async |app| {
        let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 oud".as_slice();
        let macros = word("vnd.ms-word.document.macroEnabled", "", []);
        let hidden = word(WORD, "", [("word/vbaProject.bin".to_owned(), b"x".to_vec())]);
        let many = word(WORD, "", (0..10_000).map(|n| (format!("a{n}"), Vec::new())));
        let zip = archive([("a.txt".to_owned(), b"a".to_vec())]);
        for (name, bytes, dutch, english) in [
            ("oud.doc", old, "oude versie van Office", "old version of Office"),
            ("oud.docx", old, "wachtwoord", "password"),
            ("macro.docx", &macros, "macro’s", "macros"),
            ("macro.docx", &hidden, "macro’s", "macros"),
            ("veel.docx", &many, "beschadigd of te groot", "damaged or too large"),
            ("kapot.docx", b"PK\x03\x04 kapot", "beschadigd", "damaged"),
            ("archief.docx", &zip, "Word (DOCX), PowerPoint (PPTX), Excel (XLSX)", "These are fine"),
            ("pagina.html", b"<!doctype html><p>tekst", "platte tekst (TXT of MD, in UTF-8)", "plain text"),
            ("nul.txt", b"een\0twee", "UTF-8", "UTF-8"),
            ("latin.txt", b"caf\xE9", "UTF-8", "UTF-8"),
        ] {
            let page = attach(app, "open", name, bytes).await;
            assert!(page.status == 422 && page.seen().contains(dutch), "{name}: {} {}", page.status, page.seen());
            let path = format!("/t/{}/reageer", app.world.circle("open").thread);
            let file = Chosen { field: "files", name, mime: "x/y", bytes };
            let page = app.member().with("accept-language", "en").ask("POST", &path, Body::upload(&[("body_markdown", "x")], &[file])).await;
            assert!(page.seen().contains(english), "{name}: {}", page.seen());
        }
        let form = app.member().get(&format!("/t/{}", app.world.circle("open").thread)).await;
        let form = if form.status == 200 { form } else { app.member().get(form.location()).await.is(200) };
        assert!(form.seen().contains("Word (DOCX), PowerPoint (PPTX)"), "{}", form.seen());
    }

    a_bomb_gives_no_text_and_takes_nobody_along, async |app| {
        let pid = app.pid();
        let spaces = " ".repeat(90 * 1024 * 1024);
        let bomb = word(WORD, &format!("{spaces}<w:t>wolkenkrabber</w:t>"), []);
        attach(app, "open", "bom.docx", &bomb).await.is(303);
        let deep = word(WORD, &"<w:p>".repeat(1_000_000), []);
        attach(app, "open", "diep.docx", &deep).await.is(303);
        // A page that unpacks to more than the memory of the process that reads it.
        let mut page = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        let piece = vec![b' '; 8 * 1024 * 1024];
        (0..100).for_each(|_| page.write_all(&piece).expect("packed"));
        let page = page.finish().expect("packed");
        let head = format!(
            "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
             3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>> endobj\n\
             4 0 obj <</Length {} /Filter /FlateDecode>>\nstream\n", page.len()
        );
        let pdf = [head.as_bytes(), &page, b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"].concat();
        attach(app, "open", "bom.pdf", &pdf).await.is(303);
        read(app, 3).await;
        let mut states = app.database.texts("select state from file_text").await;
        states.sort();
        assert_eq!(states, ["large", "large", "large"]);
        assert_eq!(app.database.number("select cast(count(*) as text) from file_text where body <> ''").await, 0);
        assert_eq!(ask(&app.member(), "q=wolkenkrabber").await["total"], 0);
        assert_eq!(ask(&app.member(), "q=bom&kind=document").await["total"], 2, "found by their names");
        app.visitor().get("/healthz").await.is(200);
        assert_eq!(app.pid(), pid);
    }

    what_was_not_read_yet_is_read_after_a_restart, async |app| {
        attach(app, "open", "wolkenkrabber.txt", TEXT).await.is(303);
        app.kill();
        app.start().await;
        // Who was killed with the job in hand holds it for two minutes.
        app.travel(150).await;
        read(app, 1).await;
        until(app, "q=stil", 1).await;
        // Of before there were texts, and read by an older program.
        attach(app, "open", "tweede.txt", b"Het tweede torenflatje.").await.is(303);
        until(app, "q=torenflatje", 1).await;
        app.kill();
        app.database.execute(&["delete from file_text where body like '%stil%'", "update file_text set version = 0, body = ''"]).await;
        app.start().await;
        read(app, 2).await;
        until(app, "q=stil", 1).await;
        app.until("the second is read anew", async || {
            (app.database.number("select cast(count(*) as text) from file_text where version > 0 and body <> ''").await == 2).then_some(())
        }).await;
    }
}
