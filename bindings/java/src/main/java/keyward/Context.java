package keyward;

import com.sun.jna.Pointer;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known of an account, of its owner, and of the passwords they have or had, newest first.
 *
 * <p>{@code Context.of("jsmith").names("John Smith").previous(typedCurrent)}; each call changes this one and gives it back.
 */
public final class Context {
    private CharSequence username = "";
    private CharSequence email = "";
    private List<? extends CharSequence> names = List.of();
    private List<? extends CharSequence> phones = List.of();
    private List<? extends CharSequence> related = List.of();
    private List<? extends CharSequence> subjects = List.of();
    private List<? extends CharSequence> previous = List.of();
    private List<? extends CharSequence> otherAccounts = List.of();
    private LocalDate dateOfBirth;
    private boolean set;
    private History history;
    private boolean always;

    private Context() {}

    /** Of an account by its user name, which may be empty. */
    public static Context of(String username) {
        Context context = new Context();
        context.username = username;
        return context;
    }

    public Context email(String value) {
        email = value;
        return this;
    }

    public Context names(String... values) {
        names = List.of(values);
        return this;
    }

    public Context phones(String... values) {
        phones = List.of(values);
        return this;
    }

    public Context related(String... values) {
        related = List.of(values);
        return this;
    }

    public Context subjects(String... values) {
        subjects = List.of(values);
        return this;
    }

    public Context previous(CharSequence... values) {
        previous = List.of(values);
        return this;
    }

    public Context otherAccounts(CharSequence... values) {
        otherAccounts = List.of(values);
        return this;
    }

    public Context dateOfBirth(LocalDate value) {
        dateOfBirth = value;
        return this;
    }

    /** Somebody else sets the password for the owner. */
    public Context set() {
        set = true;
        return this;
    }

    /** Looks among earlier passwords that are kept as hashes, too: if nothing else objects, or always. */
    public Context history(History value, boolean always) {
        history = value;
        this.always = always;
        return this;
    }

    interface Use {
        int with(Pointer context);
    }

    /** Makes the library's own form of a context while something runs; null is no context. */
    static void lend(Context context, Use use) {
        if (context == null) {
            Text.done(use.with(null));
            return;
        }
        Pointer handle = Handle.made(Library.C::keyward_context_new);
        try {
            context.fill(handle);
            Text.done(use.with(handle));
        } finally {
            Library.C.keyward_context_free(handle);
        }
    }

    private void fill(Pointer handle) {
        List<List<? extends CharSequence>> fields =
                List.of(List.of(username), names, List.of(email), phones, related, subjects, previous, otherAccounts);
        for (int field = 0; field < fields.size(); field++) {
            for (CharSequence value : fields.get(field)) {
                if (!value.isEmpty()) {
                    try (Text text = new Text(value)) {
                        Text.done(Library.C.keyward_context_add_utf16(handle, field + 1, text.units(), text.length()));
                    }
                }
            }
        }
        if (dateOfBirth != null) {
            Text.done(Library.C.keyward_context_set_date_of_birth(
                    handle,
                    (short) dateOfBirth.getYear(),
                    (byte) dateOfBirth.getMonthValue(),
                    (byte) dateOfBirth.getDayOfMonth()));
        }
        Text.done(Library.C.keyward_context_set_operation(handle, set ? 2 : 1));
        if (history != null) {
            Text.done(Library.C.keyward_context_set_history(handle, history.pointer(), always));
        }
    }

    /** Nothing of what it holds. */
    @Override
    public String toString() {
        return "Context[]";
    }
}
