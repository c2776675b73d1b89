//! What a file is: its type by its content, its name for the header only.

use extract::Kind;
use shared::{
    fault::invisible,
    ids::{AudienceId, FileId, PostId},
};
use std::fmt::Write as _;

/// The most characters of a name.
const NAME: usize = 120;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The face of a member: a small square.
    Photo,
    /// Something under a post.
    Attachment,
}

impl Use {
    /// As the database says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Attachment => "attachment",
        }
    }
}

/// A type we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP: comes in, never goes out.
    Webp,
    /// GIF: its first frame comes in, it never goes out.
    Gif,
    /// A document.
    Document(Kind),
}

/// What a file may be, by how it begins and how its name ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// This.
    Is(Type),
    /// An archive; which kind of document only its list of contents tells.
    Archive,
    /// Text, when all of it is.
    Text(Kind),
    /// A document of an office of before 2007, or one that is locked.
    Old,
    /// Nothing we take.
    Other,
}

impl Look {
    /// What a file of this name that begins with `bytes` may be.
    pub fn of(bytes: &[u8], name: &str) -> Self {
        if let Some(kind) = Type::of(bytes) {
            return Self::Is(kind);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Archive;
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Self::Old;
        }
        // No content says that it is text and nothing more: an ending that asks for nothing else does.
        let ending = name.rsplit_once('.').and_then(|(_, ending)| Kind::of_ending(ending));
        match ending {
            Some(kind @ (Kind::Text | Kind::Markdown)) => Self::Text(kind),
            _ => Self::Other,
        }
    }
}

impl Type {
    /// The type of a file that begins with `bytes`, if it is one we take.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match infer::get(bytes)?.mime_type() {
            "image/png" => Some(Self::Png),
            "image/jpeg" => Some(Self::Jpeg),
            "image/webp" => Some(Self::Webp),
            "image/gif" => Some(Self::Gif),
            "application/pdf" => Some(Self::Document(Kind::Pdf)),
            _ => None,
        }
    }

    /// What it is called in a header.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Document(kind) => kind.mime(),
        }
    }

    /// How its names end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Document(kind) => kind.ending(),
        }
    }
}

/// A file whose bytes are stored and that no row of the database knows of yet.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which.
    pub id: FileId,
    /// What it is for.
    pub kind: Use,
    /// Its name, harmless.
    pub name: String,
    /// Its type in a header.
    pub mime: &'static str,
    /// How many bytes.
    pub size: i64,
    /// Width and height of an image.
    pub pixels: Option<(i64, i64)>,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A file as the database knows it, with what decides who reads it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    /// `photo` or `attachment`.
    pub kind: String,
    /// Who reads it; a photo follows its owner's choice instead.
    pub audience_id: Option<AudienceId>,
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// The post that carries it.
    pub post_id: Option<PostId>,
}

/// A name that can do no harm: without folders, controls and marks that reorder text, and ending as its type does.
pub fn harmless(name: &str, kind: Type) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !invisible(*letter))
        .map(|letter| if "\"<>|:*?;%".contains(letter) { '_' } else { letter })
        .collect();
    let stem = match kept.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => stem,
        _ => kept.as_str(),
    };
    let stem: String =
        stem.trim_matches(|letter: char| letter == '.' || letter.is_whitespace()).chars().take(NAME).collect();
    let stem = if stem.is_empty() { "bestand" } else { stem.trim_end() };
    format!("{stem}.{}", kind.ending())
}

/// The value of `Content-Disposition` (RFC 6266): a plain name for old programs, the true one encoded (RFC 5987).
pub fn disposition(inline: bool, name: &str) -> String {
    let plain: String =
        name.chars()
            .map(|letter| {
                if letter.is_ascii_graphic() && letter != '"' && letter != '\\' || letter == ' ' { letter } else { '_' }
            })
            .collect();
    let mut value =
        format!("{}; filename=\"{plain}\"; filename*=UTF-8''", if inline { "inline" } else { "attachment" });
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            value.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_known_by_its_content() {
        assert_eq!(Type::of(b"\x89PNG\r\n\x1a\n...."), Some(Type::Png));
        assert_eq!(Type::of(b"%PDF-1.7\n"), Some(Type::Document(Kind::Pdf)));
        for refused in [
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".as_slice(),
            b"<!doctype html><script>",
            b"PK\x03\x04",
            b"MZ",
            b"",
        ] {
            assert_eq!(Type::of(refused), None);
        }
    }

    #[test]
    fn text_is_what_its_name_says_and_nothing_else() {
        for (bytes, name, look) in [
            (b"PK\x03\x04".as_slice(), "verslag.txt", Look::Archive),
            (b"%PDF-1.7\n", "verslag.docx", Look::Is(Type::Document(Kind::Pdf))),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "verslag.docx", Look::Old),
            (b"<!doctype html>", "pagina.html", Look::Other),
            (b"<!doctype html>", "verslag.pdf", Look::Other),
            (b"# Kop", "LEESMIJ.MD", Look::Text(Kind::Markdown)),
            (b"Een regel", "regel.txt", Look::Text(Kind::Text)),
            (b"Een regel", "txt", Look::Other),
        ] {
            assert_eq!(Look::of(bytes, name), look, "{name}");
        }
    }

    #[test]
    fn a_name_loses_what_can_do_harm() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\temp\\Verslag.PDF", "Verslag.pdf"),
            ("rekening\u{202E}fdp.exe", "rekeningfdp.pdf"),
            ("a\"; x=\"b\r\n.pdf", "a__ x=_b.pdf"),
            ("...", "bestand.pdf"),
            ("", "bestand.pdf"),
            ("Evaluatie 2.0 jaarwisseling", "Evaluatie 2.0 jaarwisseling.pdf"),
        ] {
            assert_eq!(harmless(given, Type::Document(Kind::Pdf)), kept, "{given:?}");
        }
        assert!(harmless(&"é".repeat(400), Type::Png).chars().count() <= NAME + 4);
    }

    #[test]
    fn a_header_carries_any_name() {
        assert_eq!(
            disposition(false, "Café \"1\".pdf"),
            "attachment; filename=\"Caf_ _1_.pdf\"; filename*=UTF-8''Caf%C3%A9%20%221%22.pdf"
        );
    }
}
