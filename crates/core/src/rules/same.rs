//! When two passwords are the same.

use core::str::Chars;

use crate::character::{Kind, fold, kind};

/// Whether two passwords are the same, also where Latin letters are composed with their marks in one and not in the other, as
/// some systems send them (NFC and NFD). Which marks they are is not compared.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    if one == other || one.is_ascii() || other.is_ascii() {
        return one == other;
    }
    let (mut ones, mut others) = (one.chars(), other.chars());
    loop {
        match (ones.next(), others.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) if fold(one).eq(fold(other)) => {
                let (marked, other_marked) = (skip_marks(&mut ones), skip_marks(&mut others));
                if !(marked && is_composed(other) || other_marked && is_composed(one)) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// Whether it is a Latin letter beyond ASCII, which most are with marks.
const fn is_composed(character: char) -> bool {
    matches!(character, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Goes on behind the marks that come next, and tells whether there are any.
fn skip_marks(text: &mut Chars<'_>) -> bool {
    let mut any = false;
    while text.clone().next().is_some_and(|next| kind(next) == Kind::Mark) {
        text.next();
        any = true;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn composed_and_decomposed_text_is_the_same() {
        for (one, other, same) in [
            ("Wq\u{e9}7#Nv", "Wqe\u{301}7#Nv", true),
            ("Wqe\u{301}7#Nv", "Wq\u{e9}7#Nv", true),
            ("\u{1b0}\u{1edb}", "u\u{31b}o\u{31b}\u{301}", true),
            ("Wq\u{e9}7", "WqE\u{301}7", false),
            ("Wq\u{e9}7", "Wqe7", false),
            ("Wq\u{430}7", "Wqa\u{301}7", false),
            ("李", "王\u{301}", false),
            ("☀", "☂\u{20e3}", false),
            ("Wq\u{e9}7", "Wq\u{e8}7", false),
            ("Wq\u{e9}7", "Wqe\u{301}", false),
            ("Wq\u{e9}", "Wqe\u{301}7", false),
            ("", "e\u{301}", false),
        ] {
            assert_eq!(is_same(one, other), same, "{one} {other}");
        }
    }
}
