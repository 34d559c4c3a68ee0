// The tests of the package: the argument is the folder of judged cases.

using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Web.Script.Serialization;
using Keyward;
using Keyward.Identity;
using Microsoft.AspNetCore.Identity;

static class Tests
{
    const string Secret = "Sw0rdfish-Zq!77-Kestrel";

    static int Main(string[] arguments)
    {
        var cases = EveryCaseIsJudgedAsItsPolicySays(arguments[0]);
        AReportSaysWhy();
        PoliciesWordsHistoriesAndSuggestions();
        MistakesSayWhere();
        APasswordNeverShows();
        IdentityRefuses();
        ThreadsShareAPolicyAndMemoryStaysFlat();
        Console.WriteLine(cases + " vectors");
        return 0;
    }

    static void Same(object expected, object found)
    {
        if (!Equals(expected, found)) throw new Exception(found + " is not " + expected);
    }

    static string[] Texts(IDictionary<string, object> from, string key) =>
        from.TryGetValue(key, out var list) && list is ArrayList texts ? texts.Cast<string>().ToArray() : new string[0];

    static string Text(IDictionary<string, object> from, string key) =>
        from.TryGetValue(key, out var text) ? (string)text : "";

    static Context ContextOf(Dictionary<string, object> request)
    {
        var known = request.TryGetValue("context", out var given) ? (Dictionary<string, object>)given : new Dictionary<string, object>();
        var born = Text(known, "date_of_birth");
        return new Context
        {
            Username = Text(known, "username"),
            Names = Texts(known, "names"),
            Email = Text(known, "email"),
            Phones = new[] { Text(known, "phone") },
            DateOfBirth = string.IsNullOrEmpty(born) ? (DateTime?)null : DateTime.ParseExact(born, "yyyy-MM-dd", null),
            Related = Texts(known, "related"),
            Subjects = Texts(known, "subjects"),
            Previous = Texts(request, "previous"),
            OtherAccounts = Texts(request, "other_accounts"),
            Set = Text(request, "operation") == "set",
        };
    }

    static int EveryCaseIsJudgedAsItsPolicySays(string folder)
    {
        var json = new JavaScriptSerializer();
        var policies = new Dictionary<string, Policy>();
        var cases = 0;
        foreach (var file in Directory.GetFiles(folder, "*.jsonl"))
        foreach (var line in File.ReadAllLines(file))
        {
            var judged = json.Deserialize<Dictionary<string, object>>(line);
            var name = (string)judged["policy"];
            if (!policies.TryGetValue(name, out var policy)) policies[name] = policy = name.StartsWith("{") ? Policy.FromJson(name) : Policy.Open(name);
            var request = (Dictionary<string, object>)judged["request"];
            var expect = (Dictionary<string, object>)judged["expect"];
            var context = ContextOf(request);
            var password = (string)request["password"];
            using (var report = policy.Check(password, context))
            {
                var rules = report.Rules;
                var holds = policy.Accepts(password, context) == report.Accepted
                    && (!expect.ContainsKey("accepted") || (bool)expect["accepted"] == report.Accepted)
                    && (!expect.ContainsKey("any_of") || Texts(expect, "any_of").Intersect(rules).Any())
                    && !Texts(expect, "none_of").Intersect(rules).Any()
                    && (!expect.ContainsKey("exactly") || Texts(expect, "exactly").OrderBy(rule => rule).SequenceEqual(rules.OrderBy(rule => rule)));
                if (!holds) throw new Exception(line + ": " + string.Join(" ", rules));
            }
            cases++;
        }
        foreach (var policy in policies.Values) policy.Dispose();
        return cases;
    }

    static void AReportSaysWhy()
    {
        using (var policy = Policy.Open())
        using (var report = policy.Check("FarmHairTree83*", new Context { Username = "jsmith" }))
        using (var word = policy.Check("\u00e9KW#sword%72ZQ"))
        {
            Same(false, report.Accepted);
            Same("Special characters: use at least 2 special characters, such as ! £ or %.", report.Messages().Single());
            Same(false, report.Messages(Disclosure.Desk, Language.Welsh).Single() == report.Messages().Single());
            var found = word.Findings(Disclosure.Private).First();
            Same("dictionary_word WE-C2 sword", found + " " + found.Found);
            Same("sword", "\u00e9KW#sword%72ZQ".Substring(found.Start.Value, found.End.Value - found.Start.Value));
            Same(true, word.Findings().First().Start == null && word.Findings().First().Found == null);
            Same(true, policy.Explain().Contains("at least 8 characters"));
            Same(16, policy.Digest.Length);
        }
    }

