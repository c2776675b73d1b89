//! The demo region: an invented but believable alliance, from data files in the program, with dates relative to today.

mod chat;
mod kennis;
#[cfg(test)]
mod texts;

use crate::{
    Result,
    access::{Actor, Role},
    app::{App, Ctx},
    communities, kennisbank, members, organisations, site,
    threads::{self, Became, Conversation, Said},
};
use serde::Deserialize;
use shared::{
    Lang, Timestamp,
    communities::NewCommunity,
    ids::{AffiliationId, MemberId},
    organisations::EditOrganisation,
    people::OrganisationKind,
    site::{EditPage, Own},
    threads::ThreadChange,
};
use std::collections::HashMap;

/// The password of every demo member.
const PASSWORD: &str = "welkom-op-het-plein";
const DAY: f64 = 86_400.0;

#[derive(Deserialize)]
struct Organisation {
    key: String,
    name: String,
    kind: OrganisationKind,
    domains: Vec<String>,
}

#[derive(Deserialize)]
struct Person {
    key: String,
    name: String,
    email: String,
    organisation: String,
    function: String,
    ask_about: String,
    #[serde(default)]
    themes: Vec<String>,
    #[serde(default)]
    admin: bool,
}

#[derive(Deserialize)]
struct Belongs {
    member: String,
    role: Role,
}

#[derive(Deserialize)]
struct Community {
    slug: String,
    name: String,
    description: String,
    visibility: String,
    join: String,
    question: Option<String>,
    theme: Option<String>,
    members: Vec<Belongs>,
}

#[derive(Deserialize)]
struct Rules {
    community: String,
    rules_markdown: String,
}

#[derive(Deserialize)]
struct Thread {
    community: String,
    title: String,
    author: String,
    tags: Vec<String>,
    days_ago: f64,
    #[serde(default)]
    pinned: bool,
    #[serde(default)]
    closed: bool,
    posts: Vec<Post>,
}

#[derive(Deserialize)]
struct Post {
    author: String,
    hours_after: f64,
    body_markdown: String,
    reply_to: Option<usize>,
}

#[derive(Deserialize)]
struct Page {
    slug: String,
    lang: String,
    title: String,
    body_markdown: String,
}

fn lines<T: for<'de> Deserialize<'de>>(text: &str) -> Result<Vec<T>> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).map_err(crate::Error::internal))
        .collect()
}

type People = HashMap<String, (MemberId, Option<AffiliationId>)>;

