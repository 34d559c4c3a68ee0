//! The search. Each place of the candidate is judged by its next five classes: one multiplication and one look into a filter
//! say whether any entry can begin there in any reading, which is seldom so unless one does. Only then the prefixes of that
//! hash are compared letter by letter, and the rest is walked along the tails, taking every way that the readings leave open.
//!
//! Candidates with spellings of several characters (`vv`), or with characters that a table of one's own gives letters of
//! several classes, go the same way, but their classes are tried out from each place.

use core::ops::ControlFlow;

use super::alphabet::{CLASS_BITS, CLASSES, CODES, Code, FIRST_SYMBOL, MEMBERS, SYMBOLS, at, byte_of};
use super::blob::{COMMON, ENDS, HEAD, LETTERS, MAX_ENTRY, Node, PREFIX, Prefix};
use super::{Dictionary, Tier};
use crate::readings::{CLASS, Readings, WILD};

/// The bits of a key: five classes.
const KEY: u32 = (1 << 25) - 1;
/// Odd, so that no two keys have the same product.
const MIX: u32 = 0x9E37_79B1;
/// Nodes that one walk may visit before it is given up. A walk through a list visits some dozens at worst; only a blob made to
/// do harm can come near.
const FUEL: u32 = 1 << 14;

/// Items that are filtered together: one bit for each.
const BLOCK: usize = 64;

/// An entry, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where it begins in the folded candidate.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many of its letters are really there.
    pub letters: usize,
    /// Whether any character was read as another letter.
    pub replaced: bool,
    /// The tier of the entry.
    pub tier: Tier,
}

impl Match {
    /// How much of the candidate it explains.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a match is never empty")]
    pub const fn len(&self) -> usize {
        self.end - self.start
    }
}

/// The hash of a key. Its high bits choose a word of the filter, others the bits in it; with the low 20 it is unique.
#[inline]
pub(super) const fn mix(key: u32) -> u32 {
    key.wrapping_mul(MIX)
}

/// The bits in a word of the filter.
#[cfg(feature = "alloc")]
pub(super) const fn filter_bits(mixed: u32) -> u32 {
    1 << (mixed >> 13 & 31) | 1 << (mixed >> 8 & 31)
}

#[inline]
const fn passes(word: u32, mixed: u32) -> u32 {
    (word >> (mixed >> 13 & 31)) & (word >> (mixed >> 8 & 31)) & 1
}

/// What is known of one way through a prefix.
#[derive(Clone, Copy)]
struct Way {
    key: u32,
    /// Which members of its class each item may be, and which it is itself.
    members: [u16; PREFIX],
    own: [u16; PREFIX],
    /// One bit for each item that is a letter.
    letters: u32,
}

/// One search of one candidate.
struct Search<'s, V, const SPELLED: bool> {
    dictionary: &'s Dictionary<'s>,
    text: &'s [u8],
    readings: &'s Readings,
    /// Whether the candidate holds spellings of several characters.
    joined: bool,
    /// Told each match, and the entry's characters if they are `SPELLED`.
    visit: V,
    spelled: [u8; MAX_ENTRY],
    fuel: u32,
}

