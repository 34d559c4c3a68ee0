package keyward;

/** The language of messages. */
public enum Language {
    ENGLISH(1),
    WELSH(2);

    final int number;

    Language(int number) {
        this.number = number;
    }
}
