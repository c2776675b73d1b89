//! Makes the table of parts: `generate NL.AFF NL.DIC WORDS COUNTS LISTS OUT [LEFT-OUT…]`.
//!
//! `NL.AFF` and `NL.DIC` are the Dutch dictionary of OpenTaal (Debian package `hunspell-nl`), `WORDS` its list of words, one
//! a line (Debian package `wdutch`), `COUNTS` how often words stand in a text (`word<TAB>count`, see `count`), `LISTS` the
//! folder of the lists kept by hand. Words of the `LEFT-OUT` lists are in no family and have no count, so that tests with them
//! measure words that were never seen. The same input gives the same bytes.

mod affix;
mod entries;
mod families;
mod lists;
mod priors;
mod prune;

use affix::Places;
use compounds::compounds::{plain, table::HEAD};
use lists::List;
use std::{
    collections::{BTreeSet, HashMap},
    error::Error,
    fs,
    path::Path,
};

/// What a step of the generator gives; the message says which input is wrong.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [affixes, dictionary, words, counts, lists, out, left_out @ ..] = arguments.as_slice() else {
        return Err("generate NL.AFF NL.DIC WORDS COUNTS LISTS OUT [LEFT-OUT…]".into());
    };
    let mut unseen = BTreeSet::new();
    for path in left_out {
        unseen.extend(read(path)?.lines().filter_map(|line| plain(line.split('\t').next()?)));
    }
    let forms = affix::Affixes::parse(&read(affixes)?)?.forms(&read(dictionary)?)?;
    let mut places: HashMap<String, Places> = HashMap::new();
    for (form, own) in forms {
        if let Some(form) = plain(&form) {
            places.entry(form).or_default().add(own);
        }
    }
    let mut counts = tally(&read(counts)?)?;
    counts.retain(|word, _| !unseen.contains(word));
    let lists = Path::new(lists);
    let pseudo = List::read(&lists.join("pseudo-parts.txt"))?;
    let profession = List::read(&lists.join("profession.txt"))?;
    let protected = List::read(&lists.join("protected.txt"))?.first;

    let mut words: BTreeSet<String> = read(words)?
        .lines()
        .filter(|word| word.chars().all(char::is_lowercase))
        .filter_map(|word| plain(&word.replace('ĳ', "ij")))
        .filter(|word| !places.contains_key(word))
        .collect();
    words.extend(places.iter().filter(|(_, own)| own.entry).map(|(word, _)| word.clone()));
    words.extend(counts.keys().filter(|word| !places.contains_key(*word)).cloned());
    words.retain(|word| !unseen.contains(word));
    let words: Vec<String> = words.into_iter().collect();

    let priors = priors::priors(&places, &words, &pseudo, &profession);
    let open = |word: &str, border: usize| {
        !protected
            .iter()
            .any(|unit| word.match_indices(unit.as_str()).any(|(at, _)| at < border && border < at + unit.len()))
    };
    let families = families::count(&words, &priors, open);
    let mut entries = entries::entries(&priors, &families, &places, &counts, &profession);
    for word in &protected {
        entries.entry(word.clone()).or_default().closed = true;
    }
    prune::prune(&mut entries, &prune::heavy(&priors, &families, &places)).ok_or("a table")?;
    let wholes = prune::wholes(&places, &entries, &counts).ok_or("a table")?;
    println!("{} words of the dictionary stay whole", wholes.len());
    for word in wholes {
        entries.entry(word).or_default().whole = true;
    }

    let mut file = HEAD.to_vec();
    let mut map = fst::MapBuilder::memory();
    for (word, entry) in &entries {
        map.insert(word, entry.pack())?;
    }
    file.extend(map.into_inner()?);
    fs::write(out, &file)?;
    println!("{} words, families of {}, {} bytes", entries.len(), families.all, file.len());
    Ok(())
}

/// The text of an input.
fn read(path: &String) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}").into())
}

/// The counts of words.
fn tally(text: &str) -> Result<HashMap<String, u32>> {
    text.lines()
        .map(|line| {
            let (word, count) = line.split_once('\t').ok_or_else(|| format!("no count: {line}"))?;
            Ok((word.to_owned(), count.parse()?))
        })
        .collect()
}
