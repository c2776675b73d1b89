//! A request of the JSON API, which knows where it goes and what comes back.

use serde::{Serialize, de::DeserializeOwned};

/// The server's door and the island's call cannot drift apart: both take this type.
pub trait Call: Serialize + DeserializeOwned {
    /// What the path names, such as the thread to answer in.
    type At: ?Sized;
    /// The body of a good answer.
    type Reply: Serialize + DeserializeOwned;
    /// The HTTP method.
    const METHOD: &'static str = "POST";

    /// The path for `at`.
    fn path(at: &Self::At) -> String;
}
