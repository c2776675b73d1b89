//! `plein mail`: whether mail leaves.

use super::{Done, say};
use crate::{Error, accounts, app::App};
use clap::Subcommand;

/// What can be done with mail.
#[derive(Subcommand)]
pub enum Mail {
    /// Sends a mail, to see whether it arrives.
    Test {
        /// The address it goes to.
        #[arg(long)]
        to: String,
    },
}

/// Runs one of them.
pub async fn run(app: &App, Mail::Test { to }: Mail) -> Done {
    let mut faults = shared::Faults::default();
    faults.email("to", &to);
    if faults.done().is_err() {
        return Err(format!("{to:?} is not an address; write it like \"naam@gemeente.nl\"").into());
    }
    match accounts::test_mail(app, &to).await {
        Err(Error::Internal(cause)) => return Err(format!("the mail did not leave: {cause}").into()),
        done => done?,
    }
    let way = match &app.config.mail.smtp_url {
        Some(_) => "the mail server took it".to_owned(),
        None => format!("written to {}", app.config.storage.data.join("outbox").display()),
    };
    say(format!("a mail to {to}: {way}"));
    Ok(())
}
