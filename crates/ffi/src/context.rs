//! `keyward_context`: what is known of the account and its owner.

use std::mem;

use keyward::history::HistoryMode;
use keyward::{Date, Gecos, Operation};
use self_cell::self_cell;
use zeroize::Zeroizing;

use crate::border::{Flag, In, Out, Unit, Utf8, Utf16, given_mut, guard, owned};
use crate::history::{History, MaybeHistory};
use crate::numbers::{self, Field, FieldNumber, OperationNumber, Status, known};

/// What is known of the account and its owner. It keeps copies of what it is given and wipes them when it is freed. Any
/// number of threads may check with one at a time; while it is changed, no other thread may use it.
#[derive(Default)]
pub struct Context {
    operation: Operation,
    date_of_birth: Option<Date>,
    values: Values,
    pub(crate) history: Option<(History, HistoryMode)>,
}

/// `keyward_context **`
///
/// cbindgen:ignore
pub type OutContext = Out<*mut Context>;

/// `keyward_context *`
///
/// cbindgen:ignore
pub type GivenContextMut<'a> = Option<&'a mut Context>;

/// `const keyward_context *`, which may be NULL
///
/// cbindgen:ignore
pub type MaybeContext<'a> = Option<&'a Context>;

/// `keyward_context *`, which may be NULL
///
/// cbindgen:ignore
pub type FreedContext = Option<Box<Context>>;

type Secret = Zeroizing<String>;

self_cell! {
    /// The values of all fields, with the lists of them that the rules want, so that a check need not make any.
    struct Values {
        owner: Fields,
        #[covariant]
        dependent: Lists,
    }
}

/// The values of each field.
#[derive(Default)]
struct Fields {
    username: Secret,
    names: Vec<Secret>,
    email: Secret,
    phone: Secret,
    related: Vec<Secret>,
    subjects: Vec<Secret>,
    previous: Vec<Secret>,
    other_accounts: Vec<Secret>,
    /// How many bytes all of them have.
    bytes: usize,
}

/// The values of the fields that may have several.
struct Lists<'a> {
    names: Vec<&'a str>,
    related: Vec<&'a str>,
    subjects: Vec<&'a str>,
    previous: Vec<&'a str>,
    other_accounts: Vec<&'a str>,
}

impl Fields {
    /// Whether there is room for one more value of so many bytes.
    fn has_room(&self, field: Field, bytes: usize) -> bool {
        let (values, replaced) = match field {
            Field::Username => (0, self.username.len()),
            Field::Email | Field::Phone => (0, 0),
            Field::Name => (self.names.len(), 0),
            Field::Related => (self.related.len(), 0),
            Field::Subject => (self.subjects.len(), 0),
            Field::Previous => (self.previous.len(), 0),
            Field::OtherAccount => (self.other_accounts.len(), 0),
        };
        values < keyward::Context::MOST_VALUES
            && self.bytes - replaced + bytes <= keyward::Context::MOST_BYTES
    }

    fn put(&mut self, field: Field, value: Secret) -> Result<(), Status> {
        let bytes = value.len();
        match field {
            Field::Username => self.bytes -= mem::replace(&mut self.username, value).len(),
            Field::Email => append(&mut self.email, &value)?,
            Field::Phone => append(&mut self.phone, &value)?,
            Field::Name => self.names.push(value),
            Field::Related => self.related.push(value),
            Field::Subject => self.subjects.push(value),
            Field::Previous => self.previous.push(value),
            Field::OtherAccount => self.other_accounts.push(value),
        }
        self.bytes += bytes;
        Ok(())
    }
}

impl From<Fields> for Values {
    fn from(fields: Fields) -> Self {
        fn list(values: &[Secret]) -> Vec<&str> {
            values.iter().map(|value| value.as_str()).collect()
        }
        Self::new(fields, |fields| Lists {
            names: list(&fields.names),
            related: list(&fields.related),
            subjects: list(&fields.subjects),
            previous: list(&fields.previous),
            other_accounts: list(&fields.other_accounts),
        })
    }
}

impl Default for Values {
    fn default() -> Self {
        Fields::default().into()
    }
}

impl Context {
    /// What is known, as the rules want it.
    pub(crate) fn known(&self) -> keyward::Context<'_> {
        let (fields, lists) = (self.values.borrow_owner(), self.values.borrow_dependent());
        keyward::Context {
            operation: self.operation,
            username: &fields.username,
            names: &lists.names,
            email: &fields.email,
            phone: &fields.phone,
            date_of_birth: self.date_of_birth,
            related: &lists.related,
            subjects: &lists.subjects,
            previous: &lists.previous,
            other_accounts: &lists.other_accounts,
        }
    }

    fn add<U: Unit>(&mut self, field: FieldNumber, value: In<U>, len: usize) -> Result<(), Status> {
        self.put(known(field)?, owned(value, len)?)
    }

    fn put(&mut self, field: Field, value: Secret) -> Result<(), Status> {
        if !self.values.borrow_owner().has_room(field, value.len()) {
            return Err(Status::Value);
        }
        let mut fields = mem::take(&mut self.values).into_owner();
        let put = fields.put(field, value);
        // Also where there was no memory for the value: what was known before must not be lost.
        self.values = fields.into();
        put
    }
}

