"""What a validator, its reports and its suggestions say."""

import copy
import datetime
import pickle
import threading

import pytest

import keyward_policy
from keyward_policy import PRESETS, Context, History, Policy, Validator


def test_a_report_says_why(validator):
    report = validator.check("FarmHairTree83*", Context(username="jsmith"))
    assert not report and not report.accepted and report.rules == ["special"]
    assert report.messages() == ["Special characters: use at least 2 special characters, such as ! £ or %."]
    assert report.messages("log") == ["special"]
    assert report.messages("desk", "cy") != report.messages("desk", "en")
    (finding,) = report.findings()
    assert (finding.rule, finding.clause, finding.severity) == ("special", "WE-C6", "violation")
    told = report.to_dict("log")
    assert told["findings"] == [{"rule": "special", "clause": "WE-C6", "severity": "violation"}]
    assert (told["policy"], told["policy_digest"]) == (report.policy, report.policy_digest) == (
        validator.policy.name,
        validator.policy.digest,
    )
    assert ("special", False) in report.requirements and ("digit", True) in report.requirements
    assert validator.check("Wq7#Nv!2pZ")


def test_a_policy_of_ones_own_and_its_words():
    policy = Policy.from_toml("base = 'nhs-appendix-a'\nid = 'ours'\nmin_length = 14\nwords = ['Riverside']")
    validator = Validator(policy, words=["Zorblax", "Ysbyty Gwynedd"])
    assert validator.check("Kw7#zorblaxQ!24").rules == ["dictionary_word"]
    assert "personal" in validator.check("My!Riverside#724qp").rules
    assert Policy.from_json('{"min_length": 14}').requirements()["min_length"] == "at least 14 characters"
    assert validator.policy == policy and hash(validator.policy) == hash(policy) and policy != Policy()
    assert policy.clause("special") == "WE-C6" and "minlength: 14" in policy.passwordrules()
    assert {"standard", "clause", "relation", "text"} == set(policy.lint()[0])
    assert policy.explain(format="html").startswith('<p lang="en">')
    assert [Policy(name).name for name in PRESETS] == PRESETS


def test_a_policy_with_other_values():
    policy = Policy("nist-800-63b-4-mfa").changed(min_length=12, own_details=False, allowed_characters="upper, lower, digit")
    assert policy == Policy.from_toml(
        "base = 'nist-800-63b-4-mfa'\nmin_length = 12\nown_details = false\nallowed_characters = 'upper, lower, digit'"
    )
    assert Validator(policy).check("vRq7!kz").rules == ["min_length", "forbidden_character"]
    assert policy.changed() == policy != Policy("nist-800-63b-4-mfa")


def test_what_is_known_of_the_account_counts(validator):
    born = datetime.date(1987, 2, 14)
    context = Context(names="John Smith", date_of_birth=born, previous=["Wq7#Nv!2pZ"], phone=["020 7946 0018", "07700 900123"])
    assert "personal" in validator.check("KW#smith%72zq", context).rules
    assert "personal" in validator.check("KW#900123%zqx", context).rules
    assert "recycled" in validator.check("Wq7#Nv!3pZ", context).rules
    assert validator.check("KW#smyth%72zq", Context(date_of_birth=datetime.datetime(1987, 2, 14, 12)))


def test_hashed_history(validator):
    history = History()
    history.add("Wq7#Nv!2pZ", keep=4, memory_kib=8, passes=1)
    history = History(str(history))
    assert len(history) == 1 and "argon2id" in str(history)
    assert validator.check("Wq7#Nv!2pZ", history=history).rules == ["reused"]
    assert validator.check("Wq7#Nv!3pZ", history=history).rules == ["recycled"]
    assert validator.check("wq7#nv!2pz", history=history).rules == ["uppercase"]
    assert "reused" in validator.check("Wq7#Nv!2pZ", history=history, ask_history="always").rules
    for number in range(5):
        history.add(f"Wq7#Nv!2p{number}", keep=2, memory_kib=8, passes=1)
    assert len(history) == 2 == len(pickle.loads(pickle.dumps(history)))


def test_suggestions_pass(validator):
    context = Context(names=["John Smith"])
    for style in ("words", "random"):
        made = validator.suggest(style, context=context)
        assert validator.accepts(made.password, context) and made.entropy_bits > 30 and made.read_aloud
        assert made.must_change
    assert len(validator.suggest("random", length=20).password) == 20


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda it: pickle.loads(pickle.dumps(it))])
def test_a_validator_can_be_sent_to_another_process(copied, tmp_path):
    policy = Policy.from_toml("min_length = 14\nreadings = [['^', 's']]\nwords = ['Riverside']")
    validator = copied(Validator(policy, words=["zorblax"]))
    assert validator.policy == policy == copied(policy)
    assert validator.check("Kw7#zorblaxQ!24").rules == ["dictionary_word"]


def test_threads_share_a_validator(validator):
    rules = []

    def judge():
        rules.extend(tuple(validator.check(f"FarmHairTree{number:02}*").rules) for number in range(500))

    threads = [threading.Thread(target=judge) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rules) == 2000 and all("special" in found for found in rules)


def test_the_version_is_the_packages():
    from importlib.metadata import version

    assert keyward_policy.__version__ == version("keyward-policy")
