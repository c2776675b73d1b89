//! The texts of the demo region are what a first visitor judges us by: whole, long enough, and never twice the same.

use super::{Community, DAY, Organisation, Person, Thread, lines};
use serde::Deserialize;
use shared::kennisbank::ArticleKind;
use std::collections::{HashMap, HashSet};

#[derive(Deserialize)]
struct Article {
    kind: ArticleKind,
    theme: String,
    subject: String,
    title: String,
    owner_organisation: String,
    author: String,
    published_days_ago: f64,
    reviewed_days_ago: Option<f64>,
    body_markdown: String,
}

#[derive(Deserialize)]
struct Theme {
    slug: String,
    subjects: Vec<Subject>,
}

#[derive(Deserialize)]
struct Subject {
    slug: String,
}

fn read<T: for<'de> Deserialize<'de>>(texts: &[&str]) -> Vec<T> {
    texts.iter().flat_map(|text| lines::<T>(text).expect("JSON lines")).collect()
}

fn articles() -> Vec<Article> {
    read(&[include_str!("../../demo/articles/c.jsonl"), include_str!("../../demo/articles/d.jsonl")])
}

fn threads() -> Vec<Thread> {
    read(&[include_str!("../../demo/threads/a.jsonl"), include_str!("../../demo/threads/b.jsonl")])
}

fn members() -> HashSet<String> {
    read::<Person>(&[include_str!("../../demo/members.jsonl")]).into_iter().map(|person| person.key).collect()
}

fn themes() -> HashMap<String, HashSet<String>> {
    let themes: Vec<Theme> = read(&[include_str!("../../demo/themes.jsonl")]);
    let slugs = |subjects: Vec<Subject>| subjects.into_iter().map(|subject| subject.slug).collect();
    themes.into_iter().map(|theme| (theme.slug, slugs(theme.subjects))).collect()
}

/// The sentences of a text, without marks of Markdown; short ones such as "Dank je wel" may come back.
fn sentences(text: &str) -> Vec<String> {
    let marks: &[char] = &[' ', '-', '*', '#', '>', '|', '_', '"', '(', ')'];
    let parts = text.split(['\n', '.', '?', '!', '|']).map(|part| part.trim_matches(marks).to_lowercase());
    parts.filter(|part| part.split_whitespace().count() > 5).collect()
}

#[test]
fn there_is_as_much_as_a_region_has() {
    let communities: Vec<Community> = read(&[include_str!("../../demo/communities.jsonl")]);
    let organisations: Vec<Organisation> = read(&[include_str!("../../demo/organisations.jsonl")]);
    let municipalities =
        organisations.iter().filter(|one| one.kind == shared::people::OrganisationKind::Gemeente).count();
    assert_eq!((communities.len(), themes().len(), municipalities), (10, 5, 23));
    assert!((38..=45).contains(&members().len()));
    assert_eq!((threads().len(), articles().len()), (60, 60));
    let hidden = |visibility: &str| communities.iter().filter(|one| one.visibility == visibility).count();
    assert!(hidden("hidden") >= 1 && hidden("listed") >= 1);
    for kind in ArticleKind::ALL {
        assert!(articles().iter().filter(|article| article.kind == kind).count() >= 5, "{kind:?}");
    }
}

#[test]
fn threads_have_three_to_eight_posts_by_several_people() {
    let members = members();
    for thread in threads() {
        let title = &thread.title;
        assert!((3..=8).contains(&thread.posts.len()), "{title}: {} posts", thread.posts.len());
        let writers: HashSet<&str> = thread.posts.iter().map(|post| post.author.as_str()).collect();
        assert!(writers.len() > 1, "{title} is a monologue");
        assert!(writers.iter().all(|writer| members.contains(*writer)), "{title}: a stranger writes");
        assert!(
            thread.posts.windows(2).all(|pair| matches!(pair, [a, b] if a.hours_after <= b.hours_after)),
            "{title}"
        );
        let last = thread.posts.last().map_or(0.0, |post| post.hours_after);
        assert!(thread.days_ago * DAY >= last * 3600.0, "{title} ends in the future");
        for (place, post) in thread.posts.iter().enumerate() {
            assert!(post.reply_to.is_none_or(|number| (1..=place).contains(&number)), "{title}: answers a later post");
        }
    }
}

#[test]
fn articles_have_150_to_500_words_and_stand_in_a_subject() {
    let (members, themes) = (members(), themes());
    let organisations: Vec<Organisation> = read(&[include_str!("../../demo/organisations.jsonl")]);
    for article in articles() {
        let title = &article.title;
        let words =
            article.body_markdown.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        assert!((150..=500).contains(&words), "{title}: {words} words");
        assert!(themes.get(&article.theme).is_some_and(|subjects| subjects.contains(&article.subject)), "{title}");
        assert!(members.contains(&article.author), "{title}: {}", article.author);
        assert!(organisations.iter().any(|one| one.key == article.owner_organisation), "{title}");
        assert!(article.reviewed_days_ago.is_none_or(|days| days <= article.published_days_ago), "{title}");
        assert!(
            crate::markdown::render(&article.body_markdown, true).is_ok_and(|done| done.headings.len() > 1),
            "{title}"
        );
    }
    for subjects in themes.values().flatten() {
        assert!(articles().iter().any(|article| article.subject == *subjects), "{subjects} is empty");
    }
}

#[test]
fn no_sentence_stands_twice() {
    let posts = threads().into_iter().flat_map(|thread| thread.posts).map(|post| post.body_markdown);
    let mut seen = HashSet::new();
    let mut twice = Vec::new();
    for sentence in articles().into_iter().map(|one| one.body_markdown).chain(posts).flat_map(|text| sentences(&text)) {
        if !seen.insert(sentence.clone()) {
            twice.push(sentence);
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
    let titles: Vec<String> =
        articles().into_iter().map(|one| one.title).chain(threads().into_iter().map(|one| one.title)).collect();
    assert_eq!(titles.iter().collect::<HashSet<_>>().len(), titles.len(), "a title stands twice");
}
