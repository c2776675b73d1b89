//! Files as they travel: what stands under a post, and how large and of what type a file may be.

pub mod words;

use crate::ids::FileId;
use serde::{Deserialize, Serialize};

/// The types a file field offers for a post.
pub const ACCEPT: &str = "image/png,image/jpeg,image/webp,image/gif,.pdf,.docx,.pptx,.xlsx,.odt,.txt,.md";
/// The types a file field offers for a photo.
pub const ACCEPT_PHOTO: &str = "image/png,image/jpeg,image/webp";
/// Files of one post.
pub const PER_POST: usize = 5;

/// A file that stands under a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Which.
    pub id: FileId,
    /// Where it is.
    pub url: String,
    /// What its owner called it.
    pub name: String,
    /// Its type, as we know it by its content.
    pub mime: String,
    /// How many bytes.
    pub size: i64,
    /// For an image: width and height in pixels.
    pub pixels: Option<(i64, i64)>,
}

impl Attachment {
    /// Whether it can be shown in the page.
    pub fn image(&self) -> bool {
        self.pixels.is_some()
    }

    /// Its size as a person says it.
    pub fn weight(&self) -> String {
        weight(self.size)
    }
}

/// The address of a photo.
pub fn photo_url(id: FileId) -> String {
    format!("/bestand/{id}")
}

/// A number of bytes as a person says it.
pub fn weight(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{},{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::weight;

    #[test]
    fn a_size_is_said_in_three_digits_or_less() {
        assert_eq!(weight(12), "12 B");
        assert_eq!(weight(1_499), "1 kB");
        assert_eq!(weight(2_340_000), "2,3 MB");
    }
}
