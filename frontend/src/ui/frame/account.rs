//! The reader's own corner of the header.

use super::super::{Avatar, AvatarSize, Glyph, Icon};
use crate::context::{encoded, reader};
use leptos::prelude::*;
use shared::{reader::Me, words};

/// The account menu; for a visitor the link to the form that signs in.
#[component]
pub(super) fn Account() -> impl IntoView {
    let reader = reader();
    if let Some(me) = reader.me {
        view! { <AccountMenu me/> }.into_any()
    } else {
        let back = (!matches!(reader.back.as_str(), "" | "/")).then(|| format!("?naar={}", encoded(&reader.back)));
        let href = format!("/inloggen{}", back.unwrap_or_default());
        view! { <a class="nl-button nl-button--primary nl-button--small account-link" href=href>{words::sign_in(reader.lang)}</a> }.into_any()
    }
}

#[component]
fn AccountMenu(me: Me) -> impl IntoView {
    let lang = reader().lang;
    let role = [me.author.function, me.author.organisation].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let admin = me.admin.then(|| {
        view! { <a class="menu__act" href="/beheer"><Icon glyph=Glyph::SHIELD/>{words::administration(lang)}</a> }
    });
    view! {
        <details class="menu account">
            <summary class="account__face">
                <Avatar name=me.author.name.clone() photo=me.photo size=AvatarSize::Medium/>
                <span class="out-of-sight">{words::account_menu(lang)}</span>
                <Icon glyph=Glyph::DOWN/>
            </summary>
            <div class="menu__acts">
                <p class="account__who"><b>{me.author.name}</b><span>{role}</span></p>
                <a class="menu__act" href=format!("/lid/{}", me.id)><Icon glyph=Glyph::PERSON/>{words::my_profile(lang)}</a>
                <a class="menu__act" href="/zoeken/bewaard"><Icon glyph=Glyph::FOLLOW/>{words::saved_searches(lang)}</a>
                <a class="menu__act" href="/instellingen"><Icon glyph=Glyph::SETTINGS/>{words::settings(lang)}</a>
                {admin}
                <form method="post" action="/uitloggen"><button class="menu__act" type="submit"><Icon glyph=Glyph::LEAVE/>{words::sign_out(lang)}</button></form>
            </div>
        </details>
    }
    .into_any()
}
