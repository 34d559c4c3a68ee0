"""What the tests share: the judged cases of every language, and secrets to look for."""

import json
from pathlib import Path

import pytest

from keyward_policy import Context, Policy, Validator

ROOT = Path(__file__).resolve().parents[3]


def cases():
    """Every line of tests/vectors."""
    for file in sorted((ROOT / "tests/vectors").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield file.stem, json.loads(line)


def policy_of(case):
    """The policy of a case: the name of a preset, or one that is written out in JSON."""
    text = case["policy"]
    return Policy.from_json(text) if text.startswith("{") else text


def context_of(request):
    """The context of a request of a batch."""
    others = {key: request[key] for key in ("operation", "previous", "other_accounts") if key in request}
    return Context(**(request.get("context") or {}), **others)


def unmet(expect, accepted, rules):
    """What does not hold of an expectation."""
    if expect.get("accepted", accepted) != accepted:
        yield f"accepted is {accepted}"
    if "any_of" in expect and not set(expect["any_of"]) & set(rules):
        yield f"{rules} has none of {expect['any_of']}"
    if set(expect.get("none_of", ())) & set(rules):
        yield f"{rules} has one of {expect['none_of']}"
    if "exactly" in expect and sorted(expect["exactly"]) != sorted(rules):
        yield f"{rules} is not {expect['exactly']}"


@pytest.fixture(scope="session")
def validator():
    return Validator("nhs-appendix-a")


def pytest_terminal_summary(terminalreporter):
    """Says how many judged cases were run, for the one who counts them."""
    for report in terminalreporter.getreports("passed"):
        for name, count in report.user_properties:
            terminalreporter.write_line(f"{count} {name}")
