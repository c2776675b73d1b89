//! Secrets: the site's own, from which keys are made, and tokens that are handed out.

use crate::clock;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, io, path::Path};
use subtle::ConstantTimeEq;

/// Length of secrets and tokens in bytes.
const LENGTH: usize = 32;

/// A token that is handed out once and kept only as its SHA-256.
pub struct Token {
    /// What is handed out: 43 characters, safe in addresses.
    pub text: String,
    /// What is kept.
    pub hash: Vec<u8>,
}

impl Token {
    /// A fresh token of 256 bits.
    pub fn fresh() -> Self {
        let mut bytes = [0; LENGTH];
        clock::fill(&mut bytes);
        let text = bs58::encode(bytes).into_string();
        let hash = Self::hash(&text);
        Self { text, hash }
    }

    /// What is kept of the token `text`.
    pub fn hash(text: &str) -> Vec<u8> {
        Sha256::digest(text.as_bytes()).to_vec()
    }
}

/// Keys made from the site's secret, one for each purpose.
pub struct Secrets(SecretBox<[u8; LENGTH]>);

impl Secrets {
    /// Reads the site's secret from `file`, or makes one there that only the owner can read.
    ///
    /// # Errors
    /// When the file cannot be read or made, or does not hold 64 hexadecimal digits.
    pub fn open(file: &Path) -> io::Result<Self> {
        match std::fs::read_to_string(file) {
            Ok(text) => decode(text.trim()).map(|bytes| Self(SecretBox::new(Box::new(bytes)))).ok_or_else(|| {
                io::Error::new(
                    io::ErrorKind::InvalidData,
                    format!("{} must hold 64 hexadecimal digits", file.display()),
                )
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut bytes = [0; LENGTH];
                clock::fill(&mut bytes);
                write_private(file, &encode(&bytes))?;
                Ok(Self(SecretBox::new(Box::new(bytes))))
            }
            Err(error) => Err(error),
        }
    }

    /// A signature of `text` for `purpose`.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        encode(&self.mac(purpose, text))
    }

    /// Whether `signature` is ours for `text` and `purpose`; takes the same time for every answer.
    pub fn signed(&self, purpose: &str, text: &str, signature: &str) -> bool {
        self.sign(purpose, text).as_bytes().ct_eq(signature.as_bytes()).into()
    }

    /// A token of 256 bits that follows from `seed`: what waits in the outbox is worth nothing without the site's secret.
    pub fn token(&self, purpose: &str, seed: &str) -> Token {
        let text = bs58::encode(self.mac(purpose, seed)).into_string();
        let hash = Token::hash(&text);
        Token { text, hash }
    }

    fn mac(&self, purpose: &str, text: &str) -> [u8; LENGTH] {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).expect("any key will do");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(unix)]
fn write_private(file: &Path, text: &str) -> io::Result<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(not(unix))]
fn write_private(file: &Path, text: &str) -> io::Result<()> {
    std::fs::write(file, text)
}

/// Bytes as hexadecimal digits.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn decode(text: &str) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    if text.len() != LENGTH * 2 || !text.is_ascii() {
        return None;
    }
    for (place, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *place = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_read_after() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("secret");
        let signature = Secrets::open(&file).expect("made").sign("mail", "x");
        let again = Secrets::open(&file).expect("read");
        assert!(again.signed("mail", "x", &signature));
        assert!(!again.signed("other", "x", &signature));
        assert!(!again.signed("mail", "y", &signature));
        assert!(again.token("a", "x").text != again.token("b", "x").text);
        assert_eq!(Token::hash(&again.token("a", "x").text), again.token("a", "x").hash);
        std::fs::write(&file, "kort").expect("written");
        assert!(Secrets::open(&file).is_err());
    }

    #[test]
    fn tokens_are_long_and_different() {
        let (a, b) = (Token::fresh(), Token::fresh());
        assert!(a.text.len() >= 42 && a.text != b.text);
        assert_eq!(Token::hash(&a.text), a.hash);
    }
}
