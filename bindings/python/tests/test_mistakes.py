"""Mistakes are exceptions that say where they are."""

import hashlib

import pytest

from keyward_policy import (
    BreachFilterError,
    Context,
    EncodingError,
    History,
    HistoryError,
    KeywardError,
    Policy,
    PolicyError,
    SuggestError,
    Validator,
    WordListError,
)


def test_a_policy_says_the_line_the_key_and_the_nearest():
    with pytest.raises(PolicyError) as caught:
        Policy.from_toml("min_length = 8\nmin_lenght = 12")
    assert (caught.value.line, caught.value.key, caught.value.nearest) == (2, "min_lenght", "min_length")
    with pytest.raises(PolicyError, match="nearest is `nhs-appendix-a`") as caught:
        Validator("nhs-apendix-a")
    assert caught.value.line is None and isinstance(caught.value, (KeywardError, ValueError))
    with pytest.raises(PolicyError):
        Policy.from_json("{")
    for wrong in ({"min_lenght": 12}, {"min_length": True}, {"min_length": 300}, {"common_password": "fited"}):
        with pytest.raises(PolicyError, match=next(iter(wrong))) as caught:
            Policy().changed(**wrong)
        assert caught.value.line is None


def test_a_policy_file_is_named(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text("min_length = 'ten'")
    with pytest.raises(PolicyError, match="ours.toml: line 1"):
        Validator(file)
    file.write_text("min_length = 20")
    assert Validator(file).check("Wq7#Nv!2pZ").rules == ["min_length"]


@pytest.mark.parametrize(
    ("password", "position"), [("Wq7\ud800#Nv", 3), (b"Wq7#\xffNv", 4), ("\udcffWq", 0)]
)
def test_text_that_is_none_says_where_and_not_what(validator, password, position):
    with pytest.raises(EncodingError) as caught:
        validator.check(password)
    assert caught.value.position == position and "Wq" not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    with pytest.raises(EncodingError):
        Context(previous=[password])
    with pytest.raises(EncodingError):
        History().add(password)


@pytest.mark.parametrize("wrong", [1, None, 1.5, ["Wq7#Nv!2pZ"], bytearray(b"Wq7#Nv!2pZ")])
def test_what_is_no_text_is_refused_by_its_type(validator, wrong):
    with pytest.raises(TypeError, match=type(wrong).__name__) as caught:
        validator.check(wrong)
    assert "Wq7" not in str(caught.value)


def test_every_other_mistake(validator, tmp_path):
    with pytest.raises(HistoryError) as caught:
        History("not a record")
    assert caught.value.line == 1
    with pytest.raises(HistoryError):
        History().add("Wq7#Nv!2pZ", memory_kib=10**9)
    with pytest.raises(WordListError):
        Validator(words=["\x07"])
    with pytest.raises(WordListError):
        Validator(dictionaries=[b"not a dictionary"])
    with pytest.raises(WordListError, match="nowhere"):
        Validator(dictionaries=[tmp_path / "nowhere"])
    with pytest.raises(BreachFilterError):
        Validator(breached=b"not a filter")
    with pytest.raises(BreachFilterError):
        Validator(breached=tmp_path / "nowhere")
    with pytest.raises(BreachFilterError, match="none is given"):
        Validator(Policy.from_toml("breached = true"))
    with pytest.raises(SuggestError):
        validator.suggest("random", length=3)
    for call in (
        lambda: validator.suggest("verse"),
        lambda: validator.check("x").messages("everybody"),
        lambda: validator.policy.explain("fr"),
        lambda: Context(operation="steal"),
        lambda: Context(date_of_birth="30 February"),
        lambda: validator.policy.clause("beauty"),
    ):
        with pytest.raises(ValueError, match="must be|no such rule"):
            call()


@pytest.mark.parametrize("field", ["names", "related", "subjects", "previous", "other_accounts"])
def test_a_context_has_a_stated_size_at_the_most(validator, field):
    assert validator.accepts("Wq7#Nv!2pZ", Context(**{field: ["q" * 250] * 256}))
    with pytest.raises(ValueError, match=f"`{field}` has more than 256 values"):
        Context(**{field: ["q"] * 257})
    with pytest.raises(ValueError, match="more than 64 KiB of text"):
        Context(**{field: ["q" * 40_000] * 2})


def test_a_validator_takes_on_eight_lists():
    with pytest.raises(WordListError, match="more than 8 lists"):
        Validator(dictionaries=[b""] * 9)
