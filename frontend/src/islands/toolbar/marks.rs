//! What the buttons of a composer do to a text. Pure: places are counted as browsers count them, in UTF-16 units.

/// What a button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Heavy letters.
    Bold,
    /// Slanted letters.
    Italic,
    /// A link.
    Link,
    /// Lines with dots.
    List,
    /// Somebody else's words.
    Quote,
    /// Letters of one width.
    Code,
}

/// A piece of the text that is replaced by another, and what is chosen afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where the piece begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What comes instead.
    pub text: String,
    /// What is chosen afterwards: from where to where.
    pub chosen: (u32, u32),
}

/// What `mark` does to `text` when `from` to `to` is chosen; `word` stands where nothing was.
pub fn change(mark: Mark, text: &str, from: u32, to: u32, word: &str) -> Change {
    let (before, chosen, after) = parts(text, from, to);
    match mark {
        Mark::Bold => around("**", before, chosen, after, word),
        Mark::Italic => around("_", before, chosen, after, word),
        Mark::Code if chosen.contains('\n') => fence(before, chosen),
        Mark::Code => around("`", before, chosen, after, word),
        Mark::Link => link(before, chosen, word),
        Mark::List => lines("- ", before, chosen, after),
        Mark::Quote => lines("> ", before, chosen, after),
    }
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The text before, in and after a choice.
fn parts(text: &str, from: u32, to: u32) -> (&str, &str, &str) {
    let place = |wanted: u32| {
        let mut passed = 0;
        for (at, letter) in text.char_indices() {
            if passed >= wanted {
                return at;
            }
            passed += u32::try_from(letter.len_utf16()).unwrap_or(1);
        }
        text.len()
    };
    let (before, rest) = text.split_at(place(from));
    let (chosen, after) = rest.split_at(place(to).saturating_sub(before.len()));
    (before, chosen, after)
}

/// Puts a mark on both sides of what is chosen, or takes it away when it stands there.
fn around(mark: &str, before: &str, chosen: &str, after: &str, word: &str) -> Change {
    let (from, width) = (units(before), units(mark));
    let to = from + units(chosen);
    if before.ends_with(mark) && after.starts_with(mark) {
        return Change {
            from: from - width,
            to: to + width,
            text: chosen.to_owned(),
            chosen: (from - width, to - width),
        };
    }
    if let Some(bare) =
        chosen.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)).filter(|bare| !bare.is_empty())
    {
        return Change { from, to, text: bare.to_owned(), chosen: (from, from + units(bare)) };
    }
    // Marks hold only when they touch letters.
    let core = chosen.trim();
    let (core, lead, tail) = if core.is_empty() {
        (word, chosen, "")
    } else {
        let lead = chosen.len() - chosen.trim_start().len();
        let (lead, rest) = chosen.split_at(lead);
        (core, lead, rest.get(core.len()..).unwrap_or_default())
    };
    let begin = from + units(lead) + width;
    Change { from, to, text: format!("{lead}{mark}{core}{mark}{tail}"), chosen: (begin, begin + units(core)) }
}

fn fence(before: &str, chosen: &str) -> Change {
    let from = units(before);
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let code = chosen.trim_matches('\n');
    let begin = from + units(gap) + 4;
    Change {
        from,
        to: from + units(chosen),
        text: format!("{gap}```\n{code}\n```\n"),
        chosen: (begin, begin + units(code)),
    }
}

/// An address becomes where a link leads, words become what it says; what is missing is chosen.
fn link(before: &str, chosen: &str, word: &str) -> Change {
    const ADDRESS: &str = "https://";
    let from = units(before);
    let to = from + units(chosen);
    let address = chosen.starts_with("https://") || chosen.starts_with("http://");
    if address || chosen.is_empty() {
        let leads = if address { chosen } else { ADDRESS };
        return Change { from, to, text: format!("[{word}]({leads})"), chosen: (from + 1, from + 1 + units(word)) };
    }
    let begin = to + 3;
    Change { from, to, text: format!("[{chosen}]({ADDRESS})"), chosen: (begin, begin + units(ADDRESS)) }
}

