//! Measures the splitter on judged lists: `judge TABLE LIST…`, where a line of a list is `word<TAB>parts[<TAB>other answers]`.

use compounds::Compounds;
use std::{error::Error, fs, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let table = fs::read(arguments.next().ok_or("judge TABLE LIST…")?)?.leak();
    let compounds = Compounds::load(table)?;
    for path in arguments {
        let text = fs::read_to_string(&path)?;
        let (mut split, mut right, mut should, mut found) = (0, 0, 0, 0);
        let (mut wrong, mut missed) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let mut columns = line.split('\t');
            let word = columns.next().unwrap_or_default();
            let answers: Vec<&str> = columns.flat_map(|answers| answers.split('|')).collect();
            let own = match compounds.split(word) {
                Some(parts) => parts.iter().map(|part| part.text).collect::<Vec<_>>().join(" "),
                None => "-".to_owned(),
            };
            let good = answers.contains(&own.as_str());
            let must = !answers.contains(&"-");
            should += u32::from(must);
            found += u32::from(must && good);
            split += u32::from(own != "-");
            right += u32::from(own != "-" && good);
            if own != "-" && !good {
                wrong.push(format!("{word} > {own}"));
            } else if must && !good {
                missed.push(word);
            }
        }
        let percent = |part: u32, all: u32| 100.0 * f64::from(part) / f64::from(all.max(1));
        println!(
            "| {path} | {split} split | {right} right, {:.1} % | {found} of {should} found, {:.1} % |",
            percent(right, split),
            percent(found, should)
        );
        println!("wrong: {}\nmissed: {}", wrong.join(", "), missed.join(", "));
        let words: Vec<&str> = text.lines().filter_map(|line| line.split('\t').next()).collect();
        let start = Instant::now();
        for word in words.iter().cycle().take(100 * words.len()) {
            std::hint::black_box(compounds.split(std::hint::black_box(word)));
        }
        let each = start.elapsed().as_secs_f64() * 1e6 / f64::from(u32::try_from(100 * words.len())?);
        println!("{each:.2} µs a word");
    }
    Ok(())
}
