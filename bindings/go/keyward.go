// Package keyward checks a new password against a written policy and says why not.
//
// It is the C library with Go's habits: errors, slices, finalizers. Build with pkg-config finding keyward.pc, which
// `cargo xtask install --prefix /usr/local` puts there.
package keyward

/*
#cgo pkg-config: keyward
#include <keyward.h>

// Go's strings are read where they lie, so that no copy of a password is left behind.
static keyward_status check(const keyward_policy *policy, const keyward_context *context, _GoString_ password,
                            keyward_report **report) {
  return keyward_check_utf8(policy, context, _GoStringPtr(password), _GoStringLen(password), report);
}
static keyward_status accepts(const keyward_policy *policy, const keyward_context *context, _GoString_ password,
                              bool *accepted) {
  return keyward_accepts_utf8(policy, context, _GoStringPtr(password), _GoStringLen(password), accepted);
}
static keyward_status context_add(keyward_context *context, keyward_field field, _GoString_ value) {
  return keyward_context_add_utf8(context, field, _GoStringPtr(value), _GoStringLen(value));
}
static keyward_status history_new(_GoString_ text, keyward_history **history) {
  return keyward_history_new_utf8(_GoStringPtr(text), _GoStringLen(text), history);
}
static keyward_status history_add(keyward_history *history, _GoString_ password) {
  return keyward_history_add_utf8(history, _GoStringPtr(password), _GoStringLen(password));
}
static keyward_status policy_open(_GoString_ name, keyward_policy **policy, char *buffer, size_t capacity, size_t *needed) {
  return keyward_policy_open_utf8(_GoStringPtr(name), _GoStringLen(name), policy, buffer, capacity, needed);
}
static keyward_status policy_new(keyward_format format, _GoString_ text, keyward_policy **policy) {
  return keyward_policy_new_utf8(format, _GoStringPtr(text), _GoStringLen(text), policy);
}
static keyward_status policy_mistake(keyward_format format, _GoString_ text, char *buffer, size_t capacity, size_t *needed) {
  return keyward_policy_mistake_utf8(format, _GoStringPtr(text), _GoStringLen(text), buffer, capacity, needed);
}
static keyward_status policy_add_words(keyward_policy *policy, _GoString_ words) {
  return keyward_policy_add_words_utf8(policy, _GoStringPtr(words), _GoStringLen(words));
}
static keyward_status policy_set_breach_filter(keyward_policy *policy, _GoString_ file) {
  return keyward_policy_set_breach_filter_utf8(policy, _GoStringPtr(file), _GoStringLen(file));
}
*/
import "C"

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"
	"unsafe"
)

// Error is a status of the library that is not success. It never holds a password.
type Error struct {
	Status  int
	Message string
}

func (e *Error) Error() string { return "keyward: " + e.Message }

var meanings = map[C.keyward_status]string{
	C.KEYWARD_STATUS_LENGTH:        "the text is too long",
	C.KEYWARD_STATUS_ENCODING:      "the text is not well-formed UTF-8",
	C.KEYWARD_STATUS_VALUE:         "a value is not one of those allowed",
	C.KEYWARD_STATUS_NOT_FOUND:     "there is no such thing, or no password passes",
	C.KEYWARD_STATUS_INVALID:       "the policy, list or history record has a mistake",
	C.KEYWARD_STATUS_MEMORY:        "there is not enough memory",
	C.KEYWARD_STATUS_RANDOMNESS:    "the operating system gave no random numbers",
	C.KEYWARD_STATUS_BREACH_FILTER: "the policy asks for a breach filter, and none was given or it cannot be read",
}

func failed(status C.keyward_status) error {
	if status == C.KEYWARD_STATUS_OK {
		return nil
	}
	message, known := meanings[status]
	if !known {
		message = fmt.Sprintf("status %d", status)
	}
	return &Error{int(status), message}
}

// Disclosure is who will read what is told of a password.
type Disclosure int

const (
	// Private is the person who typed it.
	Private Disclosure = C.KEYWARD_DISCLOSURE_PRIVATE
	// Desk is the service desk.
	Desk Disclosure = C.KEYWARD_DISCLOSURE_DESK
	// Log is a log.
	Log Disclosure = C.KEYWARD_DISCLOSURE_LOG
)

