"""How many passwords a second the package judges, beside what else people use in Python. Each must first give the answer that
it is timed for. Times are those of the processor, so that other work on the machine counts for little."""

import random
import string
import time

import django
import pyarrow
import zxcvbn_rs_py
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators, validate_password
from django.core.exceptions import ValidationError
from password_strength import PasswordPolicy
from zxcvbn import zxcvbn

from keyward_policy import Context, Validator

DICE = random.Random(7)
WORDS = ["Farm", "Hair", "Tree", "monday", "Password", "Riverside", "summer", "5tation", "Letmein", "qwerty"]
ALPHABET = string.ascii_letters + string.digits + "!#%&*+"


def password():
    """One of the kinds that people type, or a random one."""
    if DICE.random() < 0.3:
        return "".join(DICE.choices(ALPHABET, k=12))
    return "".join(DICE.choices(WORDS, k=2)) + str(DICE.randrange(2100)) + DICE.choice("!#*")


PASSWORDS = [password() for _ in range(100_000)]
COLUMN = pyarrow.array(PASSWORDS)
VALIDATOR = Validator("nhs-appendix-a")
CONTEXT = Context(username="jsmith", names=["John Smith"])

settings.configure(
    AUTH_PASSWORD_VALIDATORS=[
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    ]
)
django.setup()
POLICY = PasswordPolicy.from_names(length=8, uppercase=2, numbers=2, special=2)


def django_accepts(candidate):
    try:
        validate_password(candidate)
        return True
    except ValidationError:
        return False


def one_by_one(judge, count):
    def run():
        for candidate in PASSWORDS[:count]:
            judge(candidate)
        return count

    return run


def column(judge):
    def run():
        judge()
        return len(PASSWORDS)

    return run


# What is timed, and whether it can tell a bad password from a good one.
BAD, GOOD = "Password1", "Wq7#Nv!2pZ"
RUNS = [
    ("keyward: accepts", one_by_one(VALIDATOR.accepts, 100_000), VALIDATOR.accepts),
    ("keyward: check with a context", one_by_one(lambda it: VALIDATOR.check(it, CONTEXT), 100_000), VALIDATOR.check),
    ("keyward: check and messages", one_by_one(lambda it: VALIDATOR.check(it).messages(), 50_000), VALIDATOR.check),
    ("keyward: a list", column(lambda: VALIDATOR.check_many(PASSWORDS)), lambda it: VALIDATOR.check_many([it])[0]),
    ("keyward: a column of Arrow", column(lambda: VALIDATOR.check_many(COLUMN)), lambda it: VALIDATOR.check_many(pyarrow.array([it]))[0]),
    ("django: three of its validators", one_by_one(django_accepts, 50_000), django_accepts),
    ("password-strength: counts alone", one_by_one(POLICY.test, 20_000), lambda it: not POLICY.test(it)),
    ("zxcvbn-rs-py", one_by_one(zxcvbn_rs_py.zxcvbn, 5_000), lambda it: int(zxcvbn_rs_py.zxcvbn(it).score) >= 3),
    ("zxcvbn", one_by_one(zxcvbn, 300), lambda it: zxcvbn(it)["score"] >= 3),
]


def rate(run):
    """The best of three, in passwords a second of one processor."""
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        count = run()
        best = max(best, count / (time.process_time() - start))
    return best


def main():
    assert len(get_default_password_validators()) == 3
    for name, _, accepts in RUNS:
        assert accepts(GOOD) and not accepts(BAD), name
    assert VALIDATOR.check_many(COLUMN).to_list() == [VALIDATOR.accepts(it) for it in PASSWORDS]
    rates = [(name, rate(run)) for name, run, _ in RUNS]
    first = rates[0][1]
    print(f"{'':34}{'a second':>12}{'times':>8}")
    for name, found in rates:
        print(f"{name:34}{found:12,.0f}{found / first:8.3f}")


main()
