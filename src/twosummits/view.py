"""A Doc as the rules for names look at it: plain lists of words, keys, labels and lines, without white space."""

import re
from collections import Counter

from spacy.tokens import Doc

from twosummits.lexicon import Alias, Lexicon, fold

WORD = re.compile(r"[^\W\d_][\w’'ʼ]*\.?$|(?:[^\W\d_]\.)+[^\W\d_]?$")
SINGLE_BREAK = re.compile(r"[^\n.!?”\"]\n(?=[^\n])")
WRAPPED_BREAK = re.compile(r"[^\n.!?”\"]\n(?=[a-z])")
HUMAN_OBJECT = {"thank", "nominate", "marry", "appoint", "interview", "congratulate", "arrest", "greet", "kiss", "hug", "elect"}
HUMAN_OBJECT |= {
    "divorce",
    "murder",
    "jail",
    "imprison",
    "assassinate",
    "shoot",
    "stab",
    "handcuff",
    "comfort",
    "console",
    "rape",
}
HUMAN_OBJECT |= {"bear", "detain", "sentence", "hospitalise", "hospitalize", "sack", "inaugurate", "acquit", "injure", "wound"}
HYPHENS = {"-", "–", "‑", "‐"}


class View:
    """A Doc as plain lists without its white space: what the rules look at, quicker than asking each token anew."""

    def __init__(self, doc: Doc, lexicon: Lexicon):
        self.doc, self.lexicon = doc, lexicon
        rows = []
        line = para = 0
        wrapped = _hard_wrapped(doc.text)
        for token in doc:
            text = token.text
            if token.is_space:
                if wrapped and text.count("\n") == 1:
                    continue
                breaks = text.count("\n") + text.count("\r") + text.count("\u2028") + text.count("\u2029")
                line += breaks > 0
                para += breaks > 1
                continue
            rows.append((token.i, text, token.pos_, not token.whitespace_, line, para))
        columns = zip(*rows, strict=True) if rows else [()] * 6
        self.at, self.words, self.pos, self.glued, self.line, self.para = map(list, columns)
        self.size = len(self.words)
        self.cap = [word[:1].isupper() for word in self.words]
        self.keys = [fold(word) for word in self.words]
        self.counts = Counter(key for key, cap in zip(self.keys, self.cap, strict=True) if cap)
        self.lower = {word for word in self.words if word.islower()}
        self.wordlike = [cap and WORD.match(word) is not None for cap, word in zip(self.cap, self.words, strict=True)]
        self._model_spans()
        self._lines()
        self.gazetteer: dict[int, tuple[int, Alias]] = {}

    def _model_spans(self) -> None:
        """The model's entities: their label on every token, and where the span of each token starts and ends."""
        index = {token: i for i, token in enumerate(self.at)}
        self.label, self.span = [""] * self.size, [None] * self.size
        for ent in self.doc.ents:
            inside = [index[i] for i in range(ent.start, ent.end) if i in index]
            for i in inside:
                self.label[i], self.span[i] = ent.label_, (inside[0], inside[-1] + 1)

    def _lines(self) -> None:
        """Lines set in capitals or title case, where a capital letter says nothing; and the first word of each sentence."""
        counts: dict[int, list[int]] = {}
        for i, word in enumerate(self.words):
            if word[0].isalpha() and (len(word) > 3 or word.isupper()):
                entry = counts.setdefault(self.line[i], [0, 0, 0])
                entry[0] += self.cap[i]
                entry[1] += 1
            elif self.cap[i]:
                counts.setdefault(self.line[i], [0, 0, 0])[2] += 1
        last = dict(zip(self.line, self.words, strict=True))
        shouted = dict.fromkeys(counts, True)
        for i, word in enumerate(self.words):
            if word.islower() and word.isalpha():
                shouted[self.line[i]] = False
        heading = {
            line
            for line, (caps, words, short) in counts.items()
            if (words > 2 or words + short > 3)
            and caps + short >= 0.66 * (words + short)
            and ((last[line] not in {".", ";", ":"} and words + short < 26) or shouted[line])
        }
        self.heading = [line in heading for line in self.line]
        self.in_sentences = {key for key, cap, head in zip(self.keys, self.cap, self.heading, strict=True) if cap and not head}
        self.line_start = [i == 0 or self.line[i] != self.line[i - 1] for i in range(self.size)]
        self.initial = [
            i == 0 or self.line[i] != self.line[i - 1] or self.words[i - 1] in '.!?:;"“‘”»…•' for i in range(self.size)
        ]

    def before(self, i: int) -> str:
        """The word before, on the same line, else nothing."""
        return self.words[i - 1] if i > 0 and self.line[i - 1] == self.line[i] else ""

    def after(self, i: int) -> str:
        """The word after, on the same line, else nothing."""
        return self.words[i + 1] if i + 1 < self.size and self.line[i + 1] == self.line[i] else ""

    def span_words(self, i: int) -> list[str]:
        """The words of the model's entity around a word."""
        return self.words[self.span[i][0] : self.span[i][1]] if self.span[i] else []

    def token(self, i: int):
        return self.doc[self.at[i]]

    def person_syntax(self, i: int) -> bool:
        """Whether the word is the subject of a verb that people are the subject of (said, met, thinks)."""
        token = self.token(i)
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.i == token.i:
            return False
        lemma = token.head.lemma_ or token.head.lower_
        return lemma in (HUMAN_OBJECT if token.dep_ == "nsubjpass" else self.lexicon.person_verbs)

    def human_object(self, i: int) -> bool:
        """Whether the word is the object of a verb that only people are the object of (thanked, nominated, married)."""
        token = self.token(i)
        before = i > 0 and self.pos[i - 1] == "VERB" and self.token(i - 1).lemma_ in HUMAN_OBJECT
        return before or (token.dep_ == "dobj" and token.head.lemma_ in HUMAN_OBJECT)


def _hard_wrapped(text: str) -> bool:
    """Whether lines are broken by width, inside sentences: most single line breaks stand before a small letter."""
    breaks = len(SINGLE_BREAK.findall(text))
    return breaks > 2 and len(WRAPPED_BREAK.findall(text)) * 3 > breaks
