//! Why a line of a list of leaked passwords cannot be taken, and the way out.

use std::fmt;

use super::hash::HashKind;

/// The most bytes of a line. No password and no hash has as many.
pub(super) const LONGEST: usize = 1 << 16;

/// Why a line cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is no hash of the kind that the list is of.
    NotAHash(HashKind),
    /// It may be an NTLM hash, or an MD5 hash.
    MaybeNtlm,
    /// It is a hash of another kind than this.
    OtherHash(HashKind),
    /// It is a part of a hash, as in a file of a range.
    RangeOfHashes,
    /// What is behind the hash is no whole number.
    Count,
    /// What is behind the hash is not parted from it by a colon.
    Separator,
    /// It may be a comment.
    Comment,
    /// A number stands before the password.
    CountInFront,
    /// It is in quotation marks.
    Quoted,
    /// It has columns.
    Columns,
    /// It holds a carriage return.
    CarriageReturn,
    /// It holds a NUL.
    Nul,
    /// It does not say how often the password was seen, and that was asked for.
    NotCounted,
    /// The list is not in the order of its hashes, and is too long to be put in order.
    Unsorted {
        /// How many lines can be.
        most: usize,
    },
    /// It is too long to be a password or a hash.
    TooLong,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const IF_PASSWORDS: &str = "say --passwords if every line is a password as it stands";
        match self {
            Self::NotAHash(kind) => write!(
                out,
                "not {} of {} hexadecimal digits, as other lines are, with a count behind a colon or without; take the line \
                 out, or {IF_PASSWORDS}",
                if *kind == HashKind::Ntlm { "an NTLM hash" } else { "a SHA-1 hash" },
                kind.digits(),
            ),
            Self::MaybeNtlm => write!(
                out,
                "a hash, but not a SHA-1 hash of 40 hexadecimal digits; say --ntlm if these are NTLM hashes, as Active \
                 Directory keeps them (MD5 hashes, as long as these, cannot be used), or {IF_PASSWORDS}"
            ),
            Self::OtherHash(HashKind::Sha1) => write!(
                out,
                "a hash, but not a SHA-1 hash of 40 hexadecimal digits; take the list of SHA-1 hashes (or of NTLM hashes, \
                 with --ntlm), or {IF_PASSWORDS}"
            ),
            Self::OtherHash(HashKind::Ntlm) => out.write_str(
                "a hash, but not an NTLM hash of 32 hexadecimal digits; leave --ntlm out if these are SHA-1 hashes",
            ),
            Self::RangeOfHashes => out.write_str(
                "the end of a hash, as in a file of one range of Have I Been Pwned; give the folder of all its files, whose \
                 names are the beginnings",
            ),
            Self::Count => out.write_str(
                "behind the colon of the hash stands something else than a whole number in digits, such as 83; cut off \
                 what stands behind the hashes (cut -d: -f1), or put the counts right",
            ),
            Self::Separator => out.write_str(
                "what stands behind the hash must be parted from it by a colon, as in HASH:83; put colons there, or cut it \
                 off (cut -c1-40, with --ntlm cut -c1-32)",
            ),
            Self::Comment => write!(out, "begins with #, as a comment does; take it out, or {IF_PASSWORDS}"),
            Self::CountInFront => write!(
                out,
                "a number stands in front of the password, as in most lines; take the numbers out (sed 's/^ *[0-9]* //'), or \
                 {IF_PASSWORDS}"
            ),
            Self::Quoted => write!(
                out,
                "is in quotation marks, as most lines are; take them off (write the list as plain text, not as CSV), or \
                 {IF_PASSWORDS}"
            ),
            Self::Columns => write!(
                out,
                "has columns, as most lines have; leave the column of the passwords alone (as cut -d, -f1 does for the \
                 first), or {IF_PASSWORDS}"
            ),
            Self::CarriageReturn => out.write_str(
                "holds a carriage return, with which no line ends here; end the lines with a newline (tr '\\r' '\\n')",
            ),
            Self::Nul => out.write_str(
                "holds a NUL, as UTF-16 without a byte order mark does; save the list as UTF-8, or with a mark",
            ),
            Self::NotCounted => out.write_str(
                "does not say how often the password was seen; take the list without a least number of times",
            ),
            Self::Unsorted { most } => write!(
                out,
                "the list is not in the order of its hashes, and has over {most} lines, too many to put in order here; \
                 sort a list of hashes first (LC_ALL=C sort), and take the most used of a list of passwords"
            ),
            Self::TooLong => write!(out, "longer than {LONGEST} bytes; this is no list with one password a line"),
        }
    }
}
