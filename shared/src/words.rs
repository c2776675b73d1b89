//! The catalogue: every text of the interface, Dutch and English side by side, checked when compiling.
//!
//! Each feature has its own `words.rs` made with [`texts!`](crate::texts); this one holds what all pages share.
//! A text is a function of the language and of what it speaks about:
//!
//! ```ignore
//! texts! {
//!     /// The button that signs in.
//!     sign_in: "Inloggen", "Sign in";
//!     /// How many replies a thread has; the bar parts singular and plural of the first value.
//!     replies(n: i64): "{n} reactie" | "{n} reacties", "{n} reply" | "{n} replies";
//! }
//! ```

use crate::Lang;
use std::{borrow::Cow, fmt::Display};

/// A text for a reader.
pub type Text = Cow<'static, str>;

/// Declares texts: a name, the Dutch, the English. A language that is missing does not compile.
#[macro_export]
macro_rules! texts {
    () => {};
    ($(#[$doc:meta])* $name:ident : $nl:literal, $en:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(lang: $crate::Lang) -> $crate::words::Text {
            $crate::words::fixed(lang, $nl, $en)
        }
        $crate::texts! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident ($first:ident : $number:ty $(, $arg:ident : $ty:ty)*) : $nl:literal | $nls:literal, $en:literal | $ens:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(lang: $crate::Lang, $first: $number $(, $arg: $ty)*) -> $crate::words::Text {
            #[expect(clippy::allow_attributes, reason = "a plural may leave its number out")]
            #[allow(unused_variables)]
            let one = $first == 1;
            let $first = $crate::words::value(lang, $first);
            $(let $arg = $crate::words::value(lang, $arg);)*
            match (lang, one) {
                ($crate::Lang::En, true) => format!($en).into(),
                ($crate::Lang::En, false) => format!($ens).into(),
                (_, true) => $crate::words::spoken(lang, format!($nl)),
                (_, false) => $crate::words::spoken(lang, format!($nls)),
            }
        }
        $crate::texts! { $($rest)* }
    };
    ($(#[$doc:meta])* $name:ident ($($arg:ident : $ty:ty),+) : $nl:literal, $en:literal; $($rest:tt)*) => {
        $(#[$doc])*
        pub fn $name(lang: $crate::Lang, $($arg: $ty),+) -> $crate::words::Text {
            $(let $arg = $crate::words::value(lang, $arg);)+
            match lang {
                $crate::Lang::En => format!($en).into(),
                _ => $crate::words::spoken(lang, format!($nl)),
            }
        }
        $crate::texts! { $($rest)* }
    };
}

/// A text without values.
pub fn fixed(lang: Lang, nl: &'static str, en: &'static str) -> Text {
    match lang {
        Lang::Nl => nl.into(),
        Lang::En => en.into(),
        Lang::Pseudo => disguise(nl).into(),
    }
}

/// A text with its values in it.
pub fn spoken(lang: Lang, text: String) -> Text {
    if lang == Lang::Pseudo { disguise(&text).into() } else { text.into() }
}

/// Around a value that a pseudo text must leave as it is.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// A value of a text.
pub fn value(lang: Lang, value: impl Display) -> String {
    if lang == Lang::Pseudo { format!("{OPEN}{value}{CLOSE}") } else { value.to_string() }
}

/// Every letter as a look-alike outside ASCII, values left alone.
fn disguise(text: &str) -> String {
    let mut inside = 0_u32;
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        match letter {
            OPEN => inside += 1,
            CLOSE => inside = inside.saturating_sub(1),
            _ if inside == 0 => out.push(look_alike(letter)),
            _ => out.push(letter),
        }
    }
    out
}

/// Full-width forms (U+FF01…) sit at a fixed distance from ASCII.
fn look_alike(letter: char) -> char {
    if letter.is_ascii_alphabetic() { char::from_u32(u32::from(letter) + 0xFEE0).unwrap_or(letter) } else { letter }
}

texts! {
    /// The link that skips the frame.
    skip_to_content: "Naar de inhoud", "Skip to content";
    /// The name of the search field.
    search: "Zoeken", "Search";
    /// What the empty search field says.
    search_hint: "Zoek in gesprekken, kennis en leden", "Search conversations, knowledge and people";
    /// The home page.
    home: "Start", "Home";
    /// The themes of the kennisbank.
    themes: "Thema’s", "Themes";
    /// The communities.
    communities: "Community’s", "Communities";
    /// The knowledge base.
    kennisbank: "Kennisbank", "Knowledge base";
    /// The directory.
    members: "Leden", "People";
    /// The chat.
    chat: "Chat", "Chat";
    /// To the form that signs in.
    sign_in: "Inloggen", "Sign in";
    /// The button that signs out.
    sign_out: "Uitloggen", "Sign out";
    /// The member's own settings.
    settings: "Instellingen", "Settings";
    /// In the account menu.
    saved_searches: "Bewaarde zoekopdrachten", "Saved searches";
    /// The member's own profile.
    my_profile: "Mijn profiel", "My profile";
    /// The pages of the site owner.
    administration: "Beheer", "Administration";
    /// The name of the main navigation, for screen readers.
    main_navigation: "Hoofdmenu", "Main menu";
    /// The name of the account menu, for screen readers.
    account_menu: "Uw account", "Your account";
    /// The name of the footer navigation, for screen readers.
    about_navigation: "Over deze site", "About this site";
    /// The help page.
    help: "Hulp", "Help";
    /// The contact page.
    contact: "Contact", "Contact";
    /// The privacy page.
    privacy: "Privacy", "Privacy";
    /// The accessibility statement.
    accessibility: "Toegankelijkheid", "Accessibility";
    /// Saves a form.
    save: "Opslaan", "Save";
    /// Leaves a form.
    cancel: "Annuleren", "Cancel";
    /// Changes something.
    edit: "Bewerken", "Edit";
    /// Deletes something.
    delete: "Verwijderen", "Delete";
    /// The next page of a list.
    next_page: "Volgende", "Next";
    /// The previous page of a list.
    previous_page: "Vorige", "Previous";
    /// The name of the pages of a list, for screen readers.
    pages: "Pagina’s", "Pages";
    /// Marks a field that may stay empty.
    optional: "(niet verplicht)", "(optional)";
    /// Heads the list of what is wrong with a form.
    check_form: "Controleer wat u invulde", "Check what you filled in";
    /// The name of a member who left.
    former_member: "Voormalig lid", "Former member";
    /// Where a page stands.
    you_are_here: "U bent hier", "You are here";
    /// A moment within the last minute.
    just_now: "zojuist", "just now";
    /// Minutes ago.
    minutes_ago(n: i64): "{n} minuut geleden" | "{n} minuten geleden", "{n} minute ago" | "{n} minutes ago";
    /// Hours ago.
    hours_ago(n: i64): "{n} uur geleden" | "{n} uur geleden", "{n} hour ago" | "{n} hours ago";
    /// Yesterday.
    yesterday: "gisteren", "yesterday";
    /// Days ago.
    days_ago(n: i64): "{n} dag geleden" | "{n} dagen geleden", "{n} day ago" | "{n} days ago";
    /// A date and a time of day.
    date_at_time(date: &str, time: &str): "{date} om {time}", "{date} at {time}";
    /// A kind of organisation.
    kind_gemeente: "Gemeente", "Municipality";
    /// A kind of organisation.
    kind_politie: "Politie", "Police";
    /// A kind of organisation.
    kind_om: "Openbaar Ministerie", "Public prosecutor";
    /// A kind of organisation.
    kind_zorg: "Zorg", "Care";
    /// A kind of organisation.
    kind_partner: "Partner", "Partner";
}

/// The name of month `month` (1 to 12).
pub fn month(lang: Lang, month: u8) -> Text {
    const NL: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let at = usize::from(month.saturating_sub(1)).min(11);
    fixed(lang, NL.get(at).copied().unwrap_or_default(), EN.get(at).copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_part_at_one() {
        assert_eq!(minutes_ago(Lang::Nl, 1), "1 minuut geleden");
        assert_eq!(minutes_ago(Lang::Nl, 0), "0 minuten geleden");
        assert_eq!(minutes_ago(Lang::En, 2), "2 minutes ago");
    }

    #[test]
    fn a_pseudo_text_disguises_all_but_its_values() {
        let text = date_at_time(Lang::Pseudo, "3 mei", "14:03");
        assert_eq!(text, "3 mei ｏｍ 14:03");
        assert!(!sign_in(Lang::Pseudo).contains(|letter: char| letter.is_ascii_alphabetic()));
    }
}
