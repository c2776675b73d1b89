//! A profile, and the form with which its owner changes it.

use crate::{
    context::{lang, reader},
    ui::{
        Actions, Avatar, AvatarSize, Button, ButtonLink, CheckField, Chip, Chips, Choice, Crumb, Empty, Fact, Facts,
        FileField, Form, Glyph, Hidden, Labels, Layout, LineField, Look, Notice, Page, PageHead, PostButton,
        SelectField, TextField, Width,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::room_words as r,
    files::ACCEPT_PHOTO,
    ids::OrganisationId,
    members::{EditProfile, Profile, Sees, ThemeRef, words as w},
    words,
};

/// A profile.
#[component]
pub fn ProfilePage(
    /// Whose.
    profile: Profile,
    /// Whether it is the reader's own.
    own: bool,
) -> impl IntoView {
    let lang = lang();
    if profile.departed {
        let name = words::former_member(lang);
        return view! {
            <Page title=name.clone() layout=Layout::Column>
                <Empty title=name text=w::departed_help(lang) glyph=Glyph::PERSON/>
            </Page>
        }
        .into_any();
    }
    let inactive = (!profile.active).then(|| view! { <Notice><p>{w::inactive(lang)}</p></Notice> });
    let trail = vec![Crumb::new(w::directory(lang), "/leden")];
    view! {
        <Page title=profile.name.clone() layout=Layout::Column>
            <Face profile=profile.clone() own trail/>
            {inactive}
            <About profile/>
        </Page>
    }
    .into_any()
}

/// Photo, name, function and organisation.
#[component]
fn Face(profile: Profile, own: bool, trail: Vec<Crumb>) -> impl IntoView {
    let lang = lang();
    let organisation = match (profile.organisation_id, profile.organisation) {
        (Some(id), Some(name)) => view! { <a href=format!("/organisatie/{id}")>{name}</a> }.into_any(),
        _ => view! { <span>{w::no_organisation(lang)}</span> }.into_any(),
    };
    let function = profile.function.map(|function| view! { {function}" · " });
    let edit = own.then(|| {
        view! { <ButtonLink href="/profiel/bewerken" glyph=Glyph::EDIT>{w::edit_profile(lang)}</ButtonLink> }
    });
    let write = (!own && profile.active && reader().me.is_some()).then(|| {
        let hidden = vec![("members", profile.id.to_string())];
        view! { <PostButton action="/chat/nieuw" text=r::write_to(lang) hidden glyph=Glyph::CHAT/> }
    });
    let crumbs =
        trail.into_iter().map(|Crumb { text, href }| view! { <li class="trail__place"><a href=href>{text}</a></li> });
    view! {
        <nav class="utrecht-breadcrumb-nav trail" aria-label=shared::ui_words::trail(lang)><ol class="trail__list" role="list">{crumbs.collect_view()}</ol></nav>
        <header class="profile">
            <Avatar name=profile.name.clone() photo=profile.photo size=AvatarSize::Huge/>
            <div>
                <h1 class="profile__name">{profile.name}</h1>
                <p class="profile__role">{function}{organisation}</p>
            </div>
            <div class="cluster">{edit}{write}</div>
        </header>
    }
}

/// All that a profile says below the name.
#[component]
fn About(profile: Profile) -> impl IntoView {
    let lang = lang();
    let fact = |label: words::Text, value: String| {
        (!value.is_empty()).then(|| view! { <Fact label><span class="kept__value">{value}</span></Fact> })
    };
    let themes = (!profile.themes.is_empty()).then(|| {
        let chips = profile
            .themes
            .into_iter()
            .map(|theme| view! { <Chip text=theme.name href=Some(format!("/leden?thema={}", theme.slug))/> });
        view! { <Fact label=w::themes(lang)><Chips>{chips.collect_view()}</Chips></Fact> }
    });
    let together = (!profile.communities.is_empty()).then(|| {
        let chips = profile
            .communities
            .into_iter()
            .map(|place| view! { <Chip text=place.name href=Some(format!("/c/{}", place.slug))/> });
        view! { <Fact label=w::together(lang)><Chips>{chips.collect_view()}</Chips></Fact> }
    });
    let nothing = profile.active && profile.phone.is_empty() && profile.email.is_empty();
    let call = (!profile.phone.is_empty()).then(|| {
        let digits: String = profile.phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        view! { <Fact label=w::phone(lang)><a href=format!("tel:{digits}")>{profile.phone}</a></Fact> }
    });
    let mail = (!profile.email.is_empty()).then(|| {
        let href = format!("mailto:{}", profile.email);
        view! { <Fact label=w::email(lang)><a href=href>{profile.email}</a></Fact> }
    });
    view! {
        <Facts>
            {fact(w::ask_about(lang), profile.ask_about)}
            {themes} {call} {mail}
            {nothing.then(|| view! { <Fact label=w::reach(lang)>{w::not_shown(lang)}</Fact> })}
            {together}
            {fact(w::member_since(lang), reader().date(profile.created_at))}
        </Facts>
    }
}

/// What the form of one's own profile offers.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// The address, which an administrator changes.
    pub email: String,
    /// The address of the photo.
    pub photo: Option<String>,
    /// The organisations to choose from.
    pub organisations: Vec<(OrganisationId, String)>,
    /// The themes to choose from.
    pub themes: Vec<ThemeRef>,
}

