//! The names of the calendar, in the order in which people move on through them.

/// The seasons; `fall`, which some say for autumn, is left to those who look for it.
pub const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// The months of the year. The first three letters tell them apart.
#[rustfmt::skip]
pub const MONTHS: [&str; 12] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
];

/// The days of the week. The first three letters tell them apart.
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
