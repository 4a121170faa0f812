"""Tell an article from the page around it: headline, standfirst, paragraphs and page furniture of saved news text.

The rules look at how lines are laid out and worded on news pages in general; none knows a particular site or story. What is
set apart is kept as a block of its own, with its place in the text, so nothing of the file is lost.
"""

import re
from dataclasses import dataclass
from datetime import date

from dateutil import parser as dates

BODY, HEADLINE, STANDFIRST = "body", "headline", "standfirst"


@dataclass(frozen=True)
class Block:
    """A stretch of a page: its kind, its words, and where it stands in the stored text (code points, end excluded).

    `kind` is `body`, `headline` or `standfirst`, or names a piece of furniture: `title` (the browser's title line), `label`
    (a section's name), `crosshead`, `notice`, `byline`, `date`, `share`, `advert`, `link`, `sign-up`, `credit`, `rights`,
    `navigation` or `other`.
    """

    kind: str
    text: str
    start: int
    end: int


# A whole line that matches one of these is furniture wherever it stands, so each pattern must be too narrow for prose.
NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|(?:19|20)\d\d-\d\d-\d\d)"
)
NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|der|al-\w+|bin|la|le)"
PATTERNS = {
    "notice": rf"this (?:article|story|page|post|report) (?:is|was (?:first |last )?(?:published|updated)) "
    rf"(?:more than|over|about|almost)?\s*{NUMBER} (?:year|month|week|day)s? (?:old|ago)\.?",
    "date": rf"(?:(?:first |last )?(?:published|updated|modified|posted|edited)(?: on| at)?\W{{0,3}}.{{0,40}})?"
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?{DAY}"
    r"(?:[ ,|/·•–-]{0,3}(?:at )?\d{1,2}[:.]\d\d.{0,40})?",
    "share": r"(?:share|tweet|e-?mail|print|save|copy link|facebook|twitter|whatsapp|reddit|linkedin|telegram|comments?)"
    r"(?:\W+(?:this|the|on|via|by|with|to|article|story|page|facebook|twitter|x|e-?mail|whatsapp|reddit|linkedin|telegram))*"
    r"(?: \(\d+\))?|\d+ (?:comments?|shares?)",
    "advert": r"advert(?:isement)?s?|sponsored(?: content)?|(?:article|story) continues (?:after|below).{0,40}",
    "link": r"(?:read|see) (?:more|also|next)(?:\W+\s.{1,200})?|also read\W.{1,200}|continue reading.{0,40}"
    r"|related(?: (?:articles?|stories|topics|content|news))?(?: ?[:|–-] ?.{1,200})?|you (?:may|might) (?:also )?like.{0,20}"
    r"|most (?:read|viewed|popular)(?: in .{1,40})?|more (?:on|from) (?:this|the) [^.!?]{1,40}"
    r"|(?:topics|tags|recommended)(?: ?: ?[^.!?]{1,200})?|watch ?[:|] ?.{1,200}",
    "sign-up": r"(?:sign up (?:for|to|here)|subscribe (?:to|now|for|here)|get (?:the latest|our) .{1,60} (?:inbox|newsletter)"
    r"|(?:log|sign) in(?: to .{1,40})?|follow us (?:on|at)|download (?:the|our) .{0,30}app|click here)(?:\W.{0,120})?|subscribe",
    "credit": r"\((?:additional )?(?:reporting|writing|editing|compiled|graphics?)\b[^()]*\)\.?"
    r"|(?:additional )?(?:reporting|writing|editing) by [^.]{1,200}\.?"
    r"|(?:photo(?:graph)?|image|picture|video|illustration|file photo)s?(?: (?:credit|caption|by|source))?\s?[:/].{1,300}"
    r"|(?:image (?:source|caption|copyright)|getty images|ap photo|reuters/\w+).{0,200}|.{1,300}/? ?getty images\)?",
    "rights": r"(?:©|\(c\)|copyright (?:©|\(c\)|\d)).{0,200}|.{0,120}\ball rights reserved\.?|our standards:.{1,80}",
    "navigation": r"skip to (?:main )?content|(?:back to )?top|home|menu|search|close|loading(?:\.\.\.|…)?"
    r"|home(?: ?[>›»/|] ?[\w&'’ -]{1,30}){1,5}|(?:[\w&'’ -]{1,30} ?[>›»] ?){1,5}[\w&'’ -]{1,30}"
    r"|(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?|listen to this (?:article|story)(?: \d.{0,20})?|[-*_=~·•–—]{3,}",
}
FURNITURE = {kind: re.compile(pattern, re.I) for kind, pattern in PATTERNS.items()}
BYLINE = re.compile(
    rf"(?i:by|from|words:)\s+{NAME}(?:\s+{NAME}){{0,4}}(?:(?:,| and| &|, and|,? in|,? for)\s+{NAME}(?:\s+{NAME}){{0,4}}){{0,4}}"
)
# "HAMBURG (Agency) – ", "HELSINKI, July 16 (Agency) - ", "WASHINGTON, DC — ", "LONDON (AP) -- "
DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?: [A-ZÀ-Þ.'’/-]+){0,3}(?:, [A-Z][\w.'’]*(?: [A-Z][\w.'’]*)?)?)"
    r"(?P<day>,? \w{3,9}\.? \d{1,2}(?:,? \d{4})?)?(?: ?\((?P<agency>[^()]{2,40})\))? ?(?:–|—|-{1,2})\s"
)
DATELINE_AGENCY = re.compile(
    r"(?P<place>[A-Z][\w.'’-]+(?:,? [A-Z][\w.'’-]+){0,3})(?P<day>) \((?P<agency>[^()]{2,40})\) ?(?:–|—|-{1,2})\s"
)

_BREAK = r"\r\n|[\r\n\v\f\x85\u2028\u2029]"
_LINE = re.compile(rf"(?:(?!{_BREAK}).)+", re.S)
_BLANK = " \t\xa0\u3000\ufeff\u200b\u200c\u200d\u2060"
_END = re.compile(r"[.!?…][\"'”’)\]»]*$")
_SITE = re.compile(r"\s+(?:[|–—·»]|-|::)\s+|\s*\|\s*")
LONG = 25  # words: a line this long is prose even without a full stop
WIDE = 120  # characters: a page whose lines are all shorter may be wrapped by hand


def read_page(text: str, markdown: bool = False) -> list[Block]:
    """The blocks of a saved page, in order. `text` is plain text, or Markdown with `markdown=True`."""
    lines = _markdown_lines(text) if markdown else _plain_lines(text)
    return _classify(lines)


def dateline(paragraph: str) -> re.Match | None:
    """The dateline that opens a first paragraph, as a match with groups `place`, `day` and `agency`, or None."""
    return DATELINE.match(paragraph) or DATELINE_AGENCY.match(paragraph)


def site_name(title: str, headline: str | None) -> str | None:
    """The site's name at the end of a browser title such as *Headline, World News - The Paper*."""
    rest = title[len(headline) :] if headline and title.casefold().startswith(headline.casefold()) else title
    parts = [part for part in _SITE.split(rest) if part.strip(" ,|-–—:")]
    return parts[-1].strip(" ,|-–—:") if parts and (rest is not title or len(parts) > 1) else None


def stated_date(text: str) -> date | None:
    """The first full date in a line, read only where day and month cannot be mistaken; None if there is none."""
    found = re.search(DAY, text, re.I)
    try:
        return dates.parse(found[0].replace(" of ", " "), dayfirst=False).date() if found else None
    except (ValueError, OverflowError):
        return None


# --- lines


def _plain_lines(text: str) -> list[Block]:
    """The paragraphs of a plain text, unclassified: lines, or groups of lines where the text was wrapped by hand."""
    lines, gaps, previous = [], [], 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        while start < end and (text[start] in _BLANK or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _BLANK or text[end - 1].isspace()):
            end -= 1
        if start == end:
            continue
        gaps.append(len(re.findall(_BREAK, text[previous:start])) > 1)
        lines.append(Block("", text[start:end], start, end))
        previous = end
    return _unwrap(lines, gaps) if _is_wrapped(lines, gaps) else lines


def _is_wrapped(lines: list[Block], gaps: list[bool]) -> bool:
    """Whether lines were broken by hand at a fixed width: short lines, many of which go on in small letters."""
    if len(lines) < 2 or max(len(line.text) for line in lines) > WIDE:
        return False
    breaks = [line.text for line, gap in zip(lines[1:], gaps[1:], strict=True) if not gap]
    return bool(breaks) and sum(text[0].islower() for text in breaks) >= len(breaks) / 4


def _unwrap(lines: list[Block], gaps: list[bool]) -> list[Block]:
    """Join the lines of each paragraph; without blank lines, one that stops short and ends a sentence ends its paragraph."""
    width = max(len(line.text) for line in lines)
    out = [lines[0]]
    for line, before, gap in zip(lines[1:], lines[:-1], gaps[1:], strict=False):
        room = width - len(before.text) - 1 - len(line.text.split()[0])
        ends = room >= 0 and bool(_END.search(before.text)) and not any(gaps[1:])
        if gap or ends or _furniture_kind(line.text) or _furniture_kind(before.text):
            out.append(line)
        else:
            out[-1] = Block("", f"{out[-1].text} {line.text}", out[-1].start, line.end)
    return out


def _markdown_lines(text: str) -> list[Block]:
    """The paragraphs of a Markdown text, markup removed; headings carry `headline` or `crosshead`, pictures `credit`."""
    from markdown_it import MarkdownIt

    starts = [0] + [found.end() for found in re.finditer(r"\r\n|\r|\n", text)] + [len(text)]
    blocks, kind = [], ""
    for token in MarkdownIt("commonmark").parse(text.replace("\r\n", "\n").replace("\r", "\n")):
        if token.type == "heading_open":
            kind = HEADLINE if token.tag == "h1" else "crosshead"
        elif token.type == "heading_close":
            kind = ""
        elif token.type in {"inline", "html_block", "code_block", "fence"}:
            start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            while end > start and text[end - 1].isspace():
                end -= 1
            if token.type == "inline":
                words, pictures = _inline_text(token.children or [])
                blocks.append(Block(kind if words else "credit", words or pictures, start, end))
            else:
                blocks.append(Block("other", token.content.strip(), start, end))
    return [block for block in blocks if block.text]


def _inline_text(tokens) -> tuple[str, str]:
    """The words of a Markdown paragraph without its markup, and the descriptions of its pictures."""
    words, pictures = [], []
    for token in tokens:
        if token.type == "image":
            pictures.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        elif token.type in {"text", "code_inline"}:
            words.append(token.content)
    return "".join(words).strip(), " ".join(pictures).strip()


# --- classifying


def _furniture_kind(text: str) -> str | None:
    if len(text) > 400:  # no furniture is that long, and a bound keeps the patterns fast
        return None
    if BYLINE.fullmatch(text):
        return "byline"
    return next((kind for kind, pattern in FURNITURE.items() if pattern.fullmatch(text)), None)


def _is_prose(text: str) -> bool:
    return bool(_END.search(text)) or len(text.split()) >= LONG or dateline(text) is not None


def _classify(lines: list[Block]) -> list[Block]:
    """Give every line its kind. The body runs from the first line of prose to the last; what differs stands around it."""
    kinds = [line.kind or _furniture_kind(line.text) for line in lines]
    _mark_title(lines, kinds)
    prose = [i for i, line in enumerate(lines) if not kinds[i] and _is_prose(line.text)]
    if not prose:  # a note, a list of lines: take it as it is
        return [Block(kind or BODY, b.text, b.start, b.end) for kind, b in zip(_all_body(kinds), lines, strict=True)]
    first, last = _body_start(lines, kinds, prose), prose[-1]
    _mark_top(lines, kinds, first)
    for i in range(first, last):
        words = len(lines[i].text.split())
        if not kinds[i] and i > first and words <= 6 and _is_crosshead(lines[i].text):
            kinds[i] = "crosshead"
    for i in range(last + 1, len(lines)):
        if not kinds[i] and not _is_prose(lines[i].text):
            follows = i > last + 1 and kinds[i - 1] != BODY
            kinds[i] = "label" if len(lines[i].text.split()) <= 3 else "link" if follows else BODY
        kinds[i] = kinds[i] or BODY
    out = [Block(kind or BODY, b.text, b.start, b.end) for kind, b in zip(kinds, lines, strict=True)]
    return [piece for block in out for piece in _split_title(block, out)]


def _all_body(kinds):
    return kinds if not all(kinds) else [BODY] * len(kinds)


def _is_crosshead(text: str) -> bool:
    return not _END.search(text) and text[-1] not in ":;,-–—\"'”’" and not text[0].islower()


def _mark_title(lines: list[Block], kinds: list[str | None]) -> None:
    """A line near the top that repeats another's words, alone or with the site's name behind them, is the page's title."""
    top = range(min(len(lines), 10))
    for i in top:
        for j in top:
            head, line = lines[j].text.casefold(), lines[i].text.casefold()
            if i == j or not line.startswith(head) or len(head.split()) < 2 or kinds[i] in {HEADLINE, "title"} or _is_prose(line):
                continue
            rest = line[len(head) :].strip()
            if (rest and rest[0] in ",|-–—:·»") or (not rest and i < j):
                kinds[i], kinds[j] = "title", HEADLINE


def _body_start(lines: list[Block], kinds: list[str | None], prose: list[int]) -> int:
    """The first body line: the first prose, or the line after a byline or date that follows a headline and standfirst."""
    first = prose[0]
    if (first and not all(kinds[:first])) or HEADLINE in kinds[:first]:
        for i in range(first + 1, min(first + 4, prose[-1])):
            if kinds[i] in {"byline", "date"} and dateline(lines[first].text) is None:
                return i + 1
    return first


def _mark_top(lines: list[Block], kinds: list[str | None], first: int) -> None:
    """Headline, standfirst and labels among the lines above the body."""
    open_lines = [i for i in range(first) if not kinds[i]]
    if HEADLINE not in kinds[:first] and open_lines:
        long_enough = [i for i in open_lines if len(lines[i].text.split()) >= 4]
        best = long_enough[0] if long_enough else max(open_lines, key=lambda i: len(lines[i].text.split()))
        if len(lines[best].text.split()) >= 3:
            kinds[best] = HEADLINE
    head = kinds.index(HEADLINE) if HEADLINE in kinds[:first] else first
    for i in open_lines:
        if kinds[i]:
            continue
        words = len(lines[i].text.split())
        if i > head and words >= 5 and STANDFIRST not in kinds[:i]:
            kinds[i] = STANDFIRST
        else:
            kinds[i] = "label" if words <= 3 else "other"


def _split_title(block: Block, blocks: list[Block]) -> list[Block]:
    """A headline that carries the site's name (*Headline | The Paper*) as headline and title, unless a title stands apart."""
    if block.kind != HEADLINE or any(b.kind == "title" for b in blocks):
        return [block]
    found = list(re.finditer(r"\s+[|–—-]\s+", block.text))
    if not found:
        return [block]
    site = block.text[found[-1].end() :]
    named = all(word[0].isupper() or word in {"of", "the", "and"} for word in site.split())
    if not named or len(site.split()) > 4 or len(block.text[: found[-1].start()].split()) < 3:
        return [block]
    cut = block.start + found[-1].start()
    return [
        Block(HEADLINE, block.text[: found[-1].start()], block.start, cut),
        Block("title", block.text[found[-1].start() :].strip(), block.start + found[-1].start(), block.end),
    ]