/// The form of one's own profile.
#[component]
pub fn EditProfilePage(
    /// What is filled in.
    form: EditProfile,
    /// What it offers.
    offer: Offer,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    // Two forms on one page: each shows its own faults.
    let (of_photo, of_rest): (Vec<_>, Vec<_>) = faults.0.into_iter().partition(|fault| fault.field == "photo");
    let me = reader().id().map(|id| format!("/lid/{id}")).unwrap_or_default();
    let trail = vec![Crumb::new(w::directory(lang), "/leden"), Crumb::new(words::my_profile(lang), me.clone())];
    view! {
        <Page title=w::edit_profile(lang) layout=Layout::Column>
            <PageHead title=w::edit_profile(lang) trail lead=w::edit_lead(lang)/>
            <div class="sections">
                <PhotoForm name=form.name.clone() photo=offer.photo.clone() faults=Faults(of_photo)/>
                <ProfileForm form offer faults=Faults(of_rest) back=me/>
            </div>
        </Page>
    }
}

#[component]
fn PhotoForm(name: String, photo: Option<String>, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let remove = photo
        .is_some()
        .then(|| view! { <PostButton action="/profiel/foto/weg" text=w::photo_remove(lang) look=Look::Quiet/> });
    view! {
        <section class="photo-form" aria-label=w::photo(lang)>
            <Avatar name photo size=AvatarSize::Huge/>
            <div class="photo-form__fields">
                <Form action="/profiel/foto" files=true faults labels=vec![("photo", w::photo(lang))]>
                    <FileField name="photo" label=w::photo(lang) hint=w::photo_hint(lang) accept=ACCEPT_PHOTO faults/>
                    <Actions><Button>{w::photo_send(lang)}</Button></Actions>
                </Form>
                {remove}
            </div>
        </section>
    }
}

