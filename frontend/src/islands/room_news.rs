//! The numbers in a list of rooms move by themselves: up when somebody else says something, away when the reader has read it,
//! here or in another tab. The list is the server's, and says the same without this.

use super::{
    api,
    live::{self, Heard},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    Lang,
    chat::{Level, RoomRow, words as w},
    ids::{MemberId, RoomId},
    live::{Channel, SUBSCRIPTIONS},
    ui_words,
};
use web_sys::Element;

/// Subscriptions of a page that others need: of the reader, and of the room that is open.
const OTHERS: usize = 2;

/// A room of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Listed {
    /// Which.
    room: RoomId,
    /// The number of its last event at the moment of reading.
    head: i64,
    /// How far the reader has read.
    mark: i64,
    /// The number beside it.
    n: i64,
    /// What the reader wants to be told of it.
    level: Level,
}

impl From<&RoomRow> for Listed {
    fn from(row: &RoomRow) -> Self {
        Self { room: row.id, head: row.head, mark: row.mark, n: row.calls(), level: row.level }
    }
}

/// What is wanted of a message.
#[derive(serde::Deserialize)]
struct Said {
    author: By,
    body_html: String,
}

#[derive(serde::Deserialize)]
struct By {
    id: Option<MemberId>,
}

/// How far the reader has read a room.
#[derive(serde::Deserialize)]
struct Mark {
    room: RoomId,
    seq: i64,
}

/// What is wanted of a room that is asked for.
#[derive(serde::Deserialize)]
struct Now {
    unread: i64,
    mentions: i64,
    mark: i64,
    level: Level,
    head: i64,
}

/// Keeps the numbers of rooms in the page as they are.
#[island]
pub fn RoomNews(
    /// The rooms, those first whose numbers matter most.
    rooms: Vec<Listed>,
    /// The reader.
    me: Option<MemberId>,
    /// The number of the last event of the reader's own channel at the moment of reading.
    since: i64,
) -> impl IntoView {
    let lang = crate::context::lang();
    Effect::new(move |_| {
        let Some(me) = me else { return };
        let rooms: Vec<Listed> = rooms.iter().copied().take(SUBSCRIPTIONS - OTHERS).collect();
        let news = News { lang, me, rooms: StoredValue::new(rooms.clone()) };
        for Listed { room, head, .. } in rooms {
            let id = StoredValue::new(0);
            let hear = move |heard: &Heard<'_>| news.hear(room, id.get_value(), heard);
            id.set_value(live::subscribe(Channel::Room(room).to_string(), head, hear));
        }
        let hear = move |heard: &Heard<'_>| match heard {
            Heard::Event { kind: "mark", data, .. } => {
                if let Ok(mark) = serde_json::from_str::<Mark>(data) {
                    news.marked(&mark);
                }
            }
            // What was missed is in the rooms themselves; where the channel stands now, no page but the next one knows.
            Heard::Reset => news.all_anew(),
            _ => {}
        };
        live::subscribe(Channel::User(me).to_string(), since, hear);
    });
}

#[derive(Clone, Copy)]
struct News {
    lang: Lang,
    me: MemberId,
    rooms: StoredValue<Vec<Listed>>,
}

impl News {
    fn change(self, room: RoomId, change: impl FnOnce(&mut Listed)) {
        let n = self.rooms.try_update_value(|rooms| {
            let own = rooms.iter_mut().find(|own| own.room == room)?;
            let before = own.n;
            change(own);
            (own.n != before).then_some(own.n)
        });
        if let Some(n) = n.flatten() {
            show(self.lang, room, n);
        }
    }

    fn hear(self, room: RoomId, subscription: u32, heard: &Heard<'_>) {
        match heard {
            Heard::Event { seq, kind, data, .. } => {
                self.change(room, |own| own.head = *seq);
                match *kind {
                    "msg" => self.said(room, *seq, data),
                    // Whether those were among them is not known here.
                    "delete" | "forget" => self.anew(room, None),
                    _ => {}
                }
            }
            Heard::Reset => self.anew(room, Some(subscription)),
            Heard::Gone => self.change(room, |own| own.n = 0),
            Heard::Passing { .. } => {}
        }
    }

