//! Communities in lists.

use super::{badges, visibility};
use crate::{
    context::{lang, reader},
    ui::{Empty, Glyph, List, Page, PageHead, Pager, Row},
};
use leptos::prelude::*;
use shared::{
    communities::{Community, words as w},
    words,
};

/// All communities the reader may know of: their own first.
#[component]
pub fn CommunitiesPage(
    /// Those the reader belongs to.
    mine: Vec<Community>,
    /// The others.
    others: Vec<Community>,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let empty = (mine.is_empty() && others.is_empty())
        .then(|| view! { <Empty title=w::none(lang) text=w::none_help(lang) glyph=Glyph::COMMUNITY/> });
    let several = !mine.is_empty();
    let mine = several.then(|| {
        view! { <section class="part"><h2 class="part__title">{w::yours(lang)}</h2><CommunityList communities=mine/></section> }
    });
    let others = (!others.is_empty()).then(|| {
        // A visitor has no communities to tell these apart from; the outline of the page needs a heading all the same.
        let title = if several || reader().me.is_some() {
            view! { <h2 class="part__title">{w::others(lang)}</h2> }
        } else {
            view! { <h2 class="out-of-sight">{words::communities(lang)}</h2> }
        };
        view! { <section class="part">{title}<CommunityTiles communities=others/></section> }
    });
    view! {
        <Page title=words::communities(lang)>
            <PageHead title=words::communities(lang) lead=w::lead(lang)/>
            {empty} {mine} {others}
            <Pager next/>
        </Page>
    }
}

/// Communities in rows.
#[component]
pub fn CommunityList(
    /// The communities.
    communities: Vec<Community>,
) -> impl IntoView {
    let lang = lang();
    let rows = communities.into_iter().map(move |community| {
        let unread = community.unread > 0;
        let badges = badges(&community);
        let members = community.members.map(|n| view! { <span>{w::members(lang, n)}</span> });
        view! { <Row href=community.url title=community.name unread badges><span>{community.description}</span>{members}</Row> }
    });
    view! { <List label=words::communities(lang)>{rows.collect_view()}</List> }
}

/// Communities as tiles.
#[component]
pub fn CommunityTiles(
    /// The communities.
    communities: Vec<Community>,
) -> impl IntoView {
    let lang = lang();
    let tiles = communities.into_iter().map(move |community| {
        let visibility = visibility(&community);
        let members = community.members.map(|n| view! { <span>{w::members(lang, n)}</span> });
        let theme = community.theme.map(|theme| view! { <span>{theme.name}</span> });
        let asked = community.requested.then(|| view! { <span>{w::you_asked_short(lang)}</span> });
        view! {
            <li class="tile">
                <h3 class="tile__title"><a href=community.url>{community.name}</a></h3>
                <p class="tile__text">{community.description}</p>
                <p class="tile__foot meta"><span>{visibility}</span>{members}{theme}{asked}</p>
            </li>
        }
    });
    view! { <ul class="tiles" role="list">{tiles.collect_view()}</ul> }
}
