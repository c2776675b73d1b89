//! What owners decide about a community.

use crate::{
    communities::CommunityHead,
    context::lang,
    ui::{
        Actions, Button, ButtonLink, Card, Choice, Form, LineField, Look, Page, PostButton, RadioGroup, SelectField,
        TextField, Width,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    communities::{Community, Settings, ThemeRef, words as w},
    live::Shows,
    words,
};

/// The form that changes a community, and the button that archives it.
#[component]
pub fn SettingsPage(
    /// Which community.
    community: Community,
    /// What is filled in.
    form: Settings,
    /// The themes it can belong to.
    themes: Vec<ThemeRef>,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let url = community.url.clone();
    let archived = community.archived;
    let title = w::settings_title(lang);
    let now = community.slug.clone();
    view! {
        <Page title=title.clone()>
            <CommunityHead community here="settings"/>
            <div class="stack page-part">
                <h2>{title}</h2>
                <SettingsForm url=url.clone() now form themes faults/>
                <Archive url archived/>
            </div>
        </Page>
    }
}

#[component]
fn SettingsForm(url: String, now: String, form: Settings, themes: Vec<ThemeRef>, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels = vec![
        ("name", w::name(lang)),
        ("description", w::description(lang)),
        ("visibility", w::visibility(lang)),
        ("join", w::joining(lang)),
        ("question", w::question(lang)),
        ("rules_markdown", w::rules_field(lang)),
        ("theme", w::theme(lang)),
        ("slug", w::slug(lang)),
        ("presence", w::presence(lang)),
    ];
    let reads = vec![
        Choice::new("open", w::open(lang)).meaning(w::open_means(lang)),
        Choice::new("listed", w::listed(lang)).meaning(w::listed_means(lang)),
        Choice::new("hidden", w::hidden(lang)).meaning(w::hidden_means(lang)),
    ];
    let joins = vec![
        Choice::new("free", w::join_free(lang)).meaning(w::join_free_means(lang)),
        Choice::new("request", w::join_request(lang)).meaning(w::join_request_means(lang)),
        Choice::new("invite", w::join_invite(lang)).meaning(w::join_invite_means(lang)),
    ];
    let shows = vec![
        Choice::new(Shows::Nothing.key(), w::shows_nothing(lang)),
        Choice::new(Shows::Typing.key(), w::shows_typing(lang)),
        Choice::new(Shows::Here.key(), w::shows_here(lang)).meaning(w::shows_here_means(lang)),
    ];
    let themes = themes.into_iter().map(|theme| Choice::new(theme.slug, theme.name)).collect();
    view! {
        <Form action=format!("{url}/instellingen") faults labels>
            <LineField name="name" label=w::name(lang) value=form.name faults/>
            <TextField name="description" label=w::description(lang) value=form.description rows=3 optional=true faults/>
            <RadioGroup name="visibility" label=w::visibility(lang) choices=reads value=form.visibility hint=w::visibility_hint(lang) faults/>
            <RadioGroup name="join" label=w::joining(lang) choices=joins value=form.join faults/>
            <TextField name="question" label=w::question(lang) value=form.question hint=w::question_hint(lang) rows=2 optional=true faults/>
            <RadioGroup name="presence" label=w::presence(lang) choices=shows value=form.presence hint=w::presence_hint(lang) faults/>
            <TextField name="rules_markdown" label=w::rules_field(lang) value=form.rules_markdown rows=6 optional=true faults/>
            <SelectField name="theme" label=w::theme(lang) choices=themes value=form.theme optional=true faults/>
            <LineField name="slug" label=w::slug(lang) value=form.slug hint=w::slug_hint(lang, &now) width=Width::Medium faults/>
            <Actions>
                <Button look=Look::Primary>{words::save(lang)}</Button>
                <ButtonLink href=url look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
            </Actions>
        </Form>
    }
    .into_any()
}

#[component]
fn Archive(url: String, archived: bool) -> impl IntoView {
    let lang = lang();
    let (text, set) = if archived { (w::unarchive(lang), "false") } else { (w::archive(lang), "true") };
    let hidden = vec![("archived", set.to_owned())];
    view! {
        <Card title=w::archive_title(lang)>
            <p>{w::archive_help(lang)}</p>
            <Actions><PostButton action=format!("{url}/archief") text hidden/></Actions>
        </Card>
    }
}
