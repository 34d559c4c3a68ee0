using System;
using System.Collections.Generic;
using System.Linq;

namespace Keyward
{
    /// <summary>Who will read what is told of a password.</summary>
    public enum Disclosure
    {
        /// <summary>The person who typed it.</summary>
        Private = 1,
        /// <summary>The service desk.</summary>
        Desk = 2,
        /// <summary>A log.</summary>
        Log = 3,
    }

    /// <summary>What came of one password. Dispose of it: it may hold a word that was read in the password.</summary>
    public sealed class Report : IDisposable
    {
        const uint Violation = 1;
        readonly ReportHandle handle;

        internal Report(ReportHandle handle)
        {
            this.handle = handle;
            Native.Done(Native.keyward_report_accepted(handle, out var accepted));
            Accepted = accepted;
        }

        /// <summary>Whether the password may be used.</summary>
        public bool Accepted { get; }

        /// <summary>The rules that object.</summary>
        public IReadOnlyList<string> Rules => Findings(Disclosure.Log).Select(finding => finding.Rule).ToList();

        /// <summary>What to tell the reader.</summary>
        public IReadOnlyList<string> Messages(Disclosure disclosure = Disclosure.Desk, Language language = Language.English) =>
            Findings(disclosure, language).Select(finding => finding.Message).ToList();

        /// <summary>Every finding; places and words are told to the person who typed the password alone.</summary>
        public IReadOnlyList<Finding> Findings(Disclosure disclosure = Disclosure.Desk, Language language = Language.English)
        {
            Native.Done(Native.keyward_report_count(handle, out var count));
            return Enumerable.Range(0, (int)count.ToUInt32()).Select(index => One(Native.Size(index), disclosure, language)).ToList();
        }

        Finding One(UIntPtr index, Disclosure disclosure, Language language)
        {
            Native.Done(Native.keyward_report_rule(handle, index, out var rule));
            Native.Done(Native.keyward_report_severity(handle, index, out var severity));
            int? start = null, end = null;
            string found = null;
            if (disclosure == Disclosure.Private)
            {
                if (Native.keyward_report_span(handle, index, out var from, out var to) == Native.Ok)
                {
                    start = (int)from.ToUInt32();
                    end = (int)to.ToUInt32();
                }
                if (Native.keyward_report_word_utf16(handle, index, (uint)disclosure, null, UIntPtr.Zero, out _) == Native.BufferTooSmall)
                    found = Native.Written((char[] buffer, UIntPtr capacity, out UIntPtr needed) => Native.keyward_report_word_utf16(handle, index, (uint)disclosure, buffer, capacity, out needed));
            }
            return new Finding(
                Native.Lent(Native.keyward_rule_id(rule, out var id, out var idLength), id, idLength),
                Native.Lent(Native.keyward_report_clause(handle, index, out var clause, out var clauseLength), clause, clauseLength),
                severity == Violation,
                Native.Written((char[] buffer, UIntPtr capacity, out UIntPtr needed) => Native.keyward_report_message_utf16(handle, index, (uint)disclosure, (uint)language, buffer, capacity, out needed)),
                start, end, found);
        }

        /// <summary>The verdict alone.</summary>
        public override string ToString() => Accepted ? "accepted" : "refused";

        /// <summary>Frees and wipes it.</summary>
        public void Dispose() => handle.Dispose();
    }

    /// <summary>One rule's objection.</summary>
    public sealed class Finding
    {
        internal Finding(string rule, string clause, bool isViolation, string message, int? start, int? end, string found)
        {
            Rule = rule;
            Clause = clause;
            IsViolation = isViolation;
            Message = message;
            Start = start;
            End = end;
            Found = found;
        }

        /// <summary>The rule's stable identifier.</summary>
        public string Rule { get; }

        /// <summary>The clause of the policy that it comes from.</summary>
        public string Clause { get; }

        /// <summary>Whether it refuses the password; otherwise it is advice.</summary>
        public bool IsViolation { get; }

        /// <summary>What to do.</summary>
        public string Message { get; }

        /// <summary>The first UTF-16 unit it is about.</summary>
        public int? Start { get; }

        /// <summary>One past the last.</summary>
        public int? End { get; }

        /// <summary>The word that was read.</summary>
        public string Found { get; }

        /// <summary>Nothing of the password.</summary>
        public override string ToString() => Rule + " " + Clause;
    }
}
