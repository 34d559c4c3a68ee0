//! A request is what the glue wrote: fields of one byte that says what it is, two that say how long, and the text in
//! UTF-8.

use keyward_core::{Context, Date, Lists, Operation};

/// What the glue calls the fields of a context, by their numbers from 1 on, which [`read`] knows them by. The password is 0; behind
/// these come how many characters a password has that is too long to be handed over, and the policy's words.
pub(crate) const FIELDS: &str =
    "operation\tusername\tnames\temail\tphone\tdate_of_birth\trelated\tsubjects\tprevious\tother_accounts\n";

/// The most entries of all lists together: names, relatives, subjects, earlier passwords, other accounts, the policy's words.
const ENTRIES: usize = 5 * Context::MOST_VALUES + Lists::MOST_OWN_WORDS;

/// What is to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidate<'a> {
    /// A password.
    Text(&'a str),
    /// How many characters a password has that is far too long for any policy, and was not passed on.
    Characters(usize),
}

/// Reads a request and hands it on, with the words of the policy. None if it is not one, or has more than a context takes on or
/// more words than a policy, or the entries of a list do not follow each other.
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(clippy::large_stack_arrays, reason = "12 KiB where pointers have four bytes")
)]
pub(crate) fn read<R>(
    bytes: &[u8],
    judge: impl FnOnce(Candidate<'_>, &Context<'_>, &[&str]) -> R,
) -> Option<R> {
    let mut candidate = Candidate::Text("");
    let mut context = Context::default();
    let (mut entries, mut count) = ([""; ENTRIES], 0);
    // Where the entries of each kind begin and end.
    let mut lists = [(0, 0); 13];
    let mut rest = bytes;
    while let Some((&[kind, low, high], body)) = rest.split_first_chunk::<3>() {
        let (text, after) = body.split_at_checked(usize::from(u16::from_le_bytes([low, high])))?;
        let text = core::str::from_utf8(text).ok()?;
        rest = after;
        match kind {
            0 => candidate = Candidate::Text(text),
            1 if text == "set" => context.operation = Operation::Set,
            1 => {}
            2 => context.username = text,
            4 => context.email = text,
            5 => context.phone = text,
            6 => context.date_of_birth = Date::parse(text),
            3 | 7..=10 | 12 => {
                let (start, end) = lists.get_mut(usize::from(kind))?;
                if *end == 0 {
                    (*start, *end) = (count, count);
                }
                if *end != count {
                    return None;
                }
                *entries.get_mut(count)? = text;
                count += 1;
                *end = count;
            }
            11 => candidate = Candidate::Characters(text.parse().ok()?),
            _ => return None,
        }
    }
    let list = |kind: usize| {
        let (start, end) = lists.get(kind).copied().unwrap_or_default();
        entries.get(start..end).unwrap_or_default()
    };
    context.names = list(3);
    context.related = list(7);
    context.subjects = list(8);
    context.previous = list(9);
    context.other_accounts = list(10);
    let words = list(12);
    let is_of_size = context.is_of_size().is_ok()
        && words.len() <= Lists::MOST_OWN_WORDS
        && words.iter().map(|word| word.len()).sum::<usize>() <= Lists::MOST_OWN_BYTES;
    is_of_size.then(|| judge(candidate, &context, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: u8, text: &str) -> Vec<u8> {
        let length = u16::try_from(text.len()).unwrap().to_le_bytes();
        [&[kind], &length[..], text.as_bytes()].concat()
    }

    #[test]
    fn every_field_arrives_where_it_belongs() {
        let request = [
            field(0, "p£"),
            field(1, "set"),
            field(2, "u"),
            field(3, "n1"),
            field(3, "n2"),
            field(4, "e"),
            field(5, "07"),
            field(6, "1987-02-14"),
            field(7, "r"),
            field(8, "s"),
            field(9, "old"),
            field(10, "other"),
            field(12, "w1"),
            field(12, "w2"),
        ]
        .concat();
        let read = read(&request, |candidate, context, words| {
            assert_eq!(candidate, Candidate::Text("p£"));
            assert_eq!(context.operation, Operation::Set);
            assert_eq!((context.username, context.email, context.phone), ("u", "e", "07"));
            assert_eq!(context.names, ["n1", "n2"]);
            assert_eq!(context.date_of_birth, Date::parse("1987-02-14"));
            assert_eq!(words, ["w1", "w2"]);
            assert_eq!((context.related, context.subjects), (&["r"][..], &["s"][..]));
            assert_eq!((context.previous, context.other_accounts), (&["old"][..], &["other"][..]));
        });
        assert!(read.is_some());
    }

    #[test]
    fn what_is_not_a_request_is_refused() {
        let too_many = field(3, "n").repeat(Context::MOST_VALUES + 1);
        let too_many_words = field(12, "n").repeat(Lists::MOST_OWN_WORDS + 1);
        let too_long = field(7, &"r".repeat(Context::MOST_BYTES / 2)).repeat(3);
        let too_long_words = field(12, &"w".repeat(Lists::MOST_OWN_BYTES / 2)).repeat(3);
        let scattered = [field(3, "n"), field(7, "r"), field(3, "n")].concat();
        let broken = [&[0, 9, 0, b'a'][..], &[0, 1, 0, 0xFF], &[77, 0, 0], &scattered];
        for bytes in broken.into_iter().chain([&too_many[..], &too_many_words, &too_long, &too_long_words]) {
            assert!(read(bytes, |_, _, _| ()).is_none(), "{bytes:?}");
        }
        let lists = [3, 7, 8, 9, 10, 12].map(|kind| field(kind, "n").repeat(Context::MOST_VALUES));
        assert!(read(&lists.concat(), |_, _, _| ()).is_some());
        assert!(read(&field(7, &"r".repeat(Context::MOST_BYTES / 2)).repeat(2), |_, _, _| ()).is_some());
        assert!(read(&[], |candidate, _, _| assert_eq!(candidate, Candidate::Text(""))).is_some());
        assert_eq!(
            read(&field(11, "5000"), |candidate, _, _| candidate == Candidate::Characters(5000)),
            Some(true)
        );
    }
}
