//! `keyward_policy`: the rules a password is judged by, with the word lists.

use std::sync::Arc;

use keyward::breached::BreachFilter;
use keyward::dictionary::Dictionary;
use keyward::lifecycle::{self, InUse};
use keyward::{NamedPolicy, PolicyFileError, Validator};
use self_cell::self_cell;

use crate::border::{
    Flag, Out, OutNumber32, OutNumber64, OutSize, OutText, Place, Unit, Utf8, Utf8Buffer, Utf16Buffer, given,
    given_mut, guard,
};
use crate::numbers::{
    Format, FormatNumber, Language, LanguageNumber, RuleNumber, Standing, Status, core_rule, known,
};

/// A policy with the word lists that it is judged by. Any number of threads may check with one at a time; while it is
/// changed, no other thread may use it.
pub struct Policy(pub(crate) Arc<Loaded>);

/// `keyward_policy **`
///
/// cbindgen:ignore
pub type OutPolicy = Out<*mut Policy>;

/// `const keyward_policy *`
///
/// cbindgen:ignore
pub type GivenPolicy<'a> = Option<&'a Policy>;

/// `keyward_policy *`
///
/// cbindgen:ignore
pub type GivenPolicyMut<'a> = Option<&'a mut Policy>;

/// `keyward_policy *`, which may be NULL
///
/// cbindgen:ignore
pub type FreedPolicy = Option<Box<Policy>>;

/// `keyward_standing *`
///
/// cbindgen:ignore
pub type OutStanding = Out<Standing>;

self_cell! {
    /// What a policy handle and the reports made with it share: what C has given, and the validator that reads it.
    pub(crate) struct Loaded {
        owner: Extras,
        #[covariant]
        dependent: Validator,
    }
}

self_cell! {
    /// A list of words that C has given, opened once for all changes of a policy.
    struct Words {
        owner: Vec<u8>,
        #[covariant]
        dependent: Dictionary,
    }
}

/// What C has given besides the policy. Copies share the lists.
#[derive(Clone, Default)]
pub(crate) struct Extras {
    dictionaries: Vec<Arc<Words>>,
    breach_filter: Option<BreachFilter<'static>>,
}

impl Loaded {
    fn of(policy: NamedPolicy, extras: Extras) -> Arc<Self> {
        Arc::new(Self::new(extras, |Extras { dictionaries, breach_filter }| {
            let validator = Validator::new(policy);
            let validator = match breach_filter {
                Some(filter) => validator.with_breach_filter(filter.clone()),
                None => validator,
            };
            let lists = dictionaries.iter().map(|words| *words.borrow_dependent());
            lists.fold(validator, Validator::with_dictionary)
        }))
    }

    pub(crate) fn validator(&self) -> &Validator<'_> {
        self.borrow_dependent()
    }

    pub(crate) fn named(&self) -> &NamedPolicy {
        self.validator().named()
    }

    pub(crate) fn policy(&self) -> &keyward::Policy {
        self.validator().policy()
    }
}

impl Policy {
    fn hand_over(policy: NamedPolicy, place: OutPolicy) -> Result<(), Status> {
        let loaded = Loaded::of(policy, Extras::default());
        place.hand_over_new(|| Self(loaded))
    }

    /// Whether there is room for one more dictionary.
    pub(crate) fn has_room(&self) -> Result<(), Status> {
        let is_full = self.0.borrow_owner().dictionaries.len() >= Validator::MOST_DICTIONARIES;
        if is_full { Err(Status::Value) } else { Ok(()) }
    }

    pub(crate) fn add(&mut self, blob: Vec<u8>) -> Result<(), Status> {
        let words = Words::try_new(blob, |blob| Dictionary::open(blob)).map_err(|_| Status::Invalid)?;
        self.change(|extras| extras.dictionaries.push(Arc::new(words)));
        Ok(())
    }

    pub(crate) fn set_breach_filter(&mut self, filter: BreachFilter<'static>) {
        self.change(|extras| extras.breach_filter = Some(filter));
    }

    fn change(&mut self, change: impl FnOnce(&mut Extras)) {
        let mut extras = self.0.borrow_owner().clone();
        change(&mut extras);
        self.0 = Loaded::of(self.0.named().clone(), extras);
    }

    fn requirement<U: Unit>(
        &self,
        rule: RuleNumber,
        language: LanguageNumber,
        place: Place<U>,
    ) -> Result<(), Status> {
        let (rule, language) = self.asked_about(rule, language)?;
        place.fill(|pen| write!(pen, "{}", rule.requirement(self.0.policy(), language)))
    }

