package keyward;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByteByReference;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** The C library, as keyward.h declares it. JNA takes it from the jar, or from where the system looks for libraries. */
interface Library extends com.sun.jna.Library {
    Library C = Native.load("keyward", Library.class);

    String keyward_version();

    int keyward_rule_id(int rule, PointerByReference id, LongByReference length);

    int keyward_policy_open_utf8(
            byte[] name, long length, PointerByReference policy, byte[] buffer, long capacity, LongByReference needed);

    int keyward_policy_new_utf8(int format, byte[] text, long length, PointerByReference policy);

    int keyward_policy_mistake_utf8(
            int format, byte[] text, long length, byte[] buffer, long capacity, LongByReference needed);

    void keyward_policy_free(Pointer policy);

    int keyward_policy_name(Pointer policy, PointerByReference name, LongByReference length);

    int keyward_policy_digest(Pointer policy, PointerByReference digest, LongByReference length);

    int keyward_policy_add_words_utf8(Pointer policy, byte[] words, long length);

    int keyward_policy_set_breach_filter_utf8(Pointer policy, byte[] file, long length);

    int keyward_policy_explain_utf8(
            Pointer policy, int language, int format, Pointer buffer, long capacity, LongByReference needed);

    int keyward_context_new(PointerByReference context);

    void keyward_context_free(Pointer context);

    int keyward_context_add_utf16(Pointer context, int field, Pointer value, long length);

    int keyward_context_set_date_of_birth(Pointer context, short year, byte month, byte day);

    int keyward_context_set_operation(Pointer context, int operation);

    int keyward_context_set_history(Pointer context, Pointer history, boolean always);

    int keyward_history_new_utf8(byte[] text, long length, PointerByReference history);

    void keyward_history_free(Pointer history);

    int keyward_history_count(Pointer history, LongByReference count);

    int keyward_history_set_cost(Pointer history, int memory, int passes, int lanes);

    int keyward_history_add_utf16(Pointer history, Pointer password, long length);

    int keyward_history_prune(Pointer history, long depth);

    int keyward_history_text_utf8(Pointer history, Pointer buffer, long capacity, LongByReference needed);

    int keyward_check_utf16(Pointer policy, Pointer context, Pointer password, long length, PointerByReference report);

    int keyward_accepts_utf16(Pointer policy, Pointer context, Pointer password, long length, ByteByReference accepted);

    void keyward_report_free(Pointer report);

    int keyward_report_accepted(Pointer report, ByteByReference accepted);

    int keyward_report_count(Pointer report, LongByReference count);

    int keyward_report_rule(Pointer report, long index, IntByReference rule);

    int keyward_report_severity(Pointer report, long index, IntByReference severity);

    int keyward_report_clause(Pointer report, long index, PointerByReference clause, LongByReference length);

    int keyward_report_span(Pointer report, long index, LongByReference start, LongByReference end);

    int keyward_report_word_utf8(
            Pointer report, long index, int disclosure, Pointer buffer, long capacity, LongByReference needed);

    int keyward_report_message_utf8(
            Pointer report, long index, int disclosure, int language, Pointer buffer, long capacity, LongByReference needed);


    int keyward_suggest(Pointer policy, Pointer context, int style, long length, PointerByReference suggestion);

    void keyward_suggestion_free(Pointer suggestion);

    int keyward_suggestion_password_utf8(Pointer suggestion, Pointer buffer, long capacity, LongByReference needed);

    int keyward_suggestion_read_aloud_utf8(Pointer suggestion, Pointer buffer, long capacity, LongByReference needed);

    int keyward_suggestion_entropy_bits(Pointer suggestion, DoubleByReference bits);

    int keyward_suggestion_must_change(Pointer suggestion, ByteByReference mustChange);
}
