//! One stored hash: an argon2 PHC string, read strictly and within the caps of [`Params`].
//!
//! ```text
//! $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>
//! └────────────── recipe ─────────────┘ └ output
//! ```

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use argon2::{Algorithm, Argon2, Block, Version};
use password_hash::phc::{self, Output, PasswordHash, Salt};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::{Error, Params, RecordError};

/// The bytes of a hash. The reference implementation, PHP, Django and libsodium all make so many; were others allowed, a record
/// whose end was cut off would be another record, which nothing matches.
const OUTPUT_LENGTH: usize = 32;
/// The bytes of a salt, by all of them and by Django.
const SALT_LENGTHS: [usize; 2] = [16, 22];

/// One earlier password, hashed.
#[derive(Clone)]
pub struct Record {
    text: String,
    recipe: Recipe,
    output: Output,
}

impl Record {
    /// Hashes `password` with argon2id under `params` and 16 fresh random bytes of `salt`.
    ///
    /// ```
    /// use keyward_history::{Params, Record};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut salt = [0; 16];
    /// getrandom::fill(&mut salt)?;
    /// # let cheap = Params::new(8, 1, 1)?;
    /// # let params = &cheap;
    /// # #[cfg(any())]
    /// let params = &Params::DEFAULT;
    /// let stored = Record::new("FarmHairTree83*!", params, &salt)?.as_str().to_owned();
    /// let record: Record = stored.parse()?;
    /// assert!(record.verify("FarmHairTree83*!")? && !record.verify("FarmHairTree84*!")?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn new(password: &str, params: &Params, salt: &[u8; 16]) -> Result<Record, Error> {
        let salt = Salt::new(salt).map_err(|_| Error::Unhashable)?;
        let recipe = Recipe {
            algorithm: Algorithm::Argon2id,
            version: Version::V0x13,
            params: argon2::Params::new(
                params.memory(),
                params.passes(),
                params.lanes(),
                Some(OUTPUT_LENGTH),
            )
            .map_err(|_| Error::Unhashable)?,
            cost: params.cost(),
            salt,
        };
        let output = recipe.hash(&nfc(password), &mut Scratch::new())?;
        let text = alloc::format!(
            "${}$v={}$m={},t={},p={}${}${}",
            recipe.algorithm,
            u32::from(recipe.version),
            params.memory(),
            params.passes(),
            params.lanes(),
            recipe.salt,
            output
        );
        Ok(Record { text, recipe, output })
    }

    /// Whether `password` is the one this record was made of.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn verify(&self, password: &str) -> Result<bool, Error> {
        Ok(self.recipe.hash(&nfc(password), &mut Scratch::new())? == self.output)
    }

    /// The PHC string, as it was read or made.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    pub(crate) fn output(&self) -> Output {
        self.output
    }
}

impl FromStr for Record {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Record, RecordError> {
        let name =
            text.strip_prefix('$').and_then(|rest| rest.split('$').next()).ok_or(RecordError::Malformed)?;
        let algorithm = Algorithm::try_from(name).map_err(|_| RecordError::Algorithm)?;
        let hash = PasswordHash::new(text).map_err(|error| match error {
            phc::Error::SaltTooShort | phc::Error::SaltTooLong => RecordError::Salt,
            phc::Error::OutputSize { .. } => RecordError::Hash,
            phc::Error::ParamNameDuplicated
            | phc::Error::ParamNameInvalid
            | phc::Error::ParamValueInvalid
            | phc::Error::ParamValueTooLong
            | phc::Error::ParamsMaxExceeded => RecordError::Parameters,
            _ => RecordError::Malformed,
        })?;
        // Strings from before version 19 carry no version at all.
        let version = Version::try_from(hash.version.unwrap_or(0x10)).map_err(|_| RecordError::Version)?;
        // The three below and no other: a hash that was made with a key as well would match nothing.
        if hash.params.iter().count() != 3 {
            return Err(RecordError::Parameters);
        }
        let number = |name| hash.params.get_decimal(name).ok_or(RecordError::Parameters);
        let cost = Params::new(number("m")?, number("t")?, number("p")?)?.cost();
        let salt = hash.salt.filter(|salt| SALT_LENGTHS.contains(&salt.len())).ok_or(RecordError::Salt)?;
        let output = hash.hash.filter(|output| output.len() == OUTPUT_LENGTH).ok_or(RecordError::Hash)?;
        let params = argon2::Params::try_from(&hash).map_err(|_| RecordError::Parameters)?;
        let recipe = Recipe { algorithm, version, params, cost, salt };
        Ok(Record { text: text.to_string(), recipe, output })
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("algorithm", &self.recipe.algorithm)
            .field("memory", &self.recipe.params.m_cost())
            .field("passes", &self.recipe.params.t_cost())
            .field("lanes", &self.recipe.params.p_cost())
            .finish_non_exhaustive()
    }
}

/// All that goes into a hash but the password. Records of one recipe share their hashes.
#[derive(Clone, PartialEq)]
pub(crate) struct Recipe {
    algorithm: Algorithm,
    version: Version,
    params: argon2::Params,
    cost: u64,
    salt: Salt,
}

impl Recipe {
    /// The memory one hash works in, in KiB.
    pub(crate) fn memory(&self) -> usize {
        self.params.block_count()
    }

    /// What one hash costs.
    pub(crate) fn cost(&self) -> u64 {
        self.cost
    }

    /// Hashes a password already in NFC.
    pub(crate) fn hash(&self, password: &str, scratch: &mut Scratch) -> Result<Output, Error> {
        let mut bytes = Zeroizing::new([0; OUTPUT_LENGTH]);
        let blocks = scratch.blocks(self.memory())?;
        Argon2::new(self.algorithm, self.version, self.params.clone())
            .hash_password_into_with_memory(password.as_bytes(), &self.salt, bytes.as_mut_slice(), blocks)
            .map_err(|error| match error {
                argon2::Error::OutOfMemory => Error::OutOfMemory,
                _ => Error::Unhashable,
            })?;
        Output::new(bytes.as_slice()).map_err(|_| Error::Unhashable)
    }
}

/// The memory argon2 works in, used again from hash to hash and wiped at the end: it holds what would let an attacker
/// test guesses without paying for the memory.
pub(crate) struct Scratch {
    blocks: Vec<Block>,
}

impl Scratch {
    pub(crate) fn new() -> Scratch {
        Scratch { blocks: Vec::new() }
    }

    fn blocks(&mut self, count: usize) -> Result<&mut [Block], Error> {
        if self.blocks.len() < count {
            // A new allocation, since growing the old one could leave a copy behind.
            *self = Scratch::new();
            self.blocks.try_reserve_exact(count).map_err(|_| Error::OutOfMemory)?;
            self.blocks.resize(count, Block::default());
        }
        self.blocks.get_mut(..count).ok_or(Error::OutOfMemory)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for block in &mut self.blocks {
            block.zeroize();
        }
    }
}

/// The password as it is hashed.
pub(crate) fn nfc(password: &str) -> Zeroizing<String> {
    // NFC triples the bytes of a string at most, so that no growth leaves a copy behind.
    let mut text = Zeroizing::new(String::with_capacity(password.len().saturating_mul(3)));
    text.extend(password.nfc());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nfc_never_outgrows_its_buffer() {
        // U+0390 and U+1D160 are the characters that NFC lengthens most.
        for text in ["", "abc", "\u{0390}", "\u{1D160}", "e\u{301}", "\u{FB2C}", "\u{212B}", "가각"] {
            assert!(nfc(text).len() <= text.len() * 3, "{text}");
        }
    }
}
