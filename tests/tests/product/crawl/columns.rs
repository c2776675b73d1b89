//! Which columns of the database hold words of people: each of them must hold one of ours.

use std::collections::BTreeMap;
use tests::{App, TextColumn};

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
            "file_text.state",
            "organisation.kind",
            "member.show_email",
            "member.show_phone",
            "member.show_photo",
            "member.show_ask",
            "member.lang",
            "member.color_scheme",
            "member.presence",
            "sign_in.kind",
            "secret_link.purpose",
            "account_request.outcome",
            "community.visibility",
            "community.joining",
            "community.presence",
            "membership.role",
            "join_request.outcome",
            "follow.level",
            "room.kind",
            "room_level.level",
            "reaction.sign",
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
            "room.direct_key",
        ],
    ),
    (
        "the thesaurus and the compounds: administrators write them, and search tells their words to everybody",
        &["synonym.from_term", "synonym.to_term", "synonym.note", "compound.word", "compound.parts"],
    ),
    (
        "the search journal: what is asked, without who; only administrators see it, once it is asked often",
        &["search_journal.query", "search_journal.day"],
    ),
    ("a telephone number: digits only", &["member.phone"]),
    ("sent on, and cleared when done", &["outbox.payload", "outbox.last_error"]),
    ("written by an import", &["thread.external_id"]),
    ("kept when a slug or an address changes", &["community_redirect.slug", "secret_link.email"]),
    ("where a sign-in came from", &["sign_in.device", "sign_in.network"]),
    ("left of a message whose time is over", &["message_nonce.nonce"]),
    ("an address of this site", &["kept_form.action"]),
];

/// Fails unless every column that can hold words of people holds one.
pub async fn every_column_sings(app: &App) {
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
