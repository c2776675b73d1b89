//! One's own settings.

use crate::{
    context::lang,
    ui::{
        Actions, Button, Card, CheckField, Choice, Form, Layout, List, Look, Notice, Page, PageHead, RadioGroup, Row,
        Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults, Lang, Scheme,
    live::Shown,
    members::{Preferences, words as w},
    ui_words, words,
};

/// Language, light or dark, mail, and the way to what is about signing in.
#[component]
pub fn SettingsPage(
    /// What is filled in.
    form: Preferences,
    /// What is wrong with it.
    faults: Faults,
    /// Whether it was just saved.
    saved: bool,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let languages = vec![
        Choice::new(Lang::Nl.tag(), ui_words::in_dutch(Lang::Nl)),
        Choice::new(Lang::En.tag(), ui_words::in_english(Lang::En)),
    ];
    let display = |scheme: Scheme, text| Choice::new(scheme.key(), text);
    let displays = vec![
        display(Scheme::Auto, w::display_auto(lang)),
        display(Scheme::Light, w::display_light(lang)),
        display(Scheme::Dark, w::display_dark(lang)),
    ];
    let labels = vec![("lang", w::language(lang)), ("color_scheme", w::display(lang))];
    let saved = saved.then(|| view! { <Notice tone=Tone::Success><p>{w::settings_saved(lang)}</p></Notice> });
    let (replies, messages) = form.mails();
    let shown = form.shown() == Shown::Room;
    view! {
        <Page title=words::settings(lang) layout=Layout::Column>
            <PageHead title=words::settings(lang) lead=w::settings_lead(lang)/>
            <div class="sections">
                {saved}
                <Form action="/instellingen" faults labels>
                    <RadioGroup name="lang" label=w::language(lang) choices=languages value=form.lang faults/>
                    <RadioGroup name="color_scheme" label=w::display(lang) choices=displays value=form.color_scheme faults/>
                    <CheckField name="mail_replies" label=w::mail_replies(lang) hint=w::mail_replies_hint(lang) checked=replies/>
                    <CheckField name="mail_messages" label=w::mail_messages(lang) hint=w::mail_messages_hint(lang) checked=messages/>
                    <CheckField name="presence" label=w::presence(lang) hint=w::presence_hint(lang) checked=shown/>
                    <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
                </Form>
                <Card title=w::security(lang)>
                    <List label=w::security(lang)>
                        <Row href="/instellingen/wachtwoord" title=w::change_password(lang)>""</Row>
                        <Row href="/instellingen/inlogs" title=w::sign_ins(lang)>""</Row>
                        <Row href="/profiel/bewerken" title=w::edit_profile(lang)>""</Row>
                    </List>
                </Card>
            </div>
        </Page>
    }
}