// Language is that of the messages.
type Language int

const (
	English Language = C.KEYWARD_LANGUAGE_ENGLISH
	Welsh   Language = C.KEYWARD_LANGUAGE_WELSH
)

// Policy is a written policy, by which passwords are judged. Goroutines may share it once it is made.
type Policy struct{ handle *C.keyward_policy }

func newPolicy(handle *C.keyward_policy) *Policy {
	policy := &Policy{handle}
	runtime.SetFinalizer(policy, func(policy *Policy) { C.keyward_policy_free(policy.handle) })
	return policy
}

// Open reads a preset, or the policy in a file: JSON if its name ends so, TOML otherwise.
func Open(name string) (*Policy, error) {
	var handle *C.keyward_policy
	var status C.keyward_status
	mistake, err := text(func(buffer *C.char, capacity C.size_t, needed *C.size_t) C.keyward_status {
		status = C.policy_open(name, &handle, buffer, capacity, needed)
		if status == C.KEYWARD_STATUS_INVALID || status == C.KEYWARD_STATUS_NOT_FOUND {
			return C.KEYWARD_STATUS_OK
		}
		return status
	})
	if err != nil {
		return nil, err
	}
	if status != C.KEYWARD_STATUS_OK {
		return nil, &Error{int(status), mistake}
	}
	return newPolicy(handle), nil
}

// FromTOML reads a policy from a text.
func FromTOML(text string) (*Policy, error) { return read(C.KEYWARD_FORMAT_TOML, text) }

// FromJSON reads a policy from a text: one object with the same keys.
func FromJSON(text string) (*Policy, error) { return read(C.KEYWARD_FORMAT_JSON, text) }

func read(format C.keyward_format, source string) (*Policy, error) {
	var handle *C.keyward_policy
	status := C.policy_new(format, source, &handle)
	if status == C.KEYWARD_STATUS_OK {
		return newPolicy(handle), nil
	}
	mistake, err := text(func(buffer *C.char, capacity C.size_t, needed *C.size_t) C.keyward_status {
		return C.policy_mistake(format, source, buffer, capacity, needed)
	})
	if err != nil || mistake == "" {
		return nil, failed(status)
	}
	return nil, &Error{int(status), mistake}
}

// AddWords adds the organisation's own words, one a line. No goroutine may judge by the policy meanwhile.
func (policy *Policy) AddWords(words string) error {
	defer runtime.KeepAlive(policy)
	return failed(C.policy_add_words(policy.handle, words))
}

// SetBreachFilter adds a filter of leaked passwords that `keyward breached build` made. No goroutine may judge meanwhile.
func (policy *Policy) SetBreachFilter(file string) error {
	defer runtime.KeepAlive(policy)
	return failed(C.policy_set_breach_filter(policy.handle, file))
}

// Name is what answers call the policy.
func (policy *Policy) Name() string {
	defer runtime.KeepAlive(policy)
	var text *C.char
	var length C.size_t
	C.keyward_policy_name(policy.handle, &text, &length)
	return C.GoStringN(text, C.int(length))
}

// Digest is 16 hexadecimal digits that two policies share if they ask for the same.
func (policy *Policy) Digest() string {
	defer runtime.KeepAlive(policy)
	var text *C.char
	var length C.size_t
	C.keyward_policy_digest(policy.handle, &text, &length)
	return C.GoStringN(text, C.int(length))
}

// Explain says what the policy requires, a line each.
func (policy *Policy) Explain(language Language) (string, error) {
	defer runtime.KeepAlive(policy)
	return text(func(buffer *C.char, capacity C.size_t, needed *C.size_t) C.keyward_status {
		return C.keyward_policy_explain_utf8(policy.handle, C.keyward_language(language), C.KEYWARD_EXPLAIN_FORMAT_TEXT, buffer, capacity, needed)
	})
}

// Context is what is known of an account, of its owner, and of the passwords they have or had, newest first.
type Context struct {
	Username      string
	Names         []string
	Email         string
	Phones        []string
	DateOfBirth   time.Time
	Related       []string
	Subjects      []string
	Previous      []string
	OtherAccounts []string
	// Set says that somebody else sets the password for the owner.
	Set bool
	// History is asked if nothing else objects, or always.
	History       *History
	AlwaysHistory bool
}

