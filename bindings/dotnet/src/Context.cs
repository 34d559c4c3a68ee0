using System;
using System.Collections.Generic;
using System.Text;

namespace Keyward
{
    /// <summary>What is known of an account, of its owner, and of the passwords they have or had, newest first.</summary>
    public sealed class Context
    {
        public string Username { get; set; } = "";
        public IEnumerable<string> Names { get; set; } = new string[0];
        public string Email { get; set; } = "";
        public IEnumerable<string> Phones { get; set; } = new string[0];
        public DateTime? DateOfBirth { get; set; }
        public IEnumerable<string> Related { get; set; } = new string[0];
        public IEnumerable<string> Subjects { get; set; } = new string[0];
        public IEnumerable<string> Previous { get; set; } = new string[0];
        public IEnumerable<string> OtherAccounts { get; set; } = new string[0];

        /// <summary>Somebody else sets the password for the owner.</summary>
        public bool Set { get; set; }

        /// <summary>Earlier passwords that are kept as hashes.</summary>
        public History History { get; set; }

        /// <summary>Whether the history is asked though something else objects.</summary>
        public bool AlwaysAskHistory { get; set; }

        /// <summary>Nothing of what it holds.</summary>
        public override string ToString() => "Context";

        /// <summary>The library's own form of a context, for one call.</summary>
        internal sealed class Lent : IDisposable
        {
            internal ContextHandle Handle { get; } = ContextHandle.None;

            internal Lent(Context context)
            {
                if (context == null) return;
                Native.Done(Native.keyward_context_new(out var handle));
                Handle = handle;
                var fields = new[]
                {
                    new[] { context.Username }, context.Names, new[] { context.Email }, context.Phones,
                    context.Related, context.Subjects, context.Previous, context.OtherAccounts,
                };
                for (uint field = 1; field <= fields.Length; field++)
                    foreach (var value in fields[field - 1])
                        if (!string.IsNullOrEmpty(value))
                            Native.Done(Native.keyward_context_add_utf16(handle, field, value, Native.Size(value.Length)));
                if (context.DateOfBirth is DateTime born)
                    Native.Done(Native.keyward_context_set_date_of_birth(handle, (ushort)born.Year, (byte)born.Month, (byte)born.Day));
                Native.Done(Native.keyward_context_set_operation(handle, context.Set ? 2u : 1u));
                if (context.History != null)
                    Native.Done(Native.keyward_context_set_history(handle, context.History.Handle, context.AlwaysAskHistory));
            }

            public void Dispose()
            {
                if (Handle != ContextHandle.None) Handle.Dispose();
            }
        }
    }

    /// <summary>Earlier passwords as argon2id records, newest first.</summary>
    public sealed class History : IDisposable
    {
        internal HistoryHandle Handle { get; }

        /// <summary>Reads what <see cref="Text"/> of another one wrote; the empty text makes an empty one.</summary>
        public History(string text = "")
        {
            var bytes = Native.Utf8(text);
            Native.Done(Native.keyward_history_new_utf8(bytes, Native.Size(bytes.Length), out var handle));
            Handle = handle;
        }

        /// <summary>The cost of hashes from here on; without it OWASP's.</summary>
        public History Cost(uint memoryKib, uint passes, uint lanes = 1)
        {
            Native.Done(Native.keyward_history_set_cost(Handle, memoryKib, passes, lanes));
            return this;
        }

        /// <summary>Hashes a password and puts it first; no more than `keep` records stay.</summary>
        public void Add(string password, int keep)
        {
            Native.Done(Native.keyward_history_add_utf16(Handle, password, Native.Size(password.Length)));
            Native.Done(Native.keyward_history_prune(Handle, Native.Size(keep)));
        }

        /// <summary>How many there are.</summary>
        public int Count
        {
            get
            {
                Native.Done(Native.keyward_history_count(Handle, out var count));
                return (int)count.ToUInt32();
            }
        }

        /// <summary>A record a line.</summary>
        public string Text()
        {
            Native.keyward_history_text_utf8(Handle, null, UIntPtr.Zero, out var needed);
            var buffer = new byte[needed.ToUInt32()];
            if (buffer.Length > 0) Native.Done(Native.keyward_history_text_utf8(Handle, buffer, needed, out needed));
            return Encoding.UTF8.GetString(buffer);
        }

        /// <summary>Frees it.</summary>
        public void Dispose() => Handle.Dispose();
    }
}