#[component]
fn ProfileForm(form: EditProfile, offer: Offer, faults: Faults, back: String) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let labels: Labels = vec![
        ("name", w::name(lang)),
        ("function", w::function(lang)),
        ("organisation", w::organisation(lang)),
        ("themes", w::themes(lang)),
        ("ask_about", w::ask_about(lang)),
        ("phone", w::phone(lang)),
        ("show_ask", w::show_ask(lang)),
        ("show_phone", w::show_phone(lang)),
        ("show_email", w::show_email(lang)),
        ("show_photo", w::show_photo(lang)),
    ];
    let part = |title: words::Text| view! { <h2 class="form__part">{title}</h2> };
    view! {
        <Form action="/profiel/bewerken" faults labels>
            {part(w::part_who(lang))}
            <LineField name="name" label=w::name(lang) value=form.name hint=w::name_hint(lang) autocomplete="name" faults/>
            <LineField name="function" label=w::function(lang) value=form.function hint=w::function_hint(lang) autocomplete="organization-title" faults optional=true/>
            <Employer chosen=form.organisation choices=offer.organisations faults/>
            {part(w::part_knows(lang))}
            <Themes chosen=form.themes themes=offer.themes faults/>
            <TextField name="ask_about" label=w::ask_about(lang) value=form.ask_about hint=w::ask_hint(lang) rows=2 faults optional=true/>
            <Shown name="show_ask" label=w::show_ask(lang) value=form.show_ask faults/>
            {part(w::part_reach(lang))}
            <LineField name="phone" label=w::phone(lang) value=form.phone kind="tel" autocomplete="tel" width=Width::Medium faults optional=true/>
            <Shown name="show_phone" label=w::show_phone(lang) value=form.show_phone faults/>
            <Facts><Fact label=w::email(lang)>{offer.email}</Fact></Facts>
            <Shown name="show_email" label=w::show_email(lang) value=form.show_email faults/>
            <Shown name="show_photo" label=w::show_photo(lang) value=form.show_photo faults/>
            <Actions>
                <Button look=Look::Primary>{words::save(lang)}</Button>
                <ButtonLink href=back look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
            </Actions>
        </Form>
    }
}

/// The organisation: a choice when there is one.
#[component]
fn Employer(
    chosen: Option<OrganisationId>,
    choices: Vec<(OrganisationId, String)>,
    faults: Signal<Faults>,
) -> impl IntoView {
    let lang = lang();
    let value = chosen.map(|id| id.to_string()).unwrap_or_default();
    if choices.len() < 2 && (chosen.is_some() || choices.is_empty()) {
        let name = choices.into_iter().next().map_or_else(|| w::no_organisation(lang), |(_, name)| name.into());
        return view! {
            <div class="field">
                <Hidden name="organisation" value/>
                <Facts><Fact label=w::organisation(lang)>{name}<p class="field__hint">{w::organisation_fixed(lang)}</p></Fact></Facts>
            </div>
        }
        .into_any();
    }
    let choices = choices.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect::<Vec<_>>();
    view! { <SelectField name="organisation" label=w::organisation(lang) choices value hint=w::organisation_hint(lang) faults/> }
        .into_any()
}

/// The themes as boxes.
#[component]
fn Themes(chosen: Vec<String>, themes: Vec<ThemeRef>, faults: Signal<Faults>) -> impl IntoView {
    let lang = lang();
    let some = !themes.is_empty();
    let boxes = themes.into_iter().map(move |theme| {
        let checked = chosen.contains(&theme.slug);
        let id = format!("themes-{}", theme.slug);
        view! { <CheckField name="themes" id label=theme.name value=theme.slug checked/> }
    });
    let boxes = boxes.collect_view();
    some.then(|| {
        view! {
            <fieldset class="field field--group" id="themes" tabindex="-1">
                <legend class="field__label">{w::themes(lang)}</legend>
                <p class="field__hint">{w::themes_hint(lang)}</p>
                <p class="field__fault">{move || faults.with(|faults| faults.of("themes")).map(|wrong| wrong.text(lang))}</p>
                {boxes}
            </fieldset>
        }
    })
}

/// To whom something is shown.
#[component]
fn Shown(name: &'static str, label: words::Text, value: Sees, faults: Signal<Faults>) -> impl IntoView {
    let lang = lang();
    let text = |sees: Sees| match sees {
        Sees::Nobody => w::sees_nobody(lang),
        Sees::Communities => w::sees_communities(lang),
        Sees::Members => w::sees_members(lang),
    };
    let choices = Sees::ALL.map(|sees| Choice::new(sees.key(), text(sees))).to_vec();
    view! { <SelectField name label choices value=value.key() faults/> }
}
