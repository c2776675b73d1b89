//! A face, or the letters that stand for it.

use leptos::prelude::*;
use shared::people::initials;

/// How large a face is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 24 px: in a line of text.
    Small,
    /// 40 px: beside a post.
    #[default]
    Medium,
    /// 56 px: on a card.
    Large,
    /// 96 px: on a profile.
    Huge,
}

impl AvatarSize {
    const fn pixels(self) -> &'static str {
        match self {
            Self::Small => "24",
            Self::Medium => "40",
            Self::Large => "56",
            Self::Huge => "96",
        }
    }
}

/// How many tints of letters the stylesheet has.
const TINTS: u32 = 6;

/// A photo, or the initials on a tint that stays with the name. Decoration: the name always stands beside it.
#[component]
pub fn Avatar(
    /// Whose.
    #[prop(into)]
    name: String,
    /// The address of the photo.
    #[prop(default = None)]
    photo: Option<String>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let pixels = size.pixels();
    let tint = name.chars().fold(0_u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter))) % TINTS;
    match photo {
        Some(photo) => view! {
            <img class=format!("avatar avatar--{pixels}") src=photo alt="" width=pixels height=pixels loading="lazy" decoding="async"/>
        }
        .into_any(),
        None => view! {
            <span class=format!("avatar avatar--{pixels} avatar--tint-{tint}") aria-hidden="true">{initials(&name)}</span>
        }
        .into_any(),
    }
}
