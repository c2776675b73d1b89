//! What every page has around it.

use crate::context::{Assets, Islands, Statics, reader};
use leptos::prelude::*;
use shared::{Lang, Scheme, words::Text};

/// The document: head, stylesheet, and the script that wakes the islands. No inline script and no inline style, so that the
/// content policy is a constant.
///
/// Not leptos' `HydrationScripts`: that one needs a nonce, reads hashed names from a file beside the program on every request,
/// and waits for an idle moment without limit.
#[component]
pub fn Document(
    /// The title of the page; the name of the site comes after it.
    #[prop(into)]
    title: Text,
    /// What the page is about, for search engines.
    #[prop(default = None)]
    about: Option<String>,
    /// Whether a chat room is on the page.
    #[prop(optional)]
    chat: bool,
    /// The body.
    children: Children,
) -> impl IntoView {
    let reader = reader();
    let lang = reader.lang;
    let title = if title.is_empty() { reader.site.clone() } else { format!("{title} · {}", reader.site) };
    let scheme = (reader.scheme != Scheme::Auto).then(|| reader.scheme.key());
    let schemes = match reader.scheme {
        Scheme::Auto => "light dark",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() data-theme=scheme data-words=(lang == Lang::Pseudo).then_some("pseudo")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content=schemes/>
                <title>{title}</title>
                {about.map(|about| view! { <meta name="description" content=about/> })}
                <Links chat/>
            </head>
            <body>{children()}</body>
        </html>
    }
}

/// The built files.
#[component]
fn Links(chat: bool) -> impl IntoView {
    let assets: Assets = use_context().unwrap_or_default();
    let Islands { start, script, wasm } = if chat { assets.chat } else { assets.islands };
    let icon = use_context::<Statics>().unwrap_or_default().address("favicon.svg").unwrap_or("/favicon.svg");
    view! {
        <link rel="stylesheet" href=assets.css/>
        <link rel="icon" r#type="image/svg+xml" href=icon/>
        <link rel="modulepreload" href=script/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" src=start></script>
    }
}
