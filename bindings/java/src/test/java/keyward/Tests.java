package keyward;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The tests of the package: the argument is the folder of judged cases. */
public final class Tests {
    private static final String SECRET = "Sw0rdfish-Zq!77-Kestrel";

    static final class Known {
        String username = "";
        String[] names = {};
        String email = "";
        String phone = "";
        String date_of_birth = "";
        String[] related = {};
        String[] subjects = {};
    }

    static final class Request {
        String password;
        String operation = "";
        Known context = new Known();
        String[] previous = {};
        String[] other_accounts = {};

        Context known() {
            Context known = Context.of(context.username)
                    .names(context.names)
                    .email(context.email)
                    .phones(context.phone)
                    .related(context.related)
                    .subjects(context.subjects)
                    .previous(previous)
                    .otherAccounts(other_accounts);
            if (!context.date_of_birth.isEmpty()) {
                known.dateOfBirth(LocalDate.parse(context.date_of_birth));
            }
            return operation.equals("set") ? known.set() : known;
        }
    }

    static final class Expectation {
        Boolean accepted;
        List<String> any_of;
        List<String> none_of = List.of();
        List<String> exactly;
    }

    static final class Case {
        String policy;
        Request request;
        Expectation expect;
    }

    public static void main(String[] arguments) throws Exception {
        int cases = everyCaseIsJudgedAsItsPolicySays(Path.of(arguments[0]));
        aReportSaysWhy();
        policiesWordsHistoriesAndSuggestions();
        mistakesSayWhere();
        aPasswordNeverShows();
        threadsShareAPolicyAndMemoryStaysFlat();
        System.out.println(cases + " vectors");
    }

