//! The pages of the site itself: help, contact, privacy, accessibility, and how the site owner edits them.

use crate::{
    context::{lang, reader},
    ui::{
        Actions, Button, ButtonLink, Choice, Crumb, Form, Layout, LineField, Look, Notice, Page, PageHead, RadioGroup,
        SafeHtml, TableBox, TextField, Tone, When,
    },
};
use leptos::prelude::*;
use shared::{
    Faults, Lang, Timestamp,
    site::{EditPage, EditSettings, Open, Own, SitePage, words as w},
    ui_words,
    words::{self, Text},
};

/// A language in its own words.
fn language(lang: Lang) -> Text {
    match lang {
        Lang::En => ui_words::in_english(lang),
        _ => ui_words::in_dutch(lang),
    }
}

/// A page of the site.
#[component]
pub fn SitePagePage(
    /// Which.
    own: Own,
    /// What it says.
    text: SitePage,
    /// Whether the reader may edit it.
    admin: bool,
) -> impl IntoView {
    let lang = lang();
    let edit = admin.then(|| {
        let href = format!("/beheer/paginas/{}/{}", own.slug(), text.lang.tag());
        view! { <ButtonLink href look=Look::Quiet>{w::edit_this(lang)}</ButtonLink> }
    });
    let acts = view! { {edit} }.into_any();
    let changed = text.changed_at.map(|at| {
        let date = reader().date(at);
        view! { <p class="meta">{w::last_changed(lang, &date)}</p> }
    });
    view! {
        <Page title=text.title.clone() layout=Layout::Column>
            <PageHead title=text.title acts/>
            <div lang=text.lang.tag()><SafeHtml html=text.html/></div>
            {changed}
        </Page>
    }
}

/// The settings of the site.
#[component]
pub fn SettingsPage(
    /// What is filled in.
    form: EditSettings,
    /// What is wrong with it.
    faults: Faults,
    /// Whether it was just saved.
    saved: bool,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let labels = vec![("name", w::name(lang)), ("open", w::open(lang)), ("contact", w::contact(lang))];
    let saved = saved.then(|| view! { <Notice tone=Tone::Success><p>{w::saved(lang)}</p></Notice> });
    let choices = vec![
        Choice::new(Open::World.key(), w::open_world(lang)).meaning(w::open_world_means(lang)),
        Choice::new(Open::Members.key(), w::open_members(lang)).meaning(w::open_members_means(lang)),
    ];
    view! {
        <Page title=w::settings(lang) layout=Layout::Column>
            <PageHead title=w::settings(lang) trail/>
            <div class="sections">
                {saved}
                <Form action="/beheer/site" faults labels>
                    <LineField name="name" label=w::name(lang) value=form.name hint=w::name_hint(lang) faults/>
                    <RadioGroup name="open" label=w::open(lang) choices value=form.open faults/>
                    <LineField name="contact" label=w::contact(lang) value=form.contact hint=w::contact_hint(lang) kind="email" faults optional=true/>
                    <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
                </Form>
            </div>
        </Page>
    }
}

/// The list of pages to edit.
#[component]
pub fn SitePagesPage(
    /// Each page in each language, and when it was changed.
    pages: Vec<(Own, Lang, Option<Timestamp>)>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let rows = pages.into_iter().map(move |(own, of, changed)| {
        let changed = match changed {
            Some(at) => view! { <When at date=true/> }.into_any(),
            None => view! { {w::built_in(lang)} }.into_any(),
        };
        view! {
            <tr>
                <th scope="row"><a href=format!("/beheer/paginas/{}/{}", own.slug(), of.tag())>{w::edit_page(lang, &own.title(lang), &language(of))}</a></th>
                <td>{changed}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Page title=w::pages(lang) layout=Layout::Column>
            <PageHead title=w::pages(lang) trail lead=w::pages_lead(lang)/>
            <TableBox label=w::pages(lang)>
                <table class="table">
                    <thead><tr><th scope="col">{w::page(lang)}</th><th scope="col">{w::changed(lang)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </TableBox>
        </Page>
    }
}

/// The form of a page.
#[component]
pub fn EditSitePage(
    /// Which.
    own: Own,
    /// In which language.
    #[prop(name = "lang")]
    of: Lang,
    /// What is filled in.
    form: EditPage,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let title = w::edit_page(lang, &own.title(lang), &language(of));
    let trail = vec![Crumb::new(words::administration(lang), "/beheer"), Crumb::new(w::pages(lang), "/beheer/paginas")];
    let labels = vec![("title", w::title(lang)), ("body_markdown", w::body(lang))];
    view! {
        <Page title=title.clone() layout=Layout::Column>
            <PageHead title trail/>
            <Form action=format!("/beheer/paginas/{}/{}", own.slug(), of.tag()) faults labels>
                <LineField name="title" label=w::title(lang) value=form.title faults/>
                <TextField name="body_markdown" label=w::body(lang) value=form.body_markdown hint=w::body_hint(lang) rows=16 faults/>
                <Actions><Button look=Look::Primary>{words::save(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}
