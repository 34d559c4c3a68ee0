"""Columns of passwords, as each library has them."""

import threading

import pandas
import polars
import pyarrow as pa
import pytest

from keyward_policy import RULES, Context, EncodingError

PASSWORDS = ["FarmHairTree83*", None, "Wq7#Nv!2pZ", "", "long" * 30 + "é𝒳", "Password1"] * 3
VIEW = pa.array(PASSWORDS, pa.string_view())


@pytest.mark.parametrize(
    "column",
    [
        PASSWORDS,
        tuple(PASSWORDS),
        iter(PASSWORDS),
        pa.array(PASSWORDS),
        pa.array(PASSWORDS, pa.large_string()),
        VIEW,
        pa.chunked_array([PASSWORDS[:4], [], PASSWORDS[4:]], pa.string()),
        pa.array(["x", None, *PASSWORDS, "y"])[2:-1],
        pa.array(["x"] * 9 + PASSWORDS, pa.string_view())[9:],
        polars.Series(PASSWORDS),
        pandas.Series(PASSWORDS, dtype="string[pyarrow]"),
        pandas.Series(PASSWORDS, dtype="str"),
        pandas.DataFrame({"password": PASSWORDS})["password"],
        polars.DataFrame({"password": PASSWORDS})["password"],
    ],
    ids=lambda column: f"{type(column).__module__}.{type(column).__name__}",
)
def test_every_kind_of_column_is_judged_alike(validator, column):
    verdicts = validator.check_many(column)
    assert verdicts.to_list() == list(verdicts) == [False, None, True, False, False, False] * 3
    assert len(verdicts) == 18 and verdicts[-16] is True and verdicts.rules(-18) == ["special"] == verdicts.rules(0)
    assert (verdicts.accepted, verdicts.refused, verdicts.missing) == (3, 12, 3)
    for row, password in enumerate(PASSWORDS):
        assert verdicts.rules(row) == ([] if password is None else validator.check(password).rules)
    assert sum(verdicts.by_rule().values()) == sum(len(verdicts.rules(row)) for row in range(18))
    rows = pa.Array.from_buffers(pa.uint32(), 18, [None, pa.py_buffer(verdicts.to_bytes())]).to_pylist()
    assert rows[:3] == [1 << RULES.index("special") + 1, 0, 1]
    assert repr(verdicts) == "<keyward_policy.Verdicts 3 of 18 accepted>"
    with pytest.raises(IndexError):
        verdicts[18]


def test_empty_columns(validator):
    for column in ([], pa.array([], pa.string()), pa.chunked_array([], pa.string()), polars.Series([], dtype=polars.String)):
        assert len(validator.check_many(column)) == 0


def test_a_context_for_each(validator):
    contexts = [Context(names=["John Farm"]), None, Context(previous=["Wq7#Nv!3pZ"])]
    for column in (["KW#johnfarm%72zq", None, "Wq7#Nv!2pZ"], pa.array(["KW#johnfarm%72zq", None, "Wq7#Nv!2pZ"])):
        verdicts = validator.check_many(column, contexts)
        assert "personal" in verdicts.rules(0) and verdicts[1] is None and verdicts.rules(2) == ["recycled"]
        for uneven in (contexts[:2], contexts * 2):
            with pytest.raises(ValueError, match="as many contexts"):
                validator.check_many(column, uneven)


def test_what_is_no_column_of_strings(validator):
    bad = pa.Array.from_buffers(pa.string(), 2, [None, pa.array([0, 2, 4], pa.int32()).buffers()[1], pa.py_buffer(b"ab\xff\xfe")])
    with pytest.raises(EncodingError, match="row 1 is no UTF-8"):
        validator.check_many(bad)
    for column in (
        pa.array([1, 2]),
        pa.array(["a"]).dictionary_encode(),
        pa.RecordBatch.from_pydict({"password": ["a"]}),
        pa.array([b"a"]),
        polars.Series([1]),
        [1],
        7,
    ):
        with pytest.raises(TypeError):
            validator.check_many(column)
    falling = pa.Array.from_buffers(pa.string(), 2, [None, pa.array([0, 4, 2], pa.int32()).buffers()[1], pa.py_buffer(b"abcd")])
    with pytest.raises(ValueError, match="row 1 lies outside"):
        validator.check_many(falling)


def test_a_column_can_be_taken_once(validator):
    class Taken:
        def __init__(self, column):
            self.capsules = column.__arrow_c_array__()

        def __arrow_c_array__(self, requested_schema=None):
            return self.capsules

    taken = Taken(pa.array(PASSWORDS))
    assert len(validator.check_many(taken)) == 18
    with pytest.raises(ValueError, match="taken by somebody else"):
        validator.check_many(taken)


def test_other_threads_run_on(validator):
    """While a column is judged another thread gets on: it holds no lock of the interpreter."""
    column = pa.array(["FarmHairTree83*"] * 400_000)
    done, steps = threading.Event(), 0

    def judge():
        validator.check_many(column)
        done.set()

    thread = threading.Thread(target=judge)
    thread.start()
    while not done.is_set():
        steps += 1
    thread.join()
    assert steps > 1000
