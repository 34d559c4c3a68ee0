//! The pieces of a candidate that are on a list: words, common passwords, names and the like, an organisation's own, and what
//! the context knows. Each is read in any case and with look-alikes for letters, with separators inside, and where it is the
//! whole letter body also backwards.

use core::ops::ControlFlow;

use keyward_dictionary::{Dictionary, Match, REAL_LETTERS, Readings, TermMatch, Tier};

use super::costs::{self, Cost};
use super::kind;
use super::path::Path;
use super::squeezed::Squeezed;
use crate::finding::PieceKind;
use crate::terms::{digit_terms, for_each_term};
use crate::{Context, Lists};

/// So many pieces are kept of what is found by looking at the whole candidate: one of 64 characters has fewer, and a longer one
/// is no cheaper for more.
const MOST: usize = 64;

/// Shorter terms say nothing.
const SHORTEST_TERM: usize = 3;

/// A piece that was found: where, what it is, what it costs.
#[derive(Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    kind: PieceKind,
    cost: Cost,
}

impl Hit {
    const NONE: Self = Self { start: 0, end: 0, kind: PieceKind::Other, cost: 0 };
}

/// What takes a hit on.
type Keep<'k> = &'k mut dyn FnMut(&mut Hits, Hit);

/// Pieces in the order of where they begin.
struct Hits {
    all: [Hit; MOST],
    len: usize,
    next: usize,
}

impl Hits {
    fn push(&mut self, hit: Hit) {
        let Some(room) = self.all.get_mut(self.len) else { return };
        *room = hit;
        self.len += 1;
        // They come nearly in order.
        let mut place = self.len - 1;
        while place > 0 && self.all.get(place - 1).is_some_and(|before| before.start > hit.start) {
            self.all.swap(place - 1, place);
            place -= 1;
        }
    }

    /// Offers those that begin at a place. To be called for every place in turn.
    fn offer(&mut self, path: &mut Path<'_>, place: usize) {
        let is_here = |hit: &&Hit, next| next < self.len && hit.start == place;
        while let Some(hit) = self.all.get(self.next).filter(|hit| is_here(hit, self.next)) {
            path.offer_listed(hit.start, hit.end, hit.kind, hit.cost);
            self.next += 1;
        }
    }
}

/// The listed pieces of one candidate.
pub(super) struct Listed<'l> {
    text: &'l [u8],
    lists: &'l Lists<'l>,
    hits: Hits,
    /// Where an entry of the list of pieces may begin among the first 64 characters.
    open: u64,
}

impl<'l> Listed<'l> {
    pub(super) fn of(text: &'l [u8], context: &Context<'_>, lists: &'l Lists<'_>) -> Self {
        let open = lists.pieces.map_or(0, |pieces| pieces.may_begin(text, lists.readings));
        let hits = Hits { all: [Hit::NONE; MOST], len: 0, next: 0 };
        let mut listed = Self { text, lists, hits, open };
        listed.look_in(text, context, &mut Hits::push);
        let mut squeezed = Squeezed::EMPTY;
        squeezed.read(text);
        let bytes = squeezed.bytes();
        if !bytes.is_empty() {
            let keep = &mut |hits: &mut Hits, hit: Hit| {
                let inside = bytes.get(hit.start..hit.end).unwrap_or_default();
                let (start, end, separators) = squeezed.place(hit.start, hit.end);
                if separators > 0 {
                    let typed = text.get(start..end).unwrap_or_default();
                    let each = costs::EACH_SEPARATOR * Cost::try_from(separators.min(2)).unwrap_or(2);
                    let cost = hit.cost - costs::capitals(inside) + costs::capitals(typed);
                    hits.push(Hit { start, end, kind: hit.kind, cost: cost + costs::SEPARATED + each });
                }
            };
            listed.look_in(bytes, context, keep);
            let open = lists.pieces.map_or(0, |pieces| pieces.may_begin(bytes, lists.readings));
            for start in (0..bytes.len()).filter(|start| open >> start & 1 == 1) {
                each_piece(lists, bytes, start, &mut |end, kind, cost| {
                    keep(&mut listed.hits, Hit { start, end, kind, cost });
                });
            }
        }
        listed
    }

