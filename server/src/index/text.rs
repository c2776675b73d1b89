//! From rendered HTML back to the words in it.

/// The text of HTML that came from our own sanitiser: tags become spaces where words would grow together.
pub fn text_of(html: &str) -> String {
    const INLINE: [&str; 6] = ["a", "em", "strong", "code", "del", "span"];
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, after) = rest.split_at(at);
        text.push_str(before);
        if after.starts_with('<') {
            let (tag, after) = after.split_once('>').unwrap_or((after, ""));
            let name = tag.trim_start_matches(['<', '/']).split([' ', '/', '\n']).next().unwrap_or_default();
            if !INLINE.contains(&name) {
                text.push('\n');
            }
            rest = after;
        } else {
            let end = after.char_indices().take(12).find(|(_, letter)| *letter == ';').map(|(end, _)| end);
            let decoded = end.and_then(|end| Some((entity(after.get(1..end)?)?, after.get(end + 1..)?)));
            let (letter, after) = decoded.unwrap_or_else(|| ('&', after.get(1..).unwrap_or_default()));
            text.push(letter);
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::text_of;
    use proptest::prelude::*;

    #[test]
    fn words_do_not_grow_together() {
        assert_eq!(text_of("<p>a<strong>b</strong></p><ul><li>c &amp; d</li></ul>"), "\nab\n\n\nc & d\n\n");
        assert_eq!(text_of("<a href=\"x\" rel=\"y\">e&#39;s</a> &lt;b&gt; &onzin; &"), "e's <b> &onzin; &");
    }

    proptest! {
        #[test]
        fn no_text_panics(html in "[<>&;#a-z0-9é /\"]{0,80}") {
            text_of(&html);
        }
    }
}
