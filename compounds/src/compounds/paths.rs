//! The best way through the letters of a word, part by part.
//!
//! A word made of parts is more likely than a chance row of letters when its parts are often parts: every letter that is
//! accounted for counts the same, every part costs what its entry says. All numbers are in quarters of a nat, so that the
//! sum is a log likelihood ratio and no floating point decides.

use super::arcs::{Arc, Arcs};

/// What one letter is worth: a chance row of letters has two nats a letter.
const LETTER: i32 = 8;
/// What every part after the second costs.
const MORE: i32 = 14;
/// What two vowels cost that would be read as one sound at a border; OpenTaal wants a hyphen there, people forget it.
const CLASH: i32 = 8;
/// A way that scores less is not taken. Below nought: of the long words that no dictionary holds, nearly all are compounds.
pub const LEAST: i32 = -8;
/// No part is shorter, in letters.
pub const SHORTEST: usize = 3;
/// The most parts.
const PARTS: usize = 4;

/// Ends and beginnings that never meet at a border, from the CHECKCOMPOUNDPATTERN lines of OpenTaal: they are endings.
const ENDINGS: &[(&[u8], &[u8])] = &[
    (b"e", b"ring"),
    (b"r", b"ring"),
    (b"en", b"loo"),
    (b"en", b"loze"),
    (b"l", b"lijn"),
    (b"m", b"mijn"),
    (b"p", b"pijn"),
];

/// What follows a consonant that an ending has doubled.
const DOUBLED: &[&[u8]] = &[b"en", b"er", b"ers", b"etje", b"etjes", b"ere", b"e"];

/// The best way from a letter to the end in some number of parts.
#[derive(Clone, Copy)]
struct Step {
    score: i32,
    /// The fewest letters of a part.
    shortest: usize,
    end: usize,
    linked: bool,
}

/// A part between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The letter it begins with.
    pub start: usize,
    /// The letter after it, or after the linking s that follows it.
    pub end: usize,
    /// Whether a linking s follows it.
    pub linked: bool,
}

/// The parts of a word, two or more, and how likely they are; none when it is better left whole.
pub fn best(letters: &[u8], arcs: &Arcs) -> Option<(i32, Vec<Piece>)> {
    let length = letters.len();
    let mut ways: Vec<[Option<Step>; PARTS]> = vec![[None; PARTS]; length + 1];
    let mut sorted: Vec<&Arc> = arcs.all().iter().collect();
    sorted.sort_by_key(|arc| std::cmp::Reverse(arc.start));
    for Arc { start, end, entry } in sorted {
        let letters_of = end - start;
        let worth = LETTER * i32::try_from(letters_of).ok()?;
        let mut found = [None; PARTS];
        if *end == length {
            let Some(cost) = entry.last else { continue };
            let score = worth - i32::from(cost);
            found[0] = Some(Step { score, shortest: letters_of, end: *end, linked: false });
        } else if let (Some(cost), true) = (entry.first, arcs.open(*end)) {
            let Some(clash) = border(letters, *end) else { continue };
            let own = worth - i32::from(cost) - clash;
            let after = ways.get(*end)?;
            for (more, (way, slot)) in after.iter().zip(found.iter_mut().skip(1)).enumerate() {
                if let Some(way) = way {
                    *slot = Some(Step {
                        score: own + way.score - if more == 0 { 0 } else { MORE },
                        shortest: letters_of.min(way.shortest),
                        end: *end,
                        linked: entry.linked,
                    });
                }
            }
        }
        for (slot, step) in ways.get_mut(*start)?.iter_mut().zip(found) {
            if let Some(step) = step
                && slot.is_none_or(|known| (known.score, known.shortest) < (step.score, step.shortest))
            {
                *slot = Some(step);
            }
        }
    }
    if arcs.whole() {
        return None;
    }
    let (score, parts) = (2..=PARTS)
        .filter_map(|parts| Some((ways.first()?.get(parts - 1)?.as_ref()?.score, parts)))
        .max_by_key(|(score, parts)| (*score, std::cmp::Reverse(*parts)))?;
    (score >= LEAST).then_some((score, pieces(&ways, parts)?))
}

/// The parts of the best way of so many parts.
fn pieces(ways: &[[Option<Step>; PARTS]], parts: usize) -> Option<Vec<Piece>> {
    let mut pieces = Vec::with_capacity(parts);
    let mut start = 0;
    for left in (0..parts).rev() {
        let step = (*ways.get(start)?.get(left)?)?;
        pieces.push(Piece { start, end: step.end, linked: step.linked });
        start = step.end;
    }
    Some(pieces)
}

/// What a border before this letter costs; none where there cannot be one.
fn border(letters: &[u8], at: usize) -> Option<i32> {
    let (before, after) = letters.split_at_checked(at)?;
    if ENDINGS.iter().any(|(end, begin)| before.ends_with(end) && after.starts_with(begin)) {
        return None;
    }
    // A doubled consonant before an ending: kop|pen, balkon|netje.
    if let (Some(last), Some((first, rest))) = (before.last(), after.split_first())
        && last == first
        && DOUBLED.contains(&rest)
    {
        return None;
    }
    let clash = matches!(
        (before.last()?, after.first()?),
        (b'a', b'a' | b'e' | b'i' | b'u')
            | (b'e', b'e' | b'i' | b'u')
            | (b'i', b'e' | b'i')
            | (b'o', b'e' | b'i' | b'o' | b'u')
            | (b'u', b'i' | b'u')
    );
    Some(if clash { CLASH } else { 0 })
}