// String tells nothing of what it holds.
func (Context) String() string { return "keyward.Context" }

// GoString tells nothing of what it holds.
func (Context) GoString() string { return "keyward.Context{}" }

// lend makes the library's own form of a context while something runs.
func (context *Context) lend(run func(*C.keyward_context) error) error {
	if context == nil {
		return run(nil)
	}
	var handle *C.keyward_context
	if err := failed(C.keyward_context_new(&handle)); err != nil {
		return err
	}
	defer C.keyward_context_free(handle)
	for _, known := range []struct {
		field  C.keyward_field
		values []string
	}{
		{C.KEYWARD_FIELD_USERNAME, []string{context.Username}},
		{C.KEYWARD_FIELD_NAME, context.Names},
		{C.KEYWARD_FIELD_EMAIL, []string{context.Email}},
		{C.KEYWARD_FIELD_PHONE, context.Phones},
		{C.KEYWARD_FIELD_RELATED, context.Related},
		{C.KEYWARD_FIELD_SUBJECT, context.Subjects},
		{C.KEYWARD_FIELD_PREVIOUS, context.Previous},
		{C.KEYWARD_FIELD_OTHER_ACCOUNT, context.OtherAccounts},
	} {
		for _, value := range known.values {
			if value == "" {
				continue
			}
			if err := failed(C.context_add(handle, known.field, value)); err != nil {
				return err
			}
		}
	}
	if born := context.DateOfBirth; !born.IsZero() {
		status := C.keyward_context_set_date_of_birth(handle, C.uint16_t(born.Year()), C.uint8_t(born.Month()), C.uint8_t(born.Day()))
		if err := failed(status); err != nil {
			return err
		}
	}
	if context.Set {
		C.keyward_context_set_operation(handle, C.KEYWARD_OPERATION_SET)
	}
	if context.History != nil {
		defer runtime.KeepAlive(context.History)
		if err := failed(C.keyward_context_set_history(handle, context.History.handle, C.bool(context.AlwaysHistory))); err != nil {
			return err
		}
	}
	return run(handle)
}

// Check judges a password and says why. The context may be nil.
func (policy *Policy) Check(password string, context *Context) (*Report, error) {
	defer runtime.KeepAlive(policy)
	report := &Report{}
	err := context.lend(func(known *C.keyward_context) error {
		return failed(C.check(policy.handle, known, password, &report.handle))
	})
	if err != nil {
		return nil, err
	}
	runtime.SetFinalizer(report, func(report *Report) { C.keyward_report_free(report.handle) })
	return report, nil
}

// Accepts says whether a password may be used. The context may be nil.
func (policy *Policy) Accepts(password string, context *Context) (bool, error) {
	defer runtime.KeepAlive(policy)
	var accepted C.bool
	err := context.lend(func(known *C.keyward_context) error {
		return failed(C.accepts(policy.handle, known, password, &accepted))
	})
	return bool(accepted), err
}

// Report is what came of one password.
type Report struct{ handle *C.keyward_report }

// Finding is one rule's objection. Place (in bytes) and word are there for Private alone.
type Finding struct {
	Rule     string
	Clause   string
	Severity string
	Message  string
	Start    *int
	End      *int
	Found    string
}

// String tells nothing of the password.
func (finding Finding) String() string { return finding.Rule + " " + finding.Clause }

// GoString tells nothing of the password.
func (finding Finding) GoString() string { return "keyward.Finding{" + finding.String() + "}" }

// Accepted says whether the password may be used.
func (report *Report) Accepted() bool {
	defer runtime.KeepAlive(report)
	var accepted C.bool
	C.keyward_report_accepted(report.handle, &accepted)
	return bool(accepted)
}

// Findings are what the rules object.
func (report *Report) Findings(disclosure Disclosure, language Language) ([]Finding, error) {
	answer, err := report.JSON(disclosure, language)
	if err != nil {
		return nil, err
	}
	var told struct{ Findings []Finding }
	if err := json.Unmarshal([]byte(answer), &told); err != nil {
		return nil, errors.New("keyward: the answer is no JSON")
	}
	return told.Findings, nil
}

