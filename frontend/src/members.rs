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
        Actions, Button, Form, Hidden, Layout, LineField, Look, Notice, Page, PageHead, PasswordField, TextField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    accounts::words as accounts,
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
            <div class="stack">
                {kept} {refused}
                <Form action="/inloggen">
                    <Hidden name="naar" value=form.naar/>
                    <LineField name="email" label=w::email(lang) value=form.email kind="email" autocomplete="username"/>
                    <PasswordField name="password" label=w::password(lang)/>
                    <Actions><Button look=Look::Primary>{words::sign_in(lang)}</Button></Actions>
                </Form>
                <p><a href="/wachtwoord-vergeten">{accounts::forgot(lang)}</a></p>
                <p><a href="/account-aanvragen">{accounts::no_account(lang)}</a></p>
            </div>
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
    let fields = fields.into_iter().map(|(name, value)| kept_field(name, value)).collect_view();
    view! {
        <Page title=w::kept_page(lang) layout=Layout::Column>
            <PageHead title=w::kept_page(lang) lead=w::kept_lead(lang)/>
            <Form action=action>
                {fields}
                <Actions><Button look=Look::Primary>{shared::ui_words::send_again(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// What somebody wrote, to be read and changed; what a page sends along unseen stays so.
fn kept_field(name: String, value: String) -> AnyView {
    let lang = lang();
    let label = match name.as_str() {
        "body_markdown" | "message" => w::kept_text(lang),
        "title" => w::kept_title_field(lang),
        "name" => accounts::name(lang),
        "email" => accounts::email(lang),
        "function" => accounts::function(lang),
        "tags" => w::kept_tags(lang),
        "reason" | "motivation" | "note" | "description" | "question" => w::kept_reason(lang),
        _ => return view! { <Hidden name value/> }.into_any(),
    };
    if matches!(name.as_str(), "title" | "name" | "email" | "function" | "tags") {
        return view! { <LineField name label value/> }.into_any();
    }
    view! { <TextField name label value/> }.into_any()
}
