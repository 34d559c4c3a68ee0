package keyward;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByteByReference;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/** A written policy, by which passwords are judged. Threads may share it once it is made. */
public final class Policy extends Handle {
    /** The policy that is taken when nothing is said. */
    public static final String DEFAULT = "nhs-appendix-a";

    private static final int TOML = 1;
    private static final int JSON = 2;
    private static final int MISTAKE = 4096;

    private Policy(Pointer pointer) {
        super(pointer, Library.C::keyward_policy_free);
    }

    /** A preset, or the policy in a file: JSON if its name ends so, TOML otherwise. */
    public static Policy open(String name) {
        byte[] bytes = Text.utf8(name);
        byte[] mistake = new byte[MISTAKE];
        PointerByReference policy = new PointerByReference();
        LongByReference needed = new LongByReference();
        int status = Library.C.keyward_policy_open_utf8(bytes, bytes.length, policy, mistake, MISTAKE, needed);
        if (status != 0 && needed.getValue() > 0 && needed.getValue() <= MISTAKE) {
            throw new KeywardException(status, new String(mistake, 0, (int) needed.getValue(), StandardCharsets.UTF_8));
        }
        Text.done(status);
        return new Policy(policy.getValue());
    }

    public static Policy fromToml(String text) {
        return read(TOML, Text.utf8(text));
    }

    public static Policy fromJson(String text) {
        return read(JSON, Text.utf8(text));
    }

    private static Policy read(int format, byte[] text) {
        PointerByReference policy = new PointerByReference();
        int status = Library.C.keyward_policy_new_utf8(format, text, text.length, policy);
        if (status == 0) {
            return new Policy(policy.getValue());
        }
        byte[] mistake = new byte[MISTAKE];
        LongByReference needed = new LongByReference();
        Text.done(Library.C.keyward_policy_mistake_utf8(format, text, text.length, mistake, MISTAKE, needed));
        String told = new String(mistake, 0, (int) needed.getValue(), StandardCharsets.UTF_8);
        throw told.isEmpty() ? new KeywardException(status) : new KeywardException(status, told);
    }

    /** Adds the organisation's own words, one a line. No thread may judge by the policy meanwhile. */
    public Policy addWords(String words) {
        byte[] bytes = Text.utf8(words);
        Text.done(Library.C.keyward_policy_add_words_utf8(pointer(), bytes, bytes.length));
        return this;
    }

    /** Adds a filter of leaked passwords that {@code keyward breached build} made. No thread may judge meanwhile. */
    public Policy breachFilter(String file) {
        byte[] bytes = Text.utf8(file);
        Text.done(Library.C.keyward_policy_set_breach_filter_utf8(pointer(), bytes, bytes.length));
        return this;
    }

    /** What answers call it. */
    public String name() {
        return Text.lent((text, length) -> Library.C.keyward_policy_name(pointer(), text, length));
    }

    /** 16 hexadecimal digits that two policies share if they ask for the same. */
    public String digest() {
        return Text.lent((text, length) -> Library.C.keyward_policy_digest(pointer(), text, length));
    }

    /** What it requires, a line each. */
    public String explain(Language language) {
        return Text.written((buffer, capacity, needed) ->
                Library.C.keyward_policy_explain_utf8(pointer(), language.number, 1, buffer, capacity, needed));
    }

    /** Judges a password and says why. The context may be null. */
    public Report check(CharSequence password, Context context) {
        PointerByReference report = new PointerByReference();
        try (Text text = new Text(password)) {
            Context.lend(context, known ->
                    Library.C.keyward_check_utf16(pointer(), known, text.units(), text.length(), report));
        }
        return new Report(report.getValue());
    }

    /** Whether a password may be used. The context may be null. */
    public boolean accepts(CharSequence password, Context context) {
        ByteByReference accepted = new ByteByReference();
        try (Text text = new Text(password)) {
            Context.lend(context, known ->
                    Library.C.keyward_accepts_utf16(pointer(), known, text.units(), text.length(), accepted));
        }
        return accepted.getValue() != 0;
    }

    /** Makes a password that passes. The length 0 is the usual one; the context may be null. */
    public Suggestion suggest(Style style, int length, Context context) {
        PointerByReference place = new PointerByReference();
        Context.lend(context, known -> Library.C.keyward_suggest(pointer(), known, style.number, length, place));
        Pointer made = place.getValue();
        try {
            DoubleByReference bits = new DoubleByReference();
            ByteByReference change = new ByteByReference();
            Text.done(Library.C.keyward_suggestion_entropy_bits(made, bits));
            Text.done(Library.C.keyward_suggestion_must_change(made, change));
            return new Suggestion(
                    Text.written((buffer, capacity, needed) ->
                            Library.C.keyward_suggestion_password_utf8(made, buffer, capacity, needed)),
                    Text.written((buffer, capacity, needed) ->
                            Library.C.keyward_suggestion_read_aloud_utf8(made, buffer, capacity, needed)),
                    bits.getValue(),
                    change.getValue() != 0);
        } finally {
            Library.C.keyward_suggestion_free(made);
        }
    }

    /** The version of the library. */
    public static String version() {
        return Library.C.keyward_version();
    }
}
