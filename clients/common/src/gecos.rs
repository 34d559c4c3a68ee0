//! The comment field of `/etc/passwd`: full name, room, telephone at work, telephone at home, with commas between them.

use keyward::{Gecos, OwnedContext};

/// Takes in what a GECOS field tells, in place of a telephone number that was known. `&` in the name stands for the user name
/// with a capital letter, as finger(1) reads it.
///
/// ```
/// use keyward_client::{OwnedContext, add_gecos};
/// let mut account = OwnedContext { username: "smith".to_owned(), ..OwnedContext::default() };
/// add_gecos(&mut account, "John &,Ward 4,01279 555123,07700 900123");
/// assert_eq!(account.names, ["John Smith"]);
/// assert_eq!(account.phone, "01279 555123\n07700 900123");
/// ```
pub fn add_gecos(account: &mut OwnedContext, gecos: &str) {
    let Gecos { name, phones, .. } = Gecos::read(gecos, &account.username);
    account.names.extend(Some(name).filter(|name| !name.is_empty()));
    account.phone = phones.join("\n");
}
