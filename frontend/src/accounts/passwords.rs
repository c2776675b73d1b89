//! Pages of passwords.

use super::in_settings;
use crate::{
    context::lang,
    ui::{Actions, Button, Form, Layout, LineField, Look, Notice, Page, PageHead, PasswordField, Tone},
};
use leptos::prelude::*;
use shared::{
    Faults,
    accounts::{Forgot, words as w},
    limits, ui_words,
    words::Text,
};

/// Asks for a link by mail.
#[component]
pub fn ForgotPage(
    /// What was filled in.
    form: Forgot,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    view! {
        <Page title=w::forgot_title(lang) layout=Layout::Narrow>
            <PageHead title=w::forgot_title(lang) lead=w::forgot_lead(lang)/>
            <Form action="/wachtwoord-vergeten" faults labels=vec![("email", w::email(lang))]>
                <LineField name="email" label=w::email(lang) value=form.email kind="email" autocomplete="username" faults/>
                <Actions><Button look=Look::Primary>{w::forgot_send(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// Sets a password by a link from a mail.
#[component]
pub fn ResetPage(
    /// The token of the link.
    token: String,
    /// What is wrong with the password.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    view! {
        <Page title=w::reset_title(lang) layout=Layout::Narrow>
            <PageHead title=w::reset_title(lang) lead=w::reset_lead(lang)/>
            <Form action=format!("/wachtwoord/{token}") faults labels=vec![("password", w::new_password(lang))]>
                <NewPasswordField faults label=w::new_password(lang)/>
                <Actions><Button look=Look::Primary>{w::save_password(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}

/// A password that is chosen now.
#[component]
pub(super) fn NewPasswordField(faults: Signal<Faults>, label: Text) -> impl IntoView {
    let hint = ui_words::password_rule(lang(), limits::PASSWORD_MIN);
    view! { <PasswordField name="password" label hint new=true faults/> }
}

/// Changes one's own password.
#[component]
pub fn ChangePasswordPage(
    /// What is wrong with the form.
    faults: Faults,
    /// Whether it was changed just now.
    done: bool,
    /// Why it was refused.
    #[prop(default = None)]
    refused: Option<Text>,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![("current_password", w::current_password(lang)), ("password", w::new_password(lang))];
    let done = done.then(|| view! { <Notice tone=Tone::Success><p>{w::changed(lang)}</p></Notice> });
    let refused = refused.map(|text| view! { <Notice tone=Tone::Error><p>{text}</p></Notice> });
    view! {
        <Page title=w::change_title(lang) layout=Layout::Narrow>
            <PageHead title=w::change_title(lang) trail=in_settings() lead=w::change_lead(lang)/>
            <div class="stack">
                {done} {refused}
                <Form action="/instellingen/wachtwoord" faults labels>
                    <PasswordField name="current_password" label=w::current_password(lang) faults/>
                    <NewPasswordField faults label=w::new_password(lang)/>
                    <Actions><Button look=Look::Primary>{w::save_password(lang)}</Button></Actions>
                </Form>
                <p><a href="/instellingen/inlogs">{w::sign_ins(lang)}</a></p>
            </div>
        </Page>
    }
}
