"""`check` and `hint`: what a student meets under each question."""

import html
import textwrap

from twosummits.errors import PlainError
from twosummits.exercise.keys import UnknownQuestion, digest, load_entry
from twosummits.exercise.values import KINDS, WrongKind, plain


class NotYet(PlainError):
    """An answer that is not right yet, with what to look at. Shown as its message alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return textwrap.wrap(str(self), 88, break_long_words=False)


def check(question: str, answer: object = ...) -> None:
    """Say whether an answer is right: one line if it is, else a NotYet whose message says what to look at.

    Raises NotYet also for an answer that was not attempted (`...`), and for a question that does not exist.
    """
    try:
        entry = load_entry(question)
    except UnknownQuestion as error:
        raise NotYet(str(error)) from None
    if answer is ... or answer is None or answer is NotImplemented:
        raise NotYet(
            f"{question} – not attempted yet. Put your answer in the place of the three dots, run that cell, then this one."
        )
    form = {name: entry[name] for name in ("digits", "ordered", "columns") if name in entry}
    try:
        value = plain(answer, entry["kind"], **form)
    except WrongKind as error:
        raise NotYet(f"{question} ✗ not yet: this should be {KINDS[entry['kind']]}, and it is {error}.") from None
    found = digest(question, entry["salt"], value)
    if found == entry["answer"]:
        points = f" {entry['points']} of {entry['points']} points" if entry["points"] else " right"
        return _show(f"{question} ✓{points}: {_shortened(value)}")
    for mistake in entry["mistakes"]:
        if found == mistake["answer"]:
            raise NotYet(f"{question} ✗ not yet: {mistake['say']}")
    if isinstance(value, list) and len(value) != entry["length"]:
        raise NotYet(f"{question} ✗ not yet: it should have {entry['length']} entries, and it has {len(value)}.")
    raise NotYet(
        f'{question} ✗ not yet: the right kind of answer, but not the right value. hint("{question}") helps you further.'
    )


def hint(question: str, number: int = 1) -> None:
    """Print a hint: the first is a nudge, the last nearly the answer."""
    try:
        hints = load_entry(question)["hints"]
    except UnknownQuestion as error:
        raise NotYet(str(error)) from None
    if number not in range(1, len(hints) + 1):
        raise NotYet(f"{question} has {len(hints)} hints: ask for one from 1 to {len(hints)}.")
    more = f' There is one more: hint("{question}", {number + 1}).' if number < len(hints) else ""
    print(f"Hint {number} of {len(hints)}: {hints[number - 1]}{more}")


def _shortened(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _show(line: str) -> None:
    """One line: with a green bar in JupyterLab, plain elsewhere. The text keeps the theme's own colour, light or dark."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        get_ipython = None
    if get_ipython and get_ipython():
        coloured = f'<div style="border-left: 6px solid #009e73; padding-left: 8px; font-weight: 600">{html.escape(line)}</div>'
        display({"text/plain": line, "text/html": coloured}, raw=True)
    else:
        print(line)
