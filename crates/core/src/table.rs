//! The table of rules and of what a policy may ask of them: one row each. [`crate::Rule`], [`crate::Policy`] and
//! [`crate::Key`] are made from it, and with them the policy file, its schema and its page, the C enum and the settings of a
//! page; what people read of a rule is in `messages`, what it does in `rules`, and its clauses are in `presets`.

/// Hands the table to a macro.
///
/// A rule: what it objects to, its number and its identifier, neither of which is ever used again, its severity, and whether
/// a checklist shows it from the start.
///
/// A key: its rule if it turns one on, its field, its type and the value that asks for nothing, the values it may have, and
/// what it asks for, a sentence.
macro_rules! table {
    ($make:ident) => {
        $make! {
            rules {
                /// Fewer extended grapheme clusters (UAX 29) than the policy asks for.
                MinLength = 1, "min_length", Violation, listed;
                /// More characters (Unicode scalar values) than the limit. Nothing else is judged then.
                MaxLength = 2, "max_length", Violation, unlisted;
                /// Too few upper-case letters.
                Uppercase = 3, "uppercase", Violation, listed;
                /// Too few lower-case letters.
                Lowercase = 4, "lowercase", Violation, listed;
                /// Too few decimal digits.
                Digit = 5, "digit", Violation, listed;
                /// Too few graphemes that are neither alphanumeric nor a space.
                Special = 6, "special", Violation, listed;
                /// A control character, an unassigned or a private-use one.
                UnacceptableCharacter = 7, "unacceptable_character", Violation, unlisted;
                /// A dictionary word, read letter by letter.
                DictionaryWord = 8, "dictionary_word", Violation, listed;
                /// A recognised word with digits or symbols standing for some of its letters.
                LeetWord = 9, "leet_word", Violation, listed;
                /// A much used password, or one built on it.
                CommonPassword = 10, "common_password", Violation, listed;
                /// A run along the alphabet, the digits or the keyboard, one character repeated, or a block repeated.
                Sequence = 11, "sequence", Violation, unlisted;
                /// A calendar date.
                Date = 12, "date", Violation, unlisted;
                /// A common given name, surname, place or team.
                Name = 13, "name", Violation, unlisted;
                /// Something that the context knows of the account's owner.
                Personal = 14, "personal", Violation, listed;
                /// Equal to one of the last few passwords.
                Reused = 15, "reused", Violation, listed;
                /// A deviation of one of the last few passwords.
                Recycled = 16, "recycled", Violation, unlisted;
                /// Equal to, or a deviation of, the password of another account.
                OtherAccount = 17, "other_account", Violation, unlisted;
                /// Listed in a breach filter.
                Breached = 18, "breached", Violation, unlisted;
                /// Guessed sooner than the policy's floor.
                Weak = 19, "weak", Advice, unlisted;
                /// A character that the policy does not allow, or forbids.
                ForbiddenCharacter = 20, "forbidden_character", Violation, listed;
                /// Too few of the four classes: upper-case letters, lower-case letters, digits, special characters.
                Classes = 21, "classes", Violation, listed;
                /// The same character too many times in a row.
                Repeated = 22, "repeated", Violation, listed;
                /// The same when it is read backwards.
                Palindrome = 23, "palindrome", Violation, unlisted;
                /// Its cheapest explanation costs fewer bits than the policy's floor.
                Guessable = 24, "guessable", Violation, unlisted;
            }
            keys {
                MinLength(MinLength) min_length: u16 = 0, number(1, LONGEST, OFF),
                    "The fewest characters, counted as people count them (extended grapheme clusters).";
                MaxLength(MaxLength) max_length: u16 = LONGEST, number(1, LONGEST, None),
                    "The most characters (Unicode scalar values). A longer password is refused, never cut.";
                Alphabet() alphabet: Alphabet = Alphabet::Unicode, Kind::Choice(Alphabet::NAMES),
                    "Which characters count as letters and digits: those of Unicode, or only A to Z, a to z and 0 to 9.";
                Uppercase(Uppercase) uppercase: u8 = 0, number(1, 255, OFF),
                    "The fewest capital letters.";
                Lowercase(Lowercase) lowercase: u8 = 0, number(1, 255, OFF),
                    "The fewest lower case letters.";
                Digit(Digit) digit: u8 = 0, number(1, 255, OFF),
                    "The fewest numbers.";
                Special(Special) special: u8 = 0, number(1, 255, OFF),
                    "The fewest special characters: neither letters nor numbers nor spaces.";
                UnacceptableCharacter(UnacceptableCharacter) unacceptable_character: bool = false, Kind::Flag,
                    "Whether control characters, and those that Unicode has not assigned or left to private use, are refused.";
                DictionaryWord(DictionaryWord) dictionary_word: u8 = 0, number(5, 31, OFF),
                    "The letters that a dictionary word must have to be refused, anywhere in the password. Words of an organisation's own dictionary are always refused.";
                LeetWord(LeetWord) leet_word: u8 = 0, number(5, 31, OFF),
                    "The letters that a word in disguise, such as M0nd4y, must have to be refused. With any number, all of an organisation's own dictionary are.";
                CommonPassword(CommonPassword) common_password: Blocklist = Blocklist::Off, Kind::Choice(Blocklist::NAMES),
                    "How the list of common passwords is applied: not; to whole passwords; to whole passwords and what people make of one to reach a length (`fitted`: something put before or after it, it twice, runs and repeats); or to any part.";
                Sequence(Sequence) sequence: u8 = 0, number(3, 31, OFF),
                    "The shortest run that is refused: along the alphabet, the digits or the keyboard, or one character repeated.";
                Date(Date) date: bool = false, Kind::Flag,
                    "Whether calendar dates are refused.";
                Name(Name) name: bool = false, Kind::Flag,
                    "Whether common names of people, places and teams are refused.";
                Personal(Personal) personal: bool = false, Kind::Flag,
                    "Whether what is known of the account and its owner is refused.";
                History(Reused) history: u8 = 0, number(1, 24, Some("`reused` and `recycled` are off")),
                    "How many of the last passwords may not be used again.";
                Recycled(Recycled) recycled: bool = false, Kind::Flag,
                    "Whether passwords made by changing one of the last ones are refused.";
                OtherAccount(OtherAccount) other_account: bool = false, Kind::Flag,
                    "Whether passwords of other accounts, and changed ones, are refused.";
                Breached(Breached) breached: bool = false, Kind::Flag,
                    "Whether leaked passwords are refused. A breach filter must then be given (`keyward check --breached`), and giving one turns the rule on; a page in a browser has none and leaves the rule out.";
                Strength(Weak) strength: u8 = 0, number(1, 4, OFF),
                    "The lowest zxcvbn score without advice. It never decides.";
                AllowedCharacters(ForbiddenCharacter) allowed_characters: Characters = Characters::ALL, Kind::Characters,
                    "The only characters that a password may have: `upper, lower, digit, [-_.]`. `unicode` is all of them.";
                ForbiddenCharacters(ForbiddenCharacter) forbidden_characters: Characters = Characters::NONE, Kind::Characters,
                    "Characters that a password may not have: `[<>&]`.";
                Classes(Classes) classes: u8 = 0, number(1, 4, OFF),
                    "How many of the four classes must be there: capital letters, lower case letters, numbers, special characters.";
                RelaxedFrom() relaxed_from: u16 = 0, number(1, LONGEST, Some("never")),
                    "The length from which a password need not have the characters that `uppercase`, `lowercase`, `digit`, `special` and `classes` count.";
                Relaxed() relaxed: Relaxed = Relaxed::Counts, Kind::Choice(Relaxed::NAMES),
                    "What a password of `relaxed_from` characters or more need not meet: the counts alone, or with `patterns` also what is refused for something inside a password: words, names, dates, sequences, repeats and palindromes. Whole common passwords, what is known of the account and earlier passwords are refused at any length.";
                Repeated(Repeated) repeated: u8 = 0, number(1, 31, OFF),
                    "The most times that the same character may come in a row.";
                Palindrome(Palindrome) palindrome: bool = false, Kind::Flag,
                    "Whether a password that is the same backwards is refused.";
                OwnDetails(Personal) own_details: bool = false, Kind::Flag,
                    "Whether a password is refused that is the user name, the email address, the part before its @ or a whole name, also with a few numbers or symbols around it, twice or backwards. `personal` refuses more.";
                NearWords() near_words: u8 = 0, number(6, 31, OFF),
                    "The letters that a word of `words` must have for a password to be refused that has it with one letter wrong, left out, added, or two swapped (`Contosso` where `Contoso` is barred). Measured with 20 words barred: with 6 letters none of 300,000 random passwords of 12 characters is refused, 1 in 660 of three words of four letters run together, 1 in 120 of three longer ones; with 7 letters 1 in 8,000 and 1 in 2,200 of these.";
                Guessable(Guessable) guessable: u8 = 0, number(1, 60, OFF),
                    "The fewest bits that the cheapest explanation of a password may cost, as known pieces (names, words, common passwords, dates, patterns) and characters that nothing explains.";
            }
            lifecycle {
                ExpiresAfterDays() expires_after_days: Option<u16> = None, number(1, 3650, Some("never")),
                    "Days after which a password must be changed.";
                ChangeAtFirstLogOn() change_at_first_log_on: bool = false, Kind::Flag,
                    "Whether a new or reset password must be changed at the first log-on.";
                LockAfterAttempts() lock_after_attempts: Option<u8> = None, number(1, 100, Some("never")),
                    "Wrong attempts in a row after which the account is locked.";
            }
        }
    };
}

pub(crate) use table;
