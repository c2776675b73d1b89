//! The walk: every door, every link, every search, every mail.

use super::{
    flock::{Canary, Flock, May},
    live::overheard,
};
use crate::doors::{filled, objects};
use std::collections::{BTreeSet, VecDeque};
use tests::{Answer, App, Role, World};

/// Every address that a door of the table leads to, about everything there is.
fn addresses(app: &App, world: &World) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = [
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/voorladen.json",
        "/pkg/niets.js",
        "/sitemap.xml",
        "/feed",
        "/rss",
        "/metrics",
        "/manifest.json",
        "/.well-known/security.txt",
        "/niets",
        "/api/v1/niets",
        "/api/v1/openapi.json",
        "/live",
        "/live/poll",
        "/leden?q=kanarie",
        "/api/v1/members?q=kanarie",
        "/api/v1/communities?limit=100",
        "/c?cursor=kring",
    ]
    .map(ToOwned::to_owned)
    .into();
    for (method, path) in app.doors() {
        if method == "GET" {
            let objects =
                objects(world, &path).unwrap_or_else(|| panic!("doors.rs does not say what stands in {path}"));
            all.extend(objects.iter().map(|object| filled(&path, &object.values)));
        }
    }
    all
}

/// The addresses of this site that an answer names.
fn links(answer: &Answer) -> Vec<String> {
    let text = answer.text();
    let mut found = Vec::new();
    for mark in ["href=\"", "src=\"", "\"url\":\"", "action=\""] {
        for part in text.split(mark).skip(1) {
            let link = part.split('"').next().unwrap_or_default().replace("&amp;", "&");
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/pkg/") {
                found.push(link);
            }
        }
    }
    if answer.location().starts_with('/') {
        found.push(answer.location().to_owned());
    }
    found
}

/// More addresses than one reader finds; the walk must not be cut short in silence.
const MOST: usize = 4_000;

/// These people everywhere, searching for the words about something. Gives the leaks, and how many doors were opened.
pub async fn crawl(app: &App, world: &World, flock: &Flock, roles: &[Role], about: &str) -> (BTreeSet<String>, usize) {
    let table = addresses(app, world);
    let mut leaks = BTreeSet::new();
    let mut opened = 0;
    for role in roles.iter().copied() {
        let client = app.client(role);
        let mut waiting: VecDeque<String> = table.iter().cloned().collect();
        // What there is to find in search, by whole words and by their beginnings.
        let kept = |canary: &&Canary| canary.about.starts_with(about) && !canary.may.meet(flock.now(role));
        for canary in flock.canaries.iter().filter(kept) {
            for path in ["/api/v1/search?q=", "/zoeken?q=", "/api/v1/suggest?q=", "/api/v1/members?q=", "/leden?q="] {
                waiting.push_back(format!("{path}{}", &canary.word[..canary.word.len() - 1]));
            }
        }
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        while let Some(path) = waiting.pop_front() {
            let answer = client.get(&path).await;
            opened += 1;
            assert!(
                answer.status < 500 || answer.status == 503,
                "{} as {}: {}",
                answer.door,
                role.name(),
                answer.text()
            );
            leaks.extend(flock.leaks(role, &answer));
            for link in links(&answer) {
                // Every page leads to the form that signs in, and that form to itself.
                if !link.starts_with("/inloggen?naar=") && seen.insert(link.clone()) {
                    assert!(seen.len() < MOST, "too many addresses as {}: {link}", role.name());
                    waiting.push_back(link);
                }
            }
        }
        leaks.extend(overheard(app, world, flock, role).await);
    }
    leaks.extend(mailed(app, world, flock));
    let log = app.log();
    leaks.extend(
        flock.canaries.iter().filter(|canary| canary.may != May::Everybody && log.contains(&canary.word)).map(
            |canary| {
                let line = log.lines().find(|line| line.contains(&canary.word)).unwrap_or_default();
                format!("the log holds {}: {line}", canary.about)
            },
        ),
    );
    (leaks, opened)
}

/// Words in mails to those who may not meet them.
fn mailed(app: &App, world: &World, flock: &Flock) -> Vec<String> {
    let mut leaks = Vec::new();
    for mail in app.mails().into_iter().skip(flock.earlier) {
        let to = mail.header("to").unwrap_or_default();
        let role =
            world.people.iter().find(|(_, person)| to.contains(&person.email)).map_or(Role::Visitor, |(role, _)| *role);
        let stranger = role == Role::Visitor;
        for canary in flock.canaries.iter().filter(|canary| mail.text.contains(&canary.word) && !canary.may.meet(role))
        {
            // A mail to somebody without an account may hold what it is about: themselves.
            if stranger && ["invitation: ", "account request: "].iter().any(|about| canary.about.starts_with(about)) {
                continue;
            }
            leaks.push(format!("a mail to {to} holds {}", canary.about));
        }
    }
    leaks
}
