package keyward;

/**
 * One rule's objection. Place (in UTF-16 units, as a {@code String} counts) and word are there for the person who typed the
 * password alone; without a place {@code start} is -1.
 *
 * @param rule the rule's stable identifier
 * @param clause the clause of the policy that it comes from
 * @param violation whether it refuses the password; otherwise it is advice
 * @param message what to do
 * @param start the first unit it is about
 * @param end one past the last
 * @param found the word that was read, or null
 */
public record Finding(
        String rule, String clause, boolean violation, String message, int start, int end, String found) {
    /** Nothing of the password. */
    @Override
    public String toString() {
        return "Finding[" + rule + " " + clause + "]";
    }
}
