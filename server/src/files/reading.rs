//! Documents are opened in a process of their own: this program again, as `plein extract`, that gets one file and gives back
//! text. Whatever a document does there, a bomb or an endless loop, ends that process and not the site.

use crate::{Error, Result};
use extract::{Kind, Refusal, Text, limits};
use std::{
    fs::File,
    io::{self, Write as _},
    path::Path,
    process::{ExitCode, ExitStatus, Stdio},
    time::Duration,
};
use tokio::{io::AsyncReadExt as _, process::Command, sync::Semaphore};

/// Bytes of memory that such a process gets.
#[cfg(unix)]
const MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds of a processor.
#[cfg(unix)]
const SECONDS: u64 = 10;
/// How long it may take on the clock.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much it may say: a word on the first line, and the text.
const ANSWER: usize = limits::TEXT + 64;

/// One text at a time: search can wait.
static TEXTS: Semaphore = Semaphore::const_new(1);
/// Somebody waits for what a file is.
static KINDS: Semaphore = Semaphore::const_new(2);

/// Which kind of document the archive at `path` is.
///
/// # Errors
/// `Unavailable` when it cannot be asked now.
pub async fn kind(path: &Path) -> Result<Result<Kind, Refusal>> {
    let _place = KINDS.acquire().await.map_err(Error::internal)?;
    Ok(match ask(path, None).await? {
        Ok((word, _)) => Kind::of_ending(&word).ok_or(Refusal::Unknown),
        Err(refusal) => Err(refusal),
    })
}

/// The text of the document at `path`.
///
/// # Errors
/// `NotFound` when there is no file; `Unavailable` when it cannot be asked now.
pub async fn text(path: &Path, kind: Kind) -> Result<Result<Text, Refusal>> {
    let _place = TEXTS.acquire().await.map_err(Error::internal)?;
    Ok(ask(path, Some(kind)).await?.map(|(word, body)| Text { body, cut: word == "cut" }))
}

/// What the process answers: a word, and what comes after it.
async fn ask(path: &Path, kind: Option<Kind>) -> Result<Result<(String, String), Refusal>> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::NotFound,
        _ => Error::internal(error),
    })?;
    let mut command = command().map_err(Error::internal)?;
    command.arg("extract").args(kind.map(Kind::ending));
    command.env_clear().current_dir("/").kill_on_drop(true);
    // The allocator takes a gigabyte of addresses at once when nobody tells it not to.
    command.env("MIMALLOC_ARENA_RESERVE", "32768");
    #[cfg(unix)]
    command.process_group(0);
    command.stdin(file).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.spawn().map_err(Error::internal)?;
    let said = process.stdout.take().ok_or_else(|| Error::internal("a process without a mouth"))?;
    let whole = async {
        let mut answer = Vec::new();
        said.take(u64::try_from(ANSWER).unwrap_or(u64::MAX)).read_to_end(&mut answer).await?;
        Ok::<_, io::Error>((answer, process.wait().await?))
    };
    let Ok(ended) = tokio::time::timeout(PATIENCE, whole).await else { return Err(Error::Unavailable) };
    let (answer, status) = ended.map_err(Error::internal)?;
    if !status.success() {
        return if cut_off(status) { Err(Error::Unavailable) } else { Ok(Err(Refusal::Large)) };
    }
    let answer = String::from_utf8(answer).map_err(Error::internal)?;
    let (word, rest) = answer.split_once('\n').unwrap_or((&answer, ""));
    Ok(Refusal::parse(word).map_or_else(|| Ok((word.to_owned(), rest.to_owned())), Err))
}

/// This program, also when a newer one was put in its place.
fn command() -> io::Result<Command> {
    let own = Path::new("/proc/self/exe");
    Ok(if own.exists() { Command::new(own) } else { Command::new(std::env::current_exe()?) })
}

/// Whether somebody else ended the process: that says nothing about the document.
#[cfg(unix)]
fn cut_off(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    // SIGHUP, SIGINT, SIGKILL and SIGTERM. Its own limits end it by other signals.
    status.signal().is_some_and(|signal| matches!(signal, 1 | 2 | 9 | 15))
}

#[cfg(not(unix))]
fn cut_off(_: ExitStatus) -> bool {
    false
}

/// The other side: reads the document on the standard input, and says what it is or what stands in it.
pub fn answer(kind: Option<&str>) -> ExitCode {
    let done = confine().and_then(|()| input()).and_then(|file| {
        let mut out = io::stdout().lock();
        let said = match kind.map(Kind::of_ending) {
            None => extract::office(file).map(|kind| (kind.ending(), String::new())),
            Some(None) => Err(Refusal::Unknown),
            Some(Some(kind)) => {
                extract::text(file, kind).map(|text| (if text.cut { "cut" } else { "text" }, text.body))
            }
        };
        let (word, body) = said.unwrap_or_else(|refusal| (refusal.key(), String::new()));
        write!(out, "{word}\n{body}")?;
        out.flush()
    });
    if done.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Takes from this process what reading a document does not need.
#[cfg(unix)]
fn confine() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, nice, setrlimit};
    let limit =
        |resource, current, maximum| setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) });
    limit(Resource::As, MEMORY, MEMORY)?;
    limit(Resource::Cpu, SECONDS, SECONDS + 1)?;
    limit(Resource::Core, 0, 0)?;
    // It writes no file; what it says goes through a pipe.
    limit(Resource::Fsize, 0, 0)?;
    limit(Resource::Nofile, 16, 16)?;
    nice(19)?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there are limits, and setting them can fail")]
fn confine() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn input() -> io::Result<io::BufReader<File>> {
    use std::os::fd::AsFd as _;
    Ok(io::BufReader::new(File::from(io::stdin().as_fd().try_clone_to_owned()?)))
}

#[cfg(not(unix))]
fn input() -> io::Result<io::Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::stdin(), &mut bytes)?;
    Ok(io::Cursor::new(bytes))
}
