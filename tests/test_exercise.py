"""Checks and hints: right answers in any sensible form pass, wrong ones are told what is off."""

import datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosummits.exercise import NotYet, check, hint, keys
from twosummits.exercise.values import WrongKind, plain


@pytest.fixture
def unit(tmp_path, monkeypatch):
    """A key of our own with one question of each kind."""
    import json

    rows = [["hamburg", 16], ["helsinki", 7]]
    entries = {
        "9.1": keys.make_entry(
            "9.1", 3.14159, "number", salt="a", points=2, digits=2, mistakes=[(31.42, "ten times too large.")]
        ),
        "9.2": keys.make_entry("9.2", ["b", "a"], "list", salt="b", points=1, ordered=False, hints=["One.", "Two."]),
        "9.3": keys.make_entry("9.3", {"Putin": 13, "Trump": 16}, "mapping", salt="c", points=3),
        "9.4": keys.make_entry(
            "9.4", pd.DataFrame(rows, columns=["a", "n"]), "table", salt="d", columns=["a", "n"], ordered=False
        ),
        "9.5": keys.make_entry("9.5", "café", "text", salt="e"),
    }
    (tmp_path / "09-own.json").write_text(json.dumps(entries))
    monkeypatch.setattr(keys, "FOLDER", tmp_path)
    return tmp_path


RIGHT = [
    ("9.1", 3.14),
    ("9.1", np.float32(3.1416)),
    ("9.1", pd.Series([3.141])[0]),
    ("9.2", ["a", "b"]),
    ("9.2", ("b", "a")),
    ("9.2", {"a", "b"}),
    ("9.2", pd.Series(["a", "b"])),
    ("9.2", np.array(["b", "a"])),
    ("9.2", pd.Index(["b", "a"])),
    ("9.3", {"Trump": 16, "Putin": np.int64(13)}),
    ("9.3", pd.Series({"Trump": 16.0, "Putin": 13.0})),
    ("9.4", pd.DataFrame({"n": [7, 16], "a": ["helsinki", "hamburg"], "more": [0, 0]}, index=[5, 9])),
    ("9.5", " cafe\u0301\n"),
]
WRONG = [
    ("9.1", ..., "not attempted"),
    ("9.1", None, "not attempted"),
    ("9.1", 3.15, "not the right value"),
    ("9.1", 31.4159, "ten times too large"),
    ("9.1", "3.14", "should be a number, and it is a text"),
    ("9.1", True, "it is a truth value"),
    ("9.1", float("nan"), "not the right value"),
    ("9.2", ["a", "b", "b"], "should have 2 entries, and it has 3"),
    ("9.2", "ab", "should be a list"),
    ("9.2", [object()], "holds a value of type object"),
    ("9.3", {"Trump": 16}, "should have 2 entries"),
    ("9.3", [16, 13], "should be a dictionary or a Series"),
    ("9.4", pd.DataFrame({"a": ["x"]}), "a DataFrame without the column n"),
    ("9.5", "cafe", "not the right value"),
    ("9.5", len, "it is of type builtin_function_or_method"),
    ("9.9", 1, "There is no question '9.9'"),
    ("nine", 1, "There is no question 'nine'"),
]


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_right_in_any_form(unit, capsys, question, answer):
    check(question, answer)
    assert capsys.readouterr().out.startswith(f"{question} ✓")


@pytest.mark.parametrize(("question", "answer", "message"), WRONG)
def test_wrong_says_what_is_off(unit, question, answer, message):
    with pytest.raises(NotYet, match=message):
        check(question, answer)


def test_points_and_hints(unit, capsys):
    check("9.1", 3.14)
    hint("9.2")
    hint("9.2", 2)
    assert capsys.readouterr().out.splitlines() == [
        "9.1 ✓ 2 of 2 points: 3.14",
        'Hint 1 of 2: One. There is one more: hint("9.2", 2).',
        "Hint 2 of 2: Two.",
    ]
    for number in (0, 3, "one"):
        with pytest.raises(NotYet, match="from 1 to 2"):
            hint("9.2", number)


def test_a_key_holds_no_answer(unit):
    text = (unit / "09-own.json").read_text()
    assert not any(answer in text for answer in ("3.14", "Putin", "hamburg", "caf"))


@given(st.lists(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.binary(max_size=3))))
def test_any_list_is_plain_or_refused(items):
    try:
        value = plain(items, "list", ordered=False)
    except WrongKind:
        assert any(isinstance(item, bytes) for item in items)
    else:
        assert plain(items[::-1], "list", ordered=False) == value or any(item != item for item in items)


def test_dates_are_days():
    same = [
        datetime.date(2017, 7, 8),
        datetime.datetime(2017, 7, 8),
        pd.Timestamp("2017-07-08"),
        np.datetime64("2017-07-08", "D"),
    ]
    assert {str(plain([day], "list")) for day in same} == {"['2017-07-08']"}
