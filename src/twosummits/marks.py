"""Find quotations by their marks alone: which mark opens, which closes, which is an apostrophe; plain text, no language model.

A paragraph is read as a whole. Every mark may open, close or be no mark at all, and each reading has a cost from what
stands before and behind it; the cheapest reading of the paragraph wins. So an apostrophe, an inch mark or a mark left open
upsets its own neighbourhood at most, and never the next paragraph. The costs below are small numbers chosen by hand: 0 is
what a typesetter would do, 1 to 3 are slips one meets in real pages, 4 and more hardly occur.
"""

import re
from dataclasses import dataclass

# Families of marks: a mark closes only its own family. D doubles, S singles, G guillemets, L doubles opened low („ “).
_MARK = re.compile("``|''|‘‘|’’|[\"“”„‟″＂«»‹›‘’‚‛'`]")
_FAMILY = dict.fromkeys(["``", "''", "‘‘", "’’", '"', "“", "”", "‟", "″", "＂"], "D")
_FAMILY |= dict.fromkeys(["‘", "’", "‛", "'", "`", "‚", "‹", "›"], "S") | dict.fromkeys("«»", "G") | {"„": "L"}
_OPENERS = frozenset(["``", "‘‘", "“", "„", "‟", "«", "‘", "‚", "‛", "`", "‹"])
_CLOSERS = frozenset(["''", "’’", "”", "»", "’", "›"])
_STRAIGHT = frozenset(['"', "″", "＂", "'"])
_QUOTE_CHARS = frozenset("\"“”„‟″＂«»‹›‘’‚‛'`")
_BEFORE_OPEN = _QUOTE_CHARS | frozenset("([{<—–-/|…:=>*")
_NOT_AFTER_CLOSE = frozenset("([{$£€#@")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")

# Words cut short at the front are written with an apostrophe: ’tis, ’em, ’90s, ’cause.
_ELISION = re.compile(
    r"(?:tis|twas|twere|twill|em|til|till|cause|bout|round|neath|n|nuff|cos|cuz|ere|ello|d?\d0s?|\d\d)(?!\w)", re.I
)
# Behind a plural possessive (leaders’ wives) a noun must come, so none of these.
_NO_NOUN = re.compile(
    r"\s+(?:and|or|but|nor|is|was|are|were|be|has|had|have|will|would|can|could|may|might|in|on|at|of|to|for|by|with|from|as|"
    r"that|which|who|while|after|before|because|when|where|if|than|then|said|says|saying|told|he|she|it|they|we|i|you|during|"
    r"about|against|between|over|under|into|amid|though|although|since|until|also|not)\b",
    re.I,
)
_PARAGRAPH = re.compile(r"[^\r\n\u0085\u2028\u2029\v\f]+")

_SINGLE_BREAK = re.compile(r"[^\n]\n(?=[^\n])")
_WRAPPED_BREAK = re.compile(r"[^\n.!?]\n(?=[a-z])")

_DEPTH = 3  # a quotation in a quotation in a quotation is as deep as news goes
_BEAM = 8  # readings kept alive at each mark
_LOST, _REOPEN_WELL, _REOPEN_ILL, _ABANDON, _SAME_FAMILY = 3.0, 0.5, 2.0, 3.0, 2.5
_NEVER = 99.0
_CAPTION = 160  # characters


@dataclass(frozen=True)
class Stretch:
    """A stretch between quotation marks: offsets with the marks, how deep it lies, and what is known of its ends."""

    start: int
    end: int
    depth: int = 0  # 0 outermost, 1 inside another, …
    closed: bool = True  # False: runs to the paragraph's end, and the next paragraph opens with a mark again


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    family: str
    opening: float
    closing: float
    none: float
    leads: bool  # first in its paragraph, or behind a colon or comma


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: a stretch between line breaks that is not blank."""
    return [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if not m[0].isspace()]


def blocks(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in which marks belong together: the paragraphs, or several lines where lines are broken by width.

    Lines are taken to be broken by width when most single line breaks stand inside a sentence; a block then ends at a blank
    line, or at a line that ends a sentence and is clearly shorter than the longest.
    """
    breaks = len(_SINGLE_BREAK.findall(text))
    if breaks < 3 or len(_WRAPPED_BREAK.findall(text)) * 3 <= breaks:
        return lines
    width = max(end - start for start, end in lines)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        previous = joined[-1] if joined else None
        if previous and text.count("\n", previous[1], start) == 1 and not _line_ends(text, previous[1], width):
            joined[-1] = (previous[0], end)
        else:
            joined.append((start, end))
    return joined


def _line_ends(text: str, end: int, width: int) -> bool:
    """Whether the line that ends here ends its paragraph: with a sentence, and well before the margin."""
    begin = text.rfind("\n", 0, end) + 1
    return end - begin < 0.8 * width and text[begin:end].rstrip("\"“”„«»‹›‘’'`″ )").endswith((".", "?", "!", "…", ":"))


