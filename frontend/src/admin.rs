//! The pages of administration.

mod accounts;

pub use accounts::{AccountPage, AccountsPage};

use crate::{
    context::lang,
    ui::{
        Actions, Badge, Button, ButtonLink, Card, Choice, Crumb, Fact, Facts, Form, Glyph, Icon, Layout, LineField,
        Look, Page, PageHead, RadioGroup, TableBox, TextField, Tone, WithRail,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    admin::{Founding, Managed, Overview, words as w},
    communities::words as of_communities,
    files::weight,
    organisations::words as of_organisations,
    outbox::words as of_outbox,
    search::{journal_words as of_journal, words as of_search},
    site::words as of_site,
    words::{self, Text},
};

/// What waits, where to go, and how much there is.
#[component]
pub fn OverviewPage(
    /// The numbers.
    overview: Overview,
) -> impl IntoView {
    let lang = lang();
    let rail = view! { <Numbers overview/> }.into_any();
    view! {
        <Page title=words::administration(lang)>
            <PageHead title=words::administration(lang) lead=w::lead(lang)/>
            <WithRail rail label=w::numbers(lang)>
                <div class="stack">
                    <Waiting overview/>
                    <Places/>
                </div>
            </WithRail>
        </Page>
    }
}

#[component]
fn Waiting(overview: Overview) -> impl IntoView {
    let lang = lang();
    let line = |n: i64, href: &'static str, text: Text| (n > 0).then(|| view! { <li><a href=href>{text}</a></li> });
    let reports = (overview.reports > 0).then(|| {
        view! { <li>{w::reports_wait(lang, overview.reports)}<p class="field__hint">{w::reports_help(lang)}</p></li> }
    });
    let nothing = overview.requests + overview.reports + overview.invitations + overview.given_up == 0;
    view! {
        <Card title=w::waiting(lang)>
            {nothing.then(|| view! { <p>{w::nothing_waits(lang)}</p> })}
            <ul class="waiting" role="list">
                {line(overview.requests, "/beheer/aanvragen", w::requests_wait(lang, overview.requests))}
                {line(overview.invitations, "/uitnodigingen", w::invitations_wait(lang, overview.invitations))}
                {reports}
                {line(overview.given_up, "/beheer/achtergrond", of_outbox::wait(lang, overview.given_up))}
            </ul>
        </Card>
    }
}

/// All rooms of administration.
#[component]
fn Places() -> impl IntoView {
    let lang = lang();
    let tile = |href: &'static str, glyph: Glyph, title: Text, text: Text| {
        view! {
            <li class="tile">
                <Icon glyph/>
                <h3 class="tile__title"><a href=href>{title}</a></h3>
                <p class="tile__text">{text}</p>
            </li>
        }
    };
    view! {
        <section aria-label=w::manage(lang)>
            <ul class="tiles" role="list">
                {tile("/beheer/leden", Glyph::PEOPLE, w::accounts(lang), w::accounts_help(lang))}
                {tile("/beheer/aanvragen", Glyph::PERSON, w::requests(lang), w::requests_help(lang))}
                {tile("/uitnodigingen", Glyph::MAIL, w::invitations(lang), w::invitations_help(lang))}
                {tile("/beheer/organisaties", Glyph::BUILDING, of_organisations::organisations(lang), w::organisations_help(lang))}
                {tile("/beheer/communities", Glyph::COMMUNITY, w::communities(lang), w::communities_help(lang))}
                {tile("/beheer/themas", Glyph::THEMES, words::themes(lang), w::themes_help(lang))}
                {tile("/beheer/thesaurus", Glyph::SEARCH, of_search::thesaurus(lang), of_search::thesaurus_help(lang))}
                {tile("/beheer/samenstellingen", Glyph::LIST, of_search::compounds(lang), of_search::compounds_help(lang))}
                {tile("/beheer/zoekjournaal", Glyph::EYE, of_journal::title(lang), of_journal::help(lang))}
                {tile("/beheer/achtergrond", Glyph::MAIL, of_outbox::title(lang), of_outbox::help(lang))}
                {tile("/beheer/site", Glyph::SETTINGS, of_site::settings(lang), w::site_help(lang))}
                {tile("/beheer/paginas", Glyph::FILE, of_site::pages(lang), w::pages_help(lang))}
            </ul>
        </section>
    }
}

