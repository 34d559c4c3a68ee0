using System;
using System.Text;

namespace Keyward
{
    /// <summary>The language of messages.</summary>
    public enum Language { English = 1, Welsh = 2 }

    /// <summary>What a suggestion is made of: short words, or random characters.</summary>
    public enum Style { Words = 1, Random = 2 }

    /// <summary>A written policy, by which passwords are judged. Threads may share it once it is made.</summary>
    public sealed class Policy : IDisposable
    {
        /// <summary>The policy that is taken when nothing is said.</summary>
        public const string Default = "nhs-appendix-a";

        const uint Toml = 1, Json = 2;
        readonly PolicyHandle handle;

        Policy(PolicyHandle handle) { this.handle = handle; }

        /// <summary>A preset, or the policy in a file: JSON if its name ends so, TOML otherwise.</summary>
        public static Policy Open(string name = Default)
        {
            var bytes = Native.Utf8(name);
            var mistake = new byte[4096];
            var status = Native.keyward_policy_open_utf8(bytes, Native.Size(bytes.Length), out var policy, mistake, Native.Size(mistake.Length), out var needed);
            return Made(status, policy, mistake, needed);
        }

        /// <summary>Reads a policy from a text.</summary>
        public static Policy FromToml(string text) => Read(Toml, text);

        /// <summary>Reads a policy from a text: one object with the same keys.</summary>
        public static Policy FromJson(string text) => Read(Json, text);

        static Policy Read(uint format, string text)
        {
            var bytes = Native.Utf8(text);
            var status = Native.keyward_policy_new_utf8(format, bytes, Native.Size(bytes.Length), out var policy);
            var mistake = new byte[4096];
            var needed = UIntPtr.Zero;
            if (status != Native.Ok)
                Native.Done(Native.keyward_policy_mistake_utf8(format, bytes, Native.Size(bytes.Length), mistake, Native.Size(mistake.Length), out needed));
            return Made(status, policy, mistake, needed);
        }

        static Policy Made(uint status, PolicyHandle policy, byte[] mistake, UIntPtr needed)
        {
            if (status == Native.Ok) return new Policy(policy);
            var length = (int)needed.ToUInt32();
            throw new KeywardException(status, length > 0 && length <= mistake.Length ? Encoding.UTF8.GetString(mistake, 0, length) : null);
        }

        /// <summary>Adds the organisation's own words, one a line. No thread may judge by the policy meanwhile.</summary>
        public Policy AddWords(string words)
        {
            Native.Done(Native.keyward_policy_add_words_utf16(handle, words, Native.Size(words.Length)));
            return this;
        }

        /// <summary>Adds a filter of leaked passwords that `keyward breached build` made. No thread may judge meanwhile.</summary>
        public Policy SetBreachFilter(string file)
        {
            var bytes = Native.Utf8(file);
            Native.Done(Native.keyward_policy_set_breach_filter_utf8(handle, bytes, Native.Size(bytes.Length)));
            return this;
        }

        /// <summary>What answers call it.</summary>
        public string Name => Native.Lent(Native.keyward_policy_name(handle, out var text, out var length), text, length);

        /// <summary>16 hexadecimal digits that two policies share if they ask for the same.</summary>
        public string Digest => Native.Lent(Native.keyward_policy_digest(handle, out var text, out var length), text, length);

        /// <summary>What it requires, a line each.</summary>
        public string Explain(Language language = Language.English) =>
            Native.Written((char[] buffer, UIntPtr capacity, out UIntPtr needed) => Native.keyward_policy_explain_utf16(handle, (uint)language, 1, buffer, capacity, out needed));

        /// <summary>Judges a password and says why.</summary>
        public Report Check(string password, Context context = null)
        {
            using (var known = new Context.Lent(context))
            {
                Native.Done(Native.keyward_check_utf16(handle, known.Handle, password, Native.Size(password.Length), out var report));
                return new Report(report);
            }
        }

        /// <summary>Whether a password may be used.</summary>
        public bool Accepts(string password, Context context = null)
        {
            using (var known = new Context.Lent(context))
            {
                Native.Done(Native.keyward_accepts_utf16(handle, known.Handle, password, Native.Size(password.Length), out var accepted));
                return accepted;
            }
        }

        /// <summary>Makes a password that passes. The length 0 is the usual one.</summary>
        public Suggestion Suggest(Style style = Style.Words, int length = 0, Context context = null)
        {
            using (var known = new Context.Lent(context))
            {
                Native.Done(Native.keyward_suggest(handle, known.Handle, (uint)style, Native.Size(length), out var made));
                using (made) return new Suggestion(made);
            }
        }

        /// <summary>Frees it.</summary>
        public void Dispose() => handle.Dispose();
    }

    /// <summary>A password that passes.</summary>
    public sealed class Suggestion
    {
        internal Suggestion(SuggestionHandle made)
        {
            Password = Native.Written((char[] buffer, UIntPtr capacity, out UIntPtr needed) => Native.keyward_suggestion_password_utf16(made, buffer, capacity, out needed));
            ReadAloud = Native.Written((char[] buffer, UIntPtr capacity, out UIntPtr needed) => Native.keyward_suggestion_read_aloud_utf16(made, buffer, capacity, out needed));
            Native.Done(Native.keyward_suggestion_entropy_bits(made, out var bits));
            Native.Done(Native.keyward_suggestion_must_change(made, out var mustChange));
            EntropyBits = bits;
            MustChange = mustChange;
        }

        /// <summary>The password itself.</summary>
        public string Password { get; }

        /// <summary>How it is read out over the telephone.</summary>
        public string ReadAloud { get; }

        /// <summary>How hard it is to guess for those who know how it is made.</summary>
        public double EntropyBits { get; }

        /// <summary>Whether the policy asks its owner to change it at the first log-on.</summary>
        public bool MustChange { get; }

        /// <summary>Nothing of the password.</summary>
        public override string ToString() => "Suggestion of " + Math.Round(EntropyBits) + " bits";
    }
}
