//! The members' pages: signing in, the directory, profiles and one's own settings.

mod directory;
mod profile;
mod settings;

pub use directory::{Directory, DirectoryPage, PersonCard};
pub use profile::{EditProfilePage, Offer, ProfilePage};
pub use settings::SettingsPage;

use crate::{
    context::lang,
    ui::{
        Actions, Button, Fact, Facts, Form, Hidden, Layout, LineField, Look, Notice, Page, PageHead, PasswordField,
        Tone,
    },
};
use leptos::prelude::*;
use shared::{
    members::{SignIn, words as w},
    words,
};

/// The page that signs in.
#[component]
pub fn SignInPage(
    /// What was filled in; never the password.
    form: SignIn,
    /// Why it was refused.
    #[prop(default = None)]
    refused: Option<words::Text>,
    /// Whether a form waits for its writer.
    #[prop(optional)]
    kept: bool,
) -> impl IntoView {
    let lang = lang();
    let kept = kept.then(|| view! { <Notice title=w::kept_title(lang)><p>{w::kept(lang)}</p></Notice> });
    let refused = refused.map(|text| view! { <Notice tone=Tone::Error><p>{text}</p></Notice> });
    view! {
        <Page title=w::sign_in_title(lang) layout=Layout::Narrow>
            <PageHead title=w::sign_in_title(lang) lead=w::sign_in_lead(lang)/>
            {kept} {refused}
            <Form action="/inloggen">
                <Hidden name="naar" value=form.naar/>
                <LineField name="email" label=w::email(lang) value=form.email kind="email" autocomplete="username"/>
                <PasswordField name="password" label=w::password(lang)/>
                <Actions><Button look=Look::Primary>{words::sign_in(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// A form that was kept while its writer was signed out.
#[component]
pub fn KeptPage(
    /// Where it goes.
    action: String,
    /// What it holds.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let lang = lang();
    let shown = fields
        .clone()
        .into_iter()
        .map(|(name, value)| view! { <Fact label=name><span class="kept__value">{value}</span></Fact> })
        .collect_view();
    let hidden = fields.into_iter().map(|(name, value)| view! { <Hidden name value/> }).collect_view();
    view! {
        <Page title=w::kept_page(lang) layout=Layout::Column>
            <PageHead title=w::kept_page(lang) lead=w::kept_lead(lang)/>
            <Facts>{shown}</Facts>
            <Form action=action>
                {hidden}
                <Actions><Button look=Look::Primary>{shared::ui_words::send_again(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}
