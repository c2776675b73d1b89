//! `plein member`: accounts without mail.

use super::{Done, nobody, say};
use crate::{
    accounts,
    app::{App, Ctx},
    members::{self, NewMember},
};
use clap::Subcommand;
use std::error::Error;

/// What can be done with a member.
#[derive(Subcommand)]
pub enum Member {
    /// Makes an account.
    Add {
        /// The address.
        #[arg(long)]
        email: String,
        /// The full name.
        #[arg(long)]
        name: String,
        /// Lets them administer the site.
        #[arg(long)]
        admin: bool,
        /// Reads the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Prints a link with which a member chooses a new password.
    Reset {
        /// The address.
        #[arg(long)]
        email: String,
        /// Mails the link instead of printing it.
        #[arg(long)]
        mail: bool,
    },
    /// Lets a member in no more, and ends their sign-ins.
    Disable {
        /// The address.
        #[arg(long)]
        email: String,
    },
    /// Lists the sign-ins of a member.
    Signins {
        /// The address.
        #[arg(long)]
        email: String,
        /// Ends them.
        #[arg(long)]
        end: bool,
    },
}

/// Runs one of them.
pub async fn run(app: &App, command: Member) -> Done {
    let ctx = Ctx::system(app.clone(), nobody());
    match command {
        Member::Add { email, name, admin, password_stdin } => {
            let password = if password_stdin {
                let password = std::io::read_to_string(std::io::stdin())?.trim_end_matches(['\r', '\n']).to_owned();
                accounts::strong_password(app, &password, &[&name, &email]).await.map_err(plainly)?;
                Some(password)
            } else {
                None
            };
            let can = if password.is_some() { "can sign in" } else { "has an account without a password" };
            let new = NewMember { email: email.clone(), name, admin, password, ..NewMember::default() };
            members::add(&ctx, new, ctx.now()).await.map_err(plainly)?;
            say(format!("{email} {can}"));
        }
        Member::Reset { email, mail: false } => {
            say(accounts::reset_link(app, &email).await.map_err(|error| missing(error, &email))?);
        }
        Member::Reset { email, mail: true } => {
            accounts::mail_reset(app, &email).await.map_err(|error| missing(error, &email))?;
            say(format!("a link for {email} waits in the outbox; `plein serve` sends it"));
        }
        Member::Disable { email } => {
            accounts::disable(&ctx, &email).await.map_err(|error| missing(error, &email))?;
            say(format!("{email} cannot sign in any more"));
        }
        Member::Signins { email, end } => {
            let found = accounts::sign_ins_of(&ctx, &email, end).await.map_err(|error| missing(error, &email))?;
            for one in &found {
                say(format!("{}  {}  {}  {}  {}", one.created_at, one.seen_at, one.kind, one.network, one.what()));
            }
            say(format!("{} sign-ins{}", found.len(), if end { ", ended" } else { "" }));
        }
    }
    Ok(())
}

fn missing(error: crate::Error, email: &str) -> Box<dyn Error + Send + Sync> {
    match error {
        crate::Error::NotFound => format!("no active member has the address {email}").into(),
        other => plainly(other),
    }
}

/// Faults in words.
fn plainly(error: crate::Error) -> Box<dyn Error + Send + Sync> {
    match error {
        crate::Error::Invalid(faults) => {
            let texts = faults.by_field(shared::Lang::En).into_iter();
            let texts = texts.map(|(field, texts)| format!("{field}: {}", texts.join(" ")));
            texts.collect::<Vec<_>>().join("; ").into()
        }
        other => other.into(),
    }
}
