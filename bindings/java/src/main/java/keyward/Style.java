package keyward;

/** What a suggestion is made of. */
public enum Style {
    /** Short words, numbers and special characters. */
    WORDS(1),
    /** Random characters, without those that look alike. */
    RANDOM(2);

    final int number;

    Style(int number) {
        this.number = number;
    }
}
