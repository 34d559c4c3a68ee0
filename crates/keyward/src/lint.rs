//! Holds a policy against published standards: which of their clauses it breaks, and where it asks for more than they do.
//! What a policy is for is its owner's to decide; this says what an auditor would.

mod standards;

use std::fmt;

use serde::Serialize;

use crate::NamedPolicy;

/// A document that a policy is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Standard {
    /// NIST SP 800-63B-4, section 3.1.1.2.
    #[serde(rename = "nist-800-63b-4")]
    Nist,
    /// OWASP Application Security Verification Standard 5.0.0, V6.2.
    #[serde(rename = "owasp-asvs-5")]
    Asvs,
    /// Cyber Essentials, Requirements for IT Infrastructure v3.2, password-based authentication.
    CyberEssentials,
    /// NCSC password policy, and the NHS digital service manual, which refers to it.
    NhsukServiceManual,
    /// PCI DSS v4.0.1, requirement 8.3.
    #[serde(rename = "pci-dss-4.0.1")]
    PciDss,
    /// CIS Controls v8.1, safeguard 5.2.
    #[serde(rename = "cis-controls-8.1")]
    CisControls,
    /// NHS West Essex CCG, Appendix A.
    NhsAppendixA,
}

impl Standard {
    /// Every standard.
    pub const ALL: &'static [Self] = &[
        Self::Nist,
        Self::Asvs,
        Self::CyberEssentials,
        Self::NhsukServiceManual,
        Self::PciDss,
        Self::CisControls,
        Self::NhsAppendixA,
    ];

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nist => "NIST SP 800-63B-4",
            Self::Asvs => "OWASP ASVS 5.0",
            Self::CyberEssentials => "Cyber Essentials v3.2",
            Self::NhsukServiceManual => "NHS digital service manual",
            Self::PciDss => "PCI DSS v4.0.1",
            Self::CisControls => "CIS Controls v8.1",
            Self::NhsAppendixA => "NHS West Essex CCG, Appendix A",
        }
    }
}

/// How a policy stands to a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Relation {
    /// It does what the clause rules out, or leaves out what the clause demands.
    Breaks,
    /// It falls short of what the clause recommends.
    FallsShort,
    /// It asks for more than the clause does.
    GoesBeyond,
}

impl Relation {
    const fn words(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::FallsShort => "falls short of",
            Self::GoesBeyond => "goes beyond",
        }
    }
}

/// One clause and what the policy does about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// The document.
    pub standard: Standard,
    /// The clause, as the document numbers it.
    pub clause: &'static str,
    /// How the policy stands to it.
    pub relation: Relation,
    /// What the policy does and what the clause says.
    pub text: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { standard, clause, relation, text } = self;
        write!(formatter, "{} {} {clause}: {text}", relation.words(), standard.title())
    }
}

/// What there is to say of a policy, standard by standard.
///
/// ```
/// use keyward::{Policy, Relation, Standard, lint};
/// let remarks = lint(&Policy::NHS_APPENDIX_A.into());
/// assert!(remarks.iter().any(|remark| {
///     remark.standard == Standard::Asvs && remark.clause == "6.2.5" && remark.relation == Relation::Breaks
/// }));
/// ```
#[must_use]
pub fn lint(named: &NamedPolicy) -> Vec<Remark> {
    let policy = named.policy();
    let mut remarks = Remarks { all: Vec::new(), standard: Standard::Nist };
    standards::nist(named, &mut remarks);
    remarks.standard = Standard::Asvs;
    standards::asvs(named, &mut remarks);
    remarks.standard = Standard::CyberEssentials;
    standards::cyber_essentials(policy, &mut remarks);
    remarks.standard = Standard::NhsukServiceManual;
    standards::service_manual(policy, &mut remarks);
    remarks.standard = Standard::PciDss;
    standards::pci_dss(policy, &mut remarks);
    remarks.standard = Standard::CisControls;
    standards::cis_controls(policy, &mut remarks);
    remarks.standard = Standard::NhsAppendixA;
    standards::appendix_a(policy, &mut remarks);
    remarks.all
}

struct Remarks {
    all: Vec<Remark>,
    standard: Standard,
}

impl Remarks {
    fn say(&mut self, relation: Relation, clause: &'static str, text: impl Into<String>) {
        self.all.push(Remark { standard: self.standard, clause, relation, text: text.into() });
    }

    fn breaks(&mut self, clause: &'static str, text: impl Into<String>) {
        self.say(Relation::Breaks, clause, text);
    }

    fn beyond(&mut self, clause: &'static str, text: impl Into<String>) {
        self.say(Relation::GoesBeyond, clause, text);
    }

    fn short(&mut self, clause: &'static str, text: impl Into<String>) {
        self.say(Relation::FallsShort, clause, text);
    }
}

#[cfg(test)]
mod tests;