/// Puts a mark before each chosen line, or takes it away when all have it.
fn lines(mark: &str, before: &str, chosen: &str, after: &str) -> Change {
    let head = before.rfind('\n').map_or(before, |at| before.get(at + 1..).unwrap_or_default());
    let tail = after.split('\n').next().unwrap_or_default();
    let whole = format!("{head}{chosen}{tail}");
    let from = units(before) - units(head);
    let to = from + units(&whole);
    let marked = !whole.trim().is_empty() && whole.split('\n').all(|line| line.is_empty() || line.starts_with(mark));
    let line = |line: &str| match line.strip_prefix(mark) {
        Some(bare) if marked => bare.to_owned(),
        _ if marked => line.to_owned(),
        _ => format!("{mark}{line}"),
    };
    let text = whole.split('\n').map(line).collect::<Vec<_>>().join("\n");
    let end = from + units(&text);
    let chosen = if whole.contains('\n') { (from, end) } else { (end, end) };
    Change { from, to, text, chosen }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is chosen between square brackets, before and after.
    fn done(mark: Mark, shown: &str) -> String {
        let from = shown.find('⟦').expect("a beginning");
        let text = shown.replace('⟦', "");
        let to = text.find('⟧').expect("an end");
        let text = text.replace('⟧', "");
        let at = |place: usize| units(&text[..place]);
        let change = change(mark, &text, at(from), at(to), "woord");
        let (before, _, after) = parts(&text, change.from, change.to);
        let new = format!("{before}{}{after}", change.text);
        let (one, two, three) = parts(&new, change.chosen.0, change.chosen.1);
        format!("{one}⟦{two}⟧{three}")
    }

    #[test]
    fn marks_stand_around_letters_and_go_when_asked_again() {
        assert_eq!(done(Mark::Bold, "een ⟦heel⟧ mooi"), "een **⟦heel⟧** mooi");
        assert_eq!(done(Mark::Bold, "een **⟦heel⟧** mooi"), "een ⟦heel⟧ mooi");
        assert_eq!(done(Mark::Bold, "een ⟦**heel**⟧ mooi"), "een ⟦heel⟧ mooi");
        assert_eq!(done(Mark::Italic, "een⟦ heel ⟧mooi"), "een _⟦heel⟧_ mooi");
        assert_eq!(done(Mark::Bold, "⟦⟧"), "**⟦woord⟧**");
        assert_eq!(done(Mark::Code, "zo: ⟦a < b⟧"), "zo: `⟦a < b⟧`");
        assert_eq!(done(Mark::Code, "zo:⟦\na\nb⟧"), "zo:\n```\n⟦a\nb⟧\n```\n");
    }

    #[test]
    fn places_are_counted_as_browsers_do() {
        assert_eq!(done(Mark::Bold, "🚒 é ⟦brand🔥⟧!"), "🚒 é **⟦brand🔥⟧**!");
    }

    #[test]
    fn a_link_asks_for_what_is_missing() {
        assert_eq!(done(Mark::Link, "zie ⟦de APV⟧"), "zie [de APV](⟦https://⟧)");
        assert_eq!(done(Mark::Link, "zie ⟦https://a.nl⟧"), "zie [⟦woord⟧](https://a.nl)");
        assert_eq!(done(Mark::Link, "⟦⟧"), "[⟦woord⟧](https://)");
    }

    #[test]
    fn whole_lines_become_a_list_or_a_quotation() {
        assert_eq!(done(Mark::List, "kop\nee⟦n\ntw⟧ee\nslot"), "kop\n⟦- een\n- twee⟧\nslot");
        assert_eq!(done(Mark::List, "kop\n⟦- een\n- twee⟧\nslot"), "kop\n⟦een\ntwee⟧\nslot");
        assert_eq!(done(Mark::Quote, "hij zei⟦⟧ dat"), "> hij zei dat⟦⟧");
        assert_eq!(done(Mark::List, "⟦⟧"), "- ⟦⟧");
    }
}
