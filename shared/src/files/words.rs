//! The words about files.

use crate::texts;

texts! {
    /// The field under a post.
    attach: "Bestanden", "Files";
    /// Which files are taken.
    attach_hint(mb: u32): "Afbeeldingen (PNG, JPEG, WebP, GIF), PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), OpenDocument (ODT) en tekst (TXT, MD), elk ten hoogste {mb} MB.", "Images (PNG, JPEG, WebP, GIF), PDF, Word (DOCX), PowerPoint (PPTX), Excel (XLSX), OpenDocument (ODT) and text (TXT, MD), each at most {mb} MB.";
    /// Names the files of a post, for screen readers.
    attached: "Bijlagen", "Attachments";
}
