package keyward;

/**
 * A password that passes.
 *
 * @param password the password itself
 * @param readAloud how it is read out over the telephone
 * @param entropyBits how hard it is to guess for those who know how it is made
 * @param mustChange whether the policy asks its owner to change it at the first log-on
 */
public record Suggestion(String password, String readAloud, double entropyBits, boolean mustChange) {
    /** Nothing of the password. */
    @Override
    public String toString() {
        return "Suggestion[" + Math.round(entropyBits) + " bits]";
    }
}