def find_stretches(text: str, spans: list[tuple[int, int]] | None = None) -> list[list[Stretch]]:
    """The quotations of each paragraph, in order of start, an outer one before what it holds.

    `spans` are the paragraphs' offsets (`paragraphs(text)` if not given). Never raises; the time grows with the text's length.
    """
    spans = paragraphs(text) if spans is None else spans
    found = []
    for i, (start, end) in enumerate(spans):
        marks = _marks(text, start, end)
        following = _following(text, spans, i)
        found.append(_stretches(text, marks, _read(marks, following), end, following) if marks else [])
    return found


def _following(text: str, spans: list[tuple[int, int]], i: int) -> str | None:
    """The family of the mark that opens the next paragraph, or the one after a caption (a short paragraph without marks)."""
    if i + 1 >= len(spans):
        return None
    family, (start, end) = _first_family(text, *spans[i + 1]), spans[i + 1]
    caption = end - start < _CAPTION and i + 2 < len(spans) and not re.search('[“”"«»„]', text[start:end])
    return _first_family(text, *spans[i + 2]) if family is None and caption else family


def _first_family(text: str, start: int, end: int) -> str | None:
    """The family of the mark that a paragraph opens with, if it does."""
    while start < end and (text[start].isspace() or text[start] in _INVISIBLE):
        start += 1
    m = _MARK.match(text, start, end)
    opens = m and m.end() < end and not text[m.end()].isspace() and m[0] not in {"”", "’’", "’", "»"}
    return _FAMILY[m[0]] if opens else None


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of one paragraph with the costs of their readings; sure apostrophes are left out."""
    marks = []
    for m in _MARK.finditer(text, start, end):
        mark, a, b = m[0], m.start(), m.end()
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        before = " " if before in _INVISIBLE or before.isspace() else before
        after = " " if after in _INVISIBLE or after.isspace() else after
        family = _FAMILY[mark]
        if family == "S":
            if _is_apostrophe(text, mark, a, b, end, before, after):
                continue
            costs = _single_costs(text, mark, a, b, end, before, after)
        else:
            costs = _double_costs(mark, before, after)
        lead = text[max(start, a - 3) : a].rstrip()
        marks.append(_Mark(a, b, family, *costs, leads=a - start < 2 or not text[start:a].strip() or lead.endswith((":", ","))))
    return marks


def _is_apostrophe(text: str, mark: str, a: int, b: int, end: int, before: str, after: str) -> bool:
    """Certainly an apostrophe: between letters or digits (don’t, 6'2), in ’s behind anything, in rock ’n’ roll."""
    if mark in {"‹", "›", "‚"}:
        return False
    if before.isalnum() and after.isalnum():
        return True
    if before != " " and after in "sS" and not (b + 1 < end and text[b + 1].isalnum()):
        return True
    return (after in "nN" and text[b + 1 : b + 2] in {"’", "'"}) or (before in "nN" and text[a - 2 : a - 1] in {"’", "'", "‘"})


def _double_costs(mark: str, before: str, after: str) -> tuple[float, float, float]:
    """What it costs to read a double mark (or guillemet) as opening, as closing, as neither."""
    left = before == " " or before in _BEFORE_OPEN
    right = after == " " or not (after.isalnum() or after in _NOT_AFTER_CLOSE)
    if mark in _STRAIGHT:
        opening = (0.0 if left else 3.0 if not before.isalnum() else 4.0) + (2.0 if after == " " else 0.0)
        closing = (3.0 if before == " " else 0.0) + (0.0 if right else 1.0 if before in ".,!?…;" else 3.0)
        closing += 2.0 if before in "([{" else 0.0
        none = 0.4 if before.isdigit() else 5.0  # a 15" screen
        return opening, closing, none
    if mark in _OPENERS:
        opening = (0.0 if left else 0.5) + (1.0 if after == " " and mark != "«" else 0.0)
        slip = before not in " ([{" and right
        closing = (0.0 if mark == "“" and after == " " and before != " " else 1.0) + 0.5 if slip else 5.0
        return (opening + 2.5 if slip and not left else opening), closing, 5.0
    closing = 1.5 if before == " " and mark != "»" else 0.0
    opening = 2.5 if left and after != " " else 6.0
    return (1.0 if mark == "»" and left and after != " " else opening), closing, 5.0


def _single_costs(text: str, mark: str, a: int, b: int, end: int, before: str, after: str) -> tuple[float, float, float]:
    """What it costs to read a single mark as opening, as closing, as an apostrophe."""
    left = before == " " or before in _BEFORE_OPEN
    right = after == " " or not (after.isalnum() or after in _NOT_AFTER_CLOSE)
    opening, closing, none = 6.0, 8.0, 3.0
    if left and after != " ":
        elided = _ELISION.match(text, b, end) is not None
        opening = 0.5 if mark == "'" else 2.5 if mark == "’" else 0.0
        opening += 2.0 if elided else 0.0
        none = 0.0 if elided else 2.0 if mark == "’" else 3.0
    elif before.isalnum() and mark in {"‘", "`", "‛"}:
        none = 0.0 if after.isalnum() else 1.5  # a mark turned the wrong way: Africa‘s
    if before != " " and before not in "([{":
        if right:
            closing, none_here = _closing_single(text, b, end, before, after, text[a - 2 : a].lower())
            none = none if left and after != " " else none_here
            closing += 1.5 if mark in {"‘", "`", "‛", "‚"} else 0.0
        elif before in ".,!?…;":
            closing, none = 1.5, 2.0  # no space behind the mark: word,’he said
    return opening, closing, none


def _closing_single(text: str, b: int, end: int, before: str, after: str, tail: str) -> tuple[float, float]:
    """Costs of a single mark behind a word: as closing, and as the apostrophe of leaders’, goin’ or 5'."""
    if before in "sSzZxX":
        if after != " ":
            return 0.0, 1.2
        if _NO_NOUN.match(text, b, end) or b >= end:
            return 0.0, 2.0
        return 0.6, 0.0 if before in "sS" else 0.5
    if after == " " and (tail == "in" or tail in {"an", "ol", "th", "wi"} or tail.strip() == "o"):
        return 0.3, 0.8
    if before.isdigit():
        return 0.2, 0.5
    return 0.0, 3.0


# --- the cheapest reading


def _read(marks: list[_Mark], following: str | None) -> list[str]:
    """The cheapest reading: for each mark "open", "close", "close2" (an inner one was lost), "reopen" or "none"."""
    beam: dict[str, tuple[float, tuple | None, bool]] = {"": (0.0, None, False)}
    for mark in marks:
        step: dict[str, tuple[float, tuple | None, bool]] = {}
        for stack, (cost, path, leads) in beam.items():
            for role, state, extra in _moves(mark, stack):
                total = cost + extra
                if state not in step or total < step[state][0]:
                    bottom = leads if len(state) > 1 or (stack and role == "none") else mark.leads
                    step[state] = (total, (path, role), bottom)
        if len(step) > _BEAM:
            step = dict(sorted(step.items(), key=lambda item: item[1][0])[:_BEAM])
        beam = step
    _, path, _ = min((_final(cost, stack, leads, following), path, stack) for stack, (cost, path, leads) in beam.items())
    roles = []
    while path:
        path, role = path
        roles.append(role)
    return roles[::-1]


def _moves(mark: _Mark, stack: str):
    """What a mark may do where `stack` holds the families now open: (role, the families open after it, cost)."""
    family = mark.family
    yield "none", stack, mark.none
    if len(stack) < _DEPTH and mark.opening < _NEVER:
        same = _SAME_FAMILY if stack.endswith(family) else 0.3 if family in stack else 0.0
        yield "open", stack + family, mark.opening + same
    if not stack or family == "L":
        return
    if _closes(family, stack[-1]):
        low = stack[-1] == "L" and family == "D"
        yield "close", stack[:-1], min(mark.closing, 0.0) if low and mark.closing < 3 else mark.closing
        if family == stack[-1]:
            yield "reopen", stack, mark.opening + _ABANDON
    elif len(stack) > 1 and _closes(family, stack[-2]):
        yield "close2", stack[:-2], mark.closing + 2.0


def _closes(family: str, opened: str) -> bool:
    return family == opened or (opened == "L" and family == "D")


def _final(cost: float, stack: str, leads: bool, following: str | None) -> float:
    """The cost at the paragraph's end, with that of what is still open."""
    if not stack:
        return cost
    bottom = _LOST if following is None or not _closes(following, stack[0]) else _REOPEN_WELL if leads else _REOPEN_ILL
    return cost + bottom + 2.0 * (len(stack) - 1)


def _stretches(text: str, marks: list[_Mark], roles: list[str], end: int, following: str | None) -> list[Stretch]:
    """The reading as stretches; what was left open is lost, unless the next paragraph opens with a mark again."""
    pairs, stack = [], []
    for mark, role in zip(marks, roles, strict=True):
        if role == "open":
            stack.append(mark)
        elif role == "reopen":
            stack[-1] = mark
        elif role in {"close", "close2"}:
            if role == "close2":
                stack.pop()
            pairs.append((stack.pop().start, mark.end, True))
    if stack and following is not None and _closes(following, stack[0].family):
        stop = end
        while stop > stack[0].end and text[stop - 1].isspace():
            stop -= 1
        pairs.append((stack[0].start, stop, False))
    out, open_ends = [], []
    for start, stop, closed in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if not any(char.isalnum() for char in text[start:stop]):
            continue
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        out.append(Stretch(start, stop, len(open_ends), closed))
        open_ends.append(stop)
    return out