impl Dictionary<'_> {
    /// Calls `visit` for each entry of five characters or more in `folded`, in each of its readings, in the order of their
    /// starts, until it breaks. Linear in the length of the candidate, and nothing is allocated.
    pub fn each_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut visit: impl FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        Search::<_, false>::new(self, folded, readings, |found, _: &[u8]| visit(found)).run()
    }

    /// The first match that is found, if any.
    #[must_use]
    pub fn first_match(&self, folded: &[u8], readings: &Readings) -> Option<Match> {
        let mut first = None;
        let _ = self.each_match(folded, readings, |found| {
            first = Some(found);
            ControlFlow::Break(())
        });
        first
    }

    /// Whether any entry is in `folded`, in any reading.
    #[must_use]
    pub fn is_match(&self, folded: &[u8], readings: &Readings) -> bool {
        self.each_match(folded, readings, |_| ControlFlow::Break(())).is_break()
    }

    /// The longest match that `counts`; of two, the one in plain letters, then the first.
    #[must_use]
    pub fn longest_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut counts: impl FnMut(&Match) -> bool,
    ) -> Option<Match> {
        let mut longest: Option<Match> = None;
        let _ = self.each_match(folded, readings, |found| {
            if longest.is_none_or(|best| (best.len(), !best.replaced) < (found.len(), !found.replaced))
                && counts(&found)
            {
                longest = Some(found);
            }
            ControlFlow::Continue(())
        });
        longest
    }

    /// Writes into `room` the entry that was found at `place`, and returns it. Empty if nothing was found there.
    #[must_use]
    pub fn spelling<'r>(
        &self,
        folded: &[u8],
        readings: &Readings,
        place: &Match,
        room: &'r mut [u8; MAX_ENTRY],
    ) -> &'r str {
        let mut length = 0;
        let inside = folded.get(place.start..place.end).unwrap_or_default();
        let wanted = Match { start: 0, end: place.len(), ..*place };
        let _ = Search::<_, true>::new(self, inside, readings, |found, spelled: &[u8]| {
            if found != wanted {
                return ControlFlow::Continue(());
            }
            length = spelled.len();
            room.iter_mut().zip(spelled).for_each(|(to, from)| *to = *from);
            ControlFlow::Break(())
        })
        .run();
        core::str::from_utf8(room.get(..length).unwrap_or_default()).unwrap_or_default()
    }

    /// The tier of an entry of five characters or more.
    pub(super) fn whole(&self, entry: &[u8]) -> Option<Tier> {
        let mut tier = None;
        let exact = entry.get(..MAX_ENTRY.min(entry.len()))?;
        let _ = self.each_match(exact, &Readings::PLAIN, |found| {
            if found.start > 0 {
                return ControlFlow::Break(());
            }
            if found.end == entry.len() {
                tier = Some(found.tier);
            }
            ControlFlow::Continue(())
        });
        tier
    }
}

impl<'s, V: FnMut(Match, &[u8]) -> ControlFlow<()>, const SPELLED: bool> Search<'s, V, SPELLED> {
    fn new(dictionary: &'s Dictionary<'s>, text: &'s [u8], readings: &'s Readings, visit: V) -> Self {
        Self { dictionary, text, readings, joined: false, visit, spelled: [0; MAX_ENTRY], fuel: 0 }
    }

    fn run(&mut self) -> ControlFlow<()> {
        if self.text.len() < PREFIX {
            return ControlFlow::Continue(());
        }
        if self.text.len() > BLOCK {
            return self.long();
        }
        let mut key = KEY;
        let (candidates, irregular) = self.filter(self.text, &mut key);
        if irregular == 0 { self.candidates(0, candidates) } else { self.irregular() }
    }

    fn spell(&mut self, depth: usize, byte: u8) {
        if SPELLED && let Some(place) = self.spelled.get_mut(depth) {
            *place = byte;
        }
    }

    /// Asks the filter at the end of each of up to 64 items; bit i of the first answer is for a prefix that ends with item i.
    /// The second is not zero if spellings or wild characters were met.
    #[inline]
    fn filter(&self, items: &[u8], key: &mut u32) -> (u64, u32) {
        let layout = &self.dictionary.layout;
        let mut candidates = 0_u64;
        let mut irregular = 0;
        let mut before = 0;
        for &byte in items {
            let item = at(&self.readings.items, byte);
            irregular |= Readings::joined(before, item) | item & WILD;
            before = item;
            *key = (*key << CLASS_BITS | item & CLASS) & KEY;
            let mixed = mix(*key);
            candidates = candidates >> 1 | u64::from(passes(layout.filter(mixed), mixed)) << 63;
        }
        (candidates >> (BLOCK - items.len().clamp(1, BLOCK)), irregular)
    }

    /// A candidate of more than 64 items, in blocks.
    fn long(&mut self) -> ControlFlow<()> {
        let mut before = 0;
        let mut irregular = 0;
        for &byte in self.text {
            let item = at(&self.readings.items, byte);
            irregular |= Readings::joined(before, item) | item & WILD;
            before = item;
        }
        if irregular != 0 {
            return self.irregular();
        }
        let mut key = KEY;
        let text = self.text;
        for (block, items) in text.chunks(BLOCK).enumerate() {
            let (candidates, _) = self.filter(items, &mut key);
            self.candidates(BLOCK * block, candidates)?;
        }
        ControlFlow::Continue(())
    }

