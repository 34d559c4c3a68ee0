//! The engine is what an instance keeps between calls: a policy, the word lists, and how reports are told.

use keyward_core::dictionary::Kind;
use keyward_core::dictionary::transfer::{Decoder, List, Workspace};
use keyward_core::{
    Detail, Disclosure, Finding, Language, Lists, MostUsed, Policy, Report, Rule, StandardLists, accepts,
    check,
};
use keyward_words::MOST_USED;

use crate::answer::{self, Lines};
use crate::request::{self, Candidate};
use crate::settings::{self, Audience, Problem};

/// A policy with its word lists.
pub(crate) struct Engine {
    policy: Policy,
    lists: StandardLists<'static>,
    audience: Audience,
}

impl Engine {
    pub(crate) const NEW: Self = Self {
        policy: Policy::NHS_APPENDIX_A,
        lists: StandardLists::NONE,
        audience: Audience { language: Language::English, disclosure: Disclosure::Private },
    };

    /// Whether the word lists are open.
    pub(crate) const fn is_open(&self) -> bool {
        self.lists.words.is_some()
    }

    /// Builds the word lists from `wire` in `blobs`, and opens them: all of them or none.
    pub(crate) fn open(
        &mut self,
        wire: &[u8],
        room: &mut Workspace,
        mut blobs: &'static mut [u8],
    ) -> Result<(), &'static str> {
        const DAMAGED: &str = "damaged; load the module again";
        let mut opened = StandardLists::NONE;
        let mut lists = Decoder::new(wire, room).map_err(|_| DAMAGED)?;
        while let Some(list) = lists.next(blobs) {
            let (list, rest) = list.map_err(|_| DAMAGED)?;
            blobs = rest;
            match list {
                List::Dictionary(list) if list.kind() == Kind::Words => opened.words = Some(list),
                List::Dictionary(list) => opened.passwords = Some(list),
                List::Trie(list) => opened.pieces = Some(list),
            }
        }
        if opened.words.is_none() || opened.pieces.is_none() || opened.passwords.is_none() {
            return Err(DAMAGED);
        }
        opened.most_used = MostUsed::open(MOST_USED);
        self.lists = opened;
        Ok(())
    }

    /// Takes settings on and answers with the rules as they now are, or with what is wrong; then nothing has changed.
    pub(crate) fn configure(&mut self, request: &[u8], out: &mut Lines<'_>) {
        let (mut policy, mut audience) = (self.policy.clone(), self.audience);
        let text = core::str::from_utf8(request).unwrap_or_default();
        for (key, value) in text.lines().filter_map(|line| line.split_once('\t')) {
            if let Err(problem) = settings::set(&mut policy, &mut audience, key, value) {
                return out.refuse(key, &problem);
            }
        }
        if let Err(contradiction) = policy.validate() {
            return out.refuse(contradiction.key().id(), &Problem::Text(contradiction.problem()));
        }
        (self.policy, self.audience) = (policy, audience);
        // There is room for all of them.
        let _ = answer::rules(&self.policy, audience.language, out);
    }

    /// Judges a request, and says all that was found or the verdict alone. None if it is not a request.
    pub(crate) fn check(&self, request: &[u8], verdict_alone: bool, out: &mut Lines<'_>) -> Option<()> {
        request::read(request, |candidate, context, own_words| {
            let lists = Lists { standard: &self.lists, own_words, ..Lists::NONE };
            let (report, password) = match candidate {
                Candidate::Text(password) if verdict_alone => {
                    return answer::verdict(accepts(password, context, &self.policy, &lists), out).ok();
                }
                Candidate::Text(password) => (check(password, context, &self.policy, &lists), password),
                Candidate::Characters(found) => (self.too_long(found), ""),
            };
            answer::report(&report, password, &self.policy, self.audience, out).ok()
        })
        .flatten()
    }

    /// What `check` says of a candidate of so many characters.
    fn too_long(&self, found: usize) -> Report {
        let mut report = Report::default();
        let detail = Detail::Count { found, required: usize::from(self.policy.max_length) };
        report.add(Finding { rule: Rule::MaxLength, span: None, detail });
        report
    }
}
