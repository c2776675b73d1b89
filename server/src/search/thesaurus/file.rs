//! The file of the thesaurus: lines of `van;naar;richting;gewicht;hoofdletters;toelichting`, with a head or without.

use crate::{communities::csv_cell, index};
use shared::{
    Faults, Wrong,
    search::thesaurus::{COLUMNS, EditLink, Link},
};

/// What a spreadsheet puts first.
const MARK: char = '\u{feff}';

/// The link of a form, of terms that search heeds.
///
/// # Errors
/// What is wrong with it.
pub fn link(form: &EditLink) -> Result<Link, Faults> {
    let link = form.link()?;
    let mut faults = Faults::default();
    // In capitals a word that says nothing may be an abbreviation, such as ME.
    let from = Some(("from", &link.from)).filter(|_| !link.capitals);
    for (field, term) in from.into_iter().chain([("to", &link.to)]) {
        if index::words(term).iter().all(|word| index::stem(&word.text).is_none()) {
            faults.add(field, Wrong::SaysNothing);
        }
    }
    faults.done().map(|()| link)
}

/// The links of a file.
///
/// # Errors
/// The number of the first line that is no link.
pub fn read(text: &str) -> Result<Vec<Link>, u32> {
    let text = text.trim_start_matches(MARK);
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(',').count() > head.matches(';').count() { b',' } else { b';' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut links = Vec::new();
    for record in reader.records() {
        let number = |place: Option<&csv::Position>| place.map_or(1, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        let record = record.map_err(|error| number(error.position()))?;
        let line = number(record.position());
        let cell = |at: usize| record.get(at).unwrap_or_default().trim_start_matches('\'').to_owned();
        if cell(0) == COLUMNS[0] && cell(1) == COLUMNS[1] || record.iter().all(str::is_empty) {
            continue;
        }
        let form = EditLink {
            from: cell(0),
            to: cell(1),
            direction: match cell(2).as_str() {
                "een" | "one" => "one",
                "twee" | "two" | "" => "two",
                _ => "",
            }
            .to_owned(),
            weight: Some(cell(3)).filter(|weight| !weight.is_empty()).unwrap_or_else(|| "80".to_owned()),
            capitals: if matches!(cell(4).as_str(), "ja" | "yes") { "on" } else { "" }.to_owned(),
            note: cell(5),
        };
        links.push(link(&form).map_err(|_| line)?);
    }
    Ok(links)
}

/// The file of some links.
pub fn write<'l>(links: impl IntoIterator<Item = &'l Link>) -> String {
    let line = |cells: [&str; 6]| cells.map(csv_cell).join(";") + "\r\n";
    let mut text = format!("{MARK}{}", line(COLUMNS));
    for Link { from, to, two_way, weight, capitals, note, .. } in links {
        let (direction, capitals) = (if *two_way { "twee" } else { "een" }, if *capitals { "ja" } else { "nee" });
        text += &line([from, to, direction, &weight.to_string(), capitals, note]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_written_is_read_again() {
        let built_in = read(super::super::service::BUILT_IN).expect("our own file");
        assert!(built_in.len() > 1_000);
        assert_eq!(read(&write(&built_in)), Ok(built_in));
    }

    #[test]
    fn lines_may_be_short_and_bad_ones_are_named() {
        let links = read("OM;openbaar ministerie;een;100;ja\n\nboa;buitengewoon opsporingsambtenaar\n").expect("links");
        assert_eq!((links[0].capitals, links[0].two_way, links[1].weight, links[1].two_way), (true, false, 80, true));
        assert_eq!(read("a,b\nboa,handhaver,two,70"), Err(1));
        assert_eq!(read("boa;handhaver\nboa;toezicht;links"), Err(2));
        assert_eq!(read("boa;handhaver;een;0"), Err(1));
        for nothing in ["de het;handhaver", "boa;???"] {
            assert_eq!(read(nothing), Err(1), "{nothing}");
        }
    }

    #[test]
    fn what_a_spreadsheet_could_reckon_with_is_read_again() {
        let link = |from: &str, note: &str| EditLink {
            from: from.to_owned(),
            to: "persoonsgerichte aanpak".to_owned(),
            note: note.to_owned(),
            ..EditLink::default()
        };
        let links: Vec<Link> = [("=pga", "+1"), ("-aanpak", "@thuis"), ("pga; \"kort\"", "a\nb".trim())]
            .into_iter()
            .filter_map(|(from, note)| self::link(&link(from, note)).ok())
            .collect();
        assert!(links.len() >= 2);
        assert_eq!(read(&write(&links)), Ok(links));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,80}|[a-z;,\"'\n0-9]{0,80}") {
            let _ = read(&text);
        }
    }
}
