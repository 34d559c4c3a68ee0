//! Reading what the wire holds: numbers, steps and tiers. Nothing here goes on for longer than its bytes.

use super::{GROUPS, OF_NEXT, SHAPES, Table, WireError};
use crate::dictionary::Tier;
use crate::dictionary::alphabet::{Code, FIRST_SYMBOL, at};

/// Bytes that are taken off the front.
pub(super) struct Input<'a>(pub(super) &'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn part<const N: usize>(&mut self) -> Result<&'a [u8; N], WireError> {
        let (part, rest) = self.0.split_first_chunk().ok_or(WireError::Damaged)?;
        self.0 = rest;
        Ok(part)
    }

    /// So many pieces of `N` bytes.
    pub(super) fn pieces<const N: usize, const COUNT: usize>(
        &mut self,
    ) -> Result<&'a [[u8; N]; COUNT], WireError> {
        let (pieces, _) = self.take((N * COUNT) as u32)?.as_chunks();
        pieces.first_chunk().ok_or(WireError::Damaged)
    }

    pub(super) fn take(&mut self, length: u32) -> Result<&'a [u8], WireError> {
        let (part, rest) = self.0.split_at_checked(length as usize).ok_or(WireError::Damaged)?;
        self.0 = rest;
        Ok(part)
    }

    pub(super) fn number(&mut self) -> Result<u32, WireError> {
        self.part().map(|bytes| u32::from_le_bytes(*bytes))
    }
}

/// The table, with nothing in it for a code that is none.
pub(super) fn table<'a>(input: &mut Input<'a>) -> Result<&'a Table, WireError> {
    let table: &Table = input.pieces()?;
    let is_code = |code: Code| code < 26 || (FIRST_SYMBOL..2 * FIRST_SYMBOL).contains(&code);
    let known = table.iter().all(|[code, shape]| *shape >= SHAPES || is_code(*code));
    if known { Ok(table) } else { Err(WireError::Damaged) }
}

/// More bytes than this cannot wait at once for others that a byte stands for.
const WAITING: usize = 32;

/// Steps, one after the other.
pub(super) struct Steps<'a> {
    table: &'a Table,
    bytes: core::slice::Iter<'a, u8>,
    waiting: [u8; WAITING],
    count: usize,
}

impl<'a> Steps<'a> {
    pub(super) fn new(table: &'a Table, bytes: &'a [u8]) -> Self {
        Self { table, bytes: bytes.iter(), waiting: [0; WAITING], count: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.count == 0 && self.bytes.as_slice().is_empty()
    }

    /// The next step: its code, and its shape.
    #[inline]
    pub(super) fn next(&mut self) -> Result<[u8; 2], WireError> {
        let step = self.entry()?;
        let [code, shape] = step;
        if shape == OF_NEXT { Ok([code, self.entry()?[1]]) } else { Ok(step) }
    }

    /// What the next byte stands for, if it is not two others.
    #[inline]
    fn entry(&mut self) -> Result<[u8; 2], WireError> {
        let byte = match self.waiting.get(self.count.wrapping_sub(1)) {
            None => *self.bytes.next().ok_or(WireError::Damaged)?,
            Some(byte) => {
                self.count -= 1;
                *byte
            }
        };
        let mut entry = at(self.table, byte);
        while entry[1] >= SHAPES {
            *self.waiting.get_mut(self.count).ok_or(WireError::Damaged)? = entry[1];
            self.count += 1;
            entry = at(self.table, entry[0]);
        }
        Ok(entry)
    }
}

/// Tiers, by their groups.
pub(super) struct Tiers<'a> {
    bits: &'a [u8],
    /// Which bit is next in each group.
    next: [u32; GROUPS],
}

impl<'a> Tiers<'a> {
    /// Without any, no entry is a common one.
    pub(super) fn read(input: &mut Input<'a>, length: u32) -> Result<Self, WireError> {
        let mut next = [0; GROUPS];
        if length > 0 {
            let counts: &[[u8; 4]; GROUPS] = input.pieces()?;
            let mut start = 0_u32;
            for (next, count) in next.iter_mut().zip(counts) {
                *next = start;
                start = start.wrapping_add(u32::from_le_bytes(*count));
            }
        }
        Ok(Self { bits: input.take(length)?, next })
    }

    pub(super) fn next(&mut self, group: usize) -> Result<Tier, WireError> {
        if self.bits.is_empty() {
            return Ok(Tier::Other);
        }
        let next = self.next.get_mut(group).ok_or(WireError::Damaged)?;
        let bits = self.bits.get(*next as usize / 8).ok_or(WireError::Damaged)?;
        let common = bits >> (*next % 8) & 1 == 1;
        *next += 1;
        Ok(if common { Tier::Common } else { Tier::Other })
    }
}
