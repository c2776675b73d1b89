//! `plein import threads`: conversations that were held elsewhere.

use super::{super::Done, Lines};
use crate::{
    Error, Result,
    access::{self, Actor, OpenThread},
    app::{App, Ctx},
    cli::{nobody, say},
    members::{self, NewMember},
    threads::{self, Became, Conversation, Said},
};
use serde::Deserialize;
use shared::{
    Faults, Lang, Timestamp,
    ids::{AffiliationId, CommunityId, MemberId},
    threads::{NewPost, NewThread},
};
use std::{collections::HashMap, path::Path};

/// A line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Incoming {
    id: String,
    community: String,
    title: String,
    author: String,
    created_at: String,
    #[serde(default)]
    tags: Vec<String>,
    posts: Vec<Post>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    author: String,
    created_at: String,
    body_markdown: String,
}

#[derive(Default)]
struct Count {
    new: usize,
    grown: usize,
    same: usize,
}

/// Authors and communities that were looked up already.
#[derive(Default)]
struct Known {
    members: HashMap<String, (MemberId, Option<AffiliationId>)>,
    communities: HashMap<String, Option<CommunityId>>,
}

/// Imports the threads of a file. A thread that is here already gets the posts it does not have yet.
///
/// # Errors
/// When the file cannot be read, or lines were bad.
pub async fn import(app: &App, file: &Path) -> Done {
    let mut lines = Lines::open(file)?;
    let (mut known, mut count) = (Known::default(), Count::default());
    while let Some((number, line)) = lines.next()? {
        match one(app, &mut known, &line).await {
            Ok(Became::New(_)) => count.new += 1,
            Ok(Became::Grown) => count.grown += 1,
            Ok(Became::Same) => count.same += 1,
            Err(what) => lines.bad(number, &what?),
        }
        lines.at(format!("{} threads", count.new + count.grown + count.same));
    }
    let bad = lines.close();
    let Count { new, grown, same } = count;
    say(format!("{new} new, {grown} with new posts, {same} unchanged, {bad} bad"));
    if bad > 0 {
        let lines = if bad == 1 { "1 line was bad".to_owned() } else { format!("{bad} lines were bad") };
        return Err(format!("{lines}; the others of {} were imported", file.display()).into());
    }
    Ok(())
}

/// Why a line was not taken: what is wrong with it, or an error that ends the import.
type Bad = Result<String>;

fn bad(error: Error) -> Bad {
    match error {
        Error::Invalid(faults) => Ok(told(&faults)),
        Error::Closed => Ok("the thread is closed here, so its new posts were left out".to_owned()),
        Error::NotFound | Error::Forbidden => Ok("the thread or its community is archived or gone here".to_owned()),
        error => Err(error),
    }
}

fn told(faults: &Faults) -> String {
    let fields = faults.by_field(Lang::En).into_iter().map(|(field, texts)| format!("{field}: {}", texts.join(" ")));
    fields.collect::<Vec<_>>().join("; ")
}

fn moment(text: &str, now: Timestamp) -> Result<Timestamp, Bad> {
    let at: Timestamp = text.parse().map_err(|_| Ok(format!("{text:?} is no time; write 2024-03-01T09:30:00Z")))?;
    if at > now { Err(Ok(format!("{text:?} lies in the future"))) } else { Ok(at) }
}

async fn one(app: &App, known: &mut Known, line: &str) -> Result<Became, Bad> {
    let incoming: Incoming = serde_json::from_str(line).map_err(|error| Ok(error.to_string()))?;
    let now = app.clock.now();
    // The whole line is judged before anything of it is written.
    let mut faults = Faults::default();
    faults.line("id", &incoming.id, 1, 200);
    faults.email("author", &incoming.author);
    incoming.posts.iter().for_each(|post| faults.email("posts.author", &post.author));
    faults.done().map_err(|faults| Ok(told(&faults)))?;
    let start = moment(&incoming.created_at, now)?;
    let first = incoming.posts.first().ok_or_else(|| Ok("posts: there is none".to_owned()))?;
    let new = NewThread {
        title: incoming.title.clone(),
        body_markdown: first.body_markdown.clone(),
        tags: incoming.tags.clone(),
        nonce: None,
    };
    new.check().map_err(|faults| Ok(told(&faults)))?;
    // A post is never older than the one before it; the first is as old as the thread.
    let mut moments = vec![start];
    for post in incoming.posts.iter().skip(1) {
        NewPost { body_markdown: post.body_markdown.clone(), ..NewPost::default() }
            .check()
            .map_err(|faults| Ok(told(&faults)))?;
        moments.push(moment(&post.created_at, now)?.max(*moments.last().unwrap_or(&start)));
    }
    let community = community(app, known, &incoming.community).await?;
    let mut posts = Vec::new();
    for (place, (post, at)) in incoming.posts.into_iter().zip(moments).enumerate() {
        let by = author(app, known, if place == 0 { &incoming.author } else { &post.author }, at).await?;
        posts.push(Said { by, at, body_markdown: post.body_markdown, reply_to: None });
    }
    let Incoming { id, title, tags, .. } = incoming;
    let it = Conversation { external_id: Some(id), community, title, tags, posts };
    threads::import(app, it).await.map_err(bad)
}

async fn community(app: &App, known: &mut Known, slug: &str) -> Result<CommunityId, Bad> {
    let found = if let Some(found) = known.communities.get(slug) {
        *found
    } else {
        let actor = nobody();
        let place = access::community_by_slug(&app.db, &actor, slug).await.map_err(|error| Err(error.into()))?;
        let found = place.filter(|place| actor.allows::<OpenThread>(place)).map(|place| place.id);
        known.communities.insert(slug.to_owned(), found);
        found
    };
    found.ok_or_else(|| Ok(format!("there is no community {slug:?} that is in use")))
}

/// The program in the name of the member with this address, who is made when absent: without a password, named after the
/// address until they say otherwise.
async fn author(app: &App, known: &mut Known, email: &str, at: Timestamp) -> Result<Ctx, Bad> {
    let key = email.trim().to_lowercase();
    let (id, affiliation) = if let Some(found) = known.members.get(&key) {
        *found
    } else {
        let found = if let Some(found) = members::by_email(app, &key).await.map_err(bad)? {
            found
        } else {
            let new = NewMember { email: key.clone(), name: name_of(&key), ..NewMember::default() };
            members::add(&Ctx::system(app.clone(), nobody()), new, at).await.map_err(bad)?;
            members::by_email(app, &key).await.map_err(bad)?.ok_or_else(|| Err(Error::NotFound))?
        };
        known.members.insert(key, found);
        found
    };
    Ok(Ctx::system(app.clone(), Actor::System { id, affiliation }))
}

/// A name made of an address: `anna.de-vries@x.nl` is called `Anna De-vries`.
fn name_of(email: &str) -> String {
    let mailbox = email.split('@').next().unwrap_or_default();
    let words = mailbox.split(['.', '_', '+']).filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    let name = words.collect::<Vec<String>>().join(" ");
    if name.chars().count() < 2 { email.to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn an_address_gives_a_name() {
        assert_eq!(name_of("anna.de.vries@plein.example"), "Anna De Vries");
        assert_eq!(name_of("x@plein.example"), "x@plein.example");
    }
}
