//! Who wrote something.

use super::{Avatar, AvatarSize, When};
use leptos::prelude::*;
use shared::{Timestamp, people::Author};

/// A face, a name that leads to the profile, function and organisation, and when. On the server only when it has a moment.
#[component]
pub fn AuthorLine(
    /// Who.
    author: Author,
    /// When they wrote it.
    #[prop(default = None)]
    at: Option<Timestamp>,
    /// The lasting address of what they wrote; the moment leads there.
    #[prop(default = None)]
    permalink: Option<String>,
    /// How large the face is.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let role =
        [author.function.clone(), author.organisation.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let name = author.name.clone();
    let when = at.map(|at| match permalink {
        Some(href) => view! { <a class="author__when" href=href><When at/></a> }.into_any(),
        None => view! { <span class="author__when"><When at/></span> }.into_any(),
    });
    let who = match author.url() {
        Some(href) => view! { <a class="author__name" href=href>{author.name}</a> }.into_any(),
        None => view! { <span class="author__name">{author.name}</span> }.into_any(),
    };
    view! {
        <div class="author">
            <Avatar name photo=author.photo size/>
            <div class="author__lines">
                <p class="author__first">{who} {when}</p>
                {(!role.is_empty()).then(|| view! { <p class="author__role">{role}</p> })}
            </div>
        </div>
    }
}
