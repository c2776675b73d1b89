//! The numbers of the house: a mirror, not a gate.

use super::source::Source;

/// Prints files, lines and habits for each package, and which files and views have grown large.
pub fn print(sources: &[Source]) {
    println!(
        "{:<10} {:>6} {:>7} {:>7} {:>5} {:>5} {:>9} {:>5}",
        "", "files", "lines", "median", "p90", ">400", "clones/k", "cfg"
    );
    for package in ["compounds", "extract", "server", "frontend", "shared", "tests", "xtask"] {
        let folder = format!("{package}/");
        let own = sources.iter().filter(|source| source.path.starts_with(&folder)).collect::<Vec<_>>();
        if own.is_empty() {
            continue;
        }
        let mut sizes = own.iter().map(|source| source.lines()).collect::<Vec<_>>();
        sizes.sort_unstable();
        let lines = sizes.iter().sum::<usize>();
        let count = |what: &str| own.iter().map(|source| source.code.matches(what).count()).sum::<usize>();
        let clones = count(".clone()") * 10_000 / lines.max(1);
        println!(
            "{package:<10} {:>6} {lines:>7} {:>7} {:>5} {:>5} {:>7}.{} {:>5}",
            sizes.len(),
            sizes[sizes.len() / 2],
            sizes[sizes.len() * 9 / 10],
            sizes.iter().filter(|size| **size > 400).count(),
            clones / 10,
            clones % 10,
            count("cfg(feature") + count("cfg_attr(feature"),
        );
    }
    let mut views = sources.iter().flat_map(views).collect::<Vec<_>>();
    views.sort();
    if let (Some((largest, place)), Some((median, _))) = (views.last(), views.get(views.len() / 2)) {
        println!("view!      {} blocks, median {median} lines, largest {largest} ({place})", views.len());
    }
    for (lines, place) in views.iter().filter(|(lines, _)| *lines > 40) {
        println!("  {place}: a view of {lines} lines");
    }
    for source in sources.iter().filter(|source| source.lines() > 400) {
        println!("  {}: {} lines", source.path, source.lines());
    }
}

/// The size and place of every `view!` in a file.
fn views(source: &Source) -> Vec<(usize, String)> {
    let found = source.code.match_indices("view!").filter_map(|(offset, _)| {
        let open = offset + source.code[offset..].find(['{', '('])?;
        let close = source.closing(open)?;
        Some((source.code[open..close].matches('\n').count() + 1, source.place(offset)))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_measured_from_brace_to_brace() {
        let source = Source::new("x.rs", "fn a() {\n view! {\n <p>\"}\"</p>\n }\n}\nfn b() { view! { <p/> } }");
        assert_eq!(views(&source), [(3, "x.rs:2".to_owned()), (1, "x.rs:6".to_owned())]);
    }
}
