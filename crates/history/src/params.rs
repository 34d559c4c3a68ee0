//! The cost of one hash, and the most a stored record may ask for.

use crate::RecordError;

/// What one argon2 hash costs: memory, passes over it, lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Params {
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Params {
    /// 19 MiB, 2 passes, 1 lane: what the OWASP Password Storage Cheat Sheet recommends.
    pub const DEFAULT: Params = Params { memory: 19 * 1024, passes: 2, lanes: 1 };

    /// The most memory a record may ask for, in KiB: 256 MiB.
    pub const MAX_MEMORY: u32 = 256 * 1024;
    /// The most passes a record may ask for.
    pub const MAX_PASSES: u32 = 16;
    /// The most lanes a record may ask for.
    pub const MAX_LANES: u32 = 64;
    /// The most memory times passes a record may ask for, in KiB: 1 GiB, about a second of one core.
    pub const MAX_WORK: u32 = 1024 * 1024;

    /// A cost of `memory` KiB, `passes` and `lanes`.
    ///
    /// # Errors
    /// When a number is above its `MAX_…` constant, or below what argon2 can do: 8 KiB for each lane, one pass, one
    /// lane.
    pub const fn new(memory: u32, passes: u32, lanes: u32) -> Result<Params, RecordError> {
        if memory > Self::MAX_MEMORY {
            return Err(RecordError::Memory);
        }
        if passes > Self::MAX_PASSES {
            return Err(RecordError::Passes);
        }
        if lanes > Self::MAX_LANES {
            return Err(RecordError::Lanes);
        }
        if lanes == 0 || passes == 0 || memory < 8 * lanes {
            return Err(RecordError::Parameters);
        }
        if memory * passes > Self::MAX_WORK {
            return Err(RecordError::Work);
        }
        Ok(Params { memory, passes, lanes })
    }

    /// The memory of one hash in KiB.
    #[must_use]
    pub const fn memory(&self) -> u32 {
        self.memory
    }

    /// How often the memory is gone over.
    #[must_use]
    pub const fn passes(&self) -> u32 {
        self.passes
    }

    /// What one hash costs: the memory gone over in all passes, in KiB, counted once, twice or four times by this table.
    ///
    /// | memory | counted | since |
    /// |---|---|---|
    /// | up to 32 MiB | once | one core goes over 2.4 GiB a second |
    /// | up to 128 MiB | twice | it no longer fits a cache: 1.2 GiB a second |
    /// | up to 256 MiB | four times | and no second hash is made beside it ([`Params::MAX_MEMORY`]) |
    #[must_use]
    pub const fn cost(&self) -> u64 {
        let counted = match self.memory {
            0..=0x8000 => 1,
            0x8001..=0x20000 => 2,
            _ => 4,
        };
        self.memory as u64 * self.passes as u64 * counted
    }

    /// How many lanes the memory is cut into. They are worked through on one thread here.
    #[must_use]
    pub const fn lanes(&self) -> u32 {
        self.lanes
    }
}

impl Default for Params {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let cases = [
            ((8, 1, 1), None),
            ((19 * 1024, 2, 1), None),
            ((65536, 3, 4), None),
            ((65536, 16, 1), None),
            ((262_144, 4, 64), None),
            ((7, 1, 1), Some(RecordError::Parameters)),
            ((15, 1, 2), Some(RecordError::Parameters)),
            ((8, 0, 1), Some(RecordError::Parameters)),
            ((8, 1, 0), Some(RecordError::Parameters)),
            ((262_145, 1, 1), Some(RecordError::Memory)),
            ((u32::MAX, u32::MAX, u32::MAX), Some(RecordError::Memory)),
            ((8, 17, 1), Some(RecordError::Passes)),
            ((8, u32::MAX, 1), Some(RecordError::Passes)),
            ((8192, 1, 65), Some(RecordError::Lanes)),
            ((8, 1, u32::MAX), Some(RecordError::Lanes)),
            ((262_144, 5, 1), Some(RecordError::Work)),
        ];
        for ((memory, passes, lanes), expected) in cases {
            assert_eq!(Params::new(memory, passes, lanes).err(), expected, "m={memory},t={passes},p={lanes}");
        }
    }
}
