//! How large trials are.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What a trial has in every run, or what it has when `PLEIN_TEST_CHAOS=full` asks for all of it: `cargo xtask bench chaos`.
pub fn size<T>(normal: T, full: T) -> T {
    if full_size() { full } else { normal }
}

/// Whether all of it was asked for.
pub fn full_size() -> bool {
    std::env::var("PLEIN_TEST_CHAOS").is_ok_and(|size| size == "full")
}

/// Lets this process, and the servers that it starts from now on, hold as many files as the machine allows.
pub fn many_files() {
    let most = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most }).expect("a limit below the hard one");
}
