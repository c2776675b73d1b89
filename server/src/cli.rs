//! The commands of `plein`. Exit code 0 on success, 1 on failure with one clear line, 2 on wrong usage.

mod backup;
mod import;
mod lock;
mod mail;
mod member;
mod serve;

use crate::{
    access::Actor,
    app::{App, Parts},
    clock::{self, Clock},
    config::Config,
    db::Db,
    demo, http,
    index::{self, Index, Reindexed},
    live,
    mail::Mailer,
    metrics::Metrics,
    secrets::Secrets,
};
use clap::{Parser, Subcommand};
use secrecy::ExposeSecret as _;
use shared::ids::MemberId;
use std::{
    error::Error,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The place where professionals meet around a theme.
#[derive(Parser)]
#[command(name = "plein", version, about)]
struct Cli {
    /// The configuration file.
    #[arg(long, global = true, env = "PLEIN_CONFIG")]
    config: Option<PathBuf>,
    /// The data folder.
    #[arg(long, global = true)]
    data: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the site.
    Serve {
        /// Address and port to listen on.
        #[arg(long)]
        listen: Option<String>,
    },
    /// Brings the schema of the database up to date.
    Migrate,
    /// Loads the demo region into an empty database.
    Demo {
        /// Does nothing when there is a member already.
        #[arg(long)]
        if_empty: bool,
    },
    /// Saves the whole site in one file, while it serves.
    Backup {
        /// The file; it appears when it is whole.
        file: PathBuf,
    },
    /// Takes a backup in, into an empty data folder and an empty database of either engine.
    Restore {
        /// The file that `backup` made.
        file: PathBuf,
    },
    /// Looks whether database and stored files are whole.
    Check,
    /// Takes over what stands in a file.
    #[command(subcommand)]
    Import(import::Import),
    /// Members without mail.
    #[command(subcommand)]
    Member(member::Member),
    /// Mail.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// The configuration.
    #[command(subcommand)]
    Config(Configuration),
    /// Prints the description of the JSON API (`OpenAPI`).
    Openapi,
    /// Makes the search index anew.
    Reindex,
    /// Prints every door of the site: method and path.
    Doors,
    /// Reads one document from the standard input; the site calls it.
    #[command(hide = true)]
    Extract {
        /// Its kind; without one, it is told which it is.
        kind: Option<String>,
    },
    /// Prints the version.
    Version {
        /// And the notices of what is in the program by others.
        #[arg(long)]
        notices: bool,
    },
}

#[derive(Subcommand)]
enum Configuration {
    /// Checks it, and prints it without secrets.
    Check,
}

type Done = Result<(), Box<dyn Error + Send + Sync>>;

/// Runs the command of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Command::Extract { kind } = &cli.command {
        return crate::files::answer(kind.as_deref());
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(command(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error.as_ref()),
    }
}

#[expect(clippy::print_stderr, reason = "the one line that says what went wrong")]
fn failed(error: &dyn Error) -> ExitCode {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        line = format!("{line}: {inner}");
        cause = inner.source();
    }
    eprintln!("plein: {line}");
    ExitCode::FAILURE
}

/// Says what was asked for. A reader that has gone, such as `head`, is no failure.
fn say(text: impl std::fmt::Display) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{text}");
}

