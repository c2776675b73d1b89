//! Prints what the splitter makes of words: `show TABLE < words`, one word a line; a word that stays whole has a `-`.

use compounds::Compounds;
use std::{
    error::Error,
    fs,
    io::{self, BufRead as _},
};

fn main() -> Result<(), Box<dyn Error>> {
    let table = fs::read(std::env::args().nth(1).ok_or("show TABLE")?)?.leak();
    let compounds = Compounds::load(table)?;
    for word in io::stdin().lock().lines() {
        let word = word?;
        let parts = match compounds.split(&word) {
            Some(parts) => parts.iter().map(|part| part.text).collect::<Vec<_>>().join(" "),
            None => "-".to_owned(),
        };
        println!("{word}\t{parts}");
    }
    Ok(())
}
