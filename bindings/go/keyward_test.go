package keyward

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"
)

const secret = "Sw0rdfish-Zq!77-Kestrel"

type request struct {
	Password  string
	Operation string
	Context   struct {
		Username    string
		Names       []string
		Email       string
		Phone       string
		DateOfBirth string `json:"date_of_birth"`
		Related     []string
		Subjects    []string
	}
	Previous      []string
	OtherAccounts []string `json:"other_accounts"`
}

func (r request) context(t *testing.T) *Context {
	known := r.Context
	context := &Context{Username: known.Username, Names: known.Names, Email: known.Email, Phones: []string{known.Phone},
		Related: known.Related, Subjects: known.Subjects, Previous: r.Previous, OtherAccounts: r.OtherAccounts, Set: r.Operation == "set"}
	if known.DateOfBirth != "" {
		born, err := time.Parse("2006-01-02", known.DateOfBirth)
		must(t, err)
		context.DateOfBirth = born
	}
	return context
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, name string) *Policy {
	t.Helper()
	read := Open
	if strings.HasPrefix(name, "{") {
		read = FromJSON
	}
	policy, err := read(name)
	must(t, err)
	return policy
}

func rules(t *testing.T, policy *Policy, password string, context *Context) []string {
	t.Helper()
	report, err := policy.Check(password, context)
	must(t, err)
	found, err := report.Rules()
	must(t, err)
	return found
}

func sorted(texts []string) []string {
	copied := append([]string{}, texts...)
	sort.Strings(copied)
	return copied
}

func overlap(some, others []string) bool {
	for _, one := range some {
		for _, other := range others {
			if one == other {
				return true
			}
		}
	}
	return false
}

func TestEveryCaseIsJudgedAsItsPolicySays(t *testing.T) {
	files, err := filepath.Glob(os.Getenv("KEYWARD_VECTORS") + "/*.jsonl")
	must(t, err)
	policies, cases := map[string]*Policy{}, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		must(t, err)
		for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
			var judged struct {
				Policy  string
				Request request
				Expect  struct {
					Accepted *bool
					AnyOf    []string `json:"any_of"`
					NoneOf   []string `json:"none_of"`
					Exactly  *[]string
				}
			}
			must(t, json.Unmarshal([]byte(line), &judged))
			if policies[judged.Policy] == nil {
				policies[judged.Policy] = open(t, judged.Policy)
			}
			policy, context, expect := policies[judged.Policy], judged.Request.context(t), judged.Expect
			report, err := policy.Check(judged.Request.Password, context)
			must(t, err)
			accepted, err := policy.Accepts(judged.Request.Password, context)
			must(t, err)
			found := rules(t, policy, judged.Request.Password, context)
			if accepted != report.Accepted() ||
				expect.Accepted != nil && *expect.Accepted != accepted ||
				expect.AnyOf != nil && !overlap(expect.AnyOf, found) ||
				overlap(expect.NoneOf, found) ||
				expect.Exactly != nil && !reflect.DeepEqual(sorted(*expect.Exactly), sorted(found)) {
				t.Errorf("%s: %v", line, found)
			}
			cases++
		}
	}
	if cases < 800 {
		t.Fatalf("%d cases", cases)
	}
	fmt.Printf("%d vectors\n", cases)
}

func TestAReportSaysWhy(t *testing.T) {
	policy := open(t, "nhs-appendix-a")
	report, err := policy.Check("FarmHairTree83*", &Context{Username: "jsmith"})
	must(t, err)
	messages, err := report.Messages(Desk, English)
	must(t, err)
	if report.Accepted() || !reflect.DeepEqual(messages, []string{"Special characters: use at least 2 special characters, such as ! £ or %."}) {
		t.Fatal(messages)
	}
	welsh, err := report.Messages(Desk, Welsh)
	must(t, err)
	if welsh[0] == messages[0] {
		t.Fatal(welsh)
	}
	report, err = policy.Check("éKW#sword%72ZQ", nil)
	must(t, err)
	findings, err := report.Findings(Private, English)
	must(t, err)
	if word := findings[0]; word.Rule != "dictionary_word" || *word.Start != 5 || *word.End != 10 || word.Found != "sword" {
		t.Fatal(word)
	}
	findings, err = report.Findings(Desk, English)
	must(t, err)
	if word := findings[0]; word.Start != nil || word.Found != "" || word.Clause != "WE-C2" {
		t.Fatal(word)
	}
	explained, err := policy.Explain(English)
	must(t, err)
	if !strings.Contains(explained, "at least 8 characters") || len(policy.Digest()) != 16 {
		t.Fatal(explained)
	}
}

