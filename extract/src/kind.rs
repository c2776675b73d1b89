//! Kinds of documents.

/// A kind of document whose text can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// `PowerPoint`.
    Pptx,
    /// Excel.
    Xlsx,
    /// `OpenDocument` text.
    Odt,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [Self::Pdf, Self::Docx, Self::Pptx, Self::Xlsx, Self::Odt, Self::Text, Self::Markdown];

    /// How the names of its files end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Pptx => "pptx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
            Self::Text => "txt",
            Self::Markdown => "md",
        }
    }

    /// What it is called in a header.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
        }
    }

    /// The kind whose names end like this.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending().eq_ignore_ascii_case(ending))
    }

    /// The kind that a header calls this.
    pub fn of_mime(mime: &str) -> Option<Self> {
        let plain = mime.split(';').next().unwrap_or_default().trim();
        Self::ALL.into_iter().find(|kind| kind.mime() == plain)
    }
}
