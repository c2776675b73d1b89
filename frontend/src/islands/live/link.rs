//! The state of the connection, for whoever shows it.

use leptos::prelude::*;

/// The state of the connection, as pages show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Nobody has asked for one.
    #[default]
    None,
    /// Being made.
    Opening,
    /// Fine.
    Open,
    /// Away for a moment.
    Away,
    /// By asking now and then.
    Polling,
    /// Over, until the page is loaded anew.
    Over,
}

thread_local! {
    static LINK: ArcRwSignal<Link> = ArcRwSignal::new(Link::None);
}

/// The state of the connection.
pub fn link() -> ArcRwSignal<Link> {
    LINK.with(Clone::clone)
}

pub(super) fn show(state: Link) {
    let link = link();
    if link.get_untracked() != state {
        link.set(state);
    }
}
