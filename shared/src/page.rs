//! Pages of lists: keyset, never offset.

use serde::{Deserialize, Serialize};

/// A page of a list of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// What to ask for the next page; absent on the last.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Cuts `rows`, of which one more than `limit` were asked, to a page; `cursor` names the place after a row.
    pub fn cut(mut rows: Vec<T>, limit: i64, cursor: impl FnOnce(&T) -> String) -> Self {
        let limit = usize::try_from(limit).unwrap_or_default();
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = if more { rows.last().map(cursor) } else { None };
        Self { items: rows, next_cursor }
    }
}

/// A slug made of a title: lower-case letters without accents, digits and hyphens, at most 60 characters, never digits only.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in crate::people::fold(title).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => "-".to_owned(),
        _ if slug.bytes().all(|byte| byte.is_ascii_digit()) => format!("{slug}-"),
        _ => slug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_readable_and_never_a_number() {
        assert_eq!(slug("Wie heeft een model-besluit 13b?"), "wie-heeft-een-model-besluit-13b");
        assert_eq!(slug("Één café"), "een-cafe");
        assert_eq!(slug("2026"), "2026-");
        assert_eq!(slug("?!"), "-");
    }

    #[test]
    fn a_page_knows_whether_there_is_more() {
        assert_eq!(Page::cut(vec![1, 2, 3], 2, ToString::to_string).next_cursor.as_deref(), Some("2"));
        assert_eq!(Page::cut(vec![1, 2], 2, ToString::to_string).next_cursor, None);
    }
}
