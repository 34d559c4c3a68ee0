//! What the site consists of, in the order of its contents.

/// A page that the contents name. Whatever else of the repository a page links to becomes a page too, which they do not name.
pub(crate) struct Page {
    /// Its file, without `.html`.
    pub(crate) name: &'static str,
    /// What the contents call it.
    pub(crate) title: &'static str,
    /// Where its text is, below the root of the repository.
    pub(crate) source: &'static str,
}

/// Pages under one heading of the contents.
pub(crate) struct Group {
    pub(crate) title: &'static str,
    pub(crate) pages: &'static [Page],
}

const fn page(name: &'static str, title: &'static str, source: &'static str) -> Page {
    Page { name, title, source }
}

pub(crate) const GROUPS: &[Group] = &[
    Group {
        title: "Start",
        pages: &[
            page("index", "What keyward is", "site/pages/index.md"),
            page("playground", "Playground", "site/pages/playground.md"),
        ],
    },
    Group {
        title: "Guides",
        pages: &[
            page("desk", "At the service desk", "site/pages/desk.md"),
            page("browser", "In the browser", "site/pages/browser.md"),
            page("servers", "In your servers", "clients/README.md"),
            page("languages", "In your language", "site/pages/languages.md"),
            page("audit", "An audit", "site/pages/audit.md"),
            page("spark", "An audit on many machines", "docs/audit.md"),
            page("policies", "A policy of your own", "site/pages/policies.md"),
        ],
    },
    Group {
        title: "How it judges",
        pages: &[
            page("judging", "Readings and joins", "site/pages/judging.md"),
            page("rates", "Catch and false alarms", "docs/rates.md"),
            page("comparison", "Beside others", "docs/comparison.md"),
            page("threats", "Threat model", "SECURITY.md"),
            page("bad-inputs", "Bad inputs", "docs/bad-inputs.md"),
            page("decisions", "Why it is so", "docs/decisions/README.md"),
        ],
    },
    Group {
        title: "Reference",
        pages: &[
            page("rules", "Rules and their texts", "site/pages/rules.md"),
            page("policy-file", "Policy files", "docs/policy-file.md"),
            page("presets", "Presets", "docs/presets.md"),
            page("batch", "Batches", "docs/batch.md"),
            page("header", "The C header", "include/keyward.h"),
            page("crates", "The Rust crates", "site/pages/crates.md"),
        ],
    },
    Group {
        title: "The project",
        pages: &[
            page("changes", "Changes", "CHANGELOG.md"),
            page("architecture", "Architecture", "ARCHITECTURE.md"),
            page("contributing", "Contributing", "CONTRIBUTING.md"),
        ],
    },
];

/// Every page of the contents.
pub(crate) fn all() -> impl Iterator<Item = &'static Page> {
    GROUPS.iter().flat_map(|group| group.pages)
}
