//! Pure rules of the kennisbank.

use shared::kennisbank::ArticleKind;

/// The kind that other collections call `kind`; explanation for one we do not know.
pub fn kind_of(kind: &str) -> ArticleKind {
    ArticleKind::from_key(kind).unwrap_or(match kind {
        "wet" | "AMvB" | "ministeriele-regeling" | "beleidsregel" | "circulaire" | "verordening" | "verdrag" => {
            ArticleKind::WetEnRecht
        }
        _ => ArticleKind::Uitleg,
    })
}

/// What became of a line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It stayed.
    Same,
    /// It came.
    Added,
    /// It went.
    Removed,
}

/// The most lines that are compared one by one on each side.
const COMPARED: usize = 1_500;

/// The lines of two texts, each with what became of it: a longest common subsequence between equal beginnings and ends.
pub fn changes(old: &str, new: &str) -> Vec<(Mark, String)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let marked = |mark: Mark| move |line: &&str| (mark, (*line).to_owned());
    let mut out: Vec<(Mark, String)> = old.iter().take(start).map(marked(Mark::Same)).collect();
    let from = old.get(start..old.len() - end).unwrap_or_default();
    let to = new.get(start..new.len() - end).unwrap_or_default();
    if from.len() > COMPARED || to.len() > COMPARED {
        out.extend(from.iter().map(marked(Mark::Removed)));
        out.extend(to.iter().map(marked(Mark::Added)));
    } else {
        out.extend(common(from, to));
    }
    out.extend(old.iter().skip(old.len() - end).map(marked(Mark::Same)));
    out
}

fn common(from: &[&str], to: &[&str]) -> Vec<(Mark, String)> {
    let width = to.len() + 1;
    let mut table = vec![0_u32; (from.len() + 1) * width];
    let at = |table: &[u32], row: usize, column: usize| table.get(row * width + column).copied().unwrap_or_default();
    for (row, a) in from.iter().enumerate().rev() {
        for (column, b) in to.iter().enumerate().rev() {
            let length = if a == b {
                at(&table, row + 1, column + 1) + 1
            } else {
                at(&table, row + 1, column).max(at(&table, row, column + 1))
            };
            if let Some(cell) = table.get_mut(row * width + column) {
                *cell = length;
            }
        }
    }
    let (mut row, mut column, mut out) = (0, 0, Vec::new());
    loop {
        match (from.get(row), to.get(column)) {
            (Some(a), Some(b)) if a == b => {
                out.push((Mark::Same, (*a).to_owned()));
                row += 1;
                column += 1;
            }
            (Some(a), b) if b.is_none() || at(&table, row + 1, column) >= at(&table, row, column + 1) => {
                out.push((Mark::Removed, (*a).to_owned()));
                row += 1;
            }
            (_, Some(b)) => {
                out.push((Mark::Added, (*b).to_owned()));
                column += 1;
            }
            _ => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_line_goes_and_comes() {
        let marks: Vec<(Mark, String)> = changes("een\ntwee\ndrie", "een\ndrie\nvier");
        let wanted = [(Mark::Same, "een"), (Mark::Removed, "twee"), (Mark::Same, "drie"), (Mark::Added, "vier")];
        assert_eq!(marks, wanted.map(|(mark, line)| (mark, line.to_owned())));
        assert_eq!(changes("", "").len(), 0);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "[abc\\n]{0,40}", new in "[abc\\n]{0,40}") {
            let marks = changes(&old, &new);
            let side = |other: Mark| {
                marks.iter().filter(|(mark, _)| *mark != other).map(|(_, line)| line.clone()).collect::<Vec<_>>()
            };
            prop_assert_eq!(side(Mark::Added), old.lines().collect::<Vec<_>>());
            prop_assert_eq!(side(Mark::Removed), new.lines().collect::<Vec<_>>());
        }
    }

    #[test]
    fn laws_of_every_kind_are_law() {
        for kind in ["wet", "AMvB", "circulaire", "wet-en-recht"] {
            assert_eq!(kind_of(kind), ArticleKind::WetEnRecht, "{kind}");
        }
        assert_eq!(kind_of("alg"), ArticleKind::Uitleg);
    }
}
