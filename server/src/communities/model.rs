//! Pure rules of the communities' room.

use crate::{Error, Result};
use serde::Serialize;
use shared::{communities::Belonging, ids::MemberId};

/// A word of the policy as it travels: `open`, `request`, `owner`.
pub fn word(of: impl Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The place in a list of members that a cursor names: the key in hexadecimal, and who.
///
/// # Errors
/// `Malformed` when it is not one of ours.
pub fn after(cursor: Option<&str>) -> Result<Option<(String, MemberId)>> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else { return Ok(None) };
    let parse = || {
        let (key, id) = cursor.split_once('_')?;
        let digits = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Option<Vec<u8>> = key.as_bytes().chunks(2).map(digits).collect();
        Some((String::from_utf8(bytes?).ok()?, id.parse().ok()?))
    };
    parse().map(Some).ok_or(Error::Malformed)
}

/// A cell of a CSV file. What a spreadsheet would take for a formula gets an apostrophe before it.
pub fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// A list of members as a CSV file, with the mark by which a spreadsheet knows its encoding.
pub fn csv(heads: [&str; 6], members: &[Belonging], said: impl Fn(&Belonging) -> (String, String)) -> String {
    let line = |cells: [&str; 6]| cells.map(cell).join(";") + "\r\n";
    let mut text = format!("\u{feff}{}", line(heads));
    for member in members {
        let (role, since) = said(member);
        text += &line([
            &member.name,
            member.function.as_deref().unwrap_or_default(),
            member.organisation.as_deref().unwrap_or_default(),
            &member.email,
            &role,
            &since,
        ]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Joining, Role, Visibility};

    #[test]
    fn a_cell_is_never_a_formula() {
        for (given, kept) in [
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+31 78 123", "\"'+31 78 123\""),
            ("-1", "\"'-1\""),
            ("@sum", "\"'@sum\""),
            ("\tx", "\"'\tx\""),
            ("\rx", "\"'\rx\""),
            ("Van der Berg; CISO", "\"Van der Berg; CISO\""),
            ("", "\"\""),
        ] {
            assert_eq!(cell(given), kept);
        }
    }

    #[test]
    fn words_travel_in_lower_case() {
        assert_eq!((word(Visibility::Listed), word(Joining::Invite), word(Role::Owner)).2, "owner");
        assert_eq!(word(Visibility::Listed), "listed");
        assert_eq!(word(Joining::Request), "request");
    }
}
