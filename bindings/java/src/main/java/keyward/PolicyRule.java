package keyward;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A policy as a rule among others, such as those of Passay or of a registration form: from user name and password to what to
 * tell the reader; nothing if the password may be used.
 */
public final class PolicyRule implements BiFunction<String, CharSequence, List<String>> {
    private final Policy policy;
    private final Language language;

    public PolicyRule(Policy policy, Language language) {
        this.policy = policy;
        this.language = language;
    }

    @Override
    public List<String> apply(String username, CharSequence password) {
        try (Report report = policy.check(password, Context.of(username))) {
            return report.accepted() ? List.of() : report.messages(Disclosure.DESK, language);
        }
    }
}