func TestPoliciesWordsHistoriesAndSuggestions(t *testing.T) {
	policy, err := FromTOML("id = 'ours'\nmin_length = 14")
	must(t, err)
	must(t, policy.AddWords("zorblax\n"))
	if found := rules(t, policy, "Kw7#zorblaxQ!24", nil); policy.Name() != "ours" || !reflect.DeepEqual(found, []string{"dictionary_word"}) {
		t.Fatal(found)
	}
	_, err = FromJSON(`{"min_length": 8}`)
	must(t, err)
	history, err := NewHistory("")
	must(t, err)
	must(t, history.Cost(8, 1, 1))
	must(t, history.Add("Wq7#Nv!2pZ", 4))
	records, err := history.Text()
	must(t, err)
	history, err = NewHistory(records)
	must(t, err)
	policy = open(t, "nhs-appendix-a")
	if found := rules(t, policy, "Wq7#Nv!3pZ", &Context{History: history}); !reflect.DeepEqual(found, []string{"recycled"}) {
		t.Fatal(found)
	}
	made, err := policy.Suggest(true, 16, nil)
	must(t, err)
	if accepted, _ := policy.Accepts(made, nil); !accepted || len(made) != 16 {
		t.Fatal("a suggestion does not pass")
	}
}

func TestMistakesSayWhere(t *testing.T) {
	_, line := FromTOML("min_length = 8\nmin_lenght = 9")
	_, near := Open("nhs-apendix-a")
	_, record := NewHistory("not a record")
	_, encoding := open(t, "nhs-appendix-a").Check("Wq\xff", nil)
	for _, mistake := range []struct {
		err  error
		says string
	}{{line, "line 2"}, {near, "nhs-appendix-a"}, {record, "record"}, {encoding, "UTF-8"}} {
		var known *Error
		if !errors.As(mistake.err, &known) || !strings.Contains(mistake.err.Error(), mistake.says) {
			t.Errorf("%v does not say %s", mistake.err, mistake.says)
		}
	}
}

func TestAPasswordNeverShows(t *testing.T) {
	policy := open(t, "nhs-appendix-a")
	context := &Context{Previous: []string{secret}, OtherAccounts: []string{secret}}
	report, err := policy.Check(secret, context)
	must(t, err)
	findings, err := report.Findings(Private, English)
	must(t, err)
	_, broken := policy.Check(secret+"\xff", &Context{Previous: []string{secret}})
	answer, err := report.JSON(Desk, English)
	must(t, err)
	shown := answer
	for _, thing := range []interface{}{policy, context, *context, report, findings, broken} {
		shown += fmt.Sprintf("%v %+v %#v %s", thing, thing, thing, thing)
	}
	for _, part := range []string{secret, "fish", "Kestrel"} {
		if strings.Contains(shown, part) {
			t.Errorf("%s is shown", part)
		}
	}
}

func resident(t *testing.T) int {
	runtime.GC()
	data, err := os.ReadFile("/proc/self/statm")
	must(t, err)
	var size, pages int
	fmt.Sscan(string(data), &size, &pages)
	return pages * os.Getpagesize()
}

func TestGoroutinesShareAPolicyAndMemoryStaysFlat(t *testing.T) {
	policy := open(t, "nhs-appendix-a")
	work := func(rounds int) {
		var all sync.WaitGroup
		for worker := 0; worker < 4; worker++ {
			all.Add(1)
			go func() {
				defer all.Done()
				for number := 0; number < rounds; number++ {
					if number%100 == 0 {
						report, err := policy.Check(secret, &Context{Names: []string{"John Smith"}})
						if err != nil || report.Accepted() {
							t.Error("another verdict")
						}
					}
					if accepted, err := policy.Accepts(secret, nil); accepted || err != nil {
						t.Error("another verdict")
					}
				}
			}()
		}
		all.Wait()
	}
	// A million, unless the environment asks for fewer.
	checks := 1_000_000
	if asked := os.Getenv("KEYWARD_CHECKS"); asked != "" {
		_, err := fmt.Sscan(asked, &checks)
		must(t, err)
	}
	work(checks / 40)
	before := resident(t)
	work(checks / 4)
	if more := resident(t) - before; more > 8<<20 {
		t.Errorf("%d bytes more after %d checks", more, checks)
	}
}
