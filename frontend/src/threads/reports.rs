//! Reporting a post, and what moderators do with reports.

use super::named;
use crate::{
    communities::CommunityHead,
    context::lang,
    ui::{
        Actions, Badge, Button, ButtonLink, Card, Choice, Crumb, Empty, Form, Glyph, Layout, List, Look, Notice, Page,
        PageHead, RadioGroup, Row, SafeHtml, TextField, Tone, When,
    },
};
use leptos::{either::Either, prelude::*};
use shared::{
    Faults,
    communities::Community,
    ids::ThreadId,
    threads::{NewReport, Post, REASONS, Report, words as w},
    words,
};

/// The form that reports a post.
#[component]
pub fn ReportPage(
    /// The thread.
    thread: ThreadId,
    /// Which post.
    post: Post,
    /// What was filled in; nothing once it was sent.
    form: Option<NewReport>,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let back = format!("/t/{thread}/{n}#post-{n}", n = post.number);
    let trail = vec![Crumb::new(w::number(lang, post.number), back.clone())];
    let choices = REASONS.iter().map(|reason| Choice::new(*reason, w::reason(lang, reason))).collect();
    let labels = vec![("reason", w::report_reason(lang)), ("note", w::report_note(lang))];
    let asked = match form {
        Some(form) => Either::Left(view! {
            <Form action=format!("/bericht/{}/melden", post.id) faults labels>
                <RadioGroup name="reason" label=w::report_reason(lang) choices value=form.reason faults/>
                <TextField name="note" label=w::report_note(lang) value=form.note optional=true rows=3 faults/>
                <Actions>
                    <Button look=Look::Primary>{w::report_send(lang)}</Button>
                    <ButtonLink href=back look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                </Actions>
            </Form>
        }),
        None => Either::Right(view! {
            <Notice tone=Tone::Success title=w::reported(lang)><p>{w::reported_help(lang)}</p></Notice>
            <Actions><ButtonLink href=back look=Look::Secondary>{w::reported_back(lang)}</ButtonLink></Actions>
        }),
    };
    view! {
        <Page title=w::report_title(lang) layout=Layout::Column>
            <PageHead title=w::report_title(lang) trail lead=w::report_lead(lang)/>
            <div class="stack">
                <Card title=named(&post.author)><SafeHtml html=post.body_html/></Card>
                {asked}
            </div>
        </Page>
    }
}

/// The reports of a community, for its moderators.
#[component]
pub fn ReportsPage(
    /// Which community.
    community: Community,
    /// Those that wait.
    open: Vec<Report>,
    /// Those that were decided last.
    decided: Vec<Report>,
) -> impl IntoView {
    let lang = lang();
    let url = community.url.clone();
    let empty = open
        .is_empty()
        .then(|| view! { <Empty title=w::no_reports(lang) text=w::no_reports_help(lang) glyph=Glyph::FLAG/> });
    let cards = open.into_iter().map(|report| view! { <OpenReport report url=url.clone()/> }).collect_view();
    let before = (!decided.is_empty()).then(|| {
        let rows = decided.into_iter().map(|report| view! { <DecidedReport report/> }).collect_view();
        view! { <Card title=w::decided(lang)><List label=w::decided(lang)>{rows}</List></Card> }
    });
    view! {
        <Page title=w::reports(lang)>
            <CommunityHead community here="reports"/>
            <div class="stack page-part">{empty} {cards} {before}</div>
        </Page>
    }
}

/// Where the reported post stands.
fn place(report: &Report) -> String {
    format!("/t/{}/{n}#post-{n}", report.thread_id, n = report.number)
}

#[component]
fn OpenReport(report: Report, url: String) -> impl IntoView {
    let lang = lang();
    let place = place(&report);
    let removed = report.deleted.then(|| view! { <Badge text=w::removed(lang) tone=Tone::Warning/> });
    let note = (!report.note.is_empty()).then(|| view! { <p class="kept__value">{report.note.clone()}</p> });
    let author = named(&report.author);
    view! {
        <Card title=w::reason(lang, &report.reason)>
            <p class="meta"><span>{w::reported_by(lang, &report.reporter)}</span><span><When at=report.created_at/></span><a href=place>{report.thread_title}" · "{w::number(lang, report.number)}</a></p>
            {note}
            <blockquote class="reported"><p class="reported__by">{author}{removed}</p><SafeHtml html=report.body_html/></blockquote>
            <Form action=format!("{url}/meldingen/{}", report.id)>
                <TextField name="note" id=format!("note-{}", report.id) label=w::outcome_note(lang) optional=true rows=2/>
                <Actions>
                    <Button name="outcome" value="kept">{w::keep_post(lang)}</Button>
                    <Button look=Look::Danger name="outcome" value="removed" glyph=Glyph::BIN>{w::remove_now(lang)}</Button>
                </Actions>
            </Form>
        </Card>
    }
}

#[component]
fn DecidedReport(report: Report) -> impl IntoView {
    let lang = lang();
    let outcome = if report.outcome.as_deref() == Some("removed") {
        view! { <Badge text=w::outcome_removed(lang) tone=Tone::Warning/> }
    } else {
        view! { <Badge text=w::outcome_kept(lang)/> }
    };
    let note =
        (!report.outcome_note.is_empty()).then(|| view! { <span>{report.outcome_note.clone()}</span> }.into_any());
    let title = format!("{} · {}", report.thread_title, w::number(lang, report.number));
    view! {
        <Row href=place(&report) title badges=outcome.into_any() excerpt=note>
            <span>{w::reason(lang, &report.reason)}</span>
            {report.decider.map(|name| view! { <span>{name}</span> })}
            {report.decided_at.map(|at| view! { <span><When at/></span> })}
        </Row>
    }
}
