//! The page of work in the background, for administrators.

use crate::{
    context::{lang, reader},
    ui::{
        Actions, Badge, Card, Crumb, Empty, Fact, Facts, Layout, Look, Moment, Notice, Page, PageHead, PostButton,
        TableBox, Tone, When,
    },
};
use leptos::prelude::*;
use shared::{
    outbox::{Background, Failed, Numbers, words as w},
    words::{self, Text},
};

/// Where what failed is tried again.
const AGAIN: &str = "/beheer/achtergrond/opnieuw";

/// How much there is to do, and what failed.
#[component]
pub fn BackgroundPage(
    /// All of it.
    background: Background,
    /// What was just done.
    done: Option<Text>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let done = done.map(|text| view! { <Notice tone=Tone::Success><p>{text}</p></Notice> });
    let Background { numbers, failed } = background;
    let list = if failed.is_empty() {
        view! { <Empty title=w::none(lang) text=w::none_help(lang)/> }.into_any()
    } else {
        view! { <Card title=w::failed(lang)><All many={failed.len() > 1}/><List failed/></Card> }.into_any()
    };
    view! {
        <Page title=w::title(lang) layout=Layout::Wide>
            <PageHead title=w::title(lang) trail lead=w::lead(lang)/>
            <div class="stack">
                {done}
                <Amounts numbers/>
                {list}
            </div>
        </Page>
    }
}

#[component]
fn Amounts(numbers: Numbers) -> impl IntoView {
    let lang = lang();
    let Numbers { waiting, later, dead, oldest } = numbers;
    let oldest = oldest.map(|at| view! { <Fact label=w::oldest(lang)><When at/></Fact> });
    view! {
        <section class="journal__numbers" aria-label=w::numbers(lang)>
            <Facts>
                <Fact label=w::waiting(lang)>{waiting}</Fact>
                <Fact label=w::later(lang)>{later}</Fact>
                <Fact label=w::dead(lang)>{dead}</Fact>
                {oldest}
            </Facts>
        </section>
    }
}

/// Tries all that failed again, when that is more than one.
#[component]
fn All(many: bool) -> impl IntoView {
    let lang = lang();
    many.then(|| {
        let hidden = vec![("id", String::new())];
        view! { <Actions><PostButton action=AGAIN text=w::all_again(lang) hidden/></Actions> }
    })
}

#[component]
fn List(failed: Vec<Failed>) -> impl IntoView {
    let lang = lang();
    let reader = reader();
    let row = |job: Failed| {
        let kind = w::kind(lang, &job.kind);
        let next = if job.dead {
            view! { <Badge text=w::given_up(lang) tone=Tone::Warning/> }.into_any()
        } else {
            let exact = reader.exact(job.run_at);
            view! { <Moment at=job.run_at text=exact.clone() exact/> }.into_any()
        };
        let id = job.id.to_string();
        let discard = job.dead.then(|| {
            let label = format!("{}: {kind}", w::discard(lang));
            let hidden = vec![("id", id.clone())];
            view! { <PostButton action="/beheer/achtergrond/weggooien" text=w::discard(lang) label hidden look=Look::Quiet small=true/> }
        });
        let label = format!("{}: {kind}", w::once_more(lang));
        let hidden = vec![("id", id)];
        view! {
            <tr>
                <th scope="row">{kind}</th>
                <td><When at=job.created_at/></td>
                <td>{job.attempts}</td>
                <td lang="en" data-user="">{job.error}</td>
                <td>{next}</td>
                <td>
                    <Actions>
                        <PostButton action=AGAIN text=w::once_more(lang) label hidden look=Look::Quiet small=true/>
                        {discard}
                    </Actions>
                </td>
            </tr>
        }
    };
    let rows = failed.into_iter().map(row).collect_view();
    view! {
        <TableBox label=w::failed(lang)>
            <table class="table">
                <thead><tr>
                    <th scope="col">{w::what(lang)}</th>
                    <th scope="col">{w::since(lang)}</th>
                    <th scope="col">{w::tries(lang)}</th>
                    <th scope="col">{w::error(lang)}</th>
                    <th scope="col">{w::next(lang)}</th>
                    <th scope="col"><span class="out-of-sight">{w::acts(lang)}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </TableBox>
    }
}