    fn candidates(&mut self, base: usize, mut candidates: u64) -> ControlFlow<()> {
        while candidates != 0 {
            let last = base + candidates.trailing_zeros() as usize;
            candidates &= candidates - 1;
            if let Some(start) = (last + 1).checked_sub(PREFIX) {
                self.regular(start)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The entries that begin at `start`, if every item there has one class.
    #[inline]
    fn regular(&mut self, start: usize) -> ControlFlow<()> {
        let Some(items) = self.text.get(start..).and_then(|text| text.first_chunk::<PREFIX>()) else {
            return ControlFlow::Continue(());
        };
        let mut way = Way { key: 0, members: [0; PREFIX], own: [0; PREFIX], letters: 0 };
        for (place, &byte) in items.iter().enumerate() {
            way.take(place, at(&self.readings.items, byte) & CLASS, at(&self.readings.members, byte), byte);
        }
        self.prefixes(start, start + PREFIX, &way)
    }

    /// The entries that begin with a prefix of one key.
    #[inline]
    fn prefixes(&mut self, start: usize, end: usize, way: &Way) -> ControlFlow<()> {
        let layout = &self.dictionary.layout;
        let mixed = mix(way.key);
        let word = (mixed >> layout.shift) as usize;
        let Some(&[from, to]) = layout.starts.get(word..).and_then(|starts| starts.first_chunk::<2>()) else {
            return ControlFlow::Continue(());
        };
        let range = u32::from_le_bytes(from) as usize..u32::from_le_bytes(to) as usize;
        for prefix in layout.prefixes.get(range).unwrap_or_default() {
            let prefix = Prefix(u64::from_le_bytes(*prefix));
            if prefix.tag() != mixed & Prefix::TAG {
                continue;
            }
            let mut missing = false;
            let mut own = 0;
            for place in 0..PREFIX {
                let member = 1_u16 << prefix.member(place);
                missing |= way.members.get(place).is_none_or(|members| members & member == 0);
                own |= u32::from(way.own.get(place).is_some_and(|own| own & member != 0)) << place;
            }
            if !missing {
                self.fuel = FUEL;
                let letters = (own & way.letters).count_ones();
                let replaced = own != (1 << PREFIX) - 1;
                if SPELLED {
                    for place in 0..PREFIX {
                        let class = (way.key >> (CLASS_BITS as usize * (PREFIX - 1 - place))) & CLASS;
                        self.spell(place, member_of(class, prefix.member(place)));
                    }
                }
                self.tail(prefix.tail(), start, end, Read { letters: letters as usize, replaced }, PREFIX)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Walks on from a node, along every way that the readings leave open.
    fn tail(
        &mut self,
        mut place: usize,
        start: usize,
        mut end: usize,
        mut read: Read,
        depth: usize,
    ) -> ControlFlow<()> {
        let tails = self.dictionary.layout.tails;
        for depth in depth..=MAX_ENTRY {
            let Some(node) = Node::read(tails, place) else { break };
            self.fuel = self.fuel.saturating_sub(1);
            if node.word & ENDS != 0 {
                let tier = if node.word & COMMON == 0 { Tier::Other } else { Tier::Common };
                let spelled = if SPELLED { self.spelled.get(..depth).unwrap_or_default() } else { &[] };
                (self.visit)(
                    Match { start, end, letters: read.letters, replaced: read.replaced, tier },
                    spelled,
                )?;
            }
            let Some(&byte) = self.text.get(end) else { break };
            if self.fuel == 0 {
                break;
            }
            if self.joined {
                self.spelled_tails(node, start, end, read, depth)?;
            }
            let code = at(&CODES, byte);
            let mut letters = node.word & LETTERS & self.readings.letters(byte);
            if code >= FIRST_SYMBOL
                && let Some(child) = node.symbol(tails, code)
            {
                self.spell(depth, byte);
                if letters == 0 {
                    place = child;
                    end += 1;
                    continue;
                }
                self.tail(child, start, end + 1, read, depth + 1)?;
            }
            // All ways but one are walked aside. In plain text there is only one.
            while letters & letters.wrapping_sub(1) != 0 {
                let bit = letters & letters.wrapping_neg();
                letters ^= bit;
                if let Some(child) = node.letter(tails, bit) {
                    self.spell(depth, letter_of(bit));
                    self.tail(child, start, end + 1, read.taking(code, bit), depth + 1)?;
                }
            }
            if letters == 0 {
                break;
            }
            let Some(child) = node.letter(tails, letters) else { break };
            self.spell(depth, letter_of(letters));
            place = child;
            end += 1;
            read = read.taking(code, letters);
        }
        ControlFlow::Continue(())
    }

    /// The ways on from a node that take several characters for one letter.
    fn spelled_tails(
        &mut self,
        node: Node,
        start: usize,
        end: usize,
        read: Read,
        depth: usize,
    ) -> ControlFlow<()> {
        let readings = self.readings;
        for (letter, length) in readings.spellings(self.text.get(end..).unwrap_or_default()) {
            let bit = node.word & LETTERS & 1_u32.checked_shl(at(&CODES, letter).into()).unwrap_or(0);
            if bit != 0
                && let Some(child) = node.letter(self.dictionary.layout.tails, bit)
            {
                self.spell(depth, letter);
                self.tail(child, start, end + length, Read { replaced: true, ..read }, depth + 1)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The whole candidate, if some items have several classes, or several of them may be one letter.
    #[cold]
    fn irregular(&mut self) -> ControlFlow<()> {
        self.joined = true;
        let way = Way { key: 0, members: [0; PREFIX], own: [0; PREFIX], letters: 0 };
        for start in 0..self.text.len() {
            self.ways(start, start, 0, way)?;
        }
        ControlFlow::Continue(())
    }

    /// Tries out the classes of a prefix of which `depth` are chosen.
    fn ways(&mut self, start: usize, end: usize, depth: usize, way: Way) -> ControlFlow<()> {
        let layout = &self.dictionary.layout;
        if depth == HEAD && !layout.has_head(way.key) {
            return ControlFlow::Continue(());
        }
        if depth == PREFIX {
            let mixed = mix(way.key);
            return if passes(layout.filter(mixed), mixed) == 0 {
                ControlFlow::Continue(())
            } else {
                self.prefixes(start, end, &way)
            };
        }
        let Some(&byte) = self.text.get(end) else { return ControlFlow::Continue(()) };
        let readings = self.readings;
        let item = at(&readings.items, byte);
        let home = item & CLASS;
        let mut next = way;
        next.take(depth, home, at(&readings.members, byte), byte);
        self.ways(start, end + 1, depth + 1, next)?;
        let mut letters = if item & WILD == 0 { 0 } else { readings.letters(byte) };
        while letters != 0 {
            let letter = letter_of(letters);
            letters &= letters - 1;
            let class = u32::from(at(&CLASSES, letter));
            if class != home {
                let mut next = way;
                next.take(depth, class, at(&MEMBERS, letter), 0);
                self.ways(start, end + 1, depth + 1, next)?;
            }
        }
        for (letter, length) in readings.spellings(self.text.get(end..).unwrap_or_default()) {
            let mut next = way;
            next.take(depth, u32::from(at(&CLASSES, letter)), at(&MEMBERS, letter), 0);
            self.ways(start, end + length, depth + 1, next)?;
        }
        ControlFlow::Continue(())
    }
}

/// The letter of the lowest bit.
fn letter_of(bits: u32) -> u8 {
    u8::try_from(bits.trailing_zeros()).map_or(0, byte_of)
}

/// The character that is some member of a class.
fn member_of(class: u32, member: u32) -> u8 {
    let is_it =
        |byte: &u8| u32::from(at(&CLASSES, *byte)) == class && u32::from(at(&MEMBERS, *byte)) == 1 << member;
    (b'a'..=b'z').chain(SYMBOLS.iter().copied()).find(is_it).unwrap_or(b'?')
}

impl Way {
    /// Takes `byte` (0 for something read as another letter) as the next item, with its class and the members of it that it
    /// may be.
    #[inline]
    fn take(&mut self, place: usize, class: u32, members: u16, byte: u8) {
        self.key = self.key << CLASS_BITS | class;
        if let (Some(to), Some(own)) = (self.members.get_mut(place), self.own.get_mut(place)) {
            *to = members;
            *own = at(&MEMBERS, byte);
        }
        self.letters |= u32::from(byte.is_ascii_alphabetic()) << place;
    }
}

/// How the items up to some place were read.
#[derive(Clone, Copy)]
struct Read {
    letters: usize,
    replaced: bool,
}

impl Read {
    #[inline]
    const fn taking(self, code: Code, bit: u32) -> Self {
        let own = code < FIRST_SYMBOL && bit >> code & 1 == 1;
        Self { letters: self.letters + own as usize, replaced: self.replaced || !own }
    }
}
