//! The words about files.

use crate::texts;

texts! {
    /// The field under a post.
    attach: "Bestanden", "Files";
    /// Which files are taken.
    attach_hint(mb: u32): "Afbeeldingen (PNG, JPEG, WebP, GIF) en PDF, elk ten hoogste {mb} MB.", "Images (PNG, JPEG, WebP, GIF) and PDF, each at most {mb} MB.";
    /// Names the files of a post, for screen readers.
    attached: "Bijlagen", "Attachments";
}
