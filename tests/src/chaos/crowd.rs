//! More members than the world has, made in the database: signing them in one by one would hash for minutes.

use crate::{App, Database, Engine};
use sha2::{Digest as _, Sha256};
use std::ops::Range;

/// A member of one community.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// Their name, which nobody else has.
    pub name: String,
    /// A program's token.
    pub token: String,
}

/// Members of one community.
#[derive(Clone, Debug)]
pub struct Crowd(pub Vec<Somebody>);

impl Crowd {
    /// Makes `size` members of the community `key`.
    pub async fn of(app: &App, key: &str, size: usize) -> Self {
        Self::some(app, key, 0..size).await
    }

    /// Makes more of them, from one number to another.
    pub async fn some(app: &App, key: &str, numbers: Range<usize>) -> Self {
        Self::among(&app.database, &app.world.circle(key).slug, key, numbers).await
    }

    /// Makes members of the community `slug` of any site where a program signed in; `key` tells them from others. Their
    /// token is that of a program, and with `-browser` behind it that of a browser.
    pub async fn among(database: &Database, slug: &str, key: &str, numbers: Range<usize>) -> Self {
        let engine = database.engine();
        let (mut statements, mut all) = (Vec::new(), Vec::new());
        for n in numbers {
            let (name, token) = (format!("Kees {n} van {key}"), format!("token-{key}-{n}"));
            let email = format!("kees-{key}-{n}@proef.example");
            let member = fresh(engine, &email);
            statements.push(format!(
                "insert into member (id, email, email_key, name, sort_key, created_at)
                 select {member}, '{email}', '{email}', '{name}', '{name}', created_at from member
                 where email_key = (select min(email_key) from member where password_hash is not null)"
            ));
            for (kind, token) in [("program", token.clone()), ("browser", format!("{token}-browser"))] {
                let (sign_in, hash) = (fresh(engine, &token), bytes(engine, &Sha256::digest(token.as_bytes())));
                statements.push(format!(
                    "insert into sign_in (id, token_hash, member_id, kind, created_at, seen_at)
                     select {sign_in}, {hash}, {member}, '{kind}', created_at, seen_at from sign_in
                     where kind = 'program' order by seen_at desc limit 1"
                ));
            }
            statements.push(format!(
                "insert into membership (community_id, member_id, role, joined_at)
                 select id, {member}, 'member', created_at from community where slug = '{slug}'"
            ));
            all.push(Somebody { name, token });
        }
        database.execute(&statements.iter().map(String::as_str).collect::<Vec<_>>()).await;
        Self(all)
    }

    /// Somebody of them, in turn.
    pub fn somebody(&self, n: usize) -> &Somebody {
        &self.0[n % self.0.len()]
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An id that follows from a word, as the engine writes it in a statement.
fn fresh(engine: Engine, word: &str) -> String {
    let mut id = Sha256::digest(word.as_bytes())[..16].to_vec();
    // A UUIDv7 of long ago.
    id[..7].copy_from_slice(&[1, 0x8F, 0, 0, 0, 0, 0x70]);
    let text = hexadecimal(&id);
    match engine {
        Engine::Sqlite => format!("x'{text}'"),
        Engine::Postgres => format!("'{text}'::uuid"),
    }
}

fn bytes(engine: Engine, bytes: &[u8]) -> String {
    let text = hexadecimal(bytes);
    match engine {
        Engine::Sqlite => format!("x'{text}'"),
        Engine::Postgres => format!("'\\x{text}'::bytea"),
    }
}
