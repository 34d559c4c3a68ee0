//! What is known of the account and its owner when a password is chosen. All of it is optional and borrowed.

/// A calendar date. Any numbers are accepted; a day that does not exist simply never matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, such as 1987.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD`; none if it is written otherwise or no such day exists.
    ///
    /// ```
    /// use keyward_core::Date;
    /// assert_eq!(Date::parse("1987-02-14"), Some(Date { year: 1987, month: 2, day: 14 }));
    /// assert_eq!(Date::parse("1987-02-30"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let two = |tens: u8, ones: u8| {
            let digits = tens.is_ascii_digit() && ones.is_ascii_digit();
            digits.then(|| (tens - b'0') * 10 + (ones - b'0'))
        };
        let year = u16::from(two(y1, y2)?) * 100 + u16::from(two(y3, y4)?);
        let date = Self { year, month: two(m1, m2)?, day: two(d1, d2)? };
        date.exists().then_some(date)
    }

    /// Whether the calendar has this day (proleptic Gregorian).
    #[must_use]
    pub fn exists(self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        (1..=days).contains(&self.day)
    }
}

/// Who sets the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// The owner changes it, and has typed the current one: [`Context::previous`] starts with it.
    #[default]
    Change,
    /// Somebody sets it for the owner, as a service desk does.
    Set,
}

impl Operation {
    /// Every operation.
    pub const ALL: &'static [Self] = &[Self::Change, Self::Set];

    /// The stable identifier: `change` or `set`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Set => "set",
        }
    }

    /// The operation with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|operation| operation.id() == id)
    }
}

/// What the rules may know beside the candidate.
///
/// ```
/// use keyward_core::Context;
/// let context = Context { username: "jsmith", names: &["John Smith"], ..Context::default() };
/// ```
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// Who sets the password. No verdict depends on it: it is for callers that tell the owner more than somebody else, or that
    /// ask a directory's own history on a change alone.
    pub operation: Operation,
    /// The user name.
    pub username: &'a str,
    /// Names of the owner, whole: `John Smith`.
    pub names: &'a [&'a str],
    /// The email address, or several with spaces, commas, semicolons or line breaks between them.
    pub email: &'a str,
    /// The telephone number in any usual form, or several with commas, semicolons or line breaks between them.
    pub phone: &'a str,
    /// The date of birth.
    pub date_of_birth: Option<Date>,
    /// Relatives, pets, teams.
    pub related: &'a [&'a str],
    /// Systems, projects, subjects of the information.
    pub subjects: &'a [&'a str],
    /// Earlier passwords in clear, newest first.
    pub previous: &'a [&'a str],
    /// Passwords of other accounts, in clear.
    pub other_accounts: &'a [&'a str],
}

impl<'a> Context<'a> {
    /// The most values of a list that the borders of a program take on.
    pub const MOST_VALUES: usize = 256;
    /// The most bytes of all texts together that they take on.
    pub const MOST_BYTES: usize = 64 << 10;

    /// Whether it is no larger than any account is: a check takes as long as there is to compare with. A check itself takes any
    /// context; the command, the C library and the packages for other languages refuse what is larger.
    ///
    /// ```
    /// use keyward_core::{Context, TooMuch};
    /// let context = Context { related: &["Rex"; 257], ..Context::default() };
    /// assert_eq!(context.is_of_size(), Err(TooMuch::Values("related")));
    /// assert_eq!(TooMuch::Values("related").to_string(), "`related` has more than 256 values");
    /// ```
    ///
    /// # Errors
    /// Which list is too long, or that all texts together are.
    pub fn is_of_size(&self) -> Result<(), TooMuch> {
        let lists = [
            ("names", self.names),
            ("related", self.related),
            ("subjects", self.subjects),
            ("previous", self.previous),
            ("other_accounts", self.other_accounts),
        ];
        if let Some((key, _)) = lists.iter().find(|(_, list)| list.len() > Self::MOST_VALUES) {
            return Err(TooMuch::Values(key));
        }
        let texts =
            lists.iter().flat_map(|(_, list)| *list).chain([&self.username, &self.email, &self.phone]);
        let bytes = texts.fold(0_usize, |bytes, text| bytes.saturating_add(text.len()));
        if bytes > Self::MOST_BYTES { Err(TooMuch::Text) } else { Ok(()) }
    }

    /// The email addresses, one by one.
    pub(crate) fn emails(&self) -> impl Iterator<Item = &'a str> {
        let between = |character: char| character.is_ascii_whitespace() || matches!(character, ',' | ';');
        self.email.split(between).filter(|address| !address.is_empty())
    }

    /// Whether anything is known of the account's owner.
    pub(crate) const fn tells_of_owner(&self) -> bool {
        !(self.username.is_empty()
            && self.names.is_empty()
            && self.email.is_empty()
            && self.phone.is_empty()
            && self.date_of_birth.is_none()
            && self.related.is_empty()
            && self.subjects.is_empty())
    }
}

/// What a context has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// The list with this name has more than [`Context::MOST_VALUES`].
    Values(&'static str),
    /// All texts together have more than [`Context::MOST_BYTES`].
    Text,
}

impl core::fmt::Display for TooMuch {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Values(key) => write!(formatter, "`{key}` has more than {} values", Context::MOST_VALUES),
            Self::Text => write!(formatter, "there is more than {} KiB of text", Context::MOST_BYTES >> 10),
        }
    }
}

impl core::error::Error for TooMuch {}

impl core::fmt::Debug for Context<'_> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Context").field("operation", &self.operation).finish_non_exhaustive()
    }
}