    /// A rule that the policy asks for, and the language to speak of it in.
    pub(crate) fn asked_about(
        &self,
        rule: RuleNumber,
        language: LanguageNumber,
    ) -> Result<(keyward::Rule, keyward::Language), Status> {
        let (rule, language) = (core_rule(rule)?, known::<Language>(language)?.into());
        if self.0.policy().applies(rule) { Ok((rule, language)) } else { Err(Status::None) }
    }
}

/// Makes a policy from a preset, such as `nhs-appendix-a` or `hw-5.3.2`, named in UTF-8; `keyward_preset_text` tells which
/// there are. The caller gives it back to
/// `keyward_policy_free`.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND` for a name that is no preset.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_new_preset(name: Utf8, name_len: usize, policy: OutPolicy) -> Status {
    guard(|| {
        policy.given()?;
        let preset = u8::read(name, name_len, NamedPolicy::preset)?;
        Policy::hand_over(preset.map_err(|_| Status::NotFound)?, policy)
    })
}

/// Makes a policy from what an administrator names in a setting, in UTF-8: a preset, or else a policy file, which is read as
/// JSON if its name ends in `.json`, and as TOML otherwise. The caller gives it back to `keyward_policy_free`.
///
/// With `INVALID`, and with nothing else, the buffer says why in UTF-8, for the administrator:
/// `/etc/keyward/desk.toml: line 3: ` and what is wrong there. Of a text that is longer than the buffer it holds the beginning,
/// and `needed` is the length of the whole.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `INVALID` if there is neither such a preset nor such a file, if the file cannot be
/// read, or for a mistake in it.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_open_utf8(
    name: Utf8,
    name_len: usize,
    policy: OutPolicy,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        policy.given()?;
        let place = buffer.of(capacity, needed);
        place.given()?;
        match u8::read(name, name_len, NamedPolicy::open)? {
            Ok(opened) => Policy::hand_over(opened, policy),
            Err(mistake) => place.beginning(&mistake.to_string()).and(Err(Status::Invalid)),
        }
    })
}

/// Makes a policy from the text of a policy file, in UTF-8. The caller gives it back to `keyward_policy_free`.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `VALUE` for a number that is no format, `INVALID` for a file with a mistake, which
/// `keyward_policy_mistake_utf8` explains.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_new_utf8(
    format: FormatNumber,
    text: Utf8,
    text_len: usize,
    policy: OutPolicy,
) -> Status {
    guard(|| {
        policy.given()?;
        Policy::hand_over(parse(format, text, text_len)?.map_err(|_| Status::Invalid)?, policy)
    })
}

fn parse(
    format: FormatNumber,
    text: Utf8,
    len: usize,
) -> Result<Result<NamedPolicy, PolicyFileError>, Status> {
    let format: Format = known(format)?;
    u8::read(text, len, |text| match format {
        Format::Toml => NamedPolicy::from_toml(text),
        Format::Json => NamedPolicy::from_json(text),
    })
}

/// Gives one key of a policy a value, both in UTF-8 as a policy file has them, without quotation marks: `min_length` and `12`,
/// `own_details` and `true`, `allowed_characters` and `upper, lower, digit, [-_.]`. The rule `breached` and an organisation's words
/// have functions of their own. Where several keys change, do it in an order that at each step leaves a policy that a password can
/// meet. Reports that were made before stay as they are.
///
/// With `INVALID`, and with nothing else, the buffer says why in UTF-8, for the administrator. Of a text that is longer than the
/// buffer it holds the beginning, and `needed` is the length of the whole. The policy then stays as it was.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `INVALID` for what is no key, a value that the key may not have, or a policy that no
/// password could meet.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_set_utf8(
    policy: GivenPolicyMut<'_>,
    key: Utf8,
    key_len: usize,
    value: Utf8,
    value_len: usize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        let policy = given_mut(policy)?;
        let place = buffer.of(capacity, needed);
        place.given()?;
        let mut named = policy.0.named().clone();
        let set = u8::read(key, key_len, |key| u8::read(value, value_len, |value| named.set(key, value)))??;
        match set {
            Ok(()) => {
                policy.0 = Loaded::of(named, policy.0.borrow_owner().clone());
                Ok(())
            }
            Err(mistake) => place.beginning(&mistake.to_string()).and(Err(Status::Invalid)),
        }
    })
}

