//! Forms with files, as a browser sends them.

use crate::Body;

/// A file that is chosen in a form.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'f> {
    /// The field it is chosen in.
    pub field: &'f str,
    /// What the browser calls it.
    pub name: &'f str,
    /// What the browser takes it for.
    pub mime: &'f str,
    /// Its bytes.
    pub bytes: &'f [u8],
}

/// An image of one pixel.
pub const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1F, 0x15, 0xC4, 0x89, 0x00, 0x00, 0x00, 0x0D, 0x49,
    0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8, 0xCF, 0xC0, 0xF0, 0x1F, 0x00, 0x05, 0x00, 0x01, 0xFF, 0x56, 0xC7, 0x2F,
    0x0D, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

/// A document that programs know by its first and last line.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

impl Body {
    /// A form with files.
    pub fn upload(fields: &[(&str, &str)], files: &[Chosen<'_>]) -> Self {
        let mut bytes = Vec::new();
        for (name, value) in fields {
            let part = format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            bytes.extend(part.into_bytes());
        }
        for Chosen { field, name, mime, bytes: content } in files {
            let head = format!(
                "--grens\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {mime}\r\n\r\n"
            );
            bytes.extend(head.into_bytes());
            bytes.extend_from_slice(content);
            bytes.extend(b"\r\n");
        }
        bytes.extend(b"--grens--\r\n");
        Self::Raw("multipart/form-data; boundary=grens".to_owned(), bytes)
    }
}
