//! Prints the text of a document: `cargo run -p extract --example text FILE`.

use extract::Kind;
use std::{env, error::Error, fs::File, io::Write as _, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let path = PathBuf::from(env::args_os().nth(1).ok_or("which file?")?);
    let kind = path.extension().and_then(|ending| Kind::of_ending(ending.to_str()?)).ok_or("no kind that is read")?;
    let text = extract::text(File::open(path)?, kind)?;
    writeln!(std::io::stdout(), "{}{}", text.body, if text.cut { "\n[…]" } else { "" })?;
    Ok(())
}
