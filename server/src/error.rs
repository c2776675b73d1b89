//! The one error of the service layer: typed, without HTTP, safe to show.

use crate::db;
use shared::{Faults, Wrong};

/// What a use case gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was not carried out. Variants say what the caller can do about it; only [`Error::Internal`] carries a
/// cause, which is logged and never shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Absent, or invisible to this actor: the two are told apart nowhere.
    #[error("not found")]
    NotFound,
    /// Visible, but not for this actor to do.
    #[error("not allowed")]
    Forbidden,
    /// Only for those who are signed in.
    #[error("not signed in")]
    SignInFirst,
    /// Address and password do not belong together; which of the two is wrong is told nowhere.
    #[error("wrong address or password")]
    WrongPair,
    /// Something was filled in wrongly.
    #[error("invalid: {0:?}")]
    Invalid(Faults),
    /// The thing changed meanwhile, or the nonce was used for something else.
    #[error("conflict")]
    Conflict,
    /// It is there, but nothing more may be added: closed, or archived.
    #[error("closed")]
    Closed,
    /// The last owner cannot go.
    #[error("the last owner")]
    LastOwner,
    /// The body is larger than we take.
    #[error("too large")]
    TooLarge,
    /// Not a request we can read.
    #[error("malformed")]
    Malformed,
    /// Too often; free again after so many seconds.
    #[error("too often, free in {0} s")]
    TooMany(i64),
    /// There is no space left.
    #[error("the disk is full")]
    Full,
    /// A part of the program is away or overloaded; trying again helps.
    #[error("not available")]
    Unavailable,
    /// Our fault.
    #[error("something went wrong")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// Our fault, with its cause.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// One wrong field.
    pub fn field(field: &str, wrong: Wrong) -> Self {
        Self::Invalid(Faults::one(field, wrong))
    }
}

impl From<db::Error> for Error {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Full(_) => Self::Full,
            db::Error::Unprintable(_) => Self::Malformed,
            db::Error::Unavailable(_) => {
                tracing::warn!(error = ?error, "the database is not available");
                Self::Unavailable
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Self {
        Self::Invalid(faults)
    }
}