    fn said(self, room: RoomId, seq: i64, data: &str) {
        let Ok(said) = serde_json::from_str::<Said>(data) else {
            // Too long to be told.
            return self.anew(room, None);
        };
        if said.author.id == Some(self.me) {
            return;
        }
        let level = self.rooms.with_value(|rooms| rooms.iter().find(|own| own.room == room).map(|own| own.level));
        match level {
            // The mark may have been told before the message.
            Some(Level::All) => self.change(room, |own| own.n += i64::from(seq > own.mark && own.n < 100)),
            Some(Level::Mentions) if said.body_html.contains(&format!("/lid/{}\"", self.me)) => self.anew(room, None),
            _ => {}
        }
    }

    /// The reader has read up to here, or left something unread.
    fn marked(self, mark: &Mark) {
        let mut whole = true;
        self.change(mark.room, |own| {
            own.mark = mark.seq;
            whole = mark.seq >= own.head;
            if whole {
                own.n = 0;
            }
        });
        if !whole {
            self.anew(mark.room, None);
        }
    }

    /// Asks how a room stands; a subscription that was reset goes on from there.
    fn anew(self, room: RoomId, subscription: Option<u32>) {
        spawn_local(async move {
            let Ok(now) = api::call::<Now>("GET", &format!("/api/v1/rooms/{room}"), None).await else { return };
            self.change(room, |own| {
                (own.mark, own.level, own.head) = (now.mark, now.level, now.head.max(own.head));
                own.n = match now.level {
                    Level::All => now.unread,
                    Level::Mentions => now.mentions,
                    Level::Mute => 0,
                };
            });
            if let Some(subscription) = subscription {
                live::resume(subscription, now.head);
            }
        });
    }

    fn all_anew(self) {
        for room in self.rooms.with_value(|rooms| rooms.iter().map(|own| own.room).collect::<Vec<_>>()) {
            self.anew(room, None);
        }
    }
}

/// Puts a number beside a room, wherever the page names it in a list.
fn show(lang: Lang, room: RoomId, n: i64) {
    let find = |selector: String| document().query_selector(&selector).ok().flatten();
    let number = if n > 99 { "99+".to_owned() } else { n.to_string() };
    let text = w::unread(lang, n);
    if let Some(count) = find(format!(".room[href='/chat/{room}'] .count")) {
        let children = count.children();
        for (place, words) in [(0, number.as_str()), (1, &text)] {
            if let Some(child) = children.item(place) {
                child.set_text_content(Some(words));
            }
        }
        let _ = count.toggle_attribute_with_force("hidden", n < 1);
    }
    if let Some(link) = find(format!(".row__title[href='/chat/{room}']")) {
        in_row(lang, &link, n, &text);
    }
}

/// The same in a row of a list, which has no place for a number while there is none.
fn in_row(lang: Lang, link: &Element, n: i64, text: &str) {
    let Ok(Some(row)) = link.closest(".row") else { return };
    for selector in [".row__count", ".row__unread"] {
        if let Ok(Some(old)) = row.query_selector(selector) {
            old.remove();
        }
    }
    let _ = row.class_list().toggle_with_force("row--unread", n > 0);
    if n < 1 {
        return;
    }
    let made = |tag: &str, class: &str, words: &str| {
        let element = document().create_element(tag).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(words));
        Some(element)
    };
    if let Some(mark) = made("span", "row__unread", &ui_words::unread(lang)) {
        let _ = link.before_with_node_1(&mark);
    }
    let what = text.split_once(' ').map_or("", |(_, what)| what);
    let parts = made("p", "row__count", "").zip(made("b", "", &n.to_string())).zip(made("span", "", what));
    if let Some(((count, number), what)) = parts {
        let _ = count.append_with_node_1(&number);
        let _ = count.append_with_str_1(" ");
        let _ = count.append_with_node_1(&what);
        let _ = row.append_with_node_1(&count);
    }
}
