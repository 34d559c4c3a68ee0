//! How many of a set were accepted or refused, and the tables of such shares.

/// A set: how many of how many counted.
pub(crate) struct Share {
    pub(crate) name: String,
    pub(crate) counted: usize,
    pub(crate) of: usize,
}

impl Share {
    pub(crate) fn new(name: String) -> Self {
        Self { name, counted: 0, of: 0 }
    }

    pub(crate) fn add(&mut self, counts: bool) {
        self.counted += usize::from(counts);
        self.of += 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub(crate) fn percent(&self) -> f64 {
        if self.of == 0 { 0.0 } else { 100.0 * self.counted as f64 / self.of as f64 }
    }

    /// The mean of the sets, every set alike.
    #[expect(clippy::cast_precision_loss, reason = "a few hundred sets")]
    pub(crate) fn mean(shares: &[Share]) -> f64 {
        let filled: Vec<f64> = shares.iter().filter(|share| share.of > 0).map(Share::percent).collect();
        filled.iter().sum::<f64>() / filled.len().max(1) as f64
    }

    /// The means over what stands before (0) or after (1) the last comma of the names.
    pub(crate) fn means(shares: &[Share], part: usize) -> Vec<(String, f64)> {
        let key = |share: &Share| {
            let (before, after) = share.name.rsplit_once(", ").unwrap_or((&share.name, ""));
            [before, after][part].to_owned()
        };
        let mut keys: Vec<String> = Vec::new();
        for share in shares {
            if !keys.contains(&key(share)) {
                keys.push(key(share));
            }
        }
        let mean = |wanted: String| {
            let counted = |share: &&Share| share.of > 0 && key(share) == wanted;
            let chosen: Vec<f64> = shares.iter().filter(counted).map(Share::percent).collect();
            let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX);
            (count > 0).then(|| (wanted, chosen.iter().sum::<f64>() / f64::from(count)))
        };
        keys.into_iter().filter_map(mean).collect()
    }

    /// The set with the greatest share.
    pub(crate) fn worst(shares: &[Share]) -> Option<&Share> {
        shares.iter().max_by(|one, other| one.percent().total_cmp(&other.percent()))
    }

    /// Prints every set, the means over what stands before and after the comma of the names, and the worst.
    pub(crate) fn summary(title: &str, shares: &[Share]) {
        println!("\n{title}, %");
        for share in shares {
            println!("  {:44}{:8.2}   of {}", share.name, share.percent(), share.of);
        }
        for (which, part) in [("before", 0), ("after", 1)] {
            println!("  means by what stands {which} the last comma");
            for (name, mean) in Share::means(shares, part) {
                println!("    {name:42}{mean:8.2}");
            }
        }
        let worst = Share::worst(shares)
            .map_or(String::new(), |share| format!("{:.2} ({})", share.percent(), share.name));
        println!("{title}: mean {:.2}, worst {worst}", Share::mean(shares));
    }
}

/// Whether only judgement can refuse a candidate: 8 characters, two of each class.
pub(crate) fn has_two_of_each(candidate: &str) -> bool {
    let count = |class: fn(char) -> bool| candidate.chars().filter(|character| class(*character)).count();
    let classes: [fn(char) -> bool; 4] =
        [char::is_uppercase, char::is_lowercase, |c| c.is_ascii_digit(), |c| !c.is_alphanumeric()];
    candidate.chars().count() >= 8 && classes.into_iter().all(|class| count(class) >= 2)
}
