//! One thing that was found.

use crate::{
    context::{encoded, lang},
    ui::{Passage, When},
};
use leptos::prelude::*;
use shared::{
    search::{Hit, Kind, Marked, Reason, words as w},
    words,
};

/// An address that also says what of the page was looked for: a browser goes there and lights it up (URL Fragment Text
/// Directives, WICG). One that knows no such thing goes to the place before `:~:`.
fn lit(url: &str, marked: &[Marked]) -> String {
    // A comma, a dash and an ampersand have a meaning of their own there.
    let escaped = |text: &str| encoded(text).replace('-', "%2D").replace(',', "%2C").replace('+', "%20");
    let directive = |Marked { before, word, after }: &Marked| {
        let before = if before.is_empty() { String::new() } else { format!("{}-,", escaped(before)) };
        let after = if after.is_empty() { String::new() } else { format!(",-{}", escaped(after)) };
        format!("text={before}{}{after}", escaped(word))
    };
    if marked.is_empty() {
        return url.to_owned();
    }
    let directives = marked.iter().map(directive).collect::<Vec<_>>().join("&");
    format!("{url}{}:~:{directives}", if url.contains('#') { "" } else { "#" })
}

/// Something that was found.
#[component]
pub(super) fn HitItem(
    /// What.
    hit: Hit,
    /// Where it is told that somebody opened it, without who.
    clicked: Option<String>,
    /// Where the rest of its thread is that fits, and how many that are.
    others: Option<(String, i64)>,
) -> impl IntoView {
    let lang = lang();
    let author = hit.author.map(|author| {
        let name = if author.name.is_empty() { words::former_member(lang).into_owned() } else { author.name };
        let who = if hit.kind == Kind::Member { author.function } else { Some(name) };
        let said = [who, author.organisation].into_iter().flatten().collect::<Vec<_>>().join(", ");
        (!said.is_empty()).then(|| view! { <span>{said}</span> })
    });
    let community = hit.community.map(|community| view! { <span>{w::in_community(lang, &community.name)}</span> });
    let within = hit.within.map(|thread| view! { <span>{w::in_thread(lang, &thread)}</span> });
    // The text of a file is not on the page that it hangs under.
    let href = if hit.kind == Kind::Document { hit.url } else { lit(&hit.url, &hit.marked) };
    let via = hit.via.map(|via| {
        let told = match via.why {
            Reason::Synonym => w::via_synonym(lang, &via.text),
            Reason::Spelling => w::via_spelling(lang, &via.text),
        };
        view! { <span>{told}</span> }
    });
    let when = (hit.kind != Kind::Member).then(|| view! { <span><When at=hit.created_at date=true/></span> });
    let others = others.map(|(href, count)| view! { <a href=href>{w::others(lang, count)}</a> });
    view! {
        <li class="hit">
            <a class="hit__title" href=href ping=clicked>{hit.title}</a>
            <Passage html=hit.snippet_html class="hit__snippet"/>
            <p class="meta"><span>{w::one(lang, hit.kind)}</span> {within} {community} {author} {when} {via} {others}</p>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_to_be_lit() {
        let mark = |before: &str, word: &str, after: &str| Marked {
            before: before.to_owned(),
            word: word.to_owned(),
            after: after.to_owned(),
        };
        assert_eq!(lit("/t/1/2#post-2", &[]), "/t/1/2#post-2");
        assert_eq!(
            lit("/t/1/2#post-2", &[mark("bij een", "jeugd-bende", "& co,")]),
            "/t/1/2#post-2:~:text=bij%20een-,jeugd%2Dbende,-%26%20co%2C"
        );
        assert_eq!(lit("/a/1/x", &[mark("", "pand", ""), mark("", "drugs", "")]), "/a/1/x#:~:text=pand&text=drugs");
    }
}
