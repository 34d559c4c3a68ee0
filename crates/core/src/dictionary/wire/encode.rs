//! Writing lists for the wire.

use alloc::string::String;
use alloc::vec::Vec;

use super::coder::{Coder, Writer};
use super::model::Model;
use super::place::{List, Place};
use super::{EVEN, MAGIC, Room};
use crate::dictionary::alphabet::{CODES, at};
use crate::dictionary::blob::CHECKSUM;
use crate::dictionary::{BuildError, Builder, Tier};

/// Writes lists, one after the other. What is learnt from one helps with the next, so the longest should be first.
///
/// # Errors
///
/// If one of the lists cannot be compiled.
pub fn encode(lists: &[&Builder], room: &mut Room) -> Result<Vec<u8>, BuildError> {
    let mut writer = Writer::new();
    room.model.start();
    for (number, list) in (0..).zip(lists) {
        let blob = list.build()?;
        write(list, number, &blob, &mut writer, &mut room.model);
    }
    let mut bytes = Vec::from(MAGIC);
    bytes.push(lists.len() as u8);
    bytes.extend(writer.finish());
    Ok(bytes)
}

fn write(builder: &Builder, number: u32, blob: &[u8], writer: &mut Writer, model: &mut Model) {
    let codes = |entry: &[u8]| entry.iter().map(|byte| at(&CODES, *byte)).collect::<Vec<_>>();
    let mut entries: Vec<(Vec<u8>, Tier)> =
        builder.entries().map(|(entry, tier)| (codes(entry), tier)).collect();
    entries.sort_unstable();
    let highest = entries.iter().flat_map(|(entry, _)| entry).copied().max().unwrap_or_default();
    let tiers = entries.iter().any(|(_, tier)| *tier == Tier::Common);
    let provenance: String = builder.provenance().into();
    plain(writer, builder.kind().number(), 8);
    plain(writer, u32::from(highest), 6);
    plain(writer, u32::from(tiers), 1);
    plain(writer, provenance.len() as u32, 16);
    provenance.bytes().for_each(|byte| plain(writer, u32::from(byte), 8));
    let sum = blob.get(CHECKSUM..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
    plain(writer, u32::from_le_bytes(sum), 32);
    let place = Place::root(List { number, highest, tiers });
    Walk { writer, model, last: 0 }.node(place, &entries, 0);
}

/// A number of so many bits, of which nothing is known.
fn plain(writer: &mut Writer, number: u32, bits: u32) {
    (0..bits).rev().for_each(|bit| {
        writer.code(EVEN, number >> bit & 1 == 1);
    });
}

/// A walk through all entries.
struct Walk<'a> {
    writer: &'a mut Writer,
    model: &'a mut Model,
    last: u32,
}

impl Walk<'_> {
    /// Writes what follows the first `depth` codes of sorted entries, which all begin alike.
    fn node(&mut self, mut place: Place, group: &[(Vec<u8>, Tier)], depth: usize) {
        let ended = group.first().filter(|(codes, _)| codes.len() == depth).map(|(_, tier)| *tier);
        if depth > 0 {
            place.entry(self.model, self.writer, &mut self.last, ended);
        }
        let rest = group.get(usize::from(ended.is_some())..).unwrap_or_default();
        for group in rest.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)) {
            let Some(code) = group.first().and_then(|(codes, _)| codes.get(depth)) else { continue };
            place.further(self.model, self.writer, Some(*code));
            let next = place.step(*code);
            self.node(next, group, depth + 1);
        }
        place.further(self.model, self.writer, None);
    }
}
