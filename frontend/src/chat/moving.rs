//! The page that puts messages of a room in a thread: choose messages, say where and under which title.

use super::own_name;
use crate::{
    context::lang,
    ui::{
        Actions, AuthorLine, Button, ButtonLink, Choice, Crumb, Empty, Form, Glyph, Hidden, Layout, LineField, Look,
        Notice, Page, PageHead, Pager, SafeHtml, SelectField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{Message, NewMove, RoomRow, keep_words as k, words as w},
    communities::Community,
    words,
};

/// What there is to choose from, and what was chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The room.
    pub room: RoomRow,
    /// Its messages, oldest first, and whether the reader may move each.
    pub messages: Vec<(Message, bool)>,
    /// Where a page of earlier ones begins, when there are.
    pub earlier: Option<i64>,
    /// Whether there are later ones.
    pub later: bool,
    /// Whether some of them are not for the reader to move.
    pub own_only: bool,
    /// Where the thread can be, the community of the room first.
    pub targets: Vec<Community>,
    /// The message from which on they are shown.
    pub from: Option<i64>,
    /// The form so far.
    pub new: NewMove,
}

/// Puts messages of a room in a thread.
#[component]
pub fn ToThreadPage(
    /// What there is to choose from.
    chosen: Chosen,
    /// What is wrong with the form.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let Chosen { room, messages, earlier, later, own_only, targets, from, new } = chosen;
    let path = format!("/chat/{}/gesprek", room.id);
    let name = own_name(&room);
    let trail = vec![Crumb::new(w::rooms(lang), "/chat"), Crumb::new(name.clone(), format!("/chat/{}", room.id))];
    let previous = earlier.map(|seq| format!("{path}?vanaf={seq}"));
    let next = messages.last().filter(|_| later).map(|(last, _)| format!("{path}?vanaf={}", last.seq + 1));
    let pager = (previous.is_some() || next.is_some())
        .then(|| view! { <Pager previous next previous_text=k::earlier(lang) next_text=k::later(lang)/> });
    // Most talk goes where it was held.
    let community =
        if new.community.is_empty() { room.community_slug.clone().unwrap_or_default() } else { new.community };
    let body = if messages.iter().any(|(_, may)| *may) {
        let wrong = faults.of("messages").map(|wrong| wrong.text(lang));
        let faults = Signal::stored(faults);
        let choices = targets.into_iter().map(|community| Choice::new(community.slug, community.name)).collect();
        let hidden = from.map(|seq| view! { <Hidden name="vanaf" value=seq.to_string()/> });
        let labels =
            vec![("messages", k::messages(lang)), ("community", k::community(lang)), ("title", k::thread_title(lang))];
        view! {
            <Form action=path faults labels>
                {hidden}
                <Messages messages chosen=new.messages wrong/>
                <SelectField name="community" label=k::community(lang) choices value=community hint=k::community_hint(lang) faults/>
                <LineField name="title" label=k::thread_title(lang) value=new.title hint=k::thread_title_hint(lang) faults/>
                <Actions>
                    <Button look=Look::Primary>{k::move_now(lang)}</Button>
                    <ButtonLink href=format!("/chat/{}", room.id) look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                </Actions>
            </Form>
        }
        .into_any()
    } else {
        view! { <Empty title=k::none(lang) text=k::none_help(lang) glyph=Glyph::CHAT/> }.into_any()
    };
    let own_only = own_only.then(|| view! { <Notice tone=Tone::Info><p>{k::own_only(lang)}</p></Notice> });
    view! {
        <Page title=format!("{} · {name}", k::title(lang)) layout=Layout::Column>
            <PageHead title=k::title(lang) trail lead=k::lead(lang)/>
            <div class="stack">{own_only}{pager}{body}</div>
        </Page>
    }
}

/// The messages, each with a box when it can be chosen.
#[component]
fn Messages(
    messages: Vec<(Message, bool)>,
    chosen: Vec<shared::ids::MessageId>,
    wrong: Option<words::Text>,
) -> impl IntoView {
    let lang = lang();
    let fault = wrong.map(|wrong| view! { <p class="field__fault" id="messages-fault" role="alert">{wrong}</p> });
    let lines = messages
        .into_iter()
        .map(|(message, may)| {
            let id = message.id.to_string();
            let name = if message.author.name.is_empty() {
                words::former_member(lang).into_owned()
            } else {
                message.author.name.clone()
            };
            let checked = chosen.contains(&message.id);
            let of = id.clone();
            let pick = may.then(|| {
                view! { <input class="check" type="checkbox" id=format!("bericht-{of}") name="messages" value=of.clone() checked=checked aria-label=k::choose(lang, &name) aria-describedby=format!("tekst-{of}")/> }
            });
            let answer = message.re.is_some().then(|| view! { <p class="meta"><span>{k::is_answer(lang)}</span></p> });
            view! {
                <li class="pick" class:pick--not=!may>
                    <div class="pick__box">{pick}</div>
                    <div class="pick__main" id=format!("tekst-{id}")>
                        <AuthorLine author=message.author at=Some(message.created_at)/>
                        {answer}
                        <SafeHtml html=message.body_html/>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field field--group" id="messages" aria-describedby="messages-hint" tabindex="-1">
            <legend class="field__label">{k::messages(lang)}</legend>
            <p class="field__hint" id="messages-hint">{k::messages_hint(lang)}</p>
            {fault}
            <ul class="picks" role="list">{lines}</ul>
        </fieldset>
    }
    .into_any()
}
