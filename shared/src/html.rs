//! HTML that may be shown as it is.

use serde::{Deserialize, Serialize};

/// HTML that went through the server's sanitiser, and may stand in a page without being escaped.
///
/// It travels to islands as text; they take it only from the server's own answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Trusts `html`. Only the server's Markdown sanitiser may call this: whatever it gets is shown unescaped to everybody.
    pub const fn from_sanitiser(html: String) -> Self {
        Self(html)
    }

    /// The HTML as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<SafeHtml> for String {
    fn from(html: SafeHtml) -> Self {
        html.0
    }
}
