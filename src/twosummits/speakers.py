"""Who speaks: attributes quotations to speakers by rules over the words around them; their order is in `Attribution`."""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from twosummits.cues import Cue, roles, title_nouns
from twosummits.marks import Stretch
from twosummits.reading import ADDRESSED, ENDS, WH, Sentence
from twosummits.referents import ABSTRACT, HE, NOBODY, SHE, UNNAMED, Ref, Referents

DASHES = {"-", "–", "—", "--", "―"}
CONJUNCTIONS = {"and", "but", "or", "while", "as", "after", "because", "although", "though", "when", "if", "that", "which", "who"}
# Verbs that give a name or judgement as somebody's own words: called it “…”, described it as “…”.
NAMING = {
    "call",
    "describe",
    "label",
    "term",
    "brand",
    "characterise",
    "characterize",
    "dub",
    "deem",
    "denounce",
    "dismiss",
    "hail",
}
# The object of these is the subject of what follows: prompting the minister to say.
_LETTERS = re.compile(r"\w+")
_HEADS = 12  # quotations at the head of a text that may repeat words from further down
_CONTROL = {"prompt", "force", "lead", "ask", "urge", "tell", "allow", "cause", "compel", "push", "persuade", "invite", "order"}


class Verdict(NamedTuple):
    """How a quotation was attributed: score of the rule that did, whom it found, the cue, whether it only names something."""

    score: float
    ref: Ref
    cue: Cue | None
    label: bool = False