async fn command(cli: Cli) -> Done {
    let listen = if let Command::Serve { listen } = &cli.command { listen.clone() } else { None };
    let config = || Config::load(cli.config.as_deref(), &[("data", cli.data.clone()), ("listen", listen.clone())]);
    match cli.command {
        Command::Version { notices } => {
            say(match option_env!("PLEIN_COMMIT") {
                Some(commit) => format!("plein {} ({commit})", env!("CARGO_PKG_VERSION")),
                None => format!("plein {}", env!("CARGO_PKG_VERSION")),
            });
            if notices {
                say(compounds::NOTICE);
            }
        }
        // Answered before there is a runtime.
        Command::Extract { .. } => {}
        Command::Openapi => say(http::openapi()),
        Command::Doors => http::doors().table().iter().for_each(|(verb, path)| say(format!("{verb} {path}"))),
        Command::Config(Configuration::Check) => say(config()?),
        Command::Migrate => Box::pin(open(config()?)).await?.db.close().await,
        Command::Serve { .. } => {
            let config = config()?;
            log(&config);
            make(&config.storage.data)?;
            let _beside = lock::shared(&config.storage.data)?;
            serve::serve(Box::pin(open(config)).await?).await?;
        }
        Command::Reindex => {
            let app = Box::pin(open(config()?)).await?;
            reindex(&app).await?;
            app.db.close().await;
        }
        Command::Demo { if_empty } => {
            let app = Box::pin(open(config()?)).await?;
            Box::pin(demo::load(&app, if_empty)).await?.into_iter().for_each(say);
            app.db.close().await;
        }
        Command::Backup { file } => {
            let app = Box::pin(open(config()?)).await?;
            let done = Box::pin(backup::save(&app, &file)).await;
            app.db.close().await;
            done?;
        }
        Command::Restore { file } => {
            let app = Box::pin(open(config()?)).await?;
            let done = Box::pin(backup::restore(&app, &file)).await;
            app.db.close().await;
            done?;
        }
        Command::Check => {
            let app = Box::pin(open(config()?)).await?;
            let done = Box::pin(backup::check(&app)).await;
            app.db.close().await;
            done?;
        }
        Command::Import(what) => {
            let app = Box::pin(open(config()?)).await?;
            let done = Box::pin(import::run(&app, what)).await;
            app.db.close().await;
            done?;
        }
        Command::Member(command) => {
            let app = Box::pin(open(config()?)).await?;
            Box::pin(member::run(&app, command)).await?;
            app.db.close().await;
        }
        Command::Mail(command) => {
            let app = Box::pin(open(config()?)).await?;
            Box::pin(mail::run(&app, command)).await?;
            app.db.close().await;
        }
    }
    Ok(())
}

async fn reindex(app: &App) -> Done {
    let bar = indicatif::ProgressBar::no_length().with_style(
        indicatif::ProgressStyle::with_template("{wide_bar} {pos}/{len}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()),
    );
    let made = index::reindex(app, |progress| {
        bar.set_length(u64::try_from(progress.total).unwrap_or_default());
        bar.set_position(u64::try_from(progress.done).unwrap_or_default());
    })
    .await?;
    bar.finish_and_clear();
    match made {
        Reindexed::Made(documents) => say(format!("The search index is made: {documents} documents.")),
        Reindexed::Asked => say("The server that runs on this data folder makes the search index anew."),
    }
    Ok(())
}

/// The program in nobody's name: it may make members, and writes nothing else.
pub(crate) fn nobody() -> Actor {
    Actor::System { id: MemberId::from_uuid(uuid::Uuid::nil()), affiliation: None }
}

fn log(config: &Config) {
    use tracing_subscriber::{EnvFilter, fmt};
    let filter = EnvFilter::try_new(&config.log.filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log.json { log.json().init() } else { log.init() }
}

/// Makes the data folder, for its owner alone, when it is not there.
fn make(data: &Path) -> Result<(), String> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(data);
    made.map_err(|error| format!("the data folder {} cannot be made: {error}", data.display()))
}

/// Opens everything the configuration names.
pub(crate) async fn open(config: Config) -> Result<App, Box<dyn Error + Send + Sync>> {
    make(&config.storage.data)?;
    let secrets = Secrets::open(&config.storage.secret_file)?;
    let db = Db::open(config.storage.database_url.expose_secret()).await?;
    let offset = if cfg!(debug_assertions) {
        std::env::var("PLEIN_TEST_CLOCK_OFFSET").ok().and_then(|text| text.parse().ok()).unwrap_or(0)
    } else {
        0
    };
    let app = App::new(Parts {
        mailer: Mailer::new(&config.mail, &config.storage.data)?,
        index: Index::new(&config.storage.data),
        config,
        db,
        clock: Clock::ahead(offset),
        zone: clock::zone(),
        secrets,
        limits: http::Limits::new(),
        metrics: Metrics::new(),
        site: crate::site::Cache::default(),
        thesaurus: crate::search::Thesaurus::default(),
        journal: crate::search::Journal::default(),
        live: live::Live::new(),
    });
    // Mail says the name of the site, also before anybody asked for a page.
    crate::site::settings(&app).await;
    Ok(app)
}
