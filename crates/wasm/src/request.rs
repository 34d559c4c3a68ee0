//! A request is what the glue wrote: fields of one byte that says what it is, two that say how long, and the text in
//! UTF-8.

use keyward_core::{Context, Date, Operation};

/// The most entries of one kind: names, relatives, subjects, earlier passwords, other accounts.
const ENTRIES: usize = 128;

/// What is to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidate<'a> {
    /// A password.
    Text(&'a str),
    /// How many characters a password has that is far too long for any policy, and was not passed on.
    Characters(usize),
}

/// Entries of one kind.
struct Entries<'a> {
    texts: [&'a str; ENTRIES],
    count: usize,
}

impl<'a> Entries<'a> {
    const NONE: Self = Self { texts: [""; ENTRIES], count: 0 };

    fn push(&mut self, text: &'a str) -> Option<()> {
        *self.texts.get_mut(self.count)? = text;
        self.count += 1;
        Some(())
    }

    fn as_slice(&self) -> &[&'a str] {
        self.texts.get(..self.count).unwrap_or_default()
    }
}

/// Reads a request and hands it on. None if it is not one, or has too many entries of one kind.
pub(crate) fn read<R>(bytes: &[u8], judge: impl FnOnce(Candidate<'_>, &Context<'_>) -> R) -> Option<R> {
    let mut candidate = Candidate::Text("");
    let mut context = Context::default();
    let [mut names, mut related, mut subjects, mut previous, mut other_accounts] = [Entries::NONE; 5];
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
            3 => names.push(text)?,
            4 => context.email = text,
            5 => context.phone = text,
            6 => context.date_of_birth = Date::parse(text),
            7 => related.push(text)?,
            8 => subjects.push(text)?,
            9 => previous.push(text)?,
            10 => other_accounts.push(text)?,
            11 => candidate = Candidate::Characters(text.parse().ok()?),
            _ => return None,
        }
    }
    let context = Context {
        names: names.as_slice(),
        related: related.as_slice(),
        subjects: subjects.as_slice(),
        previous: previous.as_slice(),
        other_accounts: other_accounts.as_slice(),
        ..context
    };
    Some(judge(candidate, &context))
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
        ]
        .concat();
        let read = read(&request, |candidate, context| {
            assert_eq!(candidate, Candidate::Text("p£"));
            assert_eq!(context.operation, Operation::Set);
            assert_eq!((context.username, context.email, context.phone), ("u", "e", "07"));
            assert_eq!(context.names, ["n1", "n2"]);
            assert_eq!(context.date_of_birth, Date::parse("1987-02-14"));
            assert_eq!((context.related, context.subjects), (&["r"][..], &["s"][..]));
            assert_eq!((context.previous, context.other_accounts), (&["old"][..], &["other"][..]));
        });
        assert!(read.is_some());
    }

    #[test]
    fn what_is_not_a_request_is_refused() {
        let too_many = field(3, "n").repeat(ENTRIES + 1);
        for bytes in [&[0, 9, 0, b'a'][..], &[0, 1, 0, 0xFF], &[77, 0, 0], &too_many] {
            assert!(read(bytes, |_, _| ()).is_none(), "{bytes:?}");
        }
        assert!(read(&field(3, "n").repeat(ENTRIES), |_, _| ()).is_some());
        assert!(read(&[], |candidate, _| assert_eq!(candidate, Candidate::Text(""))).is_some());
        assert_eq!(
            read(&field(11, "5000"), |candidate, _| candidate == Candidate::Characters(5000)),
            Some(true)
        );
    }
}
