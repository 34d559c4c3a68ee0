//! The comment field of `/etc/passwd`: full name, room, telephone at work, telephone at home, with commas between them.

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
    let mut fields = gecos.split(',').map(str::trim);
    let mut initial = account.username.chars();
    let capitalised: String =
        initial.next().into_iter().flat_map(char::to_uppercase).chain(initial).collect();
    let name = fields.next().unwrap_or_default().replace('&', &capitalised);
    account.names.extend(Some(name).filter(|name| !name.is_empty()));
    account.phones.extend(fields.skip(1).take(2).filter(|phone| !phone.is_empty()).map(str::to_owned));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_left_out() {
        for (gecos, names, phones) in [
            ("", &[][..], &[][..]),
            (",,,", &[], &[]),
            ("Ann Jones", &["Ann Jones"], &[]),
            ("Ann Jones,,,07700900123", &["Ann Jones"], &["07700900123"]),
            (
                "Ann Jones,2,01279555123,07700900123,extra,more",
                &["Ann Jones"],
                &["01279555123", "07700900123"],
            ),
        ] {
            let mut account = Account::default();
            add_gecos(&mut account, gecos);
            assert_eq!(account.names, names, "{gecos}");
            assert_eq!(account.phones, phones, "{gecos}");
        }
    }
}
