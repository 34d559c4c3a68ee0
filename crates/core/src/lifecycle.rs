//! What becomes of a password once it is in use: when it expires (WE-S1), whether it must be changed at the first log-on
//! (WE-M1), when the account is locked (WE-M2). None of it can be seen in the password; these are pure functions that
//! take the time as an argument, in seconds since any fixed moment (the Unix epoch, for one).

use crate::policy::Lifecycle;

/// Seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// How a password in use stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It may be used; with the days until it expires, if it does.
    Good {
        /// Whole days left.
        days_left: Option<u64>,
    },
    /// It may be used, and expires within the days asked about.
    DueSoon {
        /// Whole days left.
        days_left: u64,
    },
    /// It is too old and must be changed.
    Expired,
    /// It was set by somebody else and must be changed at this log-on.
    ChangeAtFirstLogOn,
}

/// When and by whom a password was set, and what has happened since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InUse {
    /// When it was set, in seconds.
    pub set_at: u64,
    /// Whether it is new or reset, and its owner has not chosen it.
    pub new_or_reset: bool,
}

impl Lifecycle {
    /// How a password stands at the time `now`; `soon_days` is how early to warn of its end.
    ///
    /// A clock that went back counts as no time at all.
    ///
    /// ```
    /// use keyward_core::Policy;
    /// use keyward_core::lifecycle::{InUse, Standing};
    /// let lifecycle = Policy::NHS_APPENDIX_A.lifecycle;
    /// let password = InUse { set_at: 1_000_000, new_or_reset: false };
    /// let after = |days: u64| lifecycle.standing(&password, 1_000_000 + days * 86_400, 14);
    /// assert_eq!(after(10), Standing::Good { days_left: Some(80) });
    /// assert_eq!(after(80), Standing::DueSoon { days_left: 10 });
    /// assert_eq!(after(90), Standing::Expired);
    /// ```
    #[must_use]
    pub const fn standing(&self, password: &InUse, now: u64, soon_days: u16) -> Standing {
        if self.change_at_first_log_on && password.new_or_reset {
            return Standing::ChangeAtFirstLogOn;
        }
        let Some(days) = self.expires_after_days else { return Standing::Good { days_left: None } };
        let days_left = (days as u64).saturating_sub(now.saturating_sub(password.set_at) / DAY);
        if days_left == 0 {
            Standing::Expired
        } else if days_left <= soon_days as u64 {
            Standing::DueSoon { days_left }
        } else {
            Standing::Good { days_left: Some(days_left) }
        }
    }

    /// Whether the account is locked after so many wrong attempts in a row.
    #[must_use]
    pub const fn is_locked(&self, wrong_attempts: u32) -> bool {
        matches!(self.attempts_left(wrong_attempts), Some(0))
    }

    /// The attempts that are left before the account is locked; none if it never is.
    #[must_use]
    pub const fn attempts_left(&self, wrong_attempts: u32) -> Option<u32> {
        match self.lock_after_attempts {
            Some(most) => Some((most as u32).saturating_sub(wrong_attempts)),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Policy;

    const START: u64 = 1_700_000_000;

    #[test]
    fn a_password_expires_at_the_end_of_its_last_day() {
        let lifecycle = Policy::NHS_APPENDIX_A.lifecycle;
        let password = InUse { set_at: START, new_or_reset: false };
        let cases = [
            (0, Standing::Good { days_left: Some(90) }),
            (DAY - 1, Standing::Good { days_left: Some(90) }),
            (DAY, Standing::Good { days_left: Some(89) }),
            (82 * DAY, Standing::Good { days_left: Some(8) }),
            (83 * DAY, Standing::DueSoon { days_left: 7 }),
            (90 * DAY - 1, Standing::DueSoon { days_left: 1 }),
            (90 * DAY, Standing::Expired),
            (u64::MAX - START, Standing::Expired),
        ];
        for (passed, standing) in cases {
            assert_eq!(lifecycle.standing(&password, START + passed, 7), standing, "{passed} s");
        }
        // The clock went back.
        assert_eq!(lifecycle.standing(&password, 0, 7), Standing::Good { days_left: Some(90) });
    }

    #[test]
    fn a_new_or_reset_password_is_changed_first() {
        let reset = InUse { set_at: START, new_or_reset: true };
        assert_eq!(Policy::NHS_APPENDIX_A.lifecycle.standing(&reset, START, 7), Standing::ChangeAtFirstLogOn);
        assert_eq!(
            Policy::HW_5_3_2.lifecycle.standing(&reset, u64::MAX, 7),
            Standing::Good { days_left: None }
        );
    }

    #[test]
    fn an_account_is_locked_after_its_attempts() {
        let five = Policy::NHS_APPENDIX_A.lifecycle;
        let never = Policy::HW_5_3_2.lifecycle;
        for (wrong, locked, left) in [(0, false, 5), (4, false, 1), (5, true, 0), (u32::MAX, true, 0)] {
            assert_eq!((five.is_locked(wrong), five.attempts_left(wrong)), (locked, Some(left)));
            assert_eq!((never.is_locked(wrong), never.attempts_left(wrong)), (false, None));
        }
    }
}
