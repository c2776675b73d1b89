//! The places of the site.

use super::super::{Glyph, Icon};
use crate::context::reader;
use leptos::prelude::*;
use shared::{
    Lang,
    words::{self, Text},
};

/// A place: its name, address and drawing, and the addresses of the things that live there.
struct Place {
    text: fn(Lang) -> Text,
    href: &'static str,
    glyph: Glyph,
    holds: &'static [&'static str],
}

const PLACES: [Place; 5] = [
    Place { text: words::themes, href: "/themas", glyph: Glyph::THEMES, holds: &[] },
    Place { text: words::kennisbank, href: "/k", glyph: Glyph::BOOK, holds: &["/a"] },
    Place { text: words::members, href: "/leden", glyph: Glyph::PERSON, holds: &["/lid"] },
    Place { text: words::chat, href: "/chat", glyph: Glyph::CHAT, holds: &[] },
    Place { text: words::communities, href: "/c", glyph: Glyph::COMMUNITY, holds: &["/t"] },
];

impl Place {
    /// For `aria-current`: the place itself, or something that lives there.
    fn current(&self, path: &str) -> Option<&'static str> {
        let inside = |prefix: &str| path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'));
        if path == self.href {
            Some("page")
        } else {
            (inside(self.href) || self.holds.iter().any(|prefix| inside(prefix))).then_some("true")
        }
    }
}

/// Links to the places, the one where the reader is marked.
#[component]
pub(super) fn Places() -> impl IntoView {
    let reader = reader();
    let links = PLACES.iter().map(|place| {
        let current = place.current(&reader.path);
        view! { <li><a class="places__link" href=place.href aria-current=current><Icon glyph=place.glyph/><span>{(place.text)(reader.lang)}</span></a></li> }
    });
    view! { <nav class="places" aria-label=words::main_navigation(reader.lang)><ul class="places__list" role="list">{links.collect_view()}</ul></nav> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_marks_the_place_it_lives_in() {
        let marked =
            |path: &str| PLACES.iter().filter_map(|place| Some((place.href, place.current(path)?))).collect::<Vec<_>>();
        assert_eq!(marked("/k"), [("/k", "page")]);
        assert_eq!(marked("/a/1/besluit"), [("/k", "true")]);
        assert_eq!(marked("/chat/1"), [("/chat", "true")]);
        assert_eq!(marked("/c/zorgfraude/leden"), [("/c", "true")]);
        assert_eq!(marked("/"), []);
    }
}
