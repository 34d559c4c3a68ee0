package keyward;

/** Who will read what is told of a password. */
public enum Disclosure {
    /** The person who typed it. */
    PRIVATE(1),
    /** The service desk. */
    DESK(2),
    /** A log. */
    LOG(3);

    final int number;

    Disclosure(int number) {
        this.number = number;
    }
}
