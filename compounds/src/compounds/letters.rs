//! The letters of a word as the table of parts knows them: a to z, each with the bytes it stands for.

/// Longer words are not taken apart, in letters.
const LONGEST: usize = 64;

/// Nor words of more bytes: 64 letters of two, with a mark of two on each.
const BYTES: usize = 4 * LONGEST;

/// A word of plain letters.
pub struct Letters {
    /// The letters without their accents, in lower case, a byte each.
    pub plain: String,
    /// The byte of the word at which each letter begins, and at the end its length in bytes.
    starts: Vec<usize>,
}

impl Letters {
    /// The letters of a word; none when it holds something else (a digit, a hyphen, an apostrophe, Greek) or is too long.
    pub fn of(word: &str) -> Option<Self> {
        if word.len() > BYTES {
            return None;
        }
        let mut plain = String::with_capacity(word.len());
        let mut starts = Vec::with_capacity(word.len() + 1);
        for (at, letter) in word.char_indices() {
            if matches!(letter, '\u{300}'..='\u{36F}') && !plain.is_empty() {
                // A mark belongs to the letter before it.
                continue;
            }
            plain.push(base(letter)?);
            starts.push(at);
        }
        starts.push(word.len());
        (plain.len() <= LONGEST).then_some(Self { plain, starts })
    }

    /// The byte of the word at which a letter begins; its length for the place after the last.
    pub fn byte(&self, letter: usize) -> Option<usize> {
        self.starts.get(letter).copied()
    }
}

/// A letter without its accent, in lower case.
fn base(letter: char) -> Option<char> {
    Some(match letter {
        'a'..='z' | 'A'..='Z' => letter.to_ascii_lowercase(),
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        _ => return None,
    })
}

/// A whole word in plain letters, as the keys of the table are; none when it holds anything else or is too long.
pub fn plain(word: &str) -> Option<String> {
    Some(Letters::of(word)?.plain)
}
