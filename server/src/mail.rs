//! Mail: a letter with a text and an HTML part, to the server of the configuration or to a file.
//!
//! A letter is made of a few kinds of pieces, so that both parts say the same and nothing is written as HTML by hand.
//! Everything that becomes a header goes through an encoder that knows no line breaks. The `Message-ID` follows from what
//! the letter is about, so a second copy is recognised as one; what was sent is noted, so that there hardly ever is one.

mod letter;
mod queries;

pub use letter::{Letter, Piece};

use crate::{Error, Result, app::App, config::MailConfig};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use secrecy::ExposeSecret as _;
use sha2::{Digest, Sha256};
use shared::Timestamp;
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

/// How long the server of the mail may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How mail leaves.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Files(PathBuf),
}

/// An addressed letter.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Whom it goes to.
    pub to: String,
    /// What it is about: two of the same are one.
    pub dedupe: String,
    /// What it says.
    pub letter: Letter,
    /// The address that stops letters like this with one click.
    pub stop: Option<String>,
}

impl Mailer {
    /// The way the configuration names: a server, or files in the data folder.
    ///
    /// # Errors
    /// Says which key is wrong.
    pub fn new(config: &MailConfig, data: &Path) -> Result<Self, String> {
        let from = config.from.parse().map_err(|_| "mail_from is no address".to_owned())?;
        let way = match &config.smtp_url {
            Some(url) => Way::Smtp(
                AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose_secret())
                    // The address may hold a password: say nothing of it.
                    .map_err(|_| "smtp_url is not usable; write it like \"smtps://user:password@mail.example.org\"")?
                    .timeout(Some(PATIENCE))
                    .build(),
            ),
            None => Way::Files(data.join("outbox")),
        };
        Ok(Self { from, way })
    }

    /// The host that names of messages end with.
    fn host(&self) -> &str {
        self.from.email.domain()
    }

    fn message(&self, mail: &Mail, now: Timestamp) -> Result<Message> {
        let to: Address = mail.to.trim().parse().map_err(|_| Error::internal("not an address to mail to"))?;
        let micros = u64::try_from(now.micros()).unwrap_or_default();
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(line(&mail.letter.subject))
            .date(UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(format!("<{}@{}>", name(&mail.dedupe), self.host())));
        message = message.raw_header(header("Auto-Submitted", "auto-generated")?);
        if let Some(stop) = &mail.stop {
            message = message
                .raw_header(header("List-Unsubscribe", &format!("<{}>", line(stop)))?)
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")?);
        }
        message
            .multipart(MultiPart::alternative_plain_html(mail.letter.text(), mail.letter.html()))
            .map_err(Error::internal)
    }
}

fn header(name: &str, value: &str) -> Result<HeaderValue> {
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(Error::internal)?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

/// One line: what is no letter, mark or space goes.
fn line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() || letter == '\u{2028}' || letter == '\u{2029}' { ' ' } else { letter })
        .filter(|letter| !shared::fault::invisible(*letter))
        .collect()
}

/// A name for `dedupe` that says nothing of it.
fn name(dedupe: &str) -> String {
    let mut name = crate::secrets::encode(&Sha256::digest(dedupe.as_bytes()));
    name.truncate(32);
    name
}

/// Sends a mail, unless one about the same was sent.
///
/// # Errors
/// When the server or the disk does not take it.
pub async fn send(app: &App, mail: &Mail) -> Result<()> {
    if queries::sent(&app.db, &mail.dedupe).await? {
        return Ok(());
    }
    let now = app.clock.now();
    let message = app.mailer.message(mail, now)?;
    let domain = mail.to.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    match &app.mailer.way {
        Way::Smtp(server) => {
            server.send(message).await.map_err(Error::internal)?;
            tracing::info!(domain, "a mail was sent");
        }
        Way::Files(folder) => {
            let file = format!("{}-{}.eml", now.micros(), name(&mail.dedupe));
            let (folder, bytes, title) = (folder.clone(), message.formatted(), file.clone());
            tokio::task::spawn_blocking(move || write(&folder, &title, &bytes))
                .await
                .map_err(Error::internal)?
                .map_err(Error::internal)?;
            tracing::info!(domain, file, "a mail was written");
        }
    }
    app.db.write(async |tx| queries::note(tx, &mail.dedupe, now).await).await?;
    Ok(())
}

/// Writes a whole file or none: mail holds links that only its reader may have.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let half = folder.join(format!(".{name}.half"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(half, folder.join(name))
}

/// The name of the site, as mails say it.
pub async fn site(app: &App) -> String {
    crate::site::settings(app).await.name.clone()
}

/// Forgets mails that were sent before `before`: nothing tries them again.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut crate::db::Tx, before: Timestamp) -> Result<()> {
    queries::forget(tx, before).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str) -> Mail {
        let letter =
            Letter { subject: subject.to_owned(), pieces: vec![Piece::Says("Dag".into())], ..Letter::default() };
        Mail { to: to.into(), dedupe: "x".into(), letter, stop: Some("https://plein.example.org/stop".into()) }
    }

    fn formatted(mail: &Mail) -> Result<String> {
        let config = MailConfig { smtp_url: None, from: "Plein <plein@example.org>".into() };
        let mailer = Mailer::new(&config, Path::new("x")).expect("a mailer");
        Ok(String::from_utf8(mailer.message(mail, Timestamp::from_micros(0))?.formatted()).expect("ASCII"))
    }

    #[test]
    fn no_text_becomes_a_header() {
        let text = formatted(&mail("anna@example.org", "Dag\r\nBcc: dief@example.net\r\n\r\nlijf")).expect("a message");
        let (head, _) = text.split_once("\r\n\r\n").expect("a head");
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
        assert!(formatted(&mail("anna@example.org\r\nBcc: dief@example.net", "x")).is_err());
        assert!(formatted(&mail("anna@example.org, dief@example.net", "x")).is_err());
    }

    #[test]
    fn a_letter_about_the_same_has_the_same_name() {
        let text = formatted(&mail("anna@example.org", "x")).expect("a message");
        let id = text.lines().find(|line| line.starts_with("Message-ID:")).expect("a name");
        assert!(formatted(&mail("bas@example.org", "y")).expect("a message").contains(id));
        for wanted in [
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Date: Thu, 01 Jan 1970",
        ] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
    }
}
