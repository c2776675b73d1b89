//! Saved searches: the form under the number of results, the page of all, and the page that stops mail.

use crate::{
    context::{lang, reader},
    search::address,
    ui::{
        Actions, Badge, Button, ButtonLink, CheckField, Crumb, Empty, ErrorSummary, Form, Glyph, Hidden, Icon, Layout,
        LineField, Look, Notice, Page, PageHead, PostButton, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::SavedSearchId,
    limits,
    search::{
        Choices,
        saved::{EditForm, Saved},
        saved_words as w, words as of_search,
    },
    words,
};

/// Keeps the search of this page, or says that it is kept. Nothing for visitors.
#[component]
pub fn Keep(
    /// What was typed.
    query: String,
    /// What narrows it.
    choices: Choices,
    /// What the reader keeps of it.
    kept: Option<Saved>,
) -> impl IntoView {
    let lang = lang();
    let asked = !query.trim().is_empty() || choices != Choices::default();
    if let Some(Saved { name, alert, .. }) = kept {
        let told = if alert { w::is_kept_mailed(lang, &name) } else { w::is_kept(lang, &name) };
        return view! {
            <p class="keep keep--kept" id="bewaard">
                <Icon glyph=Glyph::SOLVED/>
                <span>{told}" "<a href="/zoeken/bewaard">{w::to_all(lang)}</a></span>
            </p>
        }
        .into_any();
    }
    (asked && reader().me.is_some()).then(|| view! { <KeepForm query choices/> }).into_any()
}

#[component]
fn KeepForm(query: String, choices: Choices) -> impl IntoView {
    let lang = lang();
    let search = address(query.trim(), &choices, None);
    let name: String = query.trim().chars().take(usize::try_from(limits::NAME).unwrap_or(usize::MAX)).collect();
    let name = if name.is_empty() { w::without_words(lang).into_owned() } else { name };
    view! {
        <details class="keep">
            <summary class="nl-button nl-button--subtle nl-button--small"><Icon glyph=Glyph::FOLLOW/>{w::save(lang)}</summary>
            <div class="keep__form">
                <Form action="/zoeken/bewaard">
                    <Hidden name="search" value=search/>
                    <LineField name="name" label=w::name(lang) value=name hint=w::name_hint(lang)/>
                    <CheckField name="alert" label=w::alert(lang) hint=w::alert_hint(lang) checked=true/>
                    <Actions>
                        <Button look=Look::Primary>{w::save_it(lang)}</Button>
                        <ButtonLink href="/zoeken/bewaard" look=Look::Quiet>{w::to_all(lang)}</ButtonLink>
                    </Actions>
                </Form>
            </div>
        </details>
    }
}

/// All that a member keeps.
#[component]
pub fn SavedPage(
    /// Each with what was typed and what narrows it.
    rows: Vec<(Saved, String, Choices)>,
    /// The one whose form was refused, with what was filled in.
    wrong: Option<(SavedSearchId, EditForm)>,
    /// What is wrong with that form, or why nothing could be kept.
    faults: Faults,
    /// What was just done.
    done: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::search(lang), "/zoeken")];
    let done = match done.as_deref() {
        Some("gewijzigd") => Some(w::changed(lang)),
        Some("verwijderd") => Some(w::deleted(lang)),
        _ => None,
    };
    let done = done.map(|text| view! { <Notice tone=Tone::Success><p>{text}</p></Notice> });
    let refused = (wrong.is_none() && !faults.is_empty())
        .then(|| view! { <ErrorSummary faults=Signal::stored(faults.clone()) labels=Vec::new()/> });
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let list = if rows.is_empty() {
        let act = view! { <ButtonLink href="/zoeken" look=Look::Primary>{w::to_search(lang)}</ButtonLink> }.into_any();
        view! { <Empty title=w::none(lang) text=w::none_help(lang) glyph=Glyph::FOLLOW act/> }.into_any()
    } else {
        let rows = rows.into_iter().map(|(saved, text, choices)| {
            let (form, faults) = match &wrong {
                Some((id, form)) if *id == saved.id => (Some(form.clone()), faults.clone()),
                _ => (None, Faults::default()),
            };
            view! { <SavedRow saved text choices form faults/> }
        });
        view! {
            <p class="meta"><span>{w::kept(lang, count, limits::SAVED_SEARCHES)}</span></p>
            <ul class="kept" role="list" aria-label=w::title(lang)>{rows.collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <Page title=w::title(lang) layout=Layout::Column>
            <PageHead title=w::title(lang) trail lead=w::lead(lang)/>
            <div class="stack">{done} {refused} {list}</div>
        </Page>
    }
}

#[component]
fn SavedRow(
    saved: Saved,
    text: String,
    choices: Choices,
    /// What was filled in, when it was refused.
    form: Option<EditForm>,
    faults: Faults,
) -> impl IntoView {
    let (lang, reader) = (lang(), reader());
    let Saved { id, name, url, alert, created_at, alerted_at, .. } = saved;
    let badge = if alert {
        view! { <Badge text=w::mailed(lang) tone=Tone::Success glyph=Glyph::MAIL/> }.into_any()
    } else {
        view! { <Badge text=w::not_mailed(lang)/> }.into_any()
    };
    // What was typed says nothing new when it is the name.
    let typed = (!text.is_empty() && text != name).then_some(text);
    let asked = typed.into_iter().chain(narrowed(&choices));
    let asked = asked.map(|part| view! { <span>{part}</span> }).collect_view();
    let mailed = alerted_at.map(|at| view! { <span>{w::mailed_on(lang, &reader.date(at))}</span> });
    let action = format!("/zoeken/bewaard/{id}");
    let switch = if alert { w::switch_off(lang) } else { w::switch_on(lang) };
    let other = if alert { String::new() } else { "on".to_owned() };
    let switched = vec![("name", name.clone()), ("alert", other)];
    let deleting = w::delete_one(lang, &name);
    view! {
        <li class="kept__one" data-user="">
            <p class="kept__head"><a class="kept__name" href=url>{name.clone()}</a> {badge}</p>
            <p class="meta">{asked} <span>{w::saved_on(lang, &reader.date(created_at))}</span> {mailed}</p>
            <div class="cluster">
                <PostButton action=action.clone() text=switch hidden=switched small=true/>
                <form method="post" action=format!("{action}/verwijderen")>
                    <Button look=Look::Quiet small=true label=deleting>{words::delete(lang)}</Button>
                </form>
            </div>
            <Edit id=id.to_string() action name alert form faults/>
        </li>
    }
}

#[component]
fn Edit(
    id: String,
    action: String,
    name: String,
    alert: bool,
    form: Option<EditForm>,
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let (open, faults) = (form.is_some(), Signal::stored(faults));
    let label = w::edit_one(lang, &name);
    let (value, checked) = form.map_or((name, alert), |form| (form.name, form.alert == "on"));
    // A refused form is the only one whose field the summary leads to.
    let field = if open { "name".to_owned() } else { format!("name-{id}") };
    view! {
        <details class="kept__edit" open=open>
            <summary class="nl-button nl-button--subtle nl-button--small" aria-label=label>{w::edit(lang)}</summary>
            <Form action faults labels=vec![("name", w::name(lang))]>
                <LineField name="name" id=field label=w::name(lang) value faults/>
                <CheckField name="alert" id=format!("alert-{id}") label=w::alert(lang) checked/>
                <Actions><Button look=Look::Primary small=true>{words::save(lang)}</Button></Actions>
            </Form>
        </details>
    }
}

/// What narrows a search, in words.
fn narrowed(choices: &Choices) -> Vec<String> {
    let lang = lang();
    let kind = choices.kind.map(|kind| w::of_kind(lang, &of_search::tab(lang, kind).to_lowercase()));
    let community = choices.community.as_deref().map(|slug| w::of_community(lang, slug));
    let theme = choices.theme.as_deref().map(|slug| w::of_theme(lang, slug));
    let year = choices.year.map(|year| w::of_year(lang, &year.to_string()));
    let organisation = choices.organisation.is_some().then(|| w::of_organisation(lang));
    let tag = choices.tag.as_deref().map(|tag| w::of_tag(lang, tag));
    let thread = choices.thread.is_some().then(|| w::of_thread(lang));
    let room = choices.room.is_some().then(|| w::of_room(lang));
    [kind, community, theme, year, organisation, tag, thread, room]
        .into_iter()
        .flatten()
        .map(words::Text::into_owned)
        .collect()
}
