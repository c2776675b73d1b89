//! Markdown to HTML that is safe to show: parsed, measured, rendered, cleaned; once, when it is written.
//!
//! Limits come before rendering, because a small text can make a large page: 64 KiB of `>` costs a sanitiser 42 s, and
//! 16 KiB of table becomes 5 MB.

use comrak::{
    Arena, Options,
    nodes::{AstNode, NodeLink, NodeValue},
};
use shared::{Wrong, chat::naming, html::SafeHtml, ids::MemberId};
use std::{collections::HashMap, sync::LazyLock};

/// Levels of nesting.
const DEPTH: usize = 24;
/// Cells of all tables.
const CELLS: usize = 5_000;
/// Links and images.
const LINKS: usize = 500;
/// Bytes of HTML.
const HTML: usize = 512 * 1024;

/// A heading of a rendered text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Heading {
    /// The id it has in the page.
    pub id: String,
    /// Its words.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// A rendered text.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// What is shown.
    pub html: SafeHtml,
    /// Its headings of the first two levels, for a table of contents.
    pub headings: Vec<Heading>,
}

/// Renders `text`; its headings start at level 3, so that a page keeps its outline, or at level 2 for an article.
///
/// # Errors
/// `TooIntricate` when it nests or repeats too much.
pub fn render(text: &str, article: bool) -> Result<Rendered, Wrong> {
    render_naming(text, article, &Called::new())
}

/// Whom names are, each as [`sort_key`](shared::people::sort_key) writes it; nobody for one that is several people's.
pub type Called = HashMap<String, Option<MemberId>>;

/// The same, and an @ with one of these names behind it becomes a link to whose it is.
///
/// # Errors
/// As [`render`].
pub fn render_naming(text: &str, article: bool, called: &Called) -> Result<Rendered, Wrong> {
    // The parser itself is quick at any depth, but what walks its tree is not: marks of quotes and lists are counted first.
    if text.lines().any(|line| {
        line.chars()
            .take_while(|letter| ">-*+ \t0123456789.)".contains(*letter))
            .filter(|letter| ">-*+".contains(*letter))
            .count()
            > DEPTH * 4
    }) {
        return Err(Wrong::TooIntricate);
    }
    let arena = Arena::new();
    let options = options();
    let root = comrak::parse_document(&arena, text, &options);
    let mut headings = Vec::new();
    if !called.is_empty() {
        name(&arena, root, called);
    }
    measure(root)?;
    outline(root, article, &mut headings);
    let mut html = String::new();
    comrak::format_html(root, &options, &mut html).map_err(|_| Wrong::TooIntricate)?;
    if html.len() > HTML {
        return Err(Wrong::TooIntricate);
    }
    let html = with_ids(reachable(&CLEANER.clean(&html).to_string()), &headings, article);
    Ok(Rendered { html: SafeHtml::from_sanitiser(html), headings })
}

/// The most members that one text names; further ones are links and no more.
const NAMED: usize = 10;

/// The members whom rendered text names: links to a profile whose words begin with an @. Who is named in a quote was named
/// by somebody else.
pub fn named(html: &str) -> Vec<MemberId> {
    let mut found = Vec::new();
    let mut quotes = 0_usize;
    for piece in html.split('<') {
        let Some((tag, words)) = piece.split_once('>') else { continue };
        match tag {
            "blockquote" => quotes += 1,
            "/blockquote" => quotes = quotes.saturating_sub(1),
            _ => {}
        }
        let id = tag.strip_prefix("a href=\"/lid/").and_then(|rest| rest.split('"').next());
        let Some(id) = id.and_then(|id| id.parse().ok()).filter(|_| quotes == 0 && words.starts_with('@')) else {
            continue;
        };
        if !found.contains(&id) && found.len() < NAMED {
            found.push(id);
        }
    }
    found
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(
            [
                "a",
                "blockquote",
                "br",
                "code",
                "del",
                "em",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "hr",
                "li",
                "ol",
                "p",
                "pre",
                "strong",
                "table",
                "tbody",
                "td",
                "th",
                "thead",
                "tr",
                "ul",
            ]
            .into(),
        )
        .tag_attributes(
            [
                ("a", ["href", "title"].into()),
                ("ol", ["start"].into()),
                ("td", ["align"].into()),
                ("th", ["align"].into()),
            ]
            .into(),
        )
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener nofollow ugc"));
    cleaner
});

