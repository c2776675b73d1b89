//! What a bundle is made of, as one hash.

use crate::tools;
use std::{collections::BTreeSet, fs};

/// Folders and files whose content decides what the bundle holds.
const SOURCES: [&str; 7] = [
    "frontend",
    "shared",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "xtask/src/bundle",
    "xtask/src/bundle.rs",
];

/// Changes when the bundle can change.
pub fn hash() -> anyhow::Result<String> {
    let root = tools::root();
    let mut all = custom_properties()?.into_iter().collect::<Vec<_>>().join(" ");
    for source in SOURCES.map(|source| root.join(source)) {
        let files = if source.is_file() { vec![source] } else { tools::files(&source)? };
        for file in files {
            let name = file.strip_prefix(root).unwrap_or(&file).display();
            all.push_str(&format!("\n{name} {}", tools::hash(&fs::read(&file)?)));
        }
    }
    Ok(tools::hash(all.as_bytes()))
}

/// The custom properties that Rust and JavaScript mention: a site's own colours, for one. They stay in the stylesheet
/// even if no rule reads them.
pub fn custom_properties() -> anyhow::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for folder in ["frontend/src", "frontend/assets", "shared/src", "server/src"] {
        for path in tools::files(&tools::root().join(folder))? {
            if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
                found.extend(names(&fs::read_to_string(path)?));
            }
        }
    }
    Ok(found)
}

fn names(text: &str) -> impl Iterator<Item = String> {
    let part = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    text.match_indices("--").filter_map(move |(at, _)| {
        let starts = !text[..at].ends_with(part);
        let name = text[at..].split(|character| !part(character)).next().unwrap_or_default();
        (starts && name[2..].starts_with(|first: char| first.is_ascii_alphabetic())).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn custom_properties_are_found_where_they_stand_alone() {
        let found = super::names("a--b; \"--accent: red\" -- --- // --x_1-y) ----z");
        assert_eq!(found.collect::<Vec<_>>(), ["--accent", "--x_1-y"]);
    }
}
