//! Words that may stand in one place only, or nowhere.

use super::source::{Source, is_word};

/// A text that may not occur in some files.
struct Rule {
    /// Where it holds: files whose path begins with one of these.
    scope: &'static [&'static str],
    /// The one file where the text may stand.
    except: &'static str,
    /// What must not occur.
    text: &'static str,
    /// Whether it counts between quotes too.
    in_strings: bool,
    /// What to do instead.
    instead: &'static str,
}

const RULES: [Rule; 7] = [
    Rule {
        scope: &["frontend/src/", "server/src/", "shared/src/"],
        except: "frontend/src/ui/safe_html.rs",
        text: "inner_html",
        in_strings: false,
        instead: "HTML from a member goes through SafeHtml",
    },
    Rule {
        scope: &["frontend/src/"],
        except: "frontend/src/ui/field.rs",
        text: "<textarea",
        in_strings: true,
        instead: "leptos does not escape its content: use the text field of ui/field.rs",
    },
    Rule {
        scope: &["server/src/"],
        except: "",
        text: "(feature =",
        in_strings: false,
        instead: "the boundary is a package, not a flag",
    },
    Rule {
        scope: &["server/src/"],
        except: "",
        text: "(feature=",
        in_strings: false,
        instead: "the boundary is a package, not a flag",
    },
    Rule {
        scope: &["frontend/src/"],
        except: "",
        text: " style=",
        in_strings: true,
        instead: "the content policy refuses inline styles: use a class",
    },
    Rule {
        scope: &["frontend/src/"],
        except: "",
        text: " style:",
        in_strings: false,
        instead: "the content policy refuses inline styles: use a class",
    },
    Rule {
        scope: &["frontend/src/"],
        except: "frontend/src/ui/field.rs",
        text: "textarea()",
        in_strings: false,
        instead: "leptos does not escape its content: use the text field of ui/field.rs",
    },
];

/// Every place where a rule is broken.
pub fn problems(sources: &[Source]) -> Vec<String> {
    let mut problems = Vec::new();
    for source in sources {
        for rule in RULES {
            if !rule.scope.iter().any(|scope| source.path.starts_with(scope)) || source.path == rule.except {
                continue;
            }
            let text = if rule.in_strings { &source.text } else { &source.code };
            for (offset, _) in
                text.match_indices(rule.text).filter(|(offset, _)| stands_alone(text, *offset, rule.text))
            {
                problems.push(format!("{}: `{}`: {}", source.place(offset), rule.text.trim(), rule.instead));
            }
        }
    }
    problems
}

/// Whether the match is not the beginning or end of a longer name, and (for `style:`) not a field with a value.
fn stands_alone(text: &str, offset: usize, found: &str) -> bool {
    let (before, after) = (&text[..offset], &text[offset + found.len()..]);
    let begins = !found.starts_with(is_word) || !before.ends_with(is_word);
    let ends = !found.ends_with(is_word) || !after.starts_with(is_word);
    let directive = !found.ends_with(':') || after.starts_with(is_word);
    let attribute = !found.ends_with('=') || !after.starts_with('=');
    begins && ends && directive && attribute
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> usize {
        problems(&[Source::new(path, text)]).len()
    }

    #[test]
    fn a_forbidden_word_is_found_where_it_is_forbidden() {
        assert_eq!(
            broken("frontend/src/threads/post.rs", "view! { <p inner_html=x style=\"a\" style:color=c></p> }"),
            3
        );
        assert_eq!(broken("frontend/src/ui/safe_html.rs", "view! { <p inner_html=x></p> }"), 0);
        assert_eq!(broken("frontend/src/ui.rs", "// <textarea\nlet style = Look { style: 1 };"), 0);
        assert_eq!(broken("frontend/src/ui.rs", "view! { <textarea></textarea> }"), 1);
        assert_eq!(broken("server/src/app.rs", "#[cfg(feature = \"x\")] \"inner_html\""), 1);
        assert_eq!(broken("tests/src/app.rs", "inner_html"), 0);
    }
}