/// What is wrong with the text of a policy file: the line, the key and what was probably meant, for the administrator who
/// wrote it. Both texts are UTF-8. The explanation is empty if nothing is wrong.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_mistake_utf8(
    format: FormatNumber,
    text: Utf8,
    text_len: usize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        let place = buffer.of(capacity, needed);
        match parse(format, text, text_len)? {
            Ok(_) => place.text(""),
            Err(mistake) => place.fill(|pen| write!(pen, "{mistake}")),
        }
    })
}

/// Frees a policy. NULL is fine. Reports that were made with it stay as they are.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_free(policy: FreedPolicy) {
    guard(|| {
        drop(policy);
        Ok(())
    });
}

/// The name of a policy, in UTF-8. It belongs to the policy and is good until the policy is freed or changed.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_name(policy: GivenPolicy<'_>, name: OutText, name_len: OutSize) -> Status {
    guard(|| name.text(given(policy)?.0.named().name(), name_len))
}

/// The digest of what a policy asks for: two policies with the same digest judge the same, dictionaries and breach filters
/// aside. It is 16 hexadecimal digits, belongs to the policy and is good until the policy is freed or changed.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_digest(
    policy: GivenPolicy<'_>,
    digest: OutText,
    digest_len: OutSize,
) -> Status {
    guard(|| digest.text(given(policy)?.0.named().digest(), digest_len))
}

/// What a policy requires by one rule, in UTF-8, to follow a bullet point: `at least 2 numbers`.
///
/// Errors: `NULL`, `VALUE` for a number that is no rule or no language, `NONE` if the policy does not ask for it,
/// `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_requirement_utf8(
    policy: GivenPolicy<'_>,
    rule: RuleNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(policy)?.requirement(rule, language, buffer.of(capacity, needed)))
}

/// `keyward_policy_requirement_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_requirement_utf16(
    policy: GivenPolicy<'_>,
    rule: RuleNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(policy)?.requirement(rule, language, buffer.of(capacity, needed)))
}

/// The whole policy as a TOML file in UTF-8, every key written out.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_toml_utf8(
    policy: GivenPolicy<'_>,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| buffer.of(capacity, needed).text(&given(policy)?.0.named().to_toml()))
}

/// How a policy stands to NIST SP 800-63B-4, OWASP ASVS 5, Cyber Essentials and others, as a JSON list in UTF-8 of objects
/// with `standard`, `clause`, `relation` and `text`.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_lint_json_utf8(
    policy: GivenPolicy<'_>,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        let remarks = keyward::lint(given(policy)?.0.named());
        let json = serde_json::to_string(&remarks).map_err(|_| Status::Internal)?;
        buffer.of(capacity, needed).text(&json)
    })
}

/// What becomes of a password that was set at `set_at` and is used at `now`, both in seconds from any fixed moment:
/// whether it is due within `soon_days`, and how many days it has left, `UINT64_MAX` if it never expires.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_standing(
    policy: GivenPolicy<'_>,
    set_at: u64,
    new_or_reset: Flag,
    now: u64,
    soon_days: u16,
    standing: OutStanding,
    days_left: OutNumber64,
) -> Status {
    guard(|| {
        standing.given()?;
        let password = InUse { set_at, new_or_reset: new_or_reset != 0 };
        let (found, days) = match given(policy)?.0.policy().lifecycle.standing(&password, now, soon_days) {
            lifecycle::Standing::Good { days_left } => (Standing::Good, days_left.unwrap_or(u64::MAX)),
            lifecycle::Standing::DueSoon { days_left } => (Standing::DueSoon, days_left),
            lifecycle::Standing::Expired => (Standing::Expired, 0),
            lifecycle::Standing::ChangeAtFirstLogOn => (Standing::ChangeAtFirstLogOn, 0),
        };
        days_left.put(days)?;
        standing.put(found)
    })
}

/// How many wrong attempts are left before the account is to be locked; 0 means now.
///
/// Errors: `NULL`, `NONE` if the policy locks no account.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_attempts_left(
    policy: GivenPolicy<'_>,
    wrong_attempts: u32,
    left: OutNumber32,
) -> Status {
    guard(|| {
        let lifecycle = given(policy)?.0.policy().lifecycle;
        left.put(lifecycle.attempts_left(wrong_attempts).ok_or(Status::None)?)
    })
}
