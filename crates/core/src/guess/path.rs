//! The cheapest way from the start of a candidate to each of its places: the least that somebody must guess who writes it so
//! far. Pieces are offered in the order of where they begin, so that the way to their start is settled by then.

use super::costs::{self, Cost};
use crate::finding::PieceKind;

/// The way to one place: what it costs, and its last piece.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) bits: Cost,
    pub(super) start: u16,
    pub(super) kind: PieceKind,
}

impl Step {
    /// No way was found yet.
    pub(super) const NONE: Self = Self { bits: Cost::MAX, start: 0, kind: PieceKind::Other };
}

/// The ways to every place of a candidate of so many bytes, and one more.
pub(super) struct Path<'p> {
    steps: &'p mut [Step],
    /// Whether the character before the place that is looked at is a letter, and whether a capital there begins something new.
    after_letter: bool,
    parted: bool,
}

impl<'p> Path<'p> {
    pub(super) fn new(steps: &'p mut [Step]) -> Self {
        if let Some(first) = steps.first_mut() {
            first.bits = 0;
        }
        Self { steps, after_letter: false, parted: false }
    }

    /// What the way to a place costs.
    pub(super) fn bits(&self, place: usize) -> Cost {
        self.steps.get(place).map_or(Cost::MAX, |step| step.bits)
    }

    /// Offers a piece.
    #[inline]
    pub(super) fn offer(&mut self, start: usize, end: usize, kind: PieceKind, cost: Cost) {
        let bits = self.bits(start).saturating_add(cost);
        if let Some(step) = self.steps.get_mut(end)
            && bits < step.bits
        {
            *step = Step { bits, start: u16::try_from(start).unwrap_or(u16::MAX), kind };
        }
    }

    /// The last piece of the way to a place.
    fn last(&self, place: usize) -> PieceKind {
        self.steps.get(place).map_or(PieceKind::Other, |step| step.kind)
    }

    /// Begins with a place: offers its character by itself.
    #[inline]
    pub(super) fn begin(&mut self, before: Option<u8>, place: usize, byte: u8) {
        self.after_letter = before.is_some_and(|before| before.is_ascii_alphabetic());
        self.parted = byte.is_ascii_uppercase() && before.is_some_and(|before| before.is_ascii_lowercase());
        let touches = self.after_letter && byte.is_ascii_alphabetic() && is_listed(self.last(place));
        let more = if touches { costs::TOUCHED } else { 0 };
        self.offer(place, place + 1, PieceKind::Other, costs::unexplained(byte) + more);
    }

    /// Offers a piece of a list that begins at the place.
    #[inline]
    pub(super) fn offer_listed(&mut self, start: usize, end: usize, kind: PieceKind, cost: Cost) {
        let before = self.last(start);
        let cost = match before {
            _ if !self.after_letter => cost,
            PieceKind::Other => cost + costs::TOUCHED,
            _ if !is_listed(before) => cost,
            _ if !self.parted => cost + costs::JOINED,
            _ if before == kind && kind != PieceKind::Word => cost.saturating_sub(costs::SAME_KIND),
            _ => cost,
        };
        self.offer(start, end, kind, cost);
    }

    /// Hands out the pieces of the way to the last place, from back to front; characters that nothing explains one by one.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (PieceKind, usize, usize)> {
        let mut end = self.steps.len().saturating_sub(1);
        core::iter::from_fn(move || {
            let step = self.steps.get(end).filter(|_| end > 0)?;
            let start = usize::from(step.start);
            let piece = (step.kind, start, end);
            // Every piece begins before its end.
            end = start.min(end - 1);
            Some(piece)
        })
    }
}

/// Whether pieces of a kind are letters of a list.
const fn is_listed(kind: PieceKind) -> bool {
    use PieceKind::{Brand, Calendar, Known, Name, Nhs, Password, Pet, Place, Team, Welsh, Word};
    matches!(kind, Word | Password | Name | Place | Team | Pet | Brand | Nhs | Welsh | Calendar | Known)
}
