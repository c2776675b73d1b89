//! The administration of themes.

use crate::{
    context::lang,
    ui::{
        Actions, Button, ButtonLink, Card, Choice, Crumb, Form, Layout, LineField, List, Look, Page, PageHead,
        PostButton, RadioGroup, Row, SelectField, TextField, Width,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::SubjectId,
    kennisbank::{Editor, EditorForm, Subject, SubjectForm, Theme, ThemeForm, words as w},
    words,
};

/// What was typed in one of the forms of a theme, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub enum Typed {
    /// Nothing.
    #[default]
    Nothing,
    /// The theme itself.
    Theme(ThemeForm, Faults),
    /// A new subject, or a change of one.
    Subject(Option<SubjectId>, SubjectForm, Faults),
    /// An editor.
    Editor(EditorForm, Faults),
}

fn readers() -> Vec<Choice> {
    let lang = lang();
    vec![Choice::new("public", w::audience_public(lang)), Choice::new("alliance", w::audience_alliance(lang))]
}

/// All themes, and the form that makes one more.
#[component]
pub fn ManageThemesPage(
    /// The themes.
    themes: Vec<Theme>,
    /// What was typed.
    form: ThemeForm,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let rows = themes.into_iter().map(|theme| {
        let readers = if theme.public { w::audience_public(lang) } else { w::audience_alliance(lang) };
        view! {
            <Row href=format!("/beheer/themas/{}", theme.slug) title=theme.name>
                <span>{w::count(lang, theme.articles)}</span> <span>{readers}</span>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Page title=w::admin_title(lang) layout=Layout::Column>
            <PageHead title=w::admin_title(lang) trail=vec![Crumb::new(words::administration(lang), "/beheer")] lead=w::admin_lead(lang)/>
            <List label=words::themes(lang)>{rows}</List>
            <Card title=w::new_theme(lang)>
                <Form action="/beheer/themas" faults labels=vec![("name", w::name(lang)), ("slug", w::slug(lang))]>
                    <LineField name="slug" label=w::slug(lang) value=form.slug.clone() hint=w::slug_hint(lang) faults width=Width::Medium/>
                    <ThemeFields form faults/>
                    <Actions><Button look=Look::Primary>{w::make_theme(lang)}</Button></Actions>
                </Form>
            </Card>
        </Page>
    }
}

#[component]
fn ThemeFields(form: ThemeForm, faults: Signal<Faults>) -> impl IntoView {
    let lang = lang();
    view! {
        <LineField name="name" label=w::name(lang) value=form.name faults/>
        <TextField name="description" label=w::description(lang) value=form.description rows=3 faults optional=true/>
        <RadioGroup name="audience" label=w::audience(lang) choices=readers() value=form.audience faults/>
        <LineField name="position" label=w::position(lang) value=form.position hint=w::position_hint(lang) faults width=Width::Short optional=true/>
    }
}

/// One theme: its words, its subjects and its editors.
#[component]
pub fn ManagePage(
    /// The theme.
    theme: Theme,
    /// Its editors.
    editors: Vec<Editor>,
    /// What was typed in one of the forms.
    typed: Typed,
) -> impl IntoView {
    let lang = lang();
    let trail =
        vec![Crumb::new(words::administration(lang), "/beheer"), Crumb::new(w::admin_title(lang), "/beheer/themas")];
    let at = format!("/beheer/themas/{}", theme.slug);
    let (form, faults) = match &typed {
        Typed::Theme(form, faults) => (form.clone(), faults.clone()),
        _ => (as_form(&theme), Faults::default()),
    };
    let faults = Signal::stored(faults);
    let acts = view! { <ButtonLink href=format!("/k/{}", theme.slug)>{w::view_theme(lang)}</ButtonLink> }.into_any();
    let name = theme.name.clone();
    let subjects = view! { <Subjects at=at.clone() subjects=theme.subjects typed=typed.clone()/> };
    let editors = view! { <Editors at=at.clone() editors typed/> };
    view! {
        <Page title=name.clone() layout=Layout::Column>
            <PageHead title=name trail acts/>
            <Form action=at faults labels=vec![("name", w::name(lang)), ("position", w::position(lang))]>
                <ThemeFields form faults/>
                <Actions><Button look=Look::Primary>{w::save_theme(lang)}</Button></Actions>
            </Form>
            <Card title=w::subjects(lang)>{subjects}</Card>
            <Card title=w::editors(lang)>{editors}</Card>
        </Page>
    }
}

fn as_form(theme: &Theme) -> ThemeForm {
    ThemeForm {
        slug: theme.slug.clone(),
        name: theme.name.clone(),
        description: theme.description.clone(),
        position: theme.position.to_string(),
        audience: if theme.public { "public" } else { "alliance" }.to_owned(),
    }
}

#[component]
fn Subjects(at: String, subjects: Vec<Subject>, typed: Typed) -> impl IntoView {
    let lang = lang();
    let all = subjects.clone();
    let forms = subjects.into_iter().map(|subject| {
        let parents = all.iter().filter(|other| other.id != subject.id);
        let choices: Vec<Choice> = parents.map(|other| Choice::new(other.id.to_string(), other.name.clone())).collect();
        let (form, faults, open) = match &typed {
            Typed::Subject(Some(id), form, faults) if *id == subject.id => (form.clone(), faults.clone(), true),
            _ => (subject_form(&subject), Faults::default(), false),
        };
        view! { <SubjectItem at=at.clone() subject choices form faults open/> }
    });
    let forms = forms.collect_view();
    let (form, faults, open) = match &typed {
        Typed::Subject(None, form, faults) => (form.clone(), faults.clone(), true),
        _ => (SubjectForm::default(), Faults::default(), false),
    };
    let choices: Vec<Choice> = all.iter().map(|other| Choice::new(other.id.to_string(), other.name.clone())).collect();
    view! {
        <ul class="tree" role="list">{forms}</ul>
        <details open=open>
            <summary>{w::new_subject(lang)}</summary>
            <SubjectFields action=format!("{at}/onderwerpen") tag="nieuw".to_owned() choices form faults new=true/>
        </details>
    }
}

fn subject_form(subject: &Subject) -> SubjectForm {
    SubjectForm {
        name: subject.name.clone(),
        parent: subject.parent_id.map(|id| id.to_string()).unwrap_or_default(),
        position: subject.position.to_string(),
    }
}

#[component]
fn SubjectItem(
    at: String,
    subject: Subject,
    choices: Vec<Choice>,
    form: SubjectForm,
    faults: Faults,
    open: bool,
) -> impl IntoView {
    let lang = lang();
    let action = format!("{at}/onderwerpen/{}", subject.id);
    view! {
        <li class:tree__deep={subject.depth > 0}>
            <details open=open>
                <summary>{subject.name}" "<span class="meta">{w::count(lang, subject.articles)}</span></summary>
                <SubjectFields action=action.clone() tag=subject.slug choices form faults new=false/>
                <PostButton action=format!("{action}/verwijderen") text=w::remove_subject(lang) look=Look::Quiet small=true/>
            </details>
        </li>
    }
}

#[component]
fn SubjectFields(
    action: String,
    tag: String,
    choices: Vec<Choice>,
    form: SubjectForm,
    faults: Faults,
    new: bool,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let [name_id, parent_id, position_id] = ["name", "parent", "position"].map(|name| format!("{name}-{tag}"));
    let send = if new { w::add_subject(lang) } else { words::save(lang) };
    view! {
        <Form action faults>
            <LineField name="name" id=name_id label=w::name(lang) value=form.name faults width=Width::Medium/>
            <SelectField name="parent" id=parent_id label=w::parent(lang) choices value=form.parent hint=w::no_parent(lang) faults optional=true/>
            <LineField name="position" id=position_id label=w::position(lang) value=form.position faults width=Width::Short optional=true/>
            <Actions><Button>{send}</Button></Actions>
        </Form>
    }
}

#[component]
fn Editors(at: String, editors: Vec<Editor>, typed: Typed) -> impl IntoView {
    let lang = lang();
    let (form, faults) = match typed {
        Typed::Editor(form, faults) => (form, faults),
        _ => (EditorForm::default(), Faults::default()),
    };
    let faults = Signal::stored(faults);
    let none = editors.is_empty().then(|| view! { <p class="meta">{w::no_editors(lang)}</p> });
    let items = editors.into_iter().map(|editor| {
        let action = format!("{at}/redacteuren/{}/verwijderen", editor.id);
        view! {
            <li class="editor">
                <a href=format!("/lid/{}", editor.id)>{editor.name}</a>
                <span class="meta">{editor.organisation}</span>
                <PostButton action text=w::remove_editor(lang) look=Look::Quiet small=true/>
            </li>
        }
    });
    view! {
        {none}
        <ul class="editors" role="list">{items.collect_view()}</ul>
        <Form action=format!("{at}/redacteuren") faults labels=vec![("email", w::editor_email(lang))]>
            <LineField name="email" kind="email" label=w::editor_email(lang) value=form.email faults width=Width::Medium/>
            <Actions><Button>{w::add_editor(lang)}</Button></Actions>
        </Form>
    }
}
