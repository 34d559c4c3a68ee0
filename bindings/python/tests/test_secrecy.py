"""A password never shows, and nothing grows."""

import gc
import os
import resource
import traceback

import pytest

from conftest import cases, context_of, policy_of
from keyward_policy import Context, History, KeywardError, Validator

SECRET = "Sw0rdfish-Zq!77-Kestrel"


def everything_shown(thing):
    """All that Python shows of an object without being asked for its content."""
    return " ".join([repr(thing), str(thing), f"{thing}", repr([thing]), repr(vars(thing)) if hasattr(thing, "__dict__") else ""])


def test_nothing_shows_a_password(validator):
    context = Context(previous=[SECRET], other_accounts=[SECRET], names=["John Smith"])
    report = validator.check(SECRET, context)
    suggestion = validator.suggest()
    history = History()
    history.add(SECRET, memory_kib=8, passes=1)
    things = [validator, validator.policy, context, report, history, suggestion, validator.check_many([SECRET])]
    things += report.findings("private") + report.findings("desk")
    for thing in things:
        shown = everything_shown(thing)
        for secret in (SECRET, SECRET.lower(), "fish", "estrel", suggestion.password):
            assert secret not in shown, type(thing)
    for level in ("desk", "log"):
        told = repr(report.to_dict(level)) + repr(report.messages(level))
        assert "Sw0rd" not in told and "fish" not in told and "estrel" not in told


def test_desk_texts_tell_nothing_of_any_case():
    validators = {}
    for _, case in cases():
        validator = validators.get(case["policy"]) or Validator(policy_of(case))
        validators[case["policy"]] = validator
        request = case["request"]
        report = validator.check(request["password"], context_of(request))
        anyway = " ".join([*validator.policy.requirements().values(), *validator.check("").messages()]).lower()
        if len(request["password"]) >= 6:
            assert request["password"].lower() not in (" ".join(report.messages("desk")) + anyway).lower() or (
                request["password"].lower() in anyway
            )


def test_an_exception_shows_no_password(validator):
    broken = SECRET + "\ud800"
    for call in (
        lambda: validator.check(broken),
        lambda: validator.check_many([SECRET, broken]),
        lambda: Context(previous=[broken]),
        lambda: validator.check([SECRET]),
        lambda: validator.check_many([[SECRET]]),
        lambda: validator.check_many([SECRET], [SECRET]),
    ):
        with pytest.raises((KeywardError, TypeError)) as caught:
            call()
        shown = "".join(traceback.format_exception_only(caught.value)) + repr(caught.value.args)
        assert "Sw0rd" not in shown and "Kestrel" not in shown


def resident():
    gc.collect()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_memory_stays_flat(validator):
    """A million checks in all, unless the environment asks for fewer."""
    rounds = int(os.environ.get("KEYWARD_CHECKS", "1000000")) // 100
    context = Context(names=["John Smith"], previous=["Wq7#Nv!2pZ"])

    def work(rounds):
        for number in range(rounds):
            password = f"{SECRET}{number}"
            report = validator.check(password, context)
            report.to_dict("private"), report.findings("private"), repr(report)
            with pytest.raises(KeywardError):
                validator.check(password + "\ud800")
        for column in (f"{SECRET}{number}" for number in range(50 * rounds)), [SECRET] * 50 * rounds:
            validator.check_many(column)
        Validator(words=["zorblax"]).suggest()

    work(rounds // 10)
    before = resident()
    for _ in range(10):
        work(rounds // 10)
    assert resident() - before < 4_000, "KiB more than after the first tenth"
