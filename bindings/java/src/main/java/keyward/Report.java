package keyward;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByteByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.ArrayList;
import java.util.List;

/** What came of one password. Close it: it may hold a word that was read in the password. */
public final class Report extends Handle {
    private static final int VIOLATION = 1;
    private static final int BUFFER_TOO_SMALL = 8;

    private final boolean accepted;

    Report(Pointer pointer) {
        super(pointer, Library.C::keyward_report_free);
        ByteByReference value = new ByteByReference();
        Text.done(Library.C.keyward_report_accepted(pointer, value));
        accepted = value.getValue() != 0;
    }

    /** Whether the password may be used. */
    public boolean accepted() {
        return accepted;
    }

    /** The rules that object. */
    public List<String> rules() {
        return findings(Disclosure.LOG, Language.ENGLISH).stream().map(Finding::rule).toList();
    }

    /** What to tell the reader. */
    public List<String> messages(Disclosure disclosure, Language language) {
        return findings(disclosure, language).stream().map(Finding::message).toList();
    }

    /** Every finding. */
    public List<Finding> findings(Disclosure disclosure, Language language) {
        LongByReference count = new LongByReference();
        Text.done(Library.C.keyward_report_count(pointer(), count));
        List<Finding> findings = new ArrayList<>();
        for (long index = 0; index < count.getValue(); index++) {
            findings.add(finding(index, disclosure, language));
        }
        return List.copyOf(findings);
    }

    private Finding finding(long index, Disclosure disclosure, Language language) {
        Pointer report = pointer();
        IntByReference rule = new IntByReference();
        IntByReference severity = new IntByReference();
        Text.done(Library.C.keyward_report_rule(report, index, rule));
        Text.done(Library.C.keyward_report_severity(report, index, severity));
        LongByReference start = new LongByReference(-1);
        LongByReference end = new LongByReference(-1);
        String found = null;
        if (disclosure == Disclosure.PRIVATE) {
            Library.C.keyward_report_span(report, index, start, end);
            if (Library.C.keyward_report_word_utf8(report, index, disclosure.number, null, 0, new LongByReference())
                    == BUFFER_TOO_SMALL) {
                found = Text.written((buffer, capacity, needed) ->
                        Library.C.keyward_report_word_utf8(report, index, disclosure.number, buffer, capacity, needed));
            }
        }
        return new Finding(
                Text.lent((text, length) -> Library.C.keyward_rule_id(rule.getValue(), text, length)),
                Text.lent((text, length) -> Library.C.keyward_report_clause(report, index, text, length)),
                severity.getValue() == VIOLATION,
                Text.written((buffer, capacity, needed) -> Library.C.keyward_report_message_utf8(
                        report, index, disclosure.number, language.number, buffer, capacity, needed)),
                (int) start.getValue(),
                (int) end.getValue(),
                found);
    }

    /** The verdict alone. */
    @Override
    public String toString() {
        return "Report[" + (accepted ? "accepted" : "refused") + "]";
    }
}