class Attribution(Referents):
    """Attributes the quotations of one Doc.

    The order, best first; a rule further down speaks only where those above it are silent:

    1. colon or comma before: *X said: “…”*, *X said, “…”*, *X: “…”*; the sentence before a line that is all quotation
    2. cue right after: *“…,” said X*, *“…,” X, who …, said*; both halves of a split quotation
    3. *according to X* right beside the quotation
    4. the governing cue: the strong one nearest above the words, through participles (*adding*, *urging*) to its subject;
       and an owned noun before *that*: of *X criticised Y's claim that “…”* the words are Y's
    5. *, X said* at the end of the sentence; it gives way to a strong governing cue, and beats a weak one;
       then *according to X* further off, *by X's account*, *in X's words*
    6. a weak governing cue (*urged*, *hailed*), then a noun (*X's reply*, *a statement that*), then a dash: *“…” – X*
    7. carried over: the quotation before it in the paragraph, else the paragraph before, else the person the sentence
       before was about; at last, from behind: the quotation it goes on in, or one further down that says the same words

    Words inside quotations never count: neither as cue, nor as speaker, nor as what a pronoun stands for.
    """

    def __init__(self, doc: Doc, spans: list[tuple[int, int]], stretches: list[list[Stretch]]):
        super().__init__(doc, spans, stretches)
        self.verdicts: list[Verdict | None] = [None] * len(self.outer)
        self._bare: dict[int, bool] = {}

    def run(self) -> list[Verdict | None]:
        """The verdict on each outermost quotation, in order; None where nothing was found."""
        for sentence in self.sentences:
            quotes = [-1 - item for item in sentence.items if item < 0]
            for number in quotes:
                verdict = self._attribute(sentence, number)
                self.verdicts[number] = verdict
                if verdict and verdict.ref.name:
                    sentence.speakers.append(verdict.ref.name)
                sentence.unnamed = bool(verdict and verdict.ref.found and not (verdict.ref.name or verdict.ref.thing))
        self._fill_from_behind()
        self._fill_repeated()
        return self.verdicts

    def _attribute(self, sentence: Sentence, number: int) -> Verdict | None:
        """The best verdict on one quotation from its own sentence; where that is silent, what is carried over."""
        at = sentence.items.index(-1 - number)
        if self._is_title(sentence, at, number):
            return Verdict(100, NOBODY, None, True)
        verdicts = []
        for rule in (self._before, self._after, self._according, self._governing, self._trailing, self._dash):
            verdict = rule(sentence, at, number)
            if verdict is not None:
                verdicts.append(verdict)
                if verdict.score >= 100:
                    break
        if verdicts:
            best = max(verdicts, key=lambda verdict: verdict.score)
            if best.cue and best.cue.sort == "phrase":
                # X said it was “…,” according to a report: X spoke, the report only passes it on.
                governing = [
                    v for v in verdicts if v.score > 82 and v.cue and v.cue.sort == "verb" and v.cue.strong and v.ref.name
                ]
                head = self._np_after(best.cue.end)
                passed_on = not best.ref.name or (head is not None and self._noun_cue(head))
                best = max(governing, key=lambda verdict: verdict.score) if governing and passed_on else best
            return best
        return self._carried(sentence, at, number)

    def _is_title(self, sentence: Sentence, at: int, number: int) -> bool:
        """Whether a quotation is the title of a show, book or film: capitals, and the word for such a thing beside it."""
        stretch = self.outer[number][0]
        words = re.findall(r"[^\W\d_][\w’']*", self.text[stretch.start : stretch.end])
        if not 0 < len(words) <= 10 or any(word[0].islower() for word in words if len(word) > 4) or not words[0][0].isupper():
            return False
        before = self.low[sentence.items[at - 1]] if at and sentence.items[at - 1] >= 0 else ""
        after = self.low[sentence.items[at + 1]] if at + 1 < len(sentence.items) and sentence.items[at + 1] >= 0 else ""
        if before in title_nouns() or after in title_nouns():
            return True
        if before in {"in", "of", "on", "told", "titled", "entitled"} and len(words) > 2 and not self._title_case(sentence):
            return True
        owner = at > 1 and before in {"'s", "’s", "'", "’"} and self.name.get(sentence.items[at - 2])
        return bool(owner) and owner[2] in {"ORG", "PERSON"} and len(words) > 1 and not self._title_case(sentence)

    def _title_case(self, sentence: Sentence) -> bool:
        """Whether a sentence is a headline with Most Words in Capitals."""
        words = [
            self.doc[item].text for item in sentence.items if item >= 0 and len(self.low[item]) > 3 and self.low[item].isalpha()
        ]
        return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)

    def _opens_upper(self, number: int) -> bool:
        stretch = self.outer[number][0]
        for char in self.text[stretch.start : stretch.end]:
            if char.isalnum():
                return char.isupper() or char.isdigit()
        return False

    def _before(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 1: a colon, or a comma behind a cue, before the quotation; a paragraph that ends in a colon counts as before."""
        left = list(sentence.items[:at])
        if not left:
            previous = self.sentences[sentence.number - 1] if sentence.number else None
            if (
                previous is None
                or previous.paragraph == sentence.paragraph
                or not previous.items
                or not self._is(previous.items[-1], ":")
            ):
                return None
            sentence, left = previous, previous.items
        last = left[-1]
        if last < 0:
            return None
        if self.low[last] in DASHES | {",", ":"} and len(left) > 1 and left[-2] < 0:
            # “A,” “B”: the same breath as the quotation before.
            before = self.verdicts[-1 - left[-2]]
            return Verdict(94, before.ref, before.cue, before.label) if before and self.low[last] != ":" else None
        if self.low[last] == ":" or (self.low[last] == ";" and self._cue_ending(left[:-1])):
            cue = self._best_cue(sentence, left[:-1], colon=True)
            if cue:
                ref = self._speaker(cue, sentence)
                if (cue.sort == "noun" and not ref.name) or ref.thing:
                    ref = self._colon_name(sentence, left[:-1])
                return Verdict(100, ref, cue)
            return Verdict(99, self._colon_name(sentence, left[:-1]), None)
        if self.low[last] == "," and self._opens_upper(number):
            cue = self._near_cue(left[:-1], 9)
            if cue and (cue.strong or cue.end == last):
                return Verdict(95, self._speaker(cue, sentence), cue)
        cue = self._cue_ending(left)
        if cue and cue.sort == "verb" and cue.strong and cue.lemma not in NAMING and self._opens_upper(number):
            return Verdict(95, self._speaker(cue, sentence), cue)
        return None

    def _cue_ending(self, left: list[int]) -> Cue | None:
        """A cue that ends with the last of these items."""
        for item in left[-3:][::-1]:
            cue = self._cue_at(item) if item >= 0 else None
            if cue and cue.end == left[-1] + 1:
                return cue
        return None

    def _near_cue(self, left: list[int], reach: int) -> Cue | None:
        """The nearest cue among the last `reach` items, stopping at a quotation."""
        noun = None
        for item in left[::-1][:reach]:
            if item < 0:
                return noun
            cue = self._cue_at(item)
            if cue and cue.sort != "noun" and not self._in_relative(cue):
                return cue
            noun = noun or cue
        return noun

    def _in_relative(self, cue: Cue) -> bool:
        """Whether the cue is the verb of a *who …* clause or a bare participle behind a noun."""
        token = self.doc[cue.i]
        return token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN")

    def _best_cue(self, sentence: Sentence, left: list[int], colon: bool) -> Cue | None:
        """The cue that leads to a colon: near it, strong, and the sentence's own rather than a subordinate clause's."""
        best, best_score = None, -99.0
        cut = max((n for n, item in enumerate(left) if item < 0), default=-1)
        for n, item in enumerate(left):
            cue = self._cue_at(item) if item >= 0 else None
            if cue is None or cue.sort == "phrase":
                continue
            token = self.doc[item]
            gap = len(left) - n - (cue.end - cue.i)
            score = (3.0 if cue.strong else 1.0 if cue.sort == "verb" else 0.5) - 0.12 * gap + (1.5 if gap <= 1 else 0.0)
            score += (1.0 if n > cut else -3.0) + (1.0 if token.dep_ in {"ROOT", "conj"} else 0.0)
            score -= 2.5 if self._in_relative(cue) else 0.0
            if cue.sort == "noun" and gap > 3:
                score -= 2.0
            if score > best_score:
                best, best_score = cue, score
        return best if best_score > -1.5 else None

    def _colon_name(self, sentence: Sentence, left: list[int]) -> Ref:
        """Whom *X: “…”* or *X was defiant: “…”* means: the subject, else the first person named."""
        verbs = any(item >= 0 and self.doc[item].pos_ in {"VERB", "AUX"} for item in left)
        for item in left if verbs else ():
            if item >= 0 and self.doc[item].dep_ in {"nsubj", "nsubjpass"} and self.doc[item].head.dep_ in {"ROOT", "conj"}:
                ref = self._ref(item)
                if ref.found:
                    return ref
        if left and not verbs and left[-1] >= 0 and self.low[left[-1]] in roles():
            return self._ref(left[-1])
        for item in left[::-1]:
            if item >= 0 and self._person(item):
                return Ref(self._person(item), True)
        record = next((self.name[item] for item in left if item >= 0 and item in self.name), None)
        if record and len(left) <= 4 and record[2] in {"ORG", "GPE"}:
            return Ref(record[3], True)
        return NOBODY

    def _right(self, sentence: Sentence, at: int) -> list[int]:
        """The items behind a quotation up to the next one, a comma or dash at their head left out."""
        right = []
        for item in sentence.items[at + 1 :]:
            if item < 0:
                break
            right.append(item)
        return right

    def _after(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 2: the cue right after, before or behind its subject."""
        right = self._right(sentence, at)
        comma = self._last_sign(number) in tuple(",?!…—–-")
        while right and self.low[right[0]] in DASHES | {",", ")", "]"}:
            comma = comma or self.low[right[0]] == ","
            right = right[1:]
        if not right or self.low[right[0]] in {":", ";"}:
            return None
        if self.low[right[0]] in {"is", "was", "were", "are"}:
            return self._predicate(sentence, right)
        named = self._noun_behind(sentence, at, right)
        if named:
            return named
        first = self.low[right[0]]
        if first in CONJUNCTIONS | {"to", "of", "in", "on", "for", "at", "with", "by", "from"}:
            return None
        while right and self.doc[right[0]].pos_ == "ADV" and len(right) > 1:
            right = right[1:]
        if self.low[right[0]] in CONJUNCTIONS:
            return None
        cue = self._cue_at(right[0])
        if cue and cue.sort == "verb":
            participle = self.doc[cue.i].tag_ == "VBG" or (self.doc[cue.i].tag_ == "VBN" and self._np_after(cue.end) is None)
            if not participle:
                ref = self._inverted(cue)
                if ref.found:
                    return Verdict(95 if comma or cue.strong else 70, ref, cue)
            return None
        return self._subject_then_cue(sentence, right, comma)

    def _subject_then_cue(self, sentence: Sentence, right: list[int], comma: bool) -> Verdict | None:
        """*“…,” X, who …, said*: the first cue whose subject stands at the head of these items."""
        head = self.doc[right[0]]
        if head.pos_ not in {"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"} and not self._person(right[0]) and head.pos_ == "VERB":
            return None
        weak = None
        limit = set(right)
        for n, item in enumerate(right[1:], 1):
            cue = self._cue_at(item)
            word = self.low[item]
            if word in {":", ";"}:
                break
            if cue is None or cue.sort != "verb" or self._in_relative(cue) or self.doc[item].tag_ in {"VBG"}:
                continue
            if self.doc[item].dep_ == "amod":  # the supposed harassment
                continue
            if self.doc[item].tag_ == "VB" and not any(self.doc[j].tag_ == "MD" for j in right[max(0, n - 3) : n]):
                continue
            if not comma and (n > 9 or self._has_content(cue, limit)):
                break
            subject = self._subject_at_head(right, n, sentence)
            if subject.found:
                verdict = Verdict((95 if comma else 90) if cue.strong else (88 if comma else 62), subject, cue)
                if cue.strong:
                    return verdict
                weak = weak or verdict
        return weak

    def _has_content(self, cue: Cue, limit: set[int]) -> bool:
        """Whether the cue has something said of its own outside the quotation: *X said the deal was off*."""
        if self.low[cue.end : cue.end + 1] == ["that"]:
            return True
        token = self.doc[cue.i]
        kinds = {"ccomp", "xcomp", "acomp", "oprd"} | (set() if cue.lemma in ADDRESSED else {"dobj"})
        return any(child.dep_ in kinds and child.i > cue.i and child.i in limit for child in token.children)

    def _subject_at_head(self, right: list[int], n: int, sentence: Sentence) -> Ref:
        """The subject of the cue at `right[n]`, when the items before it are a noun phrase (with what hangs on it)."""
        if self._passive(self.doc[right[n]]):
            agent = self._agent(self.doc[right[n]])
            return UNNAMED if agent is None else self._ref(agent)
        quoted = self._quoted(self.doc[right[n]])
        if quoted is not None:
            return self._ref(quoted)
        near = n - 1
        while near > 0 and self.doc[right[near]].pos_ in {"ADV", "AUX", "PART"}:
            near -= 1
        if near == 0 or self.low[right[near]] in HE | SHE | {"they", "it"}:
            return self._ref(right[near])
        subject = next((c for c in self.doc[right[n]].children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and subject.i in right[:n] and self.low[subject.i] not in WH:
            if subject.dep_ == "nsubjpass":
                agent = self._agent(self.doc[right[n]])
                return UNNAMED if agent is None else self._ref(agent)
            return self._ref(subject.i)
        return self._phrase_ref(right[: near + 1])

    def _phrase_ref(self, items: list[int]) -> Ref:
        """Whom the noun phrase at the head of these items means."""
        head = None
        for item in items:
            token = self.doc[item]
            if (
                self._person(item)
                and self.low[item + 1 : item + 2] not in (["'s"], ["’s"])
                and (
                    head is None
                    or token.i == items[0]
                    or self.name[item][1] - 1 == items[-1]
                    or self.low[item - 1] not in {"for", "to", "of", "with"}
                )
            ):
                return Ref(self._person(item), True)
            if token.pos_ in {"NOUN", "PROPN", "PRON"} or self.name.get(item):
                head = item
            elif head is not None and token.pos_ not in {"ADJ", "PART", "NUM"} and self.low[item] not in {"-", "'s", "’s", "."}:
                break
        return self._ref(head) if head is not None else NOBODY

    def _inverted(self, cue: Cue) -> Ref:
        """The subject behind the cue: *said X*."""
        head = self._np_after(cue.end)
        if head is None:
            return NOBODY
        if (
            self._person(head) is None
            and self.doc[cue.i].head.i == cue.i
            and self.low[head] in HE - {"he"} | SHE - {"she"} | {"them"}
        ):
            return NOBODY
        return self._ref(head)

    def _noun_behind(self, sentence: Sentence, at: int, right: list[int]) -> Verdict | None:
        """*X's “…” remarks*: a noun for words behind the quotation, its owner before it."""
        cue = self._cue_at(right[0])
        if cue is None or cue.sort != "noun" or self.low[cue.i] in ABSTRACT - {"words", "word", "criticism", "claim", "claims"}:
            return None
        for item in sentence.items[max(at - 4, 0) : at][::-1]:
            if item < 0 or self.low[item] in {"a", "an", ","}:
                break
            if self.low[item] in {"his", "her", "their", "its"}:
                ref = self._ref(item)
                return Verdict(93, ref, cue) if ref.name else None
            if self.low[item] in {"'s", "’s", "'", "’"}:
                ref = self._ref(item - 1)
                return Verdict(93, ref, cue) if ref.found and not ref.thing else None
        return None

    def _predicate(self, sentence: Sentence, right: list[int]) -> Verdict | None:
        """*“…” is what X called it*, *“…” was how X described …*."""
        if not any(self.low[item] in {"what", "how", "all"} for item in right[:4]):
            return None
        for item in right[2:]:
            cue = self._cue_at(item)
            if cue and cue.sort == "verb":
                ref = self._speaker(cue, sentence)
                return Verdict(90, ref, cue) if ref.found else None
        return None

    def _according(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 3: *according to X*; *by X's account*, *in X's words*."""
        items, best = sentence.items, None
        for n, item in enumerate(items):
            if item < 0:
                continue
            if self.low[item] == "according" and self.low[item + 1 : item + 2] == ["to"]:
                head = self._np_after(item + 2)
                ref = self._ref(head) if head is not None else UNNAMED
                between = items[min(n, at) + 1 : max(n, at)]
                if any(self.low[x] in ENDS for x in between if x >= 0):
                    continue
                near = n == at + 1 or (n == at + 2 and self._is(items[at + 1], ","))
                verdict = Verdict(96 if near else 74, ref, Cue(item, item + 2, "phrase", "according to", True))
                best = max(best or verdict, verdict, key=lambda v: v.score)
            elif self.low[item] in {"by", "in"} and not best:
                end = next((j for j in items[n + 1 : n + 6] if j >= 0 and self._noun_cue(j)), None)
                if end is not None and self.doc[end].head.i == item:
                    ref = self._owner(end)
                    if ref.name:
                        best = Verdict(75, ref, Cue(end, end + 1, "noun", self.low[end], True))
        return best

    def _governing(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rules 4 and 6: the cue to the left that governs the words; strong ones first, then weak ones, then nouns."""
        left = sentence.items[:at]
        if not left:
            return None
        above = self._above(left[-1], number)
        best = None
        gap = 0
        for n in range(len(left) - 1, -1, -1):
            item = left[n]
            if item < 0:
                gap += 2
                continue
            gap += 1
            if self.low[item] == ";" and best:
                break
            cue = self._cue_at(item)
            if cue is None or cue.sort == "phrase":
                continue
            verdict = self._governed(sentence, cue, gap, item in above, left[n + 1 :])
            if verdict and (best is None or verdict.score > best.score):
                best = verdict
        return best

    def _governed(self, sentence: Sentence, cue: Cue, gap: int, above: bool, between: list[int]) -> Verdict | None:
        """How well one cue to the left governs the quotation."""
        token = self.doc[cue.i]
        if cue.sort == "noun":
            that = self.low[cue.end : cue.end + 1] in (["that"], ["of"], [","], ["about"], ["for"]) or gap <= 1
            ref = self._owner(cue.i)
            if not ref.found and that:
                ref = self._climb(cue.i, sentence)
            if not ref.found:
                return None
            if ref.name and cue.i and (self.low[cue.i - 1] in {"'s", "’s"} or self._person(cue.i - 1)):
                behind = next((self.low[j] for j in between if j >= 0 and not self._dated(j)), "")
                if behind in {"that", "about"}:
                    return Verdict(88 - 0.2 * gap, ref, cue)  # he questioned the senator's claim that they were “fine”
                if behind == "to" and above:
                    return Verdict(69, ref, cue)  # attacked the leader's plan to get the country “back on track”
            return Verdict((58 if that else 40) + (4 if above else 0) - 0.2 * gap, ref, cue)
        passive = self._passive(token) and not self._direct(cue)
        if passive:
            agent = self._agent(token)
            if agent is None:
                if gap <= 3 and cue.lemma in NAMING | {"name", "title", "know", "nickname", "style", "entitle"}:
                    return Verdict(74, UNNAMED, None, True)
                if token.lemma_.lower() in {"quote", "cite"} or cue.lemma == "quote":
                    ref = self._climb_subject(token)
                    return Verdict(80, ref, cue) if ref.found else None
                return None
            ref = self._ref(agent)
        else:
            ref = self._speaker(cue, sentence)
        if not ref.found:
            return None
        if cue.lemma == "reject" and not any(item >= 0 and self.low[item] == "as" for item in between):
            return None  # the rejected words are somebody else's
        closed = self._insertion_closed(cue, between) or (not above and self._clause_closed(cue, between))
        thing = ref.thing and (not cue.strong or cue.cls != "neutral" or cue.lemma in NAMING)
        score = 50.0 if thing else 84.0 if cue.strong else 62.0
        score += (4.0 if above else 0.0) - 0.15 * gap - (12.0 if closed else 0.0)
        if not above and self._in_relative(cue) and between and between[-1] > token.right_edge.i:
            score -= 8.0  # an ended who- or which-clause
        return Verdict(score, ref, cue)

    def _insertion_closed(self, cue: Cue, between: list[int]) -> bool:
        """Whether the cue stands between commas in *, which was announced by …,*."""
        for i in range(cue.i - 1, max(cue.i - 5, 0), -1):
            if self.low[i] in {"which", "who"} and self.low[i - 1] == ",":
                return any(item >= 0 and self.low[item] == "," for item in between)
        return False

    def _clause_closed(self, cue: Cue, between: list[int]) -> bool:
        """Whether the cue stands in a relative or subordinate clause that ended before the quotation."""
        token = self.doc[cue.i]
        for _ in range(6):
            if token.dep_ in {"relcl", "acl", "advcl", "csubj"} and token.i in self.sentence_of:
                edge = token.right_edge.i
                return any(item >= 0 and item > edge and self.doc[item].pos_ in {"VERB", "AUX"} for item in between)
            if token.head.i == token.i:
                return False
            token = token.head
        return False

    def _above(self, last: int, number: int) -> set[int]:
        """The tokens above the quotation in the parse: ancestors of its own head and of the word before it."""
        found: set[int] = set()
        first, end = self.tokens[number]
        seeds = [last] if last >= 0 else []
        for i in range(first, min(end, first + 60)):
            head = self.doc[i].head.i
            if not first <= head < end:
                seeds.append(head)
        for seed in seeds:
            token = self.doc[seed]
            for _ in range(25):
                if token.i in found:
                    break
                found.add(token.i)
                if token.head.i == token.i:
                    break
                token = token.head
        return found

    def _trailing(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 5: *, X said* or *, said X* that closes the sentence (or stands between commas behind the quotation)."""
        items = sentence.items
        for n in range(at + 1, len(items)):
            item = items[n]
            if item < 0 or self.low[item] not in {",", "—", "–", "-"}:
                continue
            rest = list(items[n + 1 :])
            stop = next((k for k, i in enumerate(rest) if i < 0), len(rest))
            rest = rest[:stop]
            if not rest or self.low[rest[0]] in CONJUNCTIONS:
                continue
            cue = self._cue_at(rest[0])
            if cue and cue.sort == "verb" and cue.strong and self.doc[cue.i].tag_ not in {"VBG", "VBN"}:
                ref = self._inverted(cue)
                if ref.found and not self._has_content(cue, set(rest)):
                    return Verdict(80, ref, cue)
                continue
            for k, i in enumerate(rest[1:14], 1):
                if self.low[i] in {":", ";"} or (self.low[i] == "," and k > 8):
                    break
                cue = self._cue_at(i)
                if cue is None or cue.sort != "verb" or not cue.strong or self._in_relative(cue) or self.doc[i].tag_ == "VBG":
                    if (
                        self.doc[i].pos_ in {"VERB", "AUX"}
                        and self.doc[i].dep_ not in {"relcl", "acl", "aux", "auxpass"}
                        and not cue
                    ):
                        break
                    continue
                if self._has_content(cue, set(rest)) or self._passive(self.doc[i]):
                    break
                ref = self._subject_at_head(rest, k, sentence)
                if ref.found:
                    return Verdict(80, ref, cue)
                break
        return None

    def _dash(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """*“…” – X* at a paragraph's end, and a headline's *“…”: X*."""
        rest = sentence.items[at + 1 :]
        colon = next((n for n, item in enumerate(sentence.items[:8]) if item >= 0 and self.low[item] == ":"), None)
        if colon and colon < at and self._phrase_names(sentence.items[:colon]):
            ref = self._colon_name(sentence, sentence.items[:colon])
            spoken = any(cue.sort == "verb" and cue.strong for cue in self._cues(sentence))
            items = sentence.items
            label = items[colon - 1] >= 0 and self._person(items[colon - 1])
            if (
                colon > 1
                and items[0] >= 0
                and self._person(items[0])
                and self._is(items[self.name[items[0]][1] - items[0]], "to")
            ):
                label, ref = True, Ref(self._person(items[0]), True)  # Warren to banks: …
            if ref.name and not spoken and label:
                return Verdict(82, ref, None)
        if len(rest) < 2 or rest[0] < 0:
            return None
        marks = [n for n, item in enumerate(rest) if item >= 0 and (self.low[item] in DASHES or self.low[item] == ":")]
        if not marks:
            return None
        n = marks[-1]
        tail = rest[n + 1 :]
        if not tail or any(item < 0 for item in tail) or (not self._person(tail[0]) and not self._phrase_names(tail)):
            return None
        if self.low[rest[n]] == ":" and (len(tail) > 4 or self.low[tail[-1]] in ENDS):
            return None
        if self.low[rest[n]] in DASHES and (n > 0 or any(self.doc[i].pos_ in {"VERB", "AUX"} for i in tail)):
            return None
        # The name alone right behind a dash signs the words, whatever verb stands in them or before.
        signed = n == 0 and self._person(tail[0]) and self.name[tail[0]][1] == tail[-1] + 1
        return Verdict(89 if signed else 57, self._phrase_ref(tail), None)

    def _phrase_names(self, items: list[int]) -> bool:
        return any(self._person(item) for item in items[:6])

    def _stands_alone(self, sentence: Sentence) -> bool:
        """Whether a sentence is nothing but quotations, with *and* between them at most."""
        words = [self.low[item] for item in sentence.items if item >= 0 and self.low[item][:1].isalnum()]
        if len(words) == 1 and sentence.items[0] >= 0:
            return words[0] in {"however", "but", "and", "so", "yet", "still", "instead"} and sentence.items[-1] < 0
        return not words or (
            len(words) <= 2 and sentence.items[0] < 0 and all(word in {"and", "but", "or", "then"} for word in words)
        )

    def _carried(self, sentence: Sentence, at: int, number: int) -> Verdict | None:
        """Rule 7: what the quotation before it, or the text before it, says of a quotation without a cue of its own."""
        alone = self._stands_alone(sentence)
        last = number - 1
        while (
            last > max(number - 6, 0)
            and self.verdicts[last]
            and self.verdicts[last].label
            and self.outer[last - 1][1] == self.outer[number][1]
        ):
            last -= 1  # a title or label in between says nothing
        before = self.verdicts[last] if number else None
        same = number and self.outer[last][1] == self.outer[number][1]
        if not alone:
            if (at and sentence.items[at - 1] < 0) or (
                same and self.quote_sentence.get(number - 1) == sentence.number and self._listed(sentence, at)
            ):
                return before and Verdict(30, before.ref, before.cue, before.label)
            return None
        if same and before:
            gap = sentence.number - self.quote_sentence[last]
            if gap <= 1:
                return Verdict(50, before.ref, before.cue)
            between = self._subject_between(sentence, self.quote_sentence[last])
            return Verdict(40, between if between.found else before.ref, None)
        if same and not before and sentence.number - self.quote_sentence[number - 1] <= 1:
            return None
        if self.first_sentence[sentence.paragraph] < sentence.number:
            ref = self._centre(sentence.number)
            return Verdict(35, ref, None) if ref.found else None
        return self._from_paragraph_before(sentence, number)

    def _listed(self, sentence: Sentence, at: int) -> bool:
        """Whether only a list's commas and conjunctions (and articles) stand between this quotation and the one before."""
        words = []
        for item in sentence.items[:at][::-1]:
            if item < 0:
                return len(words) <= 3 and all(word in {",", "and", "or", "a", "an", "the", "then"} for word in words)
            words.append(self.low[item])
        return False

    def _subject_between(self, sentence: Sentence, after: int) -> Ref:
        """The person that the sentence before this one is about, if it comes behind sentence `after`."""
        k = sentence.number - 1
        if k <= after:
            return NOBODY
        names = [(w, name) for _, name, w in self._persons(k) if w >= 2.5]
        return Ref(max(names)[1], True) if names else NOBODY

    def _from_paragraph_before(self, sentence: Sentence, number: int) -> Verdict | None:
        """A paragraph that begins with a quotation without cue: the speaker of the paragraph before."""
        if not self._all_quotation(sentence.paragraph) and not (number and not self.outer[number - 1][0].closed):
            later = self._later_in_paragraph(sentence)
            if later:
                return None
        previous = self.first_sentence[sentence.paragraph] - 1
        if previous < 0 or self._is_crosshead(sentence, number):
            return None
        last = self.sentences[previous].paragraph
        if number and not self.outer[number - 1][0].closed:
            before = self.verdicts[number - 1]
            return Verdict(45, before.ref, None) if before and before.ref.found else None
        if number and self.outer[number - 1][1] == last:
            before = self.verdicts[number - 1]
            where = self.quote_sentence[number - 1]
            if where == previous:
                return Verdict(45, before.ref, None) if before and before.ref.found else None
            between = self._subject_between(sentence, where)
            if between.found:
                return Verdict(40, between, None)
            return Verdict(40, before.ref, None) if before and before.ref.found else None
        if len(self.sentences[previous].items) < 4 or not self.low_end(previous):
            return None
        ref = self._centre(sentence.number)
        return Verdict(30, ref, None) if ref.found else None

    def _is_crosshead(self, sentence: Sentence, number: int) -> bool:
        """Whether a paragraph is nothing but a short quotation without an end: a crosshead, not speech."""
        first, last = self.tokens[number]
        return (
            len(sentence.items) == 1
            and last - first < 12
            and self.outer[number][0].closed
            and self._last_sign(number) not in tuple(".?!…,")
        )

    def low_end(self, k: int) -> bool:
        """Whether a sentence ends like one: headlines and crossheads do not."""
        last = self.sentences[k].items[-1]
        return last < 0 or self.low[last] in ENDS or self.low[last] == ":"

    def _later_in_paragraph(self, sentence: Sentence) -> bool:
        """Whether the next sentence of this paragraph begins with a quotation."""
        k = sentence.number + 1
        return k < len(self.sentences) and self.sentences[k].paragraph == sentence.paragraph and self.sentences[k].items[0] < 0

    def _all_quotation(self, paragraph: int) -> bool:
        """Whether a paragraph holds nothing but quotations."""
        if paragraph not in self._bare:
            self._bare[paragraph] = self._holds_only_quotations(paragraph)
        return self._bare[paragraph]

    def _holds_only_quotations(self, paragraph: int) -> bool:
        k = self.first_sentence[paragraph]
        while k < len(self.sentences) and self.sentences[k].paragraph == paragraph:
            if not self._stands_alone(self.sentences[k]):
                return False
            k += 1
        return True

    def _fill_from_behind(self):
        """A quotation still without verdict right before an attributed one in the same paragraph: *“A.” “B,” X said.*"""
        for number in range(len(self.outer) - 2, -1, -1):
            after = self.verdicts[number + 1]
            if not self.outer[number][0].closed and after and not (self.verdicts[number] and self.verdicts[number].ref.name):
                self.verdicts[number] = Verdict(28, after.ref, None)  # goes on in the next paragraph, which tells
            if self.verdicts[number] is not None or after is None or self.outer[number][1] != self.outer[number + 1][1]:
                continue
            here, there = self.quote_sentence[number], self.quote_sentence[number + 1]
            alone = self._stands_alone(self.sentences[here])
            first = self.sentences[there].items[0] == -2 - number
            if alone and there - here == 1 and first:
                self.verdicts[number] = Verdict(28, after.ref, after.cue)
            elif here == there:
                at = self.sentences[here].items.index(-2 - number)
                if self._listed(self.sentences[here], at) or self.sentences[here].items[0] == -1 - number:
                    self.verdicts[number] = Verdict(28, after.ref, after.cue)

    def _fill_repeated(self):
        """A quotation still without speaker whose words come again in an attributed one, as a headline's do."""
        spoken = [(self._words(n), v) for n, v in enumerate(self.verdicts) if v and v.ref.name]
        for number, verdict in enumerate(self.verdicts[:_HEADS]):
            sentence = self.sentences[self.quote_sentence[number]]
            if sentence.number and self._is_crosshead(sentence, number):
                continue
            if verdict is None or not (verdict.ref.name or verdict.label):
                words = self._words(number)
                again = next((v for text, v in spoken if words in text), None) if words.count(" ") > 3 else None
                if again:
                    self.verdicts[number] = Verdict(28, again.ref, verdict.cue if verdict else None)

    def _words(self, number: int) -> str:
        """The words of a quotation, each between blanks, in lower case without signs."""
        stretch = self.outer[number][0]
        return f" {' '.join(_LETTERS.findall(self.text[stretch.start : stretch.end].lower()))} "

    def _speaker(self, cue: Cue, sentence: Sentence) -> Ref:
        """Whom a cue makes the speaker: its grammatical subject, else the noun phrase beside it."""
        if cue.sort == "noun":
            ref = self._owner(cue.i)
            return ref if ref.found else self._climb(cue.i, sentence)
        token = self.doc[cue.i]
        quoted = self._quoted(token)
        if quoted is not None:
            return self._ref(quoted)
        direct = self._direct(cue)
        if direct:
            return Ref(direct, True)
        if sentence.items[0] == cue.i and token.tag_ in {"VBD", "VBZ", "VBN"}:
            ref = self._inverted(cue)  # Added Warren: “…”
            if ref.name:
                return ref
        if self._passive(token):
            agent = self._agent(token)
            if agent is not None:
                return self._ref(agent)
            return self._climb_subject(token) if cue.lemma in {"quote", "cite"} else UNNAMED
        ref = self._climb(cue.i, sentence)
        if not ref.name and token.tag_ == "VBG" and not any(child.dep_ == "nsubj" for child in token.children):
            # X said: “…” adding: “…”: the participle has the subject of what was said before.
            earlier = [self.verdicts[-1 - item] for item in sentence.items if item < 0 and self.tokens[-1 - item][0] < cue.i]
            ref = earlier[-1].ref if earlier and earlier[-1] and earlier[-1].ref.name else ref
        if (
            not ref.name
            and self.low[cue.i - 1 : cue.i] == [","]
            and token.tag_ in {"VBZ", "VBD", "VBP"}
            and not any(c.dep_ == "nsubj" for c in token.children)
        ):
            # A headline's second verb: Harris condemns court, says “…”.
            head = self._phrase_ref([item for item in sentence.items[:9] if item >= 0])
            ref = head if head.name else ref
        # Nigel Ayre, leader of the Group said: …
        foreign = ref.name not in self.people and self.low[cue.end : cue.end + 1] == [":"]
        if ref.thing or foreign or (not ref.found and token.tag_ == "VBG"):
            head = self._sentence_head(cue.i)
            ref = Ref(head, True) if head else ref
        if ref.found:
            return ref
        ref = self._beside(cue)
        return ref if ref.found else self._inverted(cue)

    def _quoted(self, token: Token) -> int | None:
        """The person that a report quotes: *the agency quoted X as saying*."""
        if token.lemma_.lower() not in {"quote", "cite"} or self._passive(token):
            return None
        head = self._np_after(token.i + 1)
        return head if head is not None and self.low[head + 1 : head + 2] == ["as"] else None

    def _direct(self, cue: Cue) -> str | None:
        """A person's name right before a cue in a finite form: *Trump called*, *Newt Gingrich (R-Ga.) called*."""
        token = self.doc[cue.i]
        if token.tag_ == "VB":
            return None
        head = self._np_after(cue.end) if cue.i and self.low[cue.i - 1] == "," and token.tag_ != "VBG" else None
        if head is not None and self._person(head) and self.low[head + 1 : head + 2] == [","]:
            return self._person(head)  # How, asked Warren, did they know?
        i = cue.i - 1
        while i >= 0 and self.doc[i].pos_ in {"ADV"} and self.mask[i] < 0:
            i -= 1
        if i > 2 and self.low[i] == ")":
            opening = next((j for j in range(i - 1, max(i - 9, -1), -1) if self.low[j] == "("), None)
            i = opening - 1 if opening else i
        name = self._person(i) if i >= 0 and self.mask[i] < 0 else None
        if not name or self.sentence_of.get(i) != self.sentence_of.get(cue.i):
            return None
        before = self.low[self.name[i][0] - 1] if self.name[i][0] else ""
        if token.tag_ == "VBG":
            return name if before in {"with", "as", "saw", "see", "heard"} and i == cue.i - 1 else None
        return (
            None
            if before in {"for", "with", "to", "by", "of", "against", "from", "and", "or", "about", "on", "than", "like"}
            else name
        )

    def _climb_subject(self, token: Token) -> Ref:
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and self.mask[c.i] < 0), None)
        if subject is None:
            return NOBODY
        if subject.lower_ in WH and token.dep_ == "relcl":
            return self._ref(token.head.i)
        return self._ref(subject.i)

    def _climb(self, i: int, sentence: Sentence) -> Ref:
        """The subject of a token's clause, or of the clause above it: through participles, conjunctions, prepositions."""
        token, first = self._same_verb_above(self.doc[i]), True
        comma = i > 0 and self.low[i - 1] in {",", "—", "–"}
        thing = NOBODY
        for _ in range(10):
            if self.mask[token.i] >= 0 or self.sentence_of.get(token.i) != sentence.number:
                return thing
            if token.pos_ in {"VERB", "AUX"}:
                if not first and self._passive(token) and token.dep_ in {"acl", "relcl"}:
                    agent = self._agent(token)
                    if agent is not None:
                        return self._ref(agent)
                subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
                subjects = [c for c in subjects if self.mask[c.i] < 0 and self.sentence_of.get(c.i) == sentence.number]
                if subjects:
                    ahead = [subject for subject in subjects if subject.i < token.i]
                    subject = ahead[-1] if ahead else subjects[0]
                    if first and not ahead:
                        ref = self._beside(Cue(token.i, token.i + 1, "verb", "", True))
                        if ref.name:
                            return ref
                    if subject.lower_ in WH and subject.lower_ != "that" and token.dep_ != "relcl":
                        before = self._wh_head(subject.i)
                        return self._ref(before) if before is not None else UNNAMED
                    if subject.lower_ in WH and token.dep_ == "relcl":
                        return self._ref(token.head.i)
                    name = self._closing_name(token, subject) if subject.i < token.i and not self._person(subject.i) else None
                    ref = Ref(name, True) if name else self._ref(subject.i)
                    loose = token.tag_ == "VBG" and token.dep_ in {"xcomp", "advcl"}
                    hollow = ref.thing or (not ref.name and self._noun_cue(subject.i))
                    if not hollow or (first and not loose) or not (loose or token.dep_ in {"ccomp", "conj", "advcl"}):
                        return ref
                    thing = ref  # he said the talks went well, adding: not the talks add
                if token.tag_ in {"VBG", "VBN"} and token.dep_ == "acl" and not comma and self.mask[token.head.i] < 0:
                    head = token.head
                    ref = self._owner(head.i) if self._noun_cue(head.i) else self._ref(head.i)
                    # Gehlot targeted the party saying: a participle behind an object that is nobody is the subject's.
                    of_object = token.tag_ == "VBG" and head.dep_ in {"dobj", "pobj"} and not self._noun_cue(head.i)
                    of_object = of_object and ref.name not in self.people and self._subject_person(head)
                    if of_object:
                        return Ref(of_object, True)
                    if ref.found and not ref.thing and (ref.name or not self._noun_cue(head.i)):
                        return ref
            if token.dep_ in {"xcomp", "ccomp"} and token.tag_ == "VB" and token.head.lemma_.lower() in _CONTROL:
                steered = next((c for c in token.head.children if c.dep_ in {"dobj", "dative"} and c.i < token.i), None)
                if steered is not None and self.mask[steered.i] < 0:
                    return self._ref(steered.i)
            if token.head.i == token.i or (token.dep_ == "ccomp" and token.head.i > token.i and not first):
                return thing
            token, first = token.head, False
        return thing

    def _subject_person(self, token: Token) -> str | None:
        """The person who is the subject of the verb above a token."""
        while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
            token = token.head
        subject = next((c for c in token.children if c.dep_ == "nsubj" and self.mask[c.i] < 0), None)
        return self._person(subject.i) if subject is not None else None

    def _same_verb_above(self, token: Token) -> Token:
        """For the second of *said that … and said …* the first, whatever the parse coordinates it with."""
        if token.dep_ != "conj" or any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children):
            return token
        above = token.head
        for _ in range(5):
            if above.lemma_ == token.lemma_:
                return above
            if above.head.i == above.i:
                break
            above = above.head
        return token

    def _closing_name(self, token: Token, subject: Token) -> str | None:
        """A name between commas right before the verb: *the director of …, Chris Finan, has said*."""
        i = token.i - 1
        while i > subject.i and self.doc[i].pos_ in {"AUX", "ADV"}:
            i -= 1
        name = self._person(i - 1) if i - 1 > subject.i and self.low[i] == "," else None
        return name if name and self.low[self.name[i - 1][0] - 1] == "," else None

    def _beside(self, cue: Cue) -> Ref:
        """The noun phrase right before the cue; *on Monday* and the like may stand between."""
        i = cue.i - 1
        while i > 0 and self.mask[i] < 0 and (self.doc[i].pos_ in {"ADV", "AUX", "PART"} or self._dated(i)):
            i -= 1
        if i > 0 and self.low[i] == "," and self.mask[i - 1] < 0:
            if not self._person(i - 1):
                # Over an insertion between commas: Jeff Flake, R-Ariz., said.
                comma = next((j for j in range(i - 2, max(i - 16, 0), -1) if self.low[j] in {",", *ENDS} or self.mask[j] >= 0), 0)
                i = comma if comma and self.low[comma] == "," and self._person(comma - 1) else i
            i -= 1
        if i < 0 or self.mask[i] >= 0:
            return NOBODY
        if (
            self._person(i)
            and self.low[i + 1] == ","
            and self.doc[self.name[i][0] : self.name[i][1]].root.dep_ in {"dobj", "pobj"}
        ):
            # The insertion's last name is not its subject: Walter Jones, one of a few to protect Robert Mueller, said.
            head = self._sentence_head(i)
            if head:
                return Ref(head, True)
        if self._person(i):
            start = self.name[i][0]
            owner = start > 0 and self.low[start - 1] in {"for", "with", "to", "by", "of", "against", "from"}
            return UNNAMED if owner else Ref(self._person(i), True)
        if self.doc[i].pos_ in {"NOUN", "PROPN", "PRON"}:
            return self._ref(i)
        return NOBODY

    def _dated(self, i: int) -> bool:
        """Whether a token belongs to a date: *Monday*, *last week*, and the *on* before it."""
        leads = self.low[i] in {"on", "in", "at", "late", "early"} and i + 1 < len(self.low)
        return self.doc[i + leads].ent_type_ in {"DATE", "TIME"}

    def _sentence_head(self, i: int) -> str | None:
        """The person whose name opens token `i`'s sentence and is followed by a comma or dash, if one does."""
        number = self.sentence_of.get(i)
        for item in self.sentences[number].items[:8] if number is not None else ():
            if item < 0 or self.doc[item].pos_ in {"VERB", "AUX"}:
                return None
            if self._person(item):
                return self._person(item) if self.low[self.name[item][1]] in {",", *DASHES} else None
        return None
