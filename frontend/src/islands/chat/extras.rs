//! What there is of messages beside their words: signs, answers, being kept at hand. It changes more often than the words,
//! so it stands apart: a sign does not draw a message anew.

use super::room::Room;
use crate::{
    context::lang,
    islands::api,
    ui::{Glyph, Icon},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    chat::{Message, Reaction, Sign, sign_words as s},
    ids::{MemberId, MessageId},
    words,
};
use std::collections::HashMap;

/// What there is of one message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// Answers in its side talk.
    pub replies: i64,
    /// Kept at hand for all.
    pub pinned: bool,
    /// Signs that people gave it.
    pub reactions: Vec<Reaction>,
}

/// What there is of these messages, as far as there is something.
pub fn extras_of(messages: &[Message]) -> HashMap<MessageId, Extras> {
    let extras = messages.iter().map(|message| {
        let (replies, pinned, reactions) = (message.replies, message.pinned, message.reactions.clone());
        (message.id, Extras { replies, pinned, reactions })
    });
    extras.filter(|(_, extras)| *extras != Extras::default()).collect()
}

/// What an event tells of signs or of being kept at hand.
#[derive(serde::Deserialize)]
struct Told {
    id: MessageId,
    #[serde(default)]
    reactions: Option<Vec<Reaction>>,
    #[serde(default)]
    pinned: Option<bool>,
}

impl Room {
    fn extra(self, id: MessageId, change: impl FnOnce(&mut Extras)) {
        self.extras.update(|all| change(all.entry(id).or_default()));
    }

    pub(super) fn told_extras(self, data: &str) {
        let Ok(Told { id, reactions, pinned }) = serde_json::from_str(data) else { return };
        self.extra(id, |extras| {
            extras.reactions = reactions.unwrap_or_else(|| std::mem::take(&mut extras.reactions));
            extras.pinned = pinned.unwrap_or(extras.pinned);
        });
    }

    /// An answer in the side talk of a message came, or went.
    pub(super) fn answered(self, root: MessageId, by: i64) {
        self.extra(root, |extras| extras.replies += by);
    }

    /// Gives a sign or takes it back.
    pub(super) fn react(self, id: MessageId, sign: Sign, on: bool) {
        let path = format!("/api/v1/messages/{id}/reactions/{}", sign.key());
        spawn_local(async move {
            match api::call::<Vec<Reaction>>(if on { "PUT" } else { "DELETE" }, &path, None).await {
                Ok(reactions) => self.extra(id, |extras| extras.reactions = reactions),
                Err(_) => self.announced.set(s::not_kept(lang()).into_owned()),
            }
        });
    }

    fn toggle(self, event: &SubmitEvent, id: MessageId, sign: Sign, on: bool) {
        event.prevent_default();
        self.react(id, sign, on);
    }
}

fn names(reaction: &Reaction) -> String {
    let former = words::former_member(lang());
    let names = reaction.names.iter().map(|name| if name.is_empty() { former.as_ref() } else { name.as_str() });
    names.collect::<Vec<_>>().join(", ")
}

/// The signs of a message, the way to its answers, and whether it is kept at hand.
#[component]
pub(super) fn ExtrasOf(id: MessageId, room: Room) -> impl IntoView {
    let own = Memo::new(move |_| room.extras.with(|all| all.get(&id).cloned().unwrap_or_default()));
    move || {
        let extras = own.get();
        (extras != Extras::default()).then(|| {
            let lang = lang();
            let signs = extras.reactions.iter().map(|reaction| sign_button(id, room, reaction)).collect_view();
            let replies = (extras.replies > 0 && room.side.is_none()).then(|| {
                let href = format!("/chat/{}?draad={id}", room.id);
                view! { <a class="message__replies" href=href><Icon glyph=Glyph::REPLY/>" "{s::replies(lang, extras.replies)}</a> }
            });
            let pinned = extras.pinned.then(|| view! { <span class="message__pinned"><Icon glyph=Glyph::PIN/>" "{s::pinned(lang)}</span> });
            view! { <div class="message__extras">{pinned}{signs}{replies}</div> }.into_any()
        })
    }
}

fn sign_button(id: MessageId, room: Room, reaction: &Reaction) -> AnyView {
    let lang = lang();
    let (sign, n) = (reaction.sign, reaction.by.len());
    let mine = room.me.is_some_and(|me: MemberId| reaction.by.contains(&me));
    let title = s::given(lang, i64::try_from(n).unwrap_or_default(), &sign.text(lang), &names(reaction)).into_owned();
    let act = if mine { s::take_back(lang, &sign.text(lang)) } else { s::give(lang, &sign.text(lang)) };
    let label = format!("{title}. {act}");
    let face = view! { <span aria-hidden="true">{sign.face()}" "{n}</span> };
    if !room.say {
        let shown = title.clone();
        return view! { <span class="sign" title=shown><span class="out-of-sight">{title}</span>{face}</span> }
            .into_any();
    }
    view! {
        <form class="one-button" method="post" action=format!("/chat/bericht/{id}/teken") on:submit=move |event| room.toggle(&event, id, sign, !mine)>
            <input type="hidden" name="sign" value=sign.key()/>
            <input type="hidden" name="on" value=(!mine).to_string()/>
            <button class="sign" class:sign--mine=mine type="submit" title=title aria-label=label aria-pressed=mine.to_string()>{face}</button>
        </form>
    }
    .into_any()
}