/// Walks the tree without recursion.
/// Links the names of people in words; code is none, and a link leads elsewhere already.
fn name<'a>(arena: &'a Arena<'a>, root: &'a AstNode<'a>, called: &Called) {
    let linked = |node: &'a AstNode<'a>| {
        node.ancestors().any(|above| matches!(above.data.borrow().value, NodeValue::Link(_) | NodeValue::Image(_)))
    };
    let words: Vec<&AstNode<'a>> = root
        .descendants()
        .filter(|node| matches!(node.data.borrow().value, NodeValue::Text(_)) && !linked(node))
        .collect();
    for node in words {
        let text = match &node.data.borrow().value {
            NodeValue::Text(text) if text.contains('@') => text.to_string(),
            _ => continue,
        };
        let known = |name: &str| called.get(&shared::people::sort_key(name)).copied();
        let mut done = 0;
        let piece = |from: usize, to: usize| NodeValue::Text(text.get(from..to).unwrap_or_default().to_owned().into());
        let put = |value: NodeValue| {
            let new: &AstNode<'a> = arena.alloc(value.into());
            node.insert_before(new);
            new
        };
        for (from, to, who) in naming::found(&text, known) {
            put(piece(done, from));
            let url = format!("/lid/{who}");
            let link = put(NodeValue::Link(Box::new(NodeLink { url, title: String::new() })));
            link.append(arena.alloc(piece(from, to).into()));
            done = to;
        }
        if done > 0 {
            put(piece(done, text.len()));
            node.detach();
        }
    }
}

fn measure<'a>(root: &'a AstNode<'a>) -> Result<(), Wrong> {
    let (mut cells, mut links) = (0, 0);
    let mut todo = vec![(root, 0)];
    while let Some((node, depth)) = todo.pop() {
        match node.data.borrow().value {
            NodeValue::TableCell => cells += 1,
            NodeValue::Link(_) | NodeValue::Image(_) => links += 1,
            _ => {}
        }
        if depth > DEPTH || cells > CELLS || links > LINKS {
            return Err(Wrong::TooIntricate);
        }
        todo.extend(node.children().map(|child| (child, depth + 1)));
    }
    Ok(())
}

/// Moves headings down and collects those for the table of contents. Images become links: nothing is loaded from elsewhere.
fn outline<'a>(root: &'a AstNode<'a>, article: bool, headings: &mut Vec<Heading>) {
    let top = root
        .descendants()
        .filter_map(|node| {
            if let NodeValue::Heading(heading) = &node.data.borrow().value { Some(heading.level) } else { None }
        })
        .min()
        .unwrap_or(1);
    let first: u8 = if article { 2 } else { 3 };
    for node in root.descendants() {
        let mut data = node.data.borrow_mut();
        if let NodeValue::Image(image) = &data.value {
            data.value = NodeValue::Link(image.clone());
            continue;
        }
        if let NodeValue::Heading(heading) = &mut data.value {
            heading.level = (heading.level - top + first).min(6);
            let level = heading.level;
            drop(data);
            if level <= first + 1 {
                let text: String = node
                    .descendants()
                    .filter_map(|inner| match &inner.data.borrow().value {
                        NodeValue::Text(text) => Some(text.to_string()),
                        NodeValue::Code(code) => Some(code.literal.clone()),
                        _ => None,
                    })
                    .collect();
                let id = format!("{}-{}", shared::page::slug(&text), headings.len() + 1);
                headings.push(Heading { id, text, level: if level == first { 2 } else { 3 } });
            }
        }
    }
}

/// Lets the keyboard reach what scrolls in a box of its own. After the sanitiser, which writes these tags just so and has
/// escaped every other `<`.
fn reachable(html: &str) -> String {
    html.replace("<pre>", "<pre tabindex=\"0\">").replace("<table>", "<table tabindex=\"0\">")
}

