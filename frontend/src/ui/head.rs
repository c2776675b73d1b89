//! The top of a page: where it stands, what it is, what can be done.

use crate::context::lang;
use leptos::prelude::*;
use shared::{ui_words, words::Text};

/// A place on the way to this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub text: Text,
    /// Its address.
    pub href: String,
}

impl Crumb {
    /// A place called `text` at `href`.
    pub fn new(text: impl Into<Text>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// The title of a page with the places above it, and beside it what can be done.
#[component]
pub fn PageHead(
    /// The heading of the first level.
    #[prop(into)]
    title: Text,
    /// The places above this one, widest first; without this page itself.
    #[prop(optional)]
    trail: Vec<Crumb>,
    /// What the page is for, in a sentence or two.
    #[prop(optional, into)]
    lead: Option<Text>,
    /// Badges and small facts under the title.
    #[prop(optional)]
    facts: Option<AnyView>,
    /// Buttons.
    #[prop(optional)]
    acts: Option<AnyView>,
) -> impl IntoView {
    let trail = (!trail.is_empty()).then(|| view! { <Trail trail/> });
    view! {
        <header class="page-head">
            {trail}
            <div class="page-head__row">
                <h1 class="page-head__title">{title}</h1>
                {acts.map(|acts| view! { <div class="page-head__acts">{acts}</div> })}
            </div>
            {facts.map(|facts| view! { <div class="page-head__facts">{facts}</div> })}
            {lead.map(|lead| view! { <p class="page-head__lead">{lead}</p> })}
        </header>
    }
    .into_any()
}

#[component]
fn Trail(trail: Vec<Crumb>) -> impl IntoView {
    let places = trail
        .into_iter()
        .map(|Crumb { text, href }| view! { <li class="trail__place"><a href=href>{text}</a></li> })
        .collect_view();
    view! { <nav class="utrecht-breadcrumb-nav trail" aria-label=ui_words::trail(lang())><ol class="trail__list" role="list">{places}</ol></nav> }
}
