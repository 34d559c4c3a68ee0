package keyward;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;

/** Texts on their way over the border; what held one is wiped. */
final class Text implements AutoCloseable {
    private static final int OK = 0;
    private static final int BUFFER_TOO_SMALL = 8;

    /** What the library writes into a buffer. */
    interface Write {
        int into(Pointer buffer, long capacity, LongByReference needed);
    }

    /** What the library lends. */
    interface Lend {
        int as(PointerByReference text, LongByReference length);
    }

    private final Memory units;
    private final int length;

    /** A text in UTF-16 where the library can read it, until it is closed. */
    Text(CharSequence text) {
        length = text.length();
        units = new Memory(Math.max(2L * length, 1));
        for (int place = 0; place < length; place++) {
            units.setShort(2L * place, (short) text.charAt(place));
        }
    }

    Pointer units() {
        return units;
    }

    long length() {
        return length;
    }

    @Override
    public void close() {
        units.clear();
        units.close();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void done(int status) {
        if (status != OK) {
            throw new KeywardException(status);
        }
    }

    static String written(Write write) {
        LongByReference needed = new LongByReference();
        for (long capacity = 1024; ; capacity = needed.getValue()) {
            try (Memory buffer = new Memory(capacity)) {
                int status = write.into(buffer, capacity, needed);
                if (status == BUFFER_TOO_SMALL) {
                    continue;
                }
                done(status);
                String text = new String(buffer.getByteArray(0, (int) needed.getValue()), StandardCharsets.UTF_8);
                buffer.clear();
                return text;
            }
        }
    }

    static String lent(Lend lend) {
        PointerByReference text = new PointerByReference();
        LongByReference length = new LongByReference();
        done(lend.as(text, length));
        return new String(text.getValue().getByteArray(0, (int) length.getValue()), StandardCharsets.UTF_8);
    }
}
