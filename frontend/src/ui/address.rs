//! Addresses made of what readers typed.

/// A text as a value in the query of an address.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => encoded.push(char::from(byte)),
            _ => encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    encoded
}

fn digit(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn the_way_back_is_one_value() {
        assert_eq!(encode("/zoeken?q=drugs&soort=x#é"), "/zoeken%3Fq%3Ddrugs%26soort%3Dx%23%C3%A9");
    }
}
