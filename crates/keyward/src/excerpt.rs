//! What an error quotes of a text that somebody else wrote.

use std::borrow::Cow;

/// So many characters are quoted of a text at most: it may have megabytes, and its beginning is enough to find it.
const MOST: usize = 40;

/// A text, or its first 40 characters and `…`.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
    }
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn forty_characters_are_quoted() {
        assert_eq!(excerpt(""), "");
        assert_eq!(excerpt(&"é".repeat(40)), "é".repeat(40));
        assert_eq!(excerpt(&"é".repeat(41)), format!("{}…", "é".repeat(40)));
        assert_eq!(excerpt(&"🔑".repeat(1 << 20)).chars().count(), 41);
    }
}
