//! "n gesprekken bijgewerkt" above a list of threads.

use super::live::{self, Heard};
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use shared::{
    ids::{CommunityId, ThreadId},
    live::{Channel, words as w},
};

#[derive(serde::Deserialize)]
struct Moved {
    id: ThreadId,
}

/// A pill that counts threads that were opened or moved up; it leads to the list as it is now.
#[island]
pub fn ListNews(
    /// The community.
    community: CommunityId,
    /// The number of its last event at the moment of reading.
    since: i64,
    /// The address of the list.
    href: String,
) -> impl IntoView {
    let lang = crate::context::lang();
    let moved = RwSignal::new(Vec::<ThreadId>::new());
    Effect::new(move |_| {
        live::subscribe(Channel::Community(community).to_string(), since, move |heard| {
            if let Heard::Event { kind: "thread", data, .. } = heard
                && let Ok(Moved { id }) = serde_json::from_str(data)
                && !moved.with_untracked(|moved| moved.contains(&id))
            {
                moved.write().push(id);
            }
        });
    });
    let count = move || i64::try_from(moved.with(Vec::len)).unwrap_or_default();
    view! {
        <p class="pill" role="status" hidden=move || count() == 0>
            <a href=href>{move || (count() > 0).then(|| w::new_in_list(lang, count()))}<Icon glyph=Glyph::DOWN/></a>
        </p>
    }
}
