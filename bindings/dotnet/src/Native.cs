using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Keyward
{
    /// <summary>Something could not be done. The message never holds a password.</summary>
    public sealed class KeywardException : Exception
    {
        static readonly Dictionary<uint, string> Meanings = new Dictionary<uint, string>
        {
            { 2, "the text is too long" },
            { 3, "the text is not well-formed: it has a lone surrogate" },
            { 4, "a value is not one of those allowed" },
            { 5, "there is no such thing, or no password passes" },
            { 9, "the policy, list or history record has a mistake" },
            { 10, "there is not enough memory" },
            { 12, "the operating system gave no random numbers" },
            { 15, "the policy asks for a breach filter, and none was given or it cannot be read" },
        };

        internal KeywardException(uint status, string message = null)
            : base(message ?? Meaning(status))
        {
            Status = status;
        }

        static string Meaning(uint status) =>
            Meanings.TryGetValue(status, out var known) ? known : "keyward failed with status " + status;

        /// <summary>The status of the C library.</summary>
        public uint Status { get; }
    }

    /// <summary>The C library, as keyward.h declares it. A password goes over the border as a pinned string, without a copy.</summary>
    static class Native
    {
        internal const uint Ok = 0;
        internal const uint BufferTooSmall = 8;
        const string Library = "keyward";

        [DllImport(Library)] internal static extern IntPtr keyward_version();
        [DllImport(Library)] internal static extern uint keyward_rule_id(uint rule, out IntPtr id, out UIntPtr length);
        [DllImport(Library)] internal static extern uint keyward_policy_open_utf8(byte[] name, UIntPtr length, out PolicyHandle policy, byte[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library)] internal static extern uint keyward_policy_new_utf8(uint format, byte[] text, UIntPtr length, out PolicyHandle policy);
        [DllImport(Library)] internal static extern uint keyward_policy_mistake_utf8(uint format, byte[] text, UIntPtr length, byte[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library)] internal static extern void keyward_policy_free(IntPtr policy);
        [DllImport(Library)] internal static extern uint keyward_policy_name(PolicyHandle policy, out IntPtr name, out UIntPtr length);
        [DllImport(Library)] internal static extern uint keyward_policy_digest(PolicyHandle policy, out IntPtr digest, out UIntPtr length);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_policy_add_words_utf16(PolicyHandle policy, string words, UIntPtr length);
        [DllImport(Library)] internal static extern uint keyward_policy_set_breach_filter_utf8(PolicyHandle policy, byte[] file, UIntPtr length);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_policy_explain_utf16(PolicyHandle policy, uint language, uint format, [Out] char[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library)] internal static extern uint keyward_context_new(out ContextHandle context);
        [DllImport(Library)] internal static extern void keyward_context_free(IntPtr context);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_context_add_utf16(ContextHandle context, uint field, string value, UIntPtr length);
        [DllImport(Library)] internal static extern uint keyward_context_set_date_of_birth(ContextHandle context, ushort year, byte month, byte day);
        [DllImport(Library)] internal static extern uint keyward_context_set_operation(ContextHandle context, uint operation);
        [DllImport(Library)] internal static extern uint keyward_context_set_history(ContextHandle context, HistoryHandle history, [MarshalAs(UnmanagedType.U1)] bool always);
        [DllImport(Library)] internal static extern uint keyward_history_new_utf8(byte[] text, UIntPtr length, out HistoryHandle history);
        [DllImport(Library)] internal static extern void keyward_history_free(IntPtr history);
        [DllImport(Library)] internal static extern uint keyward_history_count(HistoryHandle history, out UIntPtr count);
        [DllImport(Library)] internal static extern uint keyward_history_set_cost(HistoryHandle history, uint memory, uint passes, uint lanes);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_history_add_utf16(HistoryHandle history, string password, UIntPtr length);
        [DllImport(Library)] internal static extern uint keyward_history_prune(HistoryHandle history, UIntPtr depth);
        [DllImport(Library)] internal static extern uint keyward_history_text_utf8(HistoryHandle history, byte[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_check_utf16(PolicyHandle policy, ContextHandle context, string password, UIntPtr length, out ReportHandle report);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_accepts_utf16(PolicyHandle policy, ContextHandle context, string password, UIntPtr length, [MarshalAs(UnmanagedType.U1)] out bool accepted);
        [DllImport(Library)] internal static extern void keyward_report_free(IntPtr report);
        [DllImport(Library)] internal static extern uint keyward_report_accepted(ReportHandle report, [MarshalAs(UnmanagedType.U1)] out bool accepted);
        [DllImport(Library)] internal static extern uint keyward_report_count(ReportHandle report, out UIntPtr count);
        [DllImport(Library)] internal static extern uint keyward_report_rule(ReportHandle report, UIntPtr index, out uint rule);
        [DllImport(Library)] internal static extern uint keyward_report_severity(ReportHandle report, UIntPtr index, out uint severity);
        [DllImport(Library)] internal static extern uint keyward_report_clause(ReportHandle report, UIntPtr index, out IntPtr clause, out UIntPtr length);
        [DllImport(Library)] internal static extern uint keyward_report_span(ReportHandle report, UIntPtr index, out UIntPtr start, out UIntPtr end);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_report_word_utf16(ReportHandle report, UIntPtr index, uint disclosure, [Out] char[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_report_message_utf16(ReportHandle report, UIntPtr index, uint disclosure, uint language, [Out] char[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library)] internal static extern uint keyward_suggest(PolicyHandle policy, ContextHandle context, uint style, UIntPtr length, out SuggestionHandle suggestion);
        [DllImport(Library)] internal static extern void keyward_suggestion_free(IntPtr suggestion);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_suggestion_password_utf16(SuggestionHandle suggestion, [Out] char[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library, CharSet = CharSet.Unicode)] internal static extern uint keyward_suggestion_read_aloud_utf16(SuggestionHandle suggestion, [Out] char[] buffer, UIntPtr capacity, out UIntPtr needed);
        [DllImport(Library)] internal static extern uint keyward_suggestion_entropy_bits(SuggestionHandle suggestion, out double bits);
        [DllImport(Library)] internal static extern uint keyward_suggestion_must_change(SuggestionHandle suggestion, [MarshalAs(UnmanagedType.U1)] out bool mustChange);

        internal delegate uint Write(char[] buffer, UIntPtr capacity, out UIntPtr needed);

        internal static void Done(uint status)
        {
            if (status != Ok) throw new KeywardException(status);
        }

        internal static UIntPtr Size(int length) => new UIntPtr((uint)length);

        internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

        /// <summary>A text that the library writes into a buffer, which is wiped.</summary>
        internal static string Written(Write write)
        {
            for (var capacity = 1024; ;)
            {
                var buffer = new char[capacity];
                var status = write(buffer, Size(capacity), out var needed);
                if (status == BufferTooSmall)
                {
                    capacity = (int)needed.ToUInt32();
                    continue;
                }
                Done(status);
                var text = new string(buffer, 0, (int)needed.ToUInt32());
                Array.Clear(buffer, 0, capacity);
                return text;
            }
        }

        /// <summary>A text that the library lends.</summary>
        internal static string Lent(uint status, IntPtr text, UIntPtr length)
        {
            Done(status);
            var bytes = new byte[length.ToUInt32()];
            if (bytes.Length > 0) Marshal.Copy(text, bytes, 0, bytes.Length);
            return Encoding.UTF8.GetString(bytes);
        }
    }

    /// <summary>Something that the library owns, freed once.</summary>
    abstract class Handle : SafeHandle
    {
        protected Handle() : base(IntPtr.Zero, true) { }

        public override bool IsInvalid => handle == IntPtr.Zero;
    }

    sealed class PolicyHandle : Handle
    {
        protected override bool ReleaseHandle() { Native.keyward_policy_free(handle); return true; }
    }

    sealed class ContextHandle : Handle
    {
        /// <summary>No context.</summary>
        internal static readonly ContextHandle None = new ContextHandle();

        protected override bool ReleaseHandle() { Native.keyward_context_free(handle); return true; }
    }

    sealed class HistoryHandle : Handle
    {
        protected override bool ReleaseHandle() { Native.keyward_history_free(handle); return true; }
    }

    sealed class ReportHandle : Handle
    {
        protected override bool ReleaseHandle() { Native.keyward_report_free(handle); return true; }
    }

    sealed class SuggestionHandle : Handle
    {
        protected override bool ReleaseHandle() { Native.keyward_suggestion_free(handle); return true; }
    }
}