#[component]
fn Numbers(overview: Overview) -> impl IntoView {
    let lang = lang();
    let number = |label: Text, n: i64| view! { <Fact label>{n}</Fact> };
    view! {
        <section>
            <h2 class="rail__title">{w::numbers(lang)}</h2>
            <Facts>
                {number(w::active_members(lang), overview.members)}
                {number(w::seen_members(lang), overview.seen)}
                {number(w::inactive_members(lang), overview.inactive)}
                {number(of_organisations::organisations(lang), overview.organisations)}
                {number(words::communities(lang), overview.communities)}
                {number(w::threads(lang), overview.threads)}
                {number(w::posts(lang), overview.posts)}
                {number(w::articles(lang), overview.articles)}
                <Fact label=w::files(lang)>{weight(overview.files)}</Fact>
            </Facts>
        </section>
    }
}

/// A visibility in a badge.
fn reads(visibility: &str) -> AnyView {
    let lang = lang();
    let (text, tone) = match visibility {
        "open" => (of_communities::open(lang), Tone::Neutral),
        "listed" => (of_communities::listed(lang), Tone::Info),
        _ => (of_communities::hidden(lang), Tone::Warning),
    };
    view! { <Badge text tone/> }.into_any()
}

/// All communities, for management.
#[component]
pub fn ManagedPage(
    /// The communities.
    communities: Vec<Managed>,
) -> impl IntoView {
    let lang = lang();
    let trail = vec![Crumb::new(words::administration(lang), "/beheer")];
    let acts = view! {
        <ButtonLink href="/beheer/communities/nieuw" look=Look::Primary glyph=Glyph::PLUS>{w::new_community(lang)}</ButtonLink>
    };
    let acts = acts.into_any();
    let rows = communities.into_iter().map(move |community| {
        let archived = community.archived.then(|| view! { <Badge text=of_communities::archived(lang)/> });
        let owners = if community.owners == 0 {
            view! { <Badge text=w::no_owner(lang) tone=Tone::Warning/> }.into_any()
        } else {
            view! { {community.owners} }.into_any()
        };
        view! {
            <tr>
                <th scope="row"><a href=format!("/c/{}/over", community.slug)>{community.name}</a></th>
                <td><span class="cluster">{reads(&community.visibility)} {archived}</span></td>
                <td class="num">{community.members}</td>
                <td class="num">{owners}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Page title=w::communities(lang)>
            <PageHead title=w::communities(lang) trail acts/>
            <TableBox label=w::communities(lang)>
                <table class="table">
                    <thead><tr><th scope="col">{w::name(lang)}</th><th scope="col">{w::visibility(lang)}</th><th scope="col" class="num">{w::members(lang)}</th><th scope="col" class="num">{w::owners(lang)}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </TableBox>
        </Page>
    }
}

/// The form that makes a community.
#[component]
pub fn FoundingPage(
    /// What is filled in.
    form: Founding,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let trail = vec![
        Crumb::new(words::administration(lang), "/beheer"),
        Crumb::new(w::communities(lang), "/beheer/communities"),
    ];
    let labels = vec![
        ("name", w::name(lang)),
        ("slug", w::slug(lang)),
        ("description", w::description(lang)),
        ("visibility", w::visibility(lang)),
        ("join", w::joining(lang)),
        ("question", w::question(lang)),
    ];
    let visibilities = vec![
        Choice::new("open", of_communities::open(lang)).meaning(of_communities::open_means(lang)),
        Choice::new("listed", of_communities::listed(lang)).meaning(of_communities::listed_means(lang)),
        Choice::new("hidden", of_communities::hidden(lang)).meaning(of_communities::hidden_means(lang)),
    ];
    let joinings = vec![
        Choice::new("free", w::join_free(lang)).meaning(w::join_free_means(lang)),
        Choice::new("request", w::join_request(lang)).meaning(w::join_request_means(lang)),
        Choice::new("invite", w::join_invite(lang)).meaning(w::join_invite_means(lang)),
    ];
    view! {
        <Page title=w::new_community(lang) layout=Layout::Column>
            <PageHead title=w::new_community(lang) trail lead=w::new_community_lead(lang)/>
            <Form action="/beheer/communities/nieuw" faults labels>
                <LineField name="name" label=w::name(lang) value=form.name faults/>
                <LineField name="slug" label=w::slug(lang) value=form.slug hint=w::slug_hint(lang) faults optional=true/>
                <TextField name="description" label=w::description(lang) value=form.description rows=3 faults optional=true/>
                <RadioGroup name="visibility" label=w::visibility(lang) choices=visibilities value=form.visibility faults/>
                <RadioGroup name="join" label=w::joining(lang) choices=joinings value=form.join faults/>
                <TextField name="question" label=w::question(lang) value=form.question rows=2 faults optional=true/>
                <Actions><Button look=Look::Primary>{w::found(lang)}</Button></Actions>
            </Form>
        </Page>
    }
}
