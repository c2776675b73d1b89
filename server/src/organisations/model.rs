//! Domains, as they are compared.

/// A domain in lower case and as DNS writes it, when it is one with at least two labels.
pub fn domain(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('@');
    match url::Host::parse(text).ok()? {
        url::Host::Domain(domain) => {
            let labels: Vec<&str> = domain.split('.').collect();
            let good = |label: &&str| {
                !label.is_empty()
                    && label.len() <= 63
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            };
            (labels.len() >= 2 && domain.len() <= 253 && labels.iter().all(good)).then_some(domain)
        }
        _ => None,
    }
}

/// The domain of an address with exactly one at.
pub fn domain_of(email: &str) -> Option<String> {
    let (mailbox, after) = email.trim().split_once('@')?;
    if mailbox.is_empty() || after.contains('@') { None } else { domain(after) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_compared_whole() {
        let ours = domain("dordrecht.nl");
        assert_eq!(ours.as_deref(), Some("dordrecht.nl"));
        assert_eq!(domain_of("anna@DORDRECHT.nl"), ours);
        for other in [
            "anna@x-dordrecht.nl",
            "anna@dordrecht.nl.evil.test",
            "anna@evil.test@dordrecht.nl",
            "anna@dordrecht.nl@evil.test",
            "anna@mail.dordrecht.nl",
            "anna@dordreсht.nl",
            "anna@dordrecht.nl.",
            "@dordrecht.nl",
            "dordrecht.nl",
        ] {
            assert_ne!(domain_of(other), ours, "{other}");
        }
    }

    #[test]
    fn a_domain_is_written_as_dns_does() {
        assert_eq!(domain("Gemeente-Één.example").as_deref(), Some("xn--gemeente-n-j7aa.example"));
        for wrong in ["localhost", "a b.nl", "http://dordrecht.nl", "127.0.0.1", "-a.nl", "a..nl", "", "dordrecht.nl/x"]
        {
            assert_eq!(domain(wrong), None, "{wrong}");
        }
    }
}