// Rules are the identifiers of the rules that object.
func (report *Report) Rules() ([]string, error) {
	findings, err := report.Findings(Log, English)
	rules := make([]string, 0, len(findings))
	for _, finding := range findings {
		rules = append(rules, finding.Rule)
	}
	return rules, err
}

// Messages are what to tell the reader.
func (report *Report) Messages(disclosure Disclosure, language Language) ([]string, error) {
	findings, err := report.Findings(disclosure, language)
	messages := make([]string, 0, len(findings))
	for _, finding := range findings {
		messages = append(messages, finding.Message)
	}
	return messages, err
}

// JSON is the answer as the command `keyward check --json` gives it.
func (report *Report) JSON(disclosure Disclosure, language Language) (string, error) {
	defer runtime.KeepAlive(report)
	return text(func(buffer *C.char, capacity C.size_t, needed *C.size_t) C.keyward_status {
		return C.keyward_report_json_utf8(report.handle, C.keyward_disclosure(disclosure), C.keyward_language(language), buffer, capacity, needed)
	})
}

// History is earlier passwords as argon2id records, newest first.
type History struct{ handle *C.keyward_history }

// NewHistory reads what Text of another one wrote; the empty text makes an empty one.
func NewHistory(text string) (*History, error) {
	history := &History{}
	if err := failed(C.history_new(text, &history.handle)); err != nil {
		return nil, err
	}
	runtime.SetFinalizer(history, func(history *History) { C.keyward_history_free(history.handle) })
	return history, nil
}

// Cost sets the cost of hashes from here on; without it OWASP's.
func (history *History) Cost(memoryKiB, passes, lanes uint32) error {
	defer runtime.KeepAlive(history)
	return failed(C.keyward_history_set_cost(history.handle, C.uint32_t(memoryKiB), C.uint32_t(passes), C.uint32_t(lanes)))
}

// Add hashes a password and puts it first; no more than keep records stay.
func (history *History) Add(password string, keep int) error {
	defer runtime.KeepAlive(history)
	if err := failed(C.history_add(history.handle, password)); err != nil {
		return err
	}
	return failed(C.keyward_history_prune(history.handle, C.size_t(keep)))
}

// Text is a record a line.
func (history *History) Text() (string, error) {
	defer runtime.KeepAlive(history)
	return text(func(buffer *C.char, capacity C.size_t, needed *C.size_t) C.keyward_status {
		return C.keyward_history_text_utf8(history.handle, buffer, capacity, needed)
	})
}

// Suggest makes a password that passes, of short words or of random characters; the length 0 is the usual one.
func (policy *Policy) Suggest(random bool, length int, context *Context) (string, error) {
	defer runtime.KeepAlive(policy)
	style := C.keyward_style(C.KEYWARD_STYLE_WORDS)
	if random {
		style = C.KEYWARD_STYLE_RANDOM
	}
	var password string
	err := context.lend(func(known *C.keyward_context) error {
		var made *C.keyward_suggestion
		if err := failed(C.keyward_suggest(policy.handle, known, style, C.size_t(length), &made)); err != nil {
			return err
		}
		defer C.keyward_suggestion_free(made)
		var err error
		password, err = text(func(buffer *C.char, capacity C.size_t, needed *C.size_t) C.keyward_status {
			return C.keyward_suggestion_password_utf8(made, buffer, capacity, needed)
		})
		return err
	})
	return password, err
}

// text takes what the library writes into a buffer, which is wiped.
func text(write func(*C.char, C.size_t, *C.size_t) C.keyward_status) (string, error) {
	var needed C.size_t
	buffer := make([]byte, 1024)
	for {
		status := write((*C.char)(unsafe.Pointer(&buffer[0])), C.size_t(len(buffer)), &needed)
		if status == C.KEYWARD_STATUS_BUFFER_TOO_SMALL {
			buffer = make([]byte, needed)
			continue
		}
		told := string(buffer[:needed])
		for place := range buffer {
			buffer[place] = 0
		}
		if err := failed(status); err != nil {
			return "", err
		}
		return told, nil
	}
}
