//! `keyward_context`: what is known of the account and its owner.

use keyward::history::Ask;
use keyward::{Date, Operation};
use smallvec::SmallVec;
use zeroize::Zeroizing;

use crate::border::{In, given_mut, guard};
use crate::history::History;
use crate::numbers::{self, Field, FieldNumber, OperationNumber, Status, known};
use crate::text::{Unit, owned};
use crate::types::{Flag, FreedContext, GivenContextMut, MaybeHistory, OutContext, Utf8, Utf16};

/// What is known of the account and its owner. It keeps copies of what it is given and wipes them when it is freed. Any
/// number of threads may check with one at a time; while it is changed, no other thread may use it.
#[derive(Default)]
pub struct Context {
    operation: Operation,
    username: Secret,
    names: Vec<Secret>,
    email: Secret,
    phone: Secret,
    date_of_birth: Option<Date>,
    related: Vec<Secret>,
    subjects: Vec<Secret>,
    previous: Vec<Secret>,
    other_accounts: Vec<Secret>,
    pub(crate) history: Option<(History, Ask)>,
}

type Secret = Zeroizing<String>;

/// The values of all fields as the rules want them. There is room for sixteen of each field, which need no memory from the
/// heap, as the header promises.
type Values<'a> = SmallVec<[&'a str; 96]>;

impl Context {
    /// Hands what is known to `judge`.
    pub(crate) fn lend<R>(&self, judge: impl FnOnce(&keyward::Context<'_>) -> R) -> R {
        let lists = [&self.names, &self.related, &self.subjects, &self.previous, &self.other_accounts];
        // Filled where they stay, as they are large to move.
        let mut values = Values::new();
        for value in lists.into_iter().flatten() {
            values.push(value.as_str());
        }
        let mut rest = values.as_slice();
        let [names, related, subjects, previous, other_accounts] = lists.map(|list| {
            let (own, others) = rest.split_at_checked(list.len()).unwrap_or_default();
            rest = others;
            own
        });
        judge(&keyward::Context {
            operation: self.operation,
            username: &self.username,
            names,
            email: &self.email,
            phone: &self.phone,
            date_of_birth: self.date_of_birth,
            related,
            subjects,
            previous,
            other_accounts,
        })
    }

    fn add<U: Unit>(&mut self, field: FieldNumber, value: In<U>, len: usize) -> Result<(), Status> {
        let field: Field = known(field)?;
        let value = owned(value, len)?;
        match field {
            Field::Username => self.username = value,
            Field::Email => self.email = value,
            Field::Phone => self.phone = value,
            Field::Name => self.names.push(value),
            Field::Related => self.related.push(value),
            Field::Subject => self.subjects.push(value),
            Field::Previous => self.previous.push(value),
            Field::OtherAccount => self.other_accounts.push(value),
        }
        Ok(())
    }
}

/// Makes a context in which nothing is known and the owner changes the password. The caller gives it back to
/// `keyward_context_free`.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_new(context: OutContext) -> Status {
    guard(|| context.hand_over(Box::default()))
}

/// Frees a context and wipes what it knew. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_context_free(context: FreedContext) {
    guard(|| {
        drop(context);
        Ok(())
    });
}

/// Adds a value in UTF-8, which is copied. In a field of one value it takes the place of the one before.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `VALUE` for a number that is no field.
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

/// Sets who sets the password.
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
        let ask = if always == 0 { Ask::IfAccepted } else { Ask::Always };
        given_mut(context)?.history = history.map(|history| (history.clone(), ask));
        Ok(())
    })
}
