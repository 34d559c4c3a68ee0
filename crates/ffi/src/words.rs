//! `keyward_policy`: the organisation's own lists of words.

use keyward::compile_word_list;

use crate::border::{Bytes, In, Unit, Utf8, Utf16, given_mut, guard};
use crate::numbers::Status;
use crate::policy::{GivenPolicyMut, Policy};

/// Adds a dictionary that `keyward dict build` has made: its entries count as dictionary words. It is copied and checked.
/// Reports that were made before stay as they are. A damaged dictionary leaves the policy as it was, and so does the ninth that is
/// added.
///
/// Errors: `NULL`, `LENGTH`, `INVALID` for bytes that are not a dictionary, `VALUE` for more than 8 dictionaries.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_add_dictionary(
    policy: GivenPolicyMut<'_>,
    dictionary: Bytes,
    dictionary_len: usize,
) -> Status {
    guard(|| {
        let policy = given_mut(policy)?;
        let blob = dictionary.bytes(dictionary_len)?;
        policy.has_room()?;
        policy.add(blob.to_vec())
    })
}

/// Adds an organisation's own words, one a line, as a dictionary of common words. Blank lines are passed over, and so are
/// those that begin with `#`. Case, diacritics and what is between letters do not matter. Each call makes a dictionary, of which
/// a policy takes on 8, so give all words at once.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `INVALID` if there is no word, or one of fewer than 2 or more than 64
/// letters and digits, or in another script than Latin, `VALUE` for more than 8 dictionaries.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_add_words_utf8(
    policy: GivenPolicyMut<'_>,
    words: Utf8,
    words_len: usize,
) -> Status {
    guard(|| add_words(given_mut(policy)?, words, words_len))
}

/// `keyward_policy_add_words_utf8` for UTF-16; the length is in units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_add_words_utf16(
    policy: GivenPolicyMut<'_>,
    words: Utf16,
    words_len: usize,
) -> Status {
    guard(|| add_words(given_mut(policy)?, words, words_len))
}

fn add_words<U: Unit>(policy: &mut Policy, words: In<U>, len: usize) -> Result<(), Status> {
    words.elements(len)?;
    policy.has_room()?;
    let blob = U::read(words, len, |words| compile_word_list(words, "added by the program"))?;
    policy.add(blob.map_err(|_| Status::Invalid)?)
}
