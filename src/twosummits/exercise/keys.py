"""The answer keys: what a question asks for and salted hashes of its answer and of typical mistakes, never the values."""

import hashlib
import json
import re
from pathlib import Path

from twosummits.exercise.values import plain, written

FOLDER = Path(__file__).parent / "keys"
ROUNDS = 20_000  # makes trying out every small number slow, and one check takes a few milliseconds


class UnknownQuestion(LookupError):
    """There is no question of that number."""


def digest(question: str, salt: str, value: object) -> str:
    """The salted hash of a plain value, as the answer to one question."""
    return hashlib.pbkdf2_hmac("sha256", written(value).encode(), f"{question}:{salt}".encode(), ROUNDS).hex()


def make_entry(question: str, answer: object, kind: str, *, salt: str, points: int = 0, hints=(), mistakes=(), **form) -> dict:
    """The key's entry for one question. `mistakes` are pairs of a wrong value and what to say to whoever gives it.

    `form` is how answers are compared: `digits`, `ordered`, `columns` (see `values.plain`).
    """
    value = plain(answer, kind, **form)
    return {
        "points": points,
        "kind": kind,
        **form,
        **({"length": len(value)} if isinstance(value, list) else {}),
        "salt": salt,
        "answer": digest(question, salt, value),
        "mistakes": [{"answer": digest(question, salt, plain(wrong, kind, **form)), "say": say} for wrong, say in mistakes],
        "hints": list(hints),
    }


def load_entry(question: str) -> dict:
    """The key's entry for a question such as `"4.2"`. Raises UnknownQuestion."""
    unit = re.fullmatch(r"(\d{1,2})\.\d{1,2}", str(question))
    files = sorted(FOLDER.glob(f"{int(unit[1]):02d}-*.json")) if unit else []
    questions = {number: entry for file in files for number, entry in json.loads(file.read_text(encoding="utf-8")).items()}
    if question not in questions:
        known = f" Questions of this unit: {', '.join(questions)}." if questions else ' Questions are called "4.2" and the like.'
        raise UnknownQuestion(f"There is no question {question!r}.{known}")
    return questions[question]
