//! Text as it may stand in HTML, and what a text without markup is.

/// Text as it may stand between tags and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            _ => escaped.push(character),
        }
    }
    escaped
}

/// What a heading is called in an address, as repositories on the web do it: small letters, digits, hyphens for spaces.
pub(crate) fn slug(heading: &str) -> String {
    let kept = heading.chars().filter_map(|character| match character {
        ' ' | '-' => Some('-'),
        '_' => Some('_'),
        _ if character.is_alphanumeric() => character.to_lowercase().next(),
        _ => None,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_becomes_an_address() {
        assert_eq!(slug("From C, PHP, .NET"), "from-c-php-net");
        assert_eq!(slug("`keyward_check`"), "keyward_check");
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escape("<a href=\"&\">"), "&lt;a href=&quot;&amp;&quot;&gt;");
    }
}
