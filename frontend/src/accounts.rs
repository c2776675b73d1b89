//! Pages of accounts: invitations, requests, passwords and sign-ins.

mod invitations;
mod passwords;
mod requests;
mod sign_ins;

pub use invitations::{InvitationsPage, InvitedPage};
pub use passwords::{ChangePasswordPage, ForgotPage, ResetPage};
pub use requests::{AskPage, RequestsPage};
pub use sign_ins::SignInsPage;

use crate::{
    context::lang,
    ui::{ButtonLink, Crumb, Layout, Look, Page, PageHead},
};
use leptos::prelude::*;
use shared::{
    accounts::words as w,
    words::{self, Text},
};

/// Something that was done, and what comes next.
#[component]
pub fn DonePage(
    /// What was done.
    title: Text,
    /// What comes next.
    text: Text,
    /// Whether that is signing in.
    #[prop(optional)]
    sign_in: bool,
) -> impl IntoView {
    let lang = lang();
    let act = sign_in
        .then(|| view! { <p><ButtonLink href="/inloggen" look=Look::Primary>{words::sign_in(lang)}</ButtonLink></p> });
    view! {
        <Page title=title.clone() layout=Layout::Narrow>
            <PageHead title lead=text/>
            {act}
        </Page>
    }
}

/// A link that does not work any more.
#[component]
pub fn GonePage(
    /// Why, and what to do.
    text: Text,
    /// Where to ask for a new one.
    #[prop(default = None)]
    again: Option<&'static str>,
) -> impl IntoView {
    let lang = lang();
    let act =
        again.map(|href| view! { <p><ButtonLink href look=Look::Primary>{w::forgot_title(lang)}</ButtonLink></p> });
    view! {
        <Page title=w::gone_title(lang) layout=Layout::Narrow>
            <PageHead title=w::gone_title(lang) lead=text/>
            {act}
        </Page>
    }
}

/// The places above a page of the settings.
fn in_settings() -> Vec<Crumb> {
    vec![Crumb::new(w::settings(lang()), "/instellingen")]
}
