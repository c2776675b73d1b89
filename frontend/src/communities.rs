//! The communities' pages: the list, one community with its threads and members, and what its moderators and owners do.

mod head;
mod knowledge;
mod list;
mod members;
mod page;
mod requests;
mod settings;

pub use head::CommunityHead;
pub use knowledge::KnowledgePage;
pub use list::{CommunitiesPage, CommunityList, CommunityTiles};
pub use members::{MembersPage, role_text};
pub use page::{AboutPage, CommunityPage, Shelf};
pub use requests::RequestsPage;
pub use settings::SettingsPage;

use crate::{
    context::lang,
    ui::{Badge, Glyph, Tone},
};
use leptos::prelude::*;
use shared::communities::{Community, words as w};

/// The drawing of who reads along.
fn glyph(community: &Community) -> Glyph {
    match community.visibility.as_str() {
        "open" => Glyph::GLOBE,
        "listed" => Glyph::LOCK,
        _ => Glyph::HIDDEN,
    }
}

/// Who reads along, in a word.
fn visibility(community: &Community) -> AnyView {
    let lang = lang();
    let (text, tone) = match community.visibility.as_str() {
        "open" => (w::open(lang), Tone::Neutral),
        "listed" => (w::listed(lang), Tone::Info),
        _ => (w::hidden(lang), Tone::Warning),
    };
    view! { <Badge text tone glyph=glyph(community)/> }.into_any()
}

/// The state of a community in badges.
fn badges(community: &Community) -> AnyView {
    let lang = lang();
    let visibility = visibility(community);
    let archived = community.archived.then(|| view! { <Badge text=w::archived(lang)/> });
    let asked = community.requested.then(|| view! { <Badge text=w::you_asked_short(lang) tone=Tone::Accent/> });
    let new =
        (community.unread > 0).then(|| view! { <Badge text=w::new_count(lang, community.unread) tone=Tone::Accent/> });
    view! { {new} {visibility} {asked} {archived} }.into_any()
}

/// Whether the reader keeps order here.
fn moderates(community: &Community) -> bool {
    matches!(community.role.as_deref(), Some("moderator" | "owner"))
}

/// Whether the reader decides about the community itself.
fn owns(community: &Community) -> bool {
    community.role.as_deref() == Some("owner") || crate::context::reader().admin()
}
