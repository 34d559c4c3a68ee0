//! Hashes of another kind: a directory's own, or an older system's.

use crate::{Error, Record};

/// A stored hash that can say whether a password is the one it was made of.
///
/// Implement it for a kind of hash this crate does not know, and hand the entries, newest first, to
/// [`Search::run_with`](crate::Search::run_with). The password comes in NFC.
///
/// ```
/// use keyward_history::{Error, HistoryMatch, Search, Verify};
/// use pbkdf2::Pbkdf2;
/// use pbkdf2::password_hash::phc::PasswordHash;
/// use pbkdf2::password_hash::{self, PasswordHasher, PasswordVerifier};
///
/// struct Directory(PasswordHash);
///
/// impl Verify for Directory {
///     fn verify(&self, password: &str) -> Result<bool, Error> {
///         match Pbkdf2::SHA256.verify_password(password.as_bytes(), &self.0) {
///             Ok(()) => Ok(true),
///             Err(password_hash::Error::PasswordInvalid) => Ok(false),
///             Err(_) => Err(Error::Unverifiable),
///         }
///     }
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let stored = Directory(PasswordHash::new(
///     "$pbkdf2-sha256$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$spnT491mq5UHTQ29kp9K2mB4upcsileePP3dmQekGx0",
/// )?);
/// let found = Search::default().run_with("FarmHairTree84*!", &[&stored], |_| true)?;
/// assert!(matches!(found, Some(HistoryMatch::Recycled { entry: 0, change }) if change.id() == "counter_moved"));
/// # Ok(())
/// # }
/// ```
pub trait Verify: Sync {
    /// Whether `password` is the one this entry was made of.
    ///
    /// # Errors
    /// [`Error::Unverifiable`] when that cannot be told.
    fn verify(&self, password: &str) -> Result<bool, Error>;
}

impl Verify for Record {
    fn verify(&self, password: &str) -> Result<bool, Error> {
        Record::verify(self, password)
    }
}
