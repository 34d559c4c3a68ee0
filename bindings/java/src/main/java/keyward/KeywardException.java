package keyward;

import java.util.Map;

/** Something could not be done. The message never holds a password. */
public final class KeywardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final Map<Integer, String> MEANINGS = Map.of(
            2, "the text is too long",
            3, "the text is not well-formed: it has a lone surrogate",
            4, "a value is not one of those allowed",
            5, "there is no such thing, or no password passes",
            9, "the policy, list or history record has a mistake",
            10, "there is not enough memory",
            12, "the operating system gave no random numbers",
            15, "the policy asks for a breach filter, and none was given or it cannot be read");

    private final int status;

    KeywardException(int status) {
        this(status, MEANINGS.getOrDefault(status, "keyward failed with status " + status));
    }

    KeywardException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of the C library. */
    public int status() {
        return status;
    }
}