fn as_member(app: &App, people: &People, key: &str) -> Result<Ctx> {
    let (id, affiliation) =
        *people.get(key).ok_or_else(|| crate::Error::internal(format!("the demo has no member {key:?}")))?;
    Ok(Ctx::system(app.clone(), Actor::System { id, affiliation }))
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a few years in seconds")]
fn before(now: Timestamp, seconds: f64) -> Timestamp {
    now.plus_seconds(-(seconds as i64))
}

/// Loads the demo region; gives lines about what there is and who can sign in.
///
/// # Errors
/// When the database has members already and `if_empty` does not make that fine.
pub async fn load(app: &App, if_empty: bool) -> Result<Vec<String>> {
    let organisations: Vec<Organisation> = lines(include_str!("../demo/organisations.jsonl"))?;
    let persons: Vec<Person> = lines(include_str!("../demo/members.jsonl"))?;
    let first = persons.first().map(|person| person.email.clone()).unwrap_or_default();
    let mut told = vec![
        format!("The site is at {} once it serves.", app.config.base()),
        format!("Demo sign-ins, all with password {PASSWORD}:"),
    ];
    for person in persons.iter().filter(|person| ["lotte", "pieter", "dirk"].contains(&person.key.as_str())) {
        let role = if person.admin { " (administrator)" } else { "" };
        told.push(format!("  {}{role}", person.email));
    }
    if members::by_email(app, &first).await?.is_some() {
        return if if_empty { Ok(told) } else { Err(crate::Error::Conflict) };
    }
    let nobody =
        Ctx::system(app.clone(), Actor::System { id: MemberId::from_uuid(uuid::Uuid::nil()), affiliation: None });
    let now = nobody.now();
    let mut employers = HashMap::new();
    for organisation in organisations {
        let form = EditOrganisation {
            name: organisation.name,
            kind: organisation.kind.key().to_owned(),
            domains: organisation.domains.join("\n"),
            successor: String::new(),
        };
        let id = organisations::add(&nobody, &form).await?;
        employers.insert(organisation.key, id);
    }
    let mut people = People::new();
    let works_on: Vec<(String, Vec<String>)> =
        persons.iter().map(|person| (person.key.clone(), person.themes.clone())).collect();
    for person in persons {
        let new = members::NewMember {
            email: person.email.clone(),
            name: person.name,
            password: Some(PASSWORD.to_owned()),
            admin: person.admin,
            organisation: employers.get(&person.organisation).copied(),
            function: person.function,
            ask_about: person.ask_about,
        };
        members::add(&nobody, new, before(now, 500.0 * DAY)).await?;
        if let Some(known) = members::by_email(app, &person.email).await? {
            people.insert(person.key, known);
        }
    }
    let themes = kennis::themes(&nobody).await?;
    let places = found(app, &people, &themes, now).await?;
    let articles = kennis::articles(app, &people, &employers, now).await?;
    let talks = talk(app, &people, &places, now).await?;
    for text in lines::<Page>(include_str!("../demo/pages.jsonl"))? {
        let Some((own, lang)) = Own::from_slug(&text.slug).zip(Lang::from_tag(&text.lang)) else { continue };
        let form = EditPage { title: text.title, body_markdown: text.body_markdown };
        site::write_page(&nobody, own, lang, &form).await?;
    }
    // After the themes themselves.
    for (key, themes) in &works_on {
        members::follow_theme(&as_member(app, &people, key)?, themes).await?;
    }
    for community in lines::<Community>(include_str!("../demo/communities.jsonl"))? {
        if let Some(theme) = community.theme {
            communities::set_theme(&nobody, &community.slug, &theme).await?;
        }
    }
    let said = chat::load(app, &people, &places, now).await?;
    told.insert(
        0,
        format!(
            "Demo region loaded: {} members, {} communities, {talks} threads, {articles} articles, {said} chat messages.",
            people.len(),
            places.len()
        ),
    );
    Ok(told)
}

async fn found(
    app: &App,
    people: &People,
    themes: &HashMap<String, shared::ids::ThemeId>,
    now: Timestamp,
) -> Result<HashMap<String, shared::ids::CommunityId>> {
    let rules: HashMap<String, String> = lines::<Rules>(include_str!("../demo/rules.jsonl"))?
        .into_iter()
        .map(|rules| (rules.community, rules.rules_markdown))
        .collect();
    let mut places = HashMap::new();
    for community in lines::<Community>(include_str!("../demo/communities.jsonl"))? {
        let owner = community
            .members
            .iter()
            .find(|belongs| belongs.role == Role::Owner)
            .map(|belongs| belongs.member.as_str())
            .unwrap_or_default();
        let ctx = as_member(app, people, owner)?;
        let at = before(now, 450.0 * DAY);
        let new = NewCommunity {
            rules_markdown: rules.get(&community.slug).cloned().unwrap_or_default(),
            slug: community.slug.clone(),
            name: community.name,
            description: community.description,
            visibility: community.visibility,
            join: community.join,
            question: community.question.unwrap_or_default(),
        };
        let made = communities::found(&ctx, new, at).await?;
        for belongs in community.members.iter().filter(|belongs| belongs.role != Role::Owner) {
            let (id, _) = *people
                .get(&belongs.member)
                .ok_or_else(|| crate::Error::internal(format!("the demo has no member {:?}", belongs.member)))?;
            communities::admit(&ctx, made.id, id, belongs.role, at).await?;
        }
        if let Some(theme) = community.theme {
            kennisbank::link(&ctx, made.id, themes.get(&theme).copied()).await?;
        }
        places.insert(community.slug, made.id);
    }
    Ok(places)
}

async fn talk(
    app: &App,
    people: &People,
    places: &HashMap<String, shared::ids::CommunityId>,
    now: Timestamp,
) -> Result<usize> {
    let mut all: Vec<Thread> = lines(include_str!("../demo/threads/a.jsonl"))?;
    all.extend(lines::<Thread>(include_str!("../demo/threads/b.jsonl"))?);
    for thread in &all {
        let Some(community) = places.get(&thread.community) else { continue };
        let start = thread.days_ago * DAY;
        let mut posts = Vec::new();
        for (place, post) in thread.posts.iter().enumerate() {
            let hours = if place == 0 { 0.0 } else { post.hours_after };
            posts.push(Said {
                by: as_member(app, people, if place == 0 { &thread.author } else { &post.author })?,
                at: before(now, start - hours * 3600.0),
                body_markdown: post.body_markdown.clone(),
                reply_to: post.reply_to.and_then(|number| number.checked_sub(1)),
            });
        }
        let (title, tags) = (thread.title.clone(), thread.tags.clone());
        let it = Conversation { external_id: None, community: *community, title, tags, posts };
        let Became::New(opened) = threads::import(app, it).await? else { continue };
        if thread.pinned || thread.closed {
            let state = |set: bool| set.then_some(true);
            let change =
                ThreadChange { pinned: state(thread.pinned), closed: state(thread.closed), ..ThreadChange::default() };
            threads::change(&as_member(app, people, &thread.author)?, opened, change).await?;
        }
    }
    Ok(all.len())
}
