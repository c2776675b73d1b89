//! What pages find around them: the reader, the language, and the addresses of the built files.

use leptos::prelude::*;
use shared::{Lang, Reader};

/// The addresses of the built files. Their names hold a hash of their content, so they may be kept for ever.
#[derive(Clone, Copy, Debug, Default)]
pub struct Assets {
    /// The stylesheet.
    pub css: &'static str,
    /// What wakes the islands of most pages.
    pub islands: Islands,
    /// What wakes those and the chat room.
    pub chat: Islands,
}

/// The addresses of a build of the islands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Islands {
    /// The script that wakes them.
    pub start: &'static str,
    /// The module with their bindings.
    pub script: &'static str,
    /// Their program.
    pub wasm: &'static str,
}

/// Icons and images: the name in `assets/static` and the address it is served under.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statics(pub &'static [(&'static str, &'static str)]);

impl Statics {
    /// The address of the file called `name`.
    pub fn address(self, name: &str) -> Option<&'static str> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, address)| *address)
    }
}

/// Who reads the page. On the server only: an island gets what it needs as props.
pub fn reader() -> Reader {
    use_context().unwrap_or_default()
}

/// The language of the page, on the server and in islands.
pub fn lang() -> Lang {
    if is_browser() { page_lang() } else { use_context::<Reader>().unwrap_or_default().lang }
}

/// The language that [`crate::ui::Document`] wrote on the page.
fn page_lang() -> Lang {
    let html = document().document_element();
    let read = |name: &str| html.as_ref().and_then(|html| html.get_attribute(name));
    match read("data-words") {
        Some(_) => Lang::Pseudo,
        None => read("lang").and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default(),
    }
}

/// A text, such as a path with its query, as one value of a query.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => out.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    out
}

fn digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn the_way_back_is_one_value() {
        assert_eq!(encoded("/zoeken?q=drugs&soort=x#é"), "/zoeken%3Fq%3Ddrugs%26soort%3Dx%23%C3%A9");
    }
}