/// Gives the headings of an article their ids; after the sanitiser, which lets none through.
fn with_ids(html: String, headings: &[Heading], article: bool) -> String {
    if !article {
        return html;
    }
    let mut out = String::with_capacity(html.len() + headings.len() * 40);
    let mut rest = html.as_str();
    for heading in headings {
        let tag = if heading.level == 2 { "<h2>" } else { "<h3>" };
        let Some((before, after)) = rest.split_once(tag) else { continue };
        out.push_str(before);
        out.push_str(&tag.replace('>', &format!(" id=\"{}\">", heading.id)));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn html(text: &str) -> String {
        render(text, false).expect("fine").html.as_str().to_owned()
    }

    #[test]
    fn markup_is_shown_and_scripts_are_not() {
        assert!(html("**vet** en [link](https://a.nl)").contains("<strong>vet</strong>"));
        for attack in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "![x](https://spion.example/p.png)",
        ] {
            let html = html(attack);
            assert!(
                !html.contains("<script") && !html.contains("href=\"javascript") && !html.contains("<img"),
                "{html}"
            );
        }
        assert!(html("# Kop").contains("<h3>"));
    }

    #[test]
    fn an_article_has_a_table_of_contents() {
        let rendered = render("## Wat\n\ntekst\n\n### Hoe\n\n## Wie", true).expect("fine");
        assert_eq!(rendered.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [2, 3, 2]);
        assert!(rendered.html.as_str().contains("<h2 id=\"wat-1\">"), "{}", rendered.html.as_str());
    }

    #[test]
    fn what_costs_too_much_is_refused() {
        assert!(render(&">".repeat(30_000), false).is_err());
        assert!(render(&"> ".repeat(10_000), false).is_err());
        let table = format!("|{}\n|{}\n{}", "a|".repeat(500), "-|".repeat(500), "|a\n".repeat(2_000));
        assert!(render(&table, false).is_err());
    }

    fn called() -> Called {
        let who = |n: u128| MemberId::from_uuid(uuid::Uuid::from_u128(n));
        let names = [("Anna Bakker", Some(who(1))), ("Jan de Vries", None), ("Piet van den Berg", Some(who(2)))];
        names.map(|(name, who)| (shared::people::sort_key(name), who)).into()
    }

    fn names(text: &str) -> Vec<u128> {
        let html = render_naming(text, false, &called()).expect("fine").html;
        named(html.as_str()).into_iter().map(|who| who.uuid().as_u128()).collect()
    }

    #[test]
    fn an_at_with_the_name_of_one_person_names_them() {
        assert_eq!(names("Dag @Anna Bakker, en @piet van den berg!"), [1, 2]);
        assert_eq!(names("**@Anna Bakker**"), [1]);
        for nobody in [
            "@Jan de Vries",
            "anna@Anna Bakker",
            "`@Anna Bakker`",
            "    @Anna Bakker",
            "[@Anna Bakker](https://a.nl)",
            "> @Anna Bakker",
            "```\n@Anna Bakker\n```",
            "@Anna",
        ] {
            assert_eq!(names(nobody), [0; 0], "{nobody}");
        }
        let html = render_naming("Dag @Anna Bakker & co", false, &called()).expect("fine").html;
        assert!(html.as_str().contains(">@Anna Bakker</a> &amp; co"), "{}", html.as_str());
    }

    proptest! {
        #[test]
        fn names_in_code_and_of_several_name_nobody(before in "[a-z *_]{0,12}", after in "[a-z *_]{0,12}") {
            prop_assert_eq!(names(&format!("{before} `@Anna Bakker {after}`")), [0; 0]);
            prop_assert_eq!(names(&format!("{before} @Jan de Vries {after}")), [0; 0]);
        }

        #[test]
        fn no_name_changes_what_is_said(text in "[@AnaBkerPitvdg .*_`\\n]{0,80}") {
            let strip = |html: &str| html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words.to_owned()).collect::<String>();
            let plain = strip(render(&text, false).expect("fine").html.as_str());
            prop_assert_eq!(strip(render_naming(&text, false, &called()).expect("fine").html.as_str()), plain);
        }

        #[test]
        fn no_text_panics(text in "[ -~\\n>*#|\\[\\]()`é]{0,300}") {
            let _ = render(&text, true);
        }
    }
}
