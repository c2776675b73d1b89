//! The end of every page.

use crate::context::reader;
use leptos::prelude::*;
use shared::{Lang, ui_words, words};

/// Who we are, where to ask, and the language.
#[component]
pub(super) fn Footer() -> impl IntoView {
    let reader = reader();
    let lang = reader.lang;
    view! {
        <footer class="footer">
            <div class="footer__inner">
                <p class="footer__about"><b>{reader.site}</b>{ui_words::site_is(lang)}</p>
                <nav class="footer__links" aria-label=words::about_navigation(lang)>
                    <ul role="list">
                        <li><a href="/help">{words::help(lang)}</a></li>
                        <li><a href="/contact">{words::contact(lang)}</a></li>
                        <li><a href="/privacy">{words::privacy(lang)}</a></li>
                        <li><a href="/toegankelijkheid">{words::accessibility(lang)}</a></li>
                    </ul>
                </nav>
                <Languages here=lang back=reader.back/>
            </div>
        </footer>
    }
    .into_any()
}

/// A button for each language; the page comes back in it.
#[component]
fn Languages(here: Lang, back: String) -> impl IntoView {
    let button = |lang: Lang, text| {
        let pressed = (here.tag() == lang.tag()).to_string();
        view! { <button class="footer__language" type="submit" name="lang" value=lang.tag() lang=lang.tag() aria-pressed=pressed>{text}</button> }
    };
    view! {
        <form class="footer__languages" method="post" action="/taal" aria-label=ui_words::choose_language(here)>
            <input type="hidden" name="back" value=back/>
            {button(Lang::Nl, ui_words::in_dutch(Lang::Nl))} {button(Lang::En, ui_words::in_english(Lang::En))}
        </form>
    }
}
