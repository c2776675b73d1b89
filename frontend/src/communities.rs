//! The communities' pages: the list, one community, and those who ask to join.

use crate::{
    context::lang,
    threads::ThreadList,
    ui::{
        Actions, Badge, Button, ButtonLink, Card, Crumb, Empty, Form, Layout, List, Look, Notice, Page, PageHead,
        Pager, PostButton, Row, SafeHtml, Tab, Tabs, TextField, Tone, WithRail,
    },
};
use leptos::prelude::*;
use shared::{
    communities::{Community, Request, words as w},
    threads::Thread,
    words,
};

/// The state of a community in badges.
fn badges(community: &Community) -> AnyView {
    let lang = lang();
    let (text, tone) = match community.visibility.as_str() {
        "open" => (w::open(lang), Tone::Neutral),
        "listed" => (w::listed(lang), Tone::Info),
        _ => (w::hidden(lang), Tone::Warning),
    };
    let mine = community.role.is_some().then(|| view! { <Badge text=w::you_are_member(lang) tone=Tone::Success/> });
    let archived = community.archived.then(|| view! { <Badge text=w::archived(lang)/> });
    view! { <Badge text tone/> {mine} {archived} }.into_any()
}

/// All communities the reader may know of.
#[component]
pub fn CommunitiesPage(
    /// The communities.
    communities: Vec<Community>,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let empty = communities.is_empty().then(|| view! { <Empty title=w::none(lang) text=w::none_help(lang)/> });
    view! {
        <Page title=words::communities(lang)>
            <PageHead title=words::communities(lang) lead=w::lead(lang)/>
            {empty}
            <CommunityList communities/>
            <Pager next/>
        </Page>
    }
}

/// A list of communities.
#[component]
pub fn CommunityList(
    /// The communities.
    communities: Vec<Community>,
) -> impl IntoView {
    let lang = lang();
    let rows = communities.into_iter().map(move |community| {
        let badges = badges(&community);
        let members = community.members.map(|n| view! { <span>{w::members(lang, n)}</span> });
        view! { <Row href=community.url title=community.name badges><span>{community.description}</span>{members}</Row> }
    });
    view! { <List label=words::communities(lang)>{rows.collect_view()}</List> }
}

/// What is above every page of a community.
#[component]
pub fn CommunityHead(
    /// Which.
    community: Community,
    /// The tab that is shown.
    here: &'static str,
) -> impl IntoView {
    let lang = lang();
    let facts = badges(&community);
    let trail = vec![Crumb::new(words::communities(lang), "/c")];
    let tabs = vec![
        Tab::new(w::threads(lang), community.url.clone(), here == "threads"),
        Tab::new(w::about(lang), format!("{}/over", community.url), here == "about"),
    ];
    let write = (community.role.is_some() && !community.archived)
        .then(|| view! { <ButtonLink href=format!("{}/nieuw", community.url) look=Look::Primary>{w::new_thread(lang)}</ButtonLink> });
    let acts = view! { {write} }.into_any();
    view! {
        <PageHead title=community.name trail lead=community.description facts acts/>
        <Tabs tabs/>
    }
}

/// How to become a member, or to stop being one.
#[component]
fn Standing(community: Community) -> impl IntoView {
    let lang = lang();
    let join = format!("{}/lid", community.url);
    match (&community.role, community.requested, community.join.as_str()) {
        (Some(_), ..) => {
            view! { <PostButton action=format!("{}/weg", community.url) text=w::leave(lang) look=Look::Quiet/> }
                .into_any()
        }
        (None, true, _) => view! { <Notice><p>{w::you_asked(lang)}</p></Notice> }.into_any(),
        (None, _, "free") => view! { <PostButton action=join text=w::join(lang) look=Look::Primary/> }.into_any(),
        (None, _, "request") => {
            let question = (!community.question.is_empty()).then(|| view! { <p>{community.question.clone()}</p> });
            view! {
                <Form action=join>
                    {question}
                    <TextField name="message" label=w::why(lang) optional=true/>
                    <Actions><Button look=Look::Primary>{w::ask(lang)}</Button></Actions>
                </Form>
            }
            .into_any()
        }
        _ => view! { <p>{w::by_invitation(lang)}</p> }.into_any(),
    }
}

/// A community with its threads.
#[component]
pub fn CommunityPage(
    /// Which.
    community: Community,
    /// Its threads; absent when the reader may not read them.
    threads: Option<Vec<Thread>>,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let title = community.name.clone();
    let body = match threads {
        Some(threads) => view! { <ThreadList threads/> <Pager next/> }.into_any(),
        None => view! { <Empty title=w::closed_title(lang) text=w::closed_help(lang)/> }.into_any(),
    };
    let rail = view! { <Standing community=community.clone()/> }.into_any();
    view! {
        <Page title>
            <CommunityHead community here="threads"/>
            <WithRail rail label=w::about(lang)>{body}</WithRail>
        </Page>
    }
}

/// What a community is for, and its rules.
#[component]
pub fn AboutPage(
    /// Which.
    community: Community,
) -> impl IntoView {
    let lang = lang();
    let means = match community.visibility.as_str() {
        "open" => w::open_means(lang),
        "listed" => w::listed_means(lang),
        _ => w::hidden_means(lang),
    };
    let title = community.name.clone();
    let html = community.rules.clone();
    let rules = (!html.is_empty()).then(|| view! { <Card title=w::rules(lang)><SafeHtml html/></Card> });
    let requests = matches!(community.role.as_deref(), Some("moderator" | "owner"))
        .then(|| view! { <p><a href=format!("{}/verzoeken", community.url)>{w::requests(lang)}</a></p> });
    let standing = community.clone();
    view! {
        <Page title layout=Layout::Column>
            <CommunityHead community here="about"/>
            <p>{means}</p>
            {requests}
            {rules}
            <Standing community=standing/>
        </Page>
    }
}

/// Those who ask to join.
#[component]
pub fn RequestsPage(
    /// Of which community.
    community: Community,
    /// The requests that wait.
    requests: Vec<Request>,
) -> impl IntoView {
    let lang = lang();
    let title = w::requests(lang);
    let url = community.url.clone();
    let cards = requests.into_iter().map(|request| {
        let act = format!("{url}/verzoeken/{}", request.id);
        let role = [request.function, request.organisation].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! {
            <Card title=request.name>
                <p class="meta">{role}</p>
                <p>{request.message}</p>
                <PostButton action=act.clone() text=w::accept(lang) look=Look::Primary hidden=vec![("outcome", "accept".to_owned())]/>
                <PostButton action=act text=w::refuse(lang) look=Look::Secondary hidden=vec![("outcome", "refuse".to_owned())]/>
            </Card>
        }
    });
    let cards = cards.collect_view();
    view! {
        <Page title=title.clone() layout=Layout::Column>
            <CommunityHead community here="about"/>
            <h2>{title}</h2>
            {cards}
        </Page>
    }
}
