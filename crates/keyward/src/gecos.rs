//! The comment field of `/etc/passwd`: full name, room, telephone at work, telephone at home, with commas between them.

/// What a GECOS field tells of a person.
///
/// ```
/// use keyward::Gecos;
/// let gecos = Gecos::read("John &,Ward 4,01279 555123,07700 900123", "smith");
/// assert_eq!(gecos.name, "John Smith");
/// assert_eq!(gecos.phones, ["01279 555123", "07700 900123"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Gecos {
    /// The full name; empty if there is none.
    pub name: String,
    /// The telephone numbers that are there.
    pub phones: Vec<String>,
}

impl Gecos {
    /// Reads a field. `&` in the name stands for the user name with a capital letter, as finger(1) reads it.
    #[must_use]
    pub fn read(field: &str, username: &str) -> Self {
        let mut fields = field.split(',').map(str::trim);
        let mut rest = username.chars();
        let capitalised: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
        let name = fields.next().unwrap_or_default().replace('&', &capitalised);
        let phones = fields.skip(1).take(2).filter(|phone| !phone.is_empty()).map(str::to_owned).collect();
        Self { name, phones }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_left_out() {
        for (field, name, phones) in [
            ("", "", &[][..]),
            (",,,", "", &[]),
            ("Ann Jones", "Ann Jones", &[]),
            ("& Jones", "\u{c9}va Jones", &[]),
            ("Ann Jones,,,07700900123", "Ann Jones", &["07700900123"]),
            ("Ann Jones,2,01279555123,07700900123,extra,more", "Ann Jones", &["01279555123", "07700900123"]),
        ] {
            let gecos = Gecos::read(field, "\u{e9}va");
            assert_eq!(gecos.name, name, "{field}");
            assert_eq!(gecos.phones, phones, "{field}");
        }
    }
}