/// Puts a value behind those of a field that the rules read as one text. It moves to twice the room where it must move, so that
/// each byte is copied a few times at most, and its old place is wiped.
fn append(values: &mut Secret, value: &str) -> Result<(), Status> {
    let wanted = values.len() + 1 + value.len();
    if wanted > values.capacity() {
        let mut all = Secret::default();
        all.try_reserve_exact(wanted.max(2 * values.len())).map_err(|_| Status::Memory)?;
        all.push_str(values);
        *values = all;
    }
    values.push('\n');
    values.push_str(value);
    Ok(())
}

/// Makes a context in which nothing is known and the owner changes the password. The caller gives it back to
/// `keyward_context_free`.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_new(context: OutContext) -> Status {
    guard(|| context.hand_over_new(Context::default))
}

/// Frees a context and wipes what it knew. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_free(context: FreedContext) {
    guard(|| {
        drop(context);
        Ok(())
    });
}

/// Adds a value in UTF-8, which is copied. A user name takes the place of the one before. A context takes on 256 names, and
/// as many relatives, subjects, earlier passwords and passwords of other accounts, and 65,536 bytes of UTF-8 in all, for a
/// check takes as long as there is to compare with.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `VALUE` for a number that is no field and for a value too many, which is
/// then not added.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_add_utf8(
    context: GivenContextMut<'_>,
    field: FieldNumber,
    value: Utf8,
    value_len: usize,
) -> Status {
    guard(|| given_mut(context)?.add(field, value, value_len))
}

/// `keyward_context_add_utf8` for UTF-16; the length is in units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_add_utf16(
    context: GivenContextMut<'_>,
    field: FieldNumber,
    value: Utf16,
    value_len: usize,
) -> Status {
    guard(|| given_mut(context)?.add(field, value, value_len))
}

/// Adds what the comment field of `/etc/passwd` (GECOS) tells, in UTF-8: the full name and both telephone numbers of
/// `John Smith,Ward 4,01279 555123,07700 900123`. `&` in the name stands for the user name with a capital letter, so add that
/// first.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `VALUE` for more than a context takes on.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_add_gecos_utf8(
    context: GivenContextMut<'_>,
    gecos: Utf8,
    gecos_len: usize,
) -> Status {
    guard(|| {
        let context = given_mut(context)?;
        let username = context.values.borrow_owner().username.clone();
        let Gecos { name, phones, .. } = u8::read(gecos, gecos_len, |gecos| Gecos::read(gecos, &username))?;
        let names = Some(name).filter(|name| !name.is_empty()).map(|name| (Field::Name, name));
        let phones = phones.into_iter().map(|phone| (Field::Phone, phone));
        names.into_iter().chain(phones).try_for_each(|(field, value)| context.put(field, value.into()))
    })
}

/// Sets the owner's date of birth, such as 1987, 2, 14.
///
/// Errors: `NULL`, `VALUE` for a day that is not in the calendar.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_set_date_of_birth(
    context: GivenContextMut<'_>,
    year: u16,
    month: u8,
    day: u8,
) -> Status {
    guard(|| {
        let date = Date { year, month, day };
        let context = given_mut(context)?;
        context.date_of_birth = Some(date.exists().then_some(date).ok_or(Status::Value)?);
        Ok(())
    })
}

/// Sets who sets the password. No verdict depends on it, and a text says as much as its disclosure: for who sets a password
/// for somebody else take `KEYWARD_DISCLOSURE_DESK`.
///
/// Errors: `NULL`, `VALUE` for a number that is no operation.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_set_operation(
    context: GivenContextMut<'_>,
    operation: OperationNumber,
) -> Status {
    guard(|| {
        given_mut(context)?.operation = match known(operation)? {
            numbers::Operation::Change => Operation::Change,
            numbers::Operation::Set => Operation::Set,
        };
        Ok(())
    })
}

/// Gives the context a copy of the account's history, which a check then asks when no other rule objects, or `always`; NULL
/// takes it away. Asking takes a good part of a second and needs memory, see `keyward_history_check_utf8`.
///
/// Errors: `NULL` for the context.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_set_history(
    context: GivenContextMut<'_>,
    history: MaybeHistory<'_>,
    always: Flag,
) -> Status {
    guard(|| {
        let ask = if always == 0 { HistoryMode::IfAccepted } else { HistoryMode::Always };
        given_mut(context)?.history = history.map(|history| (history.clone(), ask));
        Ok(())
    })
}