    /// Offers all that begins at a place. To be called for every place in turn.
    pub(super) fn offer(&mut self, path: &mut Path<'_>, place: usize) {
        self.hits.offer(path, place);
        if place >= 64 || self.open >> place & 1 == 1 {
            each_piece(self.lists, self.text, place, &mut |end, kind, cost| {
                path.offer_listed(place, end, kind, cost);
            });
        }
    }

    /// Keeps what is found in the whole of a text at once.
    fn look_in(&mut self, text: &[u8], context: &Context<'_>, keep: Keep<'_>) {
        let Self { lists, hits, .. } = self;
        let mut look = |dictionary: &Dictionary<'_>, kind: PieceKind, [common, other]: [Cost; 2]| {
            let _ = dictionary.visit(text, lists.readings, &mut |found, _| {
                let Match { start, end, replaced, tier, .. } = found;
                let cost = if tier == Tier::Common { common } else { other };
                keep(hits, Hit { start, end, kind, cost: cost + dress(text, start, end, replaced) });
                ControlFlow::Continue(())
            });
        };
        if let Some(words) = &lists.words {
            look(words, PieceKind::Word, [costs::WORD, costs::RARE_WORD]);
        }
        if let Some(passwords) = &lists.passwords {
            look(passwords, PieceKind::Password, [costs::PASSWORD, costs::RARE_PASSWORD]);
        }
        for dictionary in lists.own {
            look(dictionary, PieceKind::Known, [costs::KNOWN; 2]);
        }
        let mut known = |start, end, cost| keep(hits, Hit { start, end, kind: PieceKind::Known, cost });
        if context.tells_of_owner() {
            terms(text, context, lists.readings, &mut known);
        }
        if !lists.own_words.is_empty() {
            let organisation = Context { subjects: lists.own_words, ..Context::default() };
            terms(text, &organisation, lists.readings, &mut known);
        }
    }
}

/// The case and the look-alikes of a piece.
fn dress(text: &[u8], start: usize, end: usize, replaced: usize) -> Cost {
    costs::capitals(text.get(start..end).unwrap_or_default()) + costs::replaced(replaced)
}

/// Hands out each entry of the list of pieces that begins at a place.
fn each_piece(lists: &Lists<'_>, text: &[u8], start: usize, visit: &mut dyn FnMut(usize, PieceKind, Cost)) {
    let Some(pieces) = &lists.pieces else { return };
    pieces.each_at(text, lists.readings, start, &mut |found| {
        let (kind, cost) = kind::listed(found.number);
        let typed = text.get(start..found.end).unwrap_or_default();
        // As for words, WE-O6 speaks of occasional letters.
        if typed.iter().filter(|byte| byte.is_ascii_alphabetic()).count() < REAL_LETTERS {
            return;
        }
        visit(found.end, kind, cost + dress(text, start, found.end, found.replaced.into()));
    });
}

/// Hands out each place of what the context knows: where it begins and ends, and what it costs.
fn terms(text: &[u8], context: &Context<'_>, readings: &Readings, visit: &mut dyn FnMut(usize, usize, Cost)) {
    for_each_term(context, &mut |_, term| {
        let mut from = 0;
        while term.len() >= SHORTEST_TERM
            && let Some(TermMatch { start, end, real_letters, substituted }) =
                readings.find_term(text, term.as_bytes(), from)
        {
            let replaced = if substituted { (end - start).saturating_sub(real_letters) } else { 0 };
            visit(start, end, costs::KNOWN + dress(text, start, end, replaced));
            from = start + 1;
        }
    });
    digit_terms(context, &mut |_, term| {
        let mut from = 0;
        while let Some(TermMatch { start, end, .. }) = Readings::PLAIN.find_term(text, term.as_bytes(), from)
        {
            visit(start, end, costs::KNOWN);
            from = start + 1;
        }
    });
}
