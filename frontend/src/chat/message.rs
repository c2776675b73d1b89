//! One message with all that can be done with it, where there is no JavaScript.

use crate::{
    context::{lang, reader},
    ui::{Actions, AuthorLine, ButtonLink, Card, Crumb, Glyph, Layout, Look, Page, PageHead, PostButton, SafeHtml},
};
use leptos::prelude::*;
use shared::{
    chat::{Message, Sign, keep_words as k, sign_words as s, words as w},
    ids::RoomId,
};

/// What may be done with a message.
#[derive(Clone, Copy, Debug)]
pub struct MayDo {
    /// Say something in its room, and give signs.
    pub say: bool,
    /// Keep it at hand for all.
    pub pin: bool,
    /// Change it.
    pub edit: bool,
    /// Put it in a thread.
    pub carry: bool,
    /// Take it back out of the thread it was put in.
    pub take_back: bool,
    /// Take it away.
    pub remove: bool,
}

/// A message with its acts.
#[component]
pub fn MessagePage(
    /// The message.
    message: Message,
    /// Its room.
    room: RoomId,
    /// What may be done.
    may: MayDo,
) -> impl IntoView {
    let lang = lang();
    let path = format!("/chat/bericht/{}", message.id);
    let me = reader().id();
    let id = message.id;
    let back = message.address(room);
    let signs = Sign::ALL
        .map(|sign| {
            let given = message.reactions.iter().find(|reaction| reaction.sign == sign);
            let mine = me.is_some_and(|me| given.is_some_and(|reaction| reaction.by.contains(&me)));
            let label = if mine { s::take_back(lang, &sign.text(lang)) } else { s::give(lang, &sign.text(lang)) };
            let hidden = vec![("sign", sign.key().to_owned()), ("on", (!mine).to_string())];
            let text = format!("{} {}", sign.face(), sign.text(lang));
            let look = if mine { Look::Primary } else { Look::Secondary };
            view! { <PostButton action=format!("{path}/teken") text label hidden look small=true/> }
        })
        .into_iter()
        .collect_view();
    let signs = may.say.then(
        || view! { <section class="stack"><h2>{s::react(lang)}</h2><div class="cluster">{signs}</div></section> },
    );
    let begins = message.re.unwrap_or(id);
    let answer = may.say.then(|| {
        view! {
            <ButtonLink href=format!("/chat/{room}?draad={begins}") glyph=Glyph::REPLY>{s::reply(lang)}</ButtonLink>
            <ButtonLink href=format!("/chat/{room}?citeer={id}") glyph=Glyph::QUOTE>{s::quote(lang)}</ButtonLink>
        }
    });
    let edit = may
        .edit
        .then(|| view! { <ButtonLink href=format!("{path}/bewerken") glyph=Glyph::EDIT>{w::edit(lang)}</ButtonLink> });
    let pin = may.pin.then(|| {
        let text = if message.pinned { s::unpin(lang) } else { s::pin(lang) };
        view! { <PostButton action=format!("{path}/vast") text hidden=vec![("on", (!message.pinned).to_string())] glyph=Glyph::PIN/> }
    });
    let unread = view! { <PostButton action=format!("/chat/{room}/ongelezen") text=s::unread_from(lang) hidden=vec![("seq", message.seq.to_string())] glyph=Glyph::EYE/> };
    let remove = may.remove.then(|| view! { <PostButton action=format!("{path}/verwijderen") text=w::remove(lang) look=Look::Danger glyph=Glyph::BIN/> });
    let carry = may.carry.then(|| {
        let href = format!("/chat/{room}/gesprek?vanaf={}&kies={id}", message.seq);
        view! { <ButtonLink href glyph=Glyph::ARROW>{k::to_thread(lang)}</ButtonLink> }
    });
    let take_back = may.take_back.then(|| {
        view! {
            <section class="stack">
                <p>{k::take_back_help(lang)}</p>
                <Actions><PostButton action=format!("{path}/terug") text=k::take_back(lang) glyph=Glyph::CHAT/></Actions>
            </section>
        }
    });
    let body = if let Some(thread) = message.moved {
        view! { <p>{k::moved(lang)}" "<a href=thread>{k::see_thread(lang)}</a></p> }.into_any()
    } else if message.deleted {
        view! { <p class="meta"><span>{w::deleted(lang)}</span></p> }.into_any()
    } else {
        view! { <SafeHtml html=message.body_html/> }.into_any()
    };
    let rest =
        (!message.deleted).then(|| view! { {signs}<Actions>{answer}{edit}{pin}{carry}{unread}{remove}</Actions> });
    view! {
        <Page title=s::acts(lang) layout=Layout::Column>
            <PageHead title=s::acts(lang) trail=vec![Crumb::new(w::rooms(lang), "/chat"), Crumb::new(s::in_room(lang), back)]/>
            <div class="stack">
                <Card><AuthorLine author=message.author at=Some(message.created_at)/>{body}</Card>
                {take_back}
                {rest}
            </div>
        </Page>
    }
}