    private static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(found + " is not " + expected);
        }
    }

    private static int everyCaseIsJudgedAsItsPolicySays(Path folder) throws IOException {
        Gson gson = new Gson();
        Map<String, Policy> policies = new HashMap<>();
        int cases = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jsonl")) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    Case judged = gson.fromJson(line, Case.class);
                    Policy policy = policies.computeIfAbsent(judged.policy,
                            text -> text.startsWith("{") ? Policy.fromJson(text) : Policy.open(text));
                    judge(line, judged, policy);
                    cases++;
                }
            }
        }
        policies.values().forEach(Policy::close);
        return cases;
    }

    private static void judge(String line, Case judged, Policy policy) {
        Context context = judged.request.known();
        Expectation expect = judged.expect;
        try (Report report = policy.check(judged.request.password, context)) {
            Set<String> rules = new HashSet<>(report.rules());
            boolean holds = report.accepted() == policy.accepts(judged.request.password, context)
                    && (expect.accepted == null || expect.accepted == report.accepted())
                    && (expect.any_of == null || !Collections.disjoint(expect.any_of, rules))
                    && Collections.disjoint(expect.none_of, rules)
                    && (expect.exactly == null || rules.equals(new HashSet<>(expect.exactly)));
            if (!holds) {
                throw new AssertionError(line + ": " + rules);
            }
        }
    }

    private static void aReportSaysWhy() {
        try (Policy policy = Policy.open(Policy.DEFAULT);
                Report report = policy.check("FarmHairTree83*", Context.of("jsmith"));
                Report word = policy.check("\u00e9KW#sword%72ZQ", null)) {
            same(false, report.accepted());
            same(
                    List.of("Special characters: use at least 2 special characters, such as ! £ or %."),
                    report.messages(Disclosure.DESK, Language.ENGLISH));
            same(false, report.messages(Disclosure.DESK, Language.WELSH)
                    .equals(report.messages(Disclosure.DESK, Language.ENGLISH)));
            Finding found = word.findings(Disclosure.PRIVATE, Language.ENGLISH).get(0);
            same("dictionary_word WE-C2 sword", found.rule() + " " + found.clause() + " " + found.found());
            same("sword", "\u00e9KW#sword%72ZQ".substring(found.start(), found.end()));
            Finding desk = word.findings(Disclosure.DESK, Language.ENGLISH).get(0);
            same("-1 null", desk.start() + " " + desk.found());
            same(true, policy.explain(Language.ENGLISH).contains("at least 8 characters"));
            same(16, policy.digest().length());
            PolicyRule rule = new PolicyRule(policy, Language.ENGLISH);
            same(List.of(), rule.apply("jsmith", "Wq7#Nv!2pZ"));
            same(1, rule.apply("okafrey", "KW#okafrey%72zq").size());
        }
    }

    private static void policiesWordsHistoriesAndSuggestions() {
        try (Policy policy = Policy.fromToml("id = 'ours'\nmin_length = 14").addWords("zorblax\n");
                Report report = policy.check("Kw7#zorblaxQ!24", null)) {
            same("ours [dictionary_word]", policy.name() + " " + report.rules());
        }
        Policy.fromJson("{\"min_length\": 8}").close();
        try (Policy policy = Policy.open(Policy.DEFAULT);
                History made = new History().cost(8, 1, 1)) {
            made.add("Wq7#Nv!2pZ", 4);
            try (History history = new History(made.text());
                    Report report = policy.check("Wq7#Nv!3pZ", Context.of("").history(history, false))) {
                same("1 [recycled]", history.size() + " " + report.rules());
            }
            Suggestion suggestion = policy.suggest(Style.RANDOM, 16, null);
            same(true, policy.accepts(suggestion.password(), null) && suggestion.password().length() == 16);
            same(true, suggestion.entropyBits() > 40 && !suggestion.readAloud().isEmpty() && suggestion.mustChange());
        }
        same(true, Policy.version().matches("\\d+\\.\\d+\\.\\d+"));
    }

    private static KeywardException thrown(Runnable run) {
        try {
            run.run();
        } catch (KeywardException error) {
            return error;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static void mistakesSayWhere() {
        same(true, thrown(() -> Policy.fromToml("min_length = 8\nmin_lenght = 9")).getMessage().contains("line 2"));
        same(true, thrown(() -> Policy.open("nhs-apendix-a")).getMessage().contains("nearest"));
        same(9, thrown(() -> new History("not a record")).status());
        Policy closed = Policy.open(Policy.DEFAULT);
        closed.close();
        closed.close();
        try {
            closed.name();
            throw new AssertionError("a closed policy was used");
        } catch (IllegalStateException expected) {
            same("it is closed", expected.getMessage());
        }
    }

    private static void aPasswordNeverShows() {
        Context context = Context.of("").previous(SECRET).otherAccounts(SECRET);
        StringBuilder shown = new StringBuilder();
        String suggested;
        try (Policy policy = Policy.open(Policy.DEFAULT);
                Report report = policy.check(SECRET, context)) {
            Suggestion suggestion = policy.suggest(Style.WORDS, 0, null);
            suggested = suggestion.password();
            shown.append(context).append(policy).append(report).append(suggestion);
            shown.append(report.findings(Disclosure.PRIVATE, Language.ENGLISH));
            shown.append(report.messages(Disclosure.DESK, Language.ENGLISH));
            StringWriter trace = new StringWriter();
            thrown(() -> policy.check(SECRET + "\ud800", context)).printStackTrace(new PrintWriter(trace));
            shown.append(trace);
        }
        for (String part : List.of(SECRET, "fish", "Kestrel", suggested)) {
            same(false, shown.toString().contains(part));
        }
    }

    private static long resident() throws IOException {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
        return Long.parseLong(pages) * 4096;
    }

    private static void threadsShareAPolicyAndMemoryStaysFlat() throws IOException {
        try (Policy policy = Policy.open(Policy.DEFAULT)) {
            // A million, unless the environment asks for fewer.
            int checks = Integer.parseInt(System.getenv().getOrDefault("KEYWARD_CHECKS", "1000000"));
            work(policy, checks / 4);
            long before = resident();
            work(policy, checks);
            long more = resident() - before;
            if (more > 6L << 20) {
                throw new AssertionError(more + " bytes more after " + checks + " checks");
            }
        }
    }

    private static void work(Policy policy, int rounds) {
        IntStream.range(0, rounds).parallel().forEach(number -> {
            if (number % 100 == 0) {
                try (Report report = policy.check(SECRET, Context.of("jsmith").names("John Smith"))) {
                    same(false, report.accepted());
                }
            }
            same(false, policy.accepts(SECRET, null));
        });
    }
}
