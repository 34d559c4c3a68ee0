//! What a piece of an explanation is, and the numbers that the list of pieces gives its entries.

use keyward_dictionary::MARK;

use crate::finding::PieceKind;

use super::costs::{BIT, Cost};

/// The kinds of listed pieces with the bits that number them: an entry's number in the blob is its place here, counted
/// from 1. Rows may be added behind the last; none may change, as blobs outlive a version.
const LISTED: [(PieceKind, u8); 29] = [
    (PieceKind::Calendar, 5),
    (PieceKind::Calendar, 7),
    (PieceKind::Calendar, 9),
    (PieceKind::Password, 7),
    (PieceKind::Password, 9),
    (PieceKind::Password, 11),
    (PieceKind::Password, 13),
    (PieceKind::Name, 5),
    (PieceKind::Name, 7),
    (PieceKind::Name, 9),
    (PieceKind::Name, 11),
    (PieceKind::Name, 13),
    (PieceKind::Place, 5),
    (PieceKind::Place, 7),
    (PieceKind::Place, 9),
    (PieceKind::Place, 11),
    (PieceKind::Team, 9),
    (PieceKind::Pet, 5),
    (PieceKind::Pet, 7),
    (PieceKind::Pet, 9),
    (PieceKind::Pet, 11),
    (PieceKind::Brand, 9),
    (PieceKind::Brand, 11),
    (PieceKind::Nhs, 7),
    (PieceKind::Nhs, 9),
    (PieceKind::Welsh, 7),
    // Words of three and four letters, common ones and others.
    (PieceKind::Word, 11),
    (PieceKind::Word, 13),
    (PieceKind::Welsh, 9),
];

/// Set in the number of an entry that the rule `name` refuses wherever it is.
const NAME: u8 = MARK;

/// The number of an entry of some kind and bits in the blob of pieces; `name` says whether it is also a name by itself. None
/// if the table of kinds has no such row.
///
/// ```
/// use keyward_core::PieceKind;
/// assert_eq!(keyward_core::piece_number(PieceKind::Calendar, 7, false), Some(2));
/// assert_eq!(keyward_core::piece_number(PieceKind::Calendar, 6, false), None);
/// ```
#[must_use]
pub fn piece_number(kind: PieceKind, bits: u8, name: bool) -> Option<u8> {
    let row = LISTED.iter().position(|listed| *listed == (kind, bits))?;
    Some((u8::try_from(row).ok()? + 1) | if name { NAME } else { 0 })
}

/// What an entry of this number is, and what it costs by itself: as many bits as number it.
pub(crate) fn listed(number: u8) -> (PieceKind, Cost) {
    let row = usize::from(number & !NAME).wrapping_sub(1);
    let (kind, bits) = LISTED.get(row).copied().unwrap_or((PieceKind::Word, 13));
    (kind, Cost::from(bits) * BIT)
}
