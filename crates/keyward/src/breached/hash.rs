//! The hashes of passwords that lists of leaked ones hold, and the first 8 bytes of one as a number.

use std::fmt;

use md4::block_api::Md4Core;
use md4::digest::block_api::{Block, UpdateCore};
use md4::digest::common::hazmat::SerializableState;
use sha1::block_api::compress;
use zeroize::Zeroizing;

/// What a list of hashes was made with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum HashKind {
    /// SHA-1 of the password in UTF-8, as Have I Been Pwned offers.
    #[default]
    Sha1,
    /// NTLM: MD4 of the password in UTF-16, as Active Directory keeps and Have I Been Pwned offers too.
    Ntlm,
}

impl fmt::Display for HashKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Sha1 => "SHA-1",
            Self::Ntlm => "NTLM",
        })
    }
}

impl HashKind {
    /// The hexadecimal digits of a whole hash.
    pub(super) const fn digits(self) -> usize {
        match self {
            Self::Sha1 => 40,
            Self::Ntlm => 32,
        }
    }

    /// The first 8 bytes of the hash of a password, as a number: the further on its hash is, the larger it is.
    pub(super) fn key(self, password: &str) -> u64 {
        match self {
            Self::Sha1 => sha1(password.as_bytes()),
            Self::Ntlm => {
                // No more bytes than twice those of UTF-8, so that no growth leaves a copy behind.
                let mut units = Zeroizing::new(Vec::with_capacity(2 * password.len()));
                units.extend(password.encode_utf16().flat_map(u16::to_le_bytes));
                md4(&units)
            }
        }
    }
}

/// Of any bytes, as a list may have them that are not UTF-8.
pub(super) fn sha1(password: &[u8]) -> u64 {
    let mut state = Zeroizing::new([0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]);
    let (whole, _) = password.as_chunks::<64>();
    compress(&mut state, whole);
    let mut last = Padded::empty();
    last.fill(password, u64::to_be_bytes);
    compress(&mut state, last.blocks());
    let [first, second, ..] = *state;
    u64::from(first) << 32 | u64::from(second)
}

fn md4(bytes: &[u8]) -> u64 {
    // It wipes itself.
    let mut core = Md4Core::default();
    let mut last = Padded::empty();
    last.fill(bytes, u64::to_le_bytes);
    for block in bytes.as_chunks::<64>().0.iter().chain(last.blocks()) {
        core.update_blocks(std::slice::from_ref(<&Block<Md4Core>>::from(block)));
    }
    // The hash is the state, which comes before the number of blocks.
    core.serialize().first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}

/// What is left of a text behind its whole blocks, with the padding of FIPS 180-4 and RFC 1320. It is done here, in a place that is
/// wiped: the crates' own hashers copy the last block to where it cannot be.
struct Padded {
    bytes: Zeroizing<[[u8; 64]; 2]>,
    used: usize,
}

impl Padded {
    fn empty() -> Self {
        Self { bytes: Zeroizing::new([[0; 64]; 2]), used: 0 }
    }

    /// Takes a text on where it lies: what is moved leaves a copy behind that nobody wipes.
    fn fill(&mut self, text: &[u8], length: impl Fn(u64) -> [u8; 8]) {
        const LENGTH: usize = 8;
        let (_, rest) = text.as_chunks::<64>();
        self.used = (rest.len() + 1 + LENGTH).div_ceil(64);
        for (place, byte) in self.bytes.as_flattened_mut().iter_mut().zip(rest.iter().chain(&[0x80])) {
            *place = *byte;
        }
        let blocks = self.bytes.get_mut(..self.used).unwrap_or_default();
        if let Some(place) = blocks.as_flattened_mut().last_chunk_mut() {
            *place = length(8 * text.len() as u64);
        }
    }

    fn blocks(&self) -> &[[u8; 64]] {
        self.bytes.get(..self.used).unwrap_or_default()
    }
}
