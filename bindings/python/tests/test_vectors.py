"""The judged cases that every language runs."""

from conftest import cases, context_of, policy_of, unmet
from keyward_policy import RULES, Validator


def test_every_case_is_judged_as_its_policy_says(record_property):
    validators = {}
    wrong, count = [], 0
    for file, case in cases():
        validator = validators.setdefault(case["policy"], None) or Validator(policy_of(case))
        validators[case["policy"]] = validator
        context = context_of(case["request"])
        password = case["request"]["password"]
        report = validator.check(password, context)
        wrong += [f"{file} {case['id']}: {reason}" for reason in unmet(case["expect"], report.accepted, report.rules)]
        # The same by every other way.
        assert validator.accepts(password, context) is report.accepted
        assert validator.accepts(password.encode(), context) is report.accepted
        verdicts = validator.check_many([password], [context])
        assert (verdicts[0], verdicts.rules(0)) == (report.accepted, report.rules)
        assert [finding["rule"] for finding in report.to_dict()["findings"]] == report.rules
        count += 1
    assert not wrong, "\n".join(wrong)
    assert count > 800
    record_property("vectors", count)


def test_places_index_the_password(validator):
    password = "𝒳é#sword%72ZQ"
    finding = next(f for f in validator.check(password).findings("private") if f.rule == "dictionary_word")
    assert password[finding.start : finding.end] == finding.found == "sword"
    assert (validator.check(password).findings("desk")[0].start, RULES[0]) == (None, "min_length")
