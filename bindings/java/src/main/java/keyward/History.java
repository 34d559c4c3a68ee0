package keyward;

import com.sun.jna.ptr.LongByReference;

/** Earlier passwords as argon2id records, newest first. */
public final class History extends Handle {
    /** An empty one. */
    public History() {
        this("");
    }

    /** Reads what {@link #text} of another one wrote. */
    public History(String text) {
        this(Text.utf8(text));
    }

    private History(byte[] text) {
        super(made(place -> Library.C.keyward_history_new_utf8(text, text.length, place)), Library.C::keyward_history_free);
    }

    /** The cost of hashes from here on; without it OWASP's. */
    public History cost(int memoryKib, int passes, int lanes) {
        Text.done(Library.C.keyward_history_set_cost(pointer(), memoryKib, passes, lanes));
        return this;
    }

    /** Hashes a password and puts it first; no more than {@code keep} records stay. */
    public void add(CharSequence password, int keep) {
        try (Text text = new Text(password)) {
            Text.done(Library.C.keyward_history_add_utf16(pointer(), text.units(), text.length()));
        }
        Text.done(Library.C.keyward_history_prune(pointer(), keep));
    }

    /** How many there are. */
    public int size() {
        LongByReference count = new LongByReference();
        Text.done(Library.C.keyward_history_count(pointer(), count));
        return (int) count.getValue();
    }

    /** A record a line. */
    public String text() {
        return Text.written((buffer, capacity, needed) ->
                Library.C.keyward_history_text_utf8(pointer(), buffer, capacity, needed));
    }
}
