//! What a colour means.

/// What a badge or a notice wants to say. The colour never says it alone: the words do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A plain fact.
    #[default]
    Neutral,
    /// Something of this place, such as pinned or new.
    Accent,
    /// Something worth knowing.
    Info,
    /// Something went well or is finished.
    Success,
    /// Something asks for attention.
    Warning,
    /// Something failed or is dangerous.
    Error,
}

impl Tone {
    /// The word that class names end with.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
