//! Those who ask to join.

use crate::{
    communities::CommunityHead,
    context::lang,
    ui::{Actions, AuthorLine, Badge, Button, Card, Empty, Form, Glyph, List, Look, Page, TextField, Tone, When},
};
use leptos::prelude::*;
use shared::{
    communities::{Community, Decided, Request, words as w},
    people::Author,
};

/// Those who ask to join, and those whose request was decided last.
#[component]
pub fn RequestsPage(
    /// Of which community.
    community: Community,
    /// The requests that wait.
    requests: Vec<Request>,
    /// Those that were decided.
    decided: Vec<Decided>,
) -> impl IntoView {
    let lang = lang();
    let title = w::requests(lang);
    let url = community.url.clone();
    let question = community.question.clone();
    let empty = requests
        .is_empty()
        .then(|| view! { <Empty title=w::no_requests(lang) text=w::no_requests_help(lang) glyph=Glyph::PEOPLE/> });
    let cards = requests
        .into_iter()
        .map(|request| view! { <Waiting request url=url.clone() question=question.clone()/> })
        .collect_view();
    let before = (!decided.is_empty()).then(|| {
        let rows = decided.into_iter().map(|request| view! { <Before request/> }).collect_view();
        view! { <Card title=w::decided(lang)><List label=w::decided(lang)>{rows}</List></Card> }
    });
    view! {
        <Page title>
            <CommunityHead community here="requests"/>
            <div class="stack page-part">{empty} {cards} {before}</div>
        </Page>
    }
}

#[component]
fn Waiting(request: Request, url: String, question: String) -> impl IntoView {
    let lang = lang();
    let author = Author {
        id: Some(request.member_id),
        name: request.name,
        function: request.function.filter(|text| !text.is_empty()),
        organisation: request.organisation,
        photo: request.photo,
    };
    let asked = (!question.is_empty()).then(|| view! { <p class="quiet">{question}</p> });
    let message = (!request.message.is_empty()).then(|| view! { <p class="kept__value">{request.message}</p> });
    view! {
        <section class="card"><div class="card__body">
            <AuthorLine author at=Some(request.created_at)/>
            <div class="said">{asked} {message}</div>
            <Form action=format!("{url}/verzoeken/{}", request.id)>
                <TextField name="reason" id=format!("reason-{}", request.id) label=w::reason(lang) rows=2 optional=true/>
                <Actions>
                    <Button look=Look::Primary name="outcome" value="accept" glyph=Glyph::CHECK>{w::accept(lang)}</Button>
                    <Button name="outcome" value="refuse">{w::refuse(lang)}</Button>
                </Actions>
            </Form>
        </div></section>
    }
    .into_any()
}

#[component]
fn Before(request: Decided) -> impl IntoView {
    let lang = lang();
    let decider = request.decider.unwrap_or_default();
    let (text, tone) = match request.outcome.as_str() {
        "accepted" => (w::accepted_by(lang, &decider), Tone::Success),
        "refused" => (w::refused_by(lang, &decider), Tone::Neutral),
        _ => (w::withdrawn(lang), Tone::Neutral),
    };
    let reason = (!request.reason.is_empty()).then(|| view! { <p class="row__excerpt">{request.reason}</p> });
    view! {
        <li class="row"><div class="row__text">
            <p class="row__head"><b>{request.name}</b>" "<span class="row__badges"><Badge text tone/></span></p>
            {reason}
            <p class="row__meta meta"><span><When at=request.decided_at/></span></p>
        </div></li>
    }
}