    static void PoliciesWordsHistoriesAndSuggestions()
    {
        using (var policy = Policy.FromToml("id = 'ours'\nmin_length = 14").AddWords("zorblax\n"))
        using (var report = policy.Check("Kw7#zorblaxQ!24"))
            Same("ours dictionary_word", policy.Name + " " + report.Rules.Single());
        Policy.FromJson("{\"min_length\": 8}").Dispose();
        using (var policy = Policy.Open())
        using (var made = new History().Cost(8, 1))
        {
            made.Add("Wq7#Nv!2pZ", 4);
            using (var history = new History(made.Text()))
            using (var report = policy.Check("Wq7#Nv!3pZ", new Context { History = history }))
                Same("1 recycled", history.Count + " " + report.Rules.Single());
            var suggestion = policy.Suggest(Style.Random, 16);
            Same(true, policy.Accepts(suggestion.Password) && suggestion.Password.Length == 16);
            Same(true, suggestion.EntropyBits > 40 && suggestion.ReadAloud.Length > 16 && suggestion.MustChange);
        }
    }

    static KeywardException Thrown(Action run)
    {
        try { run(); }
        catch (KeywardException error) { return error; }
        throw new Exception("nothing was thrown");
    }

    static void MistakesSayWhere()
    {
        Same(true, Thrown(() => Policy.FromToml("min_length = 8\nmin_lenght = 9")).Message.Contains("line 2"));
        Same(true, Thrown(() => Policy.Open("nhs-apendix-a")).Message.Contains("nearest"));
        Same(9u, Thrown(() => new History("not a record")).Status);
        var closed = Policy.Open();
        closed.Dispose();
        closed.Dispose();
        try { Same("", closed.Name); }
        catch (ObjectDisposedException) { return; }
        throw new Exception("a policy was used after it was freed");
    }

    static void APasswordNeverShows()
    {
        var context = new Context { Previous = new[] { Secret }, OtherAccounts = new[] { Secret } };
        using (var policy = Policy.Open())
        using (var report = policy.Check(Secret, context))
        {
            var suggestion = policy.Suggest();
            var broken = Thrown(() => policy.Check(Secret + "\ud800", context));
            var things = new object[] { context, policy, report, suggestion, broken, string.Join(" ", report.Findings(Disclosure.Private)), string.Join(" ", report.Messages()) };
            foreach (var part in new[] { Secret, "fish", "Kestrel", suggestion.Password })
                Same(false, string.Join(" ", things).Contains(part));
        }
    }

    static void IdentityRefuses()
    {
        using (var policy = Policy.Open())
        {
            var validator = new KeywardPasswordValidator<string>(policy);
            var expected = new[] { "KW#okafrey%72zq personal", "KW#trixibel%72zq personal", "Wq7#Nv!2pZ", " min_length" };
            foreach (var judged in expected.Select(line => line.Split(' ')))
            {
                var result = validator.ValidateAsync(new UserManager<string>(), "okafrey", judged[0]).Result;
                Same(judged.Length == 1, result.Succeeded);
                Same(judged.ElementAtOrDefault(1), result.Errors.Select(error => error.Code).FirstOrDefault());
            }
        }
    }

    static long Resident() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * 4096;

    static void Work(Policy policy, int rounds) => Parallel.For(0, rounds, number =>
    {
        if (number % 100 == 0)
            using (var report = policy.Check(Secret, new Context { Username = "jsmith" }))
                Same(false, report.Accepted);
        Same(false, policy.Accepts(Secret));
    });

    static void ThreadsShareAPolicyAndMemoryStaysFlat()
    {
        using (var policy = Policy.Open())
        {
            // A million, unless the environment asks for fewer.
            var checks = int.Parse(Environment.GetEnvironmentVariable("KEYWARD_CHECKS") ?? "1000000");
            Work(policy, checks / 4);
            GC.Collect();
            var before = Resident();
            Work(policy, checks);
            GC.Collect();
            if (Resident() - before > 2 << 20) throw new Exception(Resident() - before + " bytes more after " + checks + " checks");
        }
    }
}
