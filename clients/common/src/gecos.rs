//! The comment field of `/etc/passwd`: full name, room, telephone at work, telephone at home, with commas between them.

use keyward::Gecos;

use crate::Account;

/// Adds what a GECOS field tells. `&` in the name stands for the user name with a capital letter, as finger(1) reads it.
///
/// ```
/// use keyward_client::{Account, add_gecos};
/// let mut account = Account { username: "smith".to_owned(), ..Account::default() };
/// add_gecos(&mut account, "John &,Ward 4,01279 555123,07700 900123");
/// assert_eq!(account.names, ["John Smith"]);
/// assert_eq!(account.phones, ["01279 555123", "07700 900123"]);
/// ```
pub fn add_gecos(account: &mut Account, gecos: &str) {
    let Gecos { name, phones, .. } = Gecos::read(gecos, &account.username);
    account.names.extend(Some(name).filter(|name| !name.is_empty()));
    account.phones.extend(phones);
}
