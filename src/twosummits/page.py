"""Tell an article from the page around it: headline, standfirst, paragraphs and page furniture of saved news text.

The rules look at how lines are laid out and worded on news pages in general; none knows a particular site or story. What is
set apart is kept as a block of its own, with its place in the text, so nothing of the file is lost.
"""

import html
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


# Furniture is recognised line by line. A label or button is a whole line without a full stop; what looks like a sentence must match one
# of the narrower patterns in SENTENCES, so that no sentence of the story is taken for one.
NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
DAY = (
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{MONTH}[, -] ?\d{{4}}|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\b(?:19|20)\d\d[-/.](?:0\d|1[0-2])[-/.][0-3]\d|\b(?:1[3-9]|2\d|3[01])[./](?:0?\d|1[0-2])[./](?:19|20)\d\d)"
)
NAME = r"(?:[A-Z][\w.'’-]*|de|del|van|von|der|den|al-\w+|bin|la|le)"
NAMES = rf"{NAME}(?: {NAME}){{0,4}}"
SENTENCES = {
    "notice": rf"this (?:article|story|page|post|report) (?:is|was (?:first |last )?(?:published|updated)) "
    rf"(?:more than|over|about|almost)?\s*{NUMBER} (?:year|month|week|day)s? (?:old|ago)\.?"
    r"|this (?:article|story|report|post) (?:was|has been) (?:(?:first|originally|last) )?(?:published|updated|corrected|amended) .{1,200}"
    r"|a version of this (?:article|story) (?:appears|appeared|was published) .{1,250}",
    "sign-up": r"(?:sign up|subscribe|register) (?:for|to|now|here|today)?.{0,80}\b(?:newsletters?|e-?mails?|alerts?|briefings?|inbox)\b.{0,80}"
    r"|get (?:the latest|our) .{1,80}\b(?:inbox|newsletter)\b.{0,40}|follow us on (?:facebook|twitter|x|instagram|youtube)\b.{0,80}",
    "credit": r"\((?:additional )?(?:reporting|writing|editing|compiled|graphics?)(?: and \w+)?:? by\b[^()]*\)\.?"
    r"|\((?:with (?:inputs?|files) from|web editor)\b[^()]{1,80}\)\.?|.{1,200} contributed (?:to this (?:report|story|article)|reporting)\b.{0,40}"
    r"|(?:additional )?(?:reporting|writing|editing)(?: and \w+)? by [^.;]{1,120};[^.]{1,200}\.?|file(?: photo)? ?[-–—:] .{1,300}"
    rf"|(?-i:{NAMES}) reported from [^,.]{{1,40}}(?:,? and (?-i:{NAMES}) (?:reported )?from [^,.]{{1,40}})?\."
    r"|.{0,300}\bcredit ?(?:\.{3}|…|:) ?.{1,60}",
    "rights": r"(?:©|\(c\)|copyright (?:©|\(c\))).{0,200}|.{0,200}\ball rights reserved\.?|our standards: .{1,60}principles\.?",
    "link": r"\[read more .{1,100}\]|(?:read|see) (?:more|also|next) ?[:|>»].{1,200}|also read ?[:|].{1,200}",
    "navigation": r"we (?:use cookies|and our \d+ partners|value your privacy)\b.{0,300}",
    "share": r"comments are (?:closed|subject to)\b.{0,120}|sorry,? we are not currently accepting comments.{0,120}",
}
LABELS = {
    "share": r"(?:share|tweet|e-?mail|print|save|copy link|facebook|twitter|whatsapp|reddit|linkedin|telegram|comments?)"
    r"(?:\W+(?:this|the|on|via|by|with|to|or|comment|article|story|page|facebook|twitter|x|e-?mail|whatsapp|reddit|linkedin|telegram))*"
    r"(?: ?\(\d+\)|:.{0,200})?|\d+ (?:comments?|shares?)",
    "advert": r"advert(?:isement)?s?|sponsored(?: content)?|(?:article|story) continues (?:after|below).{0,40}",
    "link": r"(?:read|see) (?:more|also|next)(?: (?:on|about|from)\b.{1,60})?|\[read more .{1,100}\]|continue reading"
    r"|related(?: (?:articles?|stories|topics|content|news))?(?: ?[:|–-] ?.{1,200})?|you (?:may|might) also (?:like|want to watch):?"
    r"|(?:most (?:read|viewed|popular)|trending)(?: (?:in|on) .{1,40})?|more (?:on|from) (?:this|the) .{1,40}|people are also reading:?"
    r"|(?:topics|tags|recommended)(?: ?: ?.{1,200})?|(?:watch|listen) ?[:|] ?.{1,200}|posted in .{1,100}",
    "sign-up": r"sign up(?: (?:for|to|here|now)\b.{0,80})?|subscribe(?: (?:to|now|for|here|today)\b.{0,60})?|(?:log|sign) in|follow us(?: (?:on|at) .{1,60})?"
    r"|download (?:the|our) .{0,30}\bapp|click here(?: to .{1,60})?",
    "credit": r"(?:photo(?:graph)?|image|picture|video|illustration|file photo)s?(?: (?:credit|caption|by|source))? ?[:/].{1,300}"
    r"|(?:image|media) (?:source|caption|copyright)\b.{0,200}|.{0,300}\b(?:getty images|ap photo|(?:reuters|afp|epa|ap|pa|tass)/[A-Z]?\S+.{0,40})\)?"
    r"|sources?: .{1,120}|.{1,300}\b(?:photo|picture|credit): .{1,60}",
    "rights": r"copyright \d{4}\b.{0,120}|our standards:.{1,80}",
    "navigation": r"skip to (?:main )?content|(?:back to )?top|home|menu|search|close|loading|listen live\b.{0,40}"
    r"|home(?: ?[>›»/|] ?[\w&'’ -]{1,30}){1,5}|(?:[\w&'’ -]{1,30} ?[>›»] ?){1,5}[\w&'’ -]{1,30}"
    r"|(?:reading time:? )?\d+[ -]min(?:ute)?s?(?: read)?|\d\d?:\d\d mins?|listen to this (?:article|story)(?: \d.{0,20})?|[-*_=~·•–—]{3,}",
}
AS_SENTENCE = {kind: re.compile(pattern, re.I) for kind, pattern in SENTENCES.items()}
AS_LABEL = {kind: re.compile(pattern, re.I) for kind, pattern in LABELS.items()}
BYLINE = re.compile(
    rf"(?:(?i:by|words:|from|author:)|(?i:(?:additional )?(?:reporting|writing|editing)(?: and \w+)? by)) (?!Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    rf"{NAMES}(?:(?:,| and| &|, and|,? in|,? for| [|·–-])\s+{NAMES}){{0,5}}"
)
# What may stand beside a date in a line that gives the time of publication; besides it, up to five words in capitals (an agency, a paper).
DATE_WORDS = re.compile(
    r"(?:first|last|originally|and|a|an|ago|\d+|(?:min(?:ute)?|hour|day|week|month|year)s?|read|published|updated|modified|posted|edited|issued|date[d]?|page|on|at|by|was|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]\.?m|gmt|bst|utc|cet|cest|[ecmp][sd]?t|ist|uk|z|t?\d{1,2}[:.]\d\d(?:[:.]\d\d)?z?(?:[+-]\d\d(?::?\d\d)?)?)\.?",
    re.I,
)
AMBIGUOUS_DAY = r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d"  # marks a date line, and is never read as a date
DATE_LABEL = re.compile(r"\b(?:published|posted|issued)\b", re.I)
# "HAMBURG (Agency) – ", "HELSINKI, July 16 (Agency) - ", "WASHINGTON, DC — ", "(Agency) - ", "July 16 (Agency) - ", "MOSCOW, July 16. /TASS/."
_AGENCY = r"\((?P<agency>[A-Z][^()]{1,40})\)"
_DASH = r" ?(?:(?:–|—|--)\s?|-\s)(?=[\"'“‘«A-ZÀ-Þ0-9])"
_DATE = r"\w{3,9}\.? \d{1,2}(?:,? \d{4})?"
DATELINES = [
    re.compile(
        r"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?: [A-ZÀ-Þ.'’/-]+){0,3}(?:, [A-Z][\w.'’]*(?: [A-Z][\w.'’]*)?)?)"
        rf"(?P<day>,? {_DATE})?(?: ?{_AGENCY})?{_DASH}"
    ),
    re.compile(
        rf"(?P<place>(?!By )[A-Z][\w.'’-]+(?:,? (?:[A-Z][\w.'’-]+|de|del|la|of|the)){{0,4}})(?P<day>,? {_DATE})? {_AGENCY}{_DASH}"
    ),
    re.compile(rf"(?P<place>)(?P<day>{_DATE} )?{_AGENCY}{_DASH}"),
    re.compile(rf"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+)(?P<day>, {_DATE})\.? /(?P<agency>[A-Z]\w+)/\.?\s"),
]
# Words in capitals that open a line and are no place.
NO_PLACE = re.compile(
    r"(?:FILE|BREAKING|OPINION|WATCH|VIDEO|LIVE|UPDATED?|EXCLUSIVE|ANALYSIS|EXPLAINER|FACT CHECK|COMMENT|REVIEW)\b"
)
# A word of a newspaper's or station's name: after a mere dash, where a speaker's name may stand as well, a title's end must hold one.
SITE_WORD = re.compile(
    r"\b(?:News|Newspaper|Times|Post|Gazette|Herald|Guardian|Daily|Wire|Press|Tribune|BBC|CNN|NPR|ABC|CBS|NBC|CBC|Reuters|AP|AFP|Today|Journal|Mail|"
    r"Standard|Observer|Express|Telegraph|Chronicle|Star|Sun|Report|Review|Radio|TV|Online|Magazine|Independent|Mirror|Globe|Mercury|Echo|Record|Argus|"
    r"Bulletin|Courier|Examiner|Dispatch|Inquirer|Sentinel|Network|Agency|Paper|Advertiser|Argus|Ledger|Monitor|Week|Al Jazeera|DW|\w+\.(?:com|org|net|co\.uk))\b"
)

_BREAK = r"\r\n|[\r\n\v\f\x85\u2028\u2029]"
_LINE = re.compile(rf"(?:(?!{_BREAK}).)+", re.S)
_BLANK = " \t\xa0\u3000\ufeff\u200b\u200c\u200d\u2060"
# The end of a sentence, closing marks and a footnote's number allowed for.
_END = re.compile(r"[.!?…。！？।][\"'”’“)\]»]*(?:\s?\[\d+\]|\d{1,2}|[*†‡])?$|:$")
_SEPARATOR = re.compile(r"\s+(?:[|–—·»]|-|::)\s+|\s*\|\s*")
LONG = 25  # words: a line this long is prose even without a full stop
WIDE = 140  # characters: a page whose lines are all shorter may be wrapped by hand


def read_page(text: str, markdown: bool = False) -> list[Block]:
    """The blocks of a saved page, in order. `text` is plain text, or Markdown with `markdown=True`."""
    lines = _markdown_lines(text) if markdown else _plain_lines(text)
    return _classify(lines)


def dateline(paragraph: str) -> re.Match | None:
    """The dateline that opens a first paragraph, as a match with groups `place`, `day` and `agency`, or None."""
    if NO_PLACE.match(paragraph):
        return None
    return next((found for pattern in DATELINES if (found := pattern.match(paragraph))), None)


def site_name(title: str, headline: str | None) -> str | None:
    """The site's name at the end of a browser title such as *Headline, World News - The Paper*."""
    folded, head = _folded(title), _folded(headline or "")
    rest = title[len(head) :] if head and folded.startswith(head) else title
    parts = [part.strip(" ,|-–—:·»") for part in _SEPARATOR.split(f" {rest}")]
    parts = [part for part in parts if part and not re.fullmatch(DAY, part, re.I)]
    return parts[-1] if parts and (rest is not title or len(parts) > 1 or title[0] in "|-–—") else None


def published_date(blocks: list[Block]) -> date | None:
    """The date of publication that stands above the body, one labelled *published* before one that is not; None if there is none."""
    above = blocks[: next((i for i, block in enumerate(blocks) if block.kind == BODY), 0)]
    lines = [block.text for block in above if block.kind == "date"]
    for line in lines:
        if found := DATE_LABEL.search(line):
            return stated_date(line[found.start() :]) or stated_date(line)
    return next(filter(None, map(stated_date, lines)), None)


def stated_date(text: str) -> date | None:
    """The first full date in a line, read only where day and month cannot be mistaken; None if there is none."""
    found = re.search(DAY, text, re.I)
    try:
        numbers = re.fullmatch(r"(\d+)[./](\d+)[./](\d{4})", found[0]) if found else None
        if numbers:
            return date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        return dates.parse(found[0].replace(" of ", " ").replace("/", "-")).date() if found else None
    except (ValueError, OverflowError):
        return None


def _folded(text: str) -> str:
    """A text for comparison of titles: small letters, straight marks."""
    return text.casefold().translate(str.maketrans("‘’“”", "''\"\""))


# --- lines


def _plain_lines(text: str) -> list[Block]:
    """The paragraphs of a plain text, unclassified: lines, or groups of lines where the text was wrapped by hand."""
    lines, gaps, indents, previous = [], [], [], 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        while start < end and (text[start] in _BLANK or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _BLANK or text[end - 1].isspace()):
            end -= 1
        if start == end:
            continue
        gaps.append(len(re.findall(_BREAK, text[previous:start])) > 1)
        indents.append(start - found.start())
        lines.append(Block("", text[start:end], start, end))
        previous = end
    return _unwrap(lines, gaps, indents) if _is_wrapped(lines, gaps) else lines


def _is_wrapped(lines: list[Block], gaps: list[bool]) -> bool:
    """Whether lines were broken by hand at a fixed width: short lines, many of which go on in small letters."""
    if len(lines) < 2 or max(len(line.text) for line in lines) > WIDE:
        return False
    breaks = [line.text for line, gap in zip(lines[1:], gaps[1:], strict=True) if not gap]
    return bool(breaks) and sum(text[0].islower() for text in breaks) >= len(breaks) / 4


def _unwrap(lines: list[Block], gaps: list[bool], indents: list[int]) -> list[Block]:
    """Join the lines of each paragraph. An indented line begins one; where empty lines are rare, so does the line after a short one."""
    width = max(len(line.text) for line in lines)
    rare = sum(gaps[1:]) * 8 < len(lines)
    out = [lines[0]]
    for n in range(1, len(lines)):
        line, before = lines[n], lines[n - 1]
        room = width - len(before.text) - 1 - len(line.text.split()[0])
        begins = indents[n] > indents[n - 1] or (rare and room >= 0 and bool(_END.search(before.text)))
        if gaps[n] or begins or _furniture_kind(line.text) or _furniture_kind(before.text):
            out.append(line)
        else:
            out[-1] = Block("", f"{out[-1].text} {line.text}", out[-1].start, line.end)
    return out


def _markdown_lines(text: str) -> list[Block]:
    """The paragraphs of a Markdown text, markup removed; headings, lists and pictures carry their kind."""
    from markdown_it import MarkdownIt

    starts = [0] + [found.end() for found in re.finditer(r"\r\n|\r|\n", text)] + [len(text)]
    blocks, kinds = [], [""]
    for token in MarkdownIt("commonmark").parse(text.replace("\r\n", "\n").replace("\r", "\n")):
        if token.type == "heading_open":
            kinds.append(HEADLINE if token.tag == "h1" else "crosshead")
        elif token.type == "list_item_open":
            kinds.append(BODY)
        elif token.type in {"heading_close", "list_item_close"}:
            kinds.pop()
        elif token.type in {"inline", "html_block", "code_block", "fence"}:
            start, end = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
            while end > start and text[end - 1].isspace():
                end -= 1
            if token.type == "inline":
                words, pictures = _inline_text(token.children or [])
                blocks.append(Block(kinds[-1] if words else "credit", words or pictures, start, end))
            elif token.type == "code_block" or re.match(
                r"\s*<p\b", token.content, re.I
            ):  # indented or marked up by hand: a paragraph
                words = html.unescape(re.sub(r"<[^>]*>", " ", token.content))
                blocks.append(Block(kinds[-1], " ".join(words.split()), start, end))
            else:
                blocks.append(Block("other", token.content.strip(), start, end))
    return [block for block in blocks if block.text]


def _inline_text(tokens) -> tuple[str, str]:
    """The words of a Markdown paragraph without its markup, and the descriptions of its pictures."""
    words, pictures = [], []
    for token in tokens:
        if token.type == "image":
            pictures.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} or (
            token.type == "html_inline" and token.content.lower().startswith("<br")
        ):
            words.append(" ")
        elif token.type in {"text", "code_inline"}:
            words.append(token.content)
    return "".join(words).strip(), " ".join(pictures).strip()


# --- classifying


def _furniture_kind(text: str) -> str | None:
    """What kind of furniture a line is by its wording alone, or None."""
    if len(text) > 400:  # no furniture is that long, and a bound keeps the patterns fast
        return None
    for kind, pattern in AS_SENTENCE.items():
        if pattern.fullmatch(text):
            return kind
    if _END.search(text) and text[-1] != ":":
        return None
    if _is_date_line(text):
        return "date"
    if BYLINE.fullmatch(text):
        return "byline"
    return next((kind for kind, pattern in AS_LABEL.items() if pattern.fullmatch(text)), None)


def _is_date_line(text: str) -> bool:
    """A line that holds a full date and, besides it, only a time, words of publication, and the name of an agency or paper."""
    day = rf"{DAY}|{AMBIGUOUS_DAY}"
    if len(text) > 120 or not re.search(day, text, re.I):
        return False
    rest = [word.strip(".,;:/–—-()[]") for word in re.split(r"[\s|·•]+", re.sub(day, " ", text, flags=re.I))]
    names = [word for word in rest if word and not DATE_WORDS.fullmatch(word)]
    labelled = re.search(r"\d:\d\d|\b(?:published|posted|updated|modified|issued|date)\b", text, re.I)
    return len(names) <= (5 if labelled else 3) and all(word[0].isupper() or word in {"of", "the"} for word in names)


def _is_prose(text: str) -> bool:
    return bool(_END.search(text)) or len(text.split()) >= LONG or dateline(text) is not None


def _classify(lines: list[Block]) -> list[Block]:
    """Give every line its kind. The body runs from the first line of prose to the last; what differs stands around it."""
    kinds = [line.kind or _furniture_kind(line.text) for line in lines]
    _mark_title(lines, kinds)
    _mark_sentence_headline(lines, kinds)
    prose = [i for i, line in enumerate(lines) if kinds[i] == BODY or (not kinds[i] and _is_prose(line.text))]
    if not prose:  # a note, a list of lines: take it as it is
        kinds = kinds if not all(kinds) else [BODY] * len(kinds)
    else:
        first, last = _body_start(lines, kinds, prose), prose[-1]
        _mark_top(lines, kinds, first)
        _mark_middle(lines, kinds, range(first + 1, last))
        _mark_bottom(lines, kinds, last + 1)
    out = [Block(kind or BODY, b.text, b.start, b.end) for kind, b in zip(kinds, lines, strict=True)]
    return [piece for block in out for piece in _split_title(block, out)]


def _mark_title(lines: list[Block], kinds: list[str | None]) -> None:
    """A line near the top that repeats another's words, alone or with the site's name behind them, is the page's title."""
    top = range(min(len(lines), 10))
    for i in top:
        for j in top:
            head, line = _folded(lines[j].text), _folded(lines[i].text)
            if i == j or not line.startswith(head) or len(head.split()) < 2 or _is_prose(lines[i].text):
                continue
            rest = line[len(head) :].strip()
            named = bool(rest) and rest[0] in ",|-–—:·»"
            if kinds[i] in {None, "navigation"} and kinds[j] in {None, HEADLINE, "title"} and (named or (not rest and i < j)):
                kinds[i] = "title"
                kinds[j] = kinds[j] or HEADLINE


def _mark_sentence_headline(lines: list[Block], kinds: list[str | None]) -> None:
    """A headline that ends like a sentence is known by its question mark, or by a byline or date within the next two lines."""
    first = next((i for i, kind in enumerate(kinds) if kind is None), None)
    if first is None or HEADLINE in kinds or not _is_prose(lines[first].text) or len(lines[first].text.split()) > 15:
        return
    asks = lines[first].text.rstrip("\"'”’").endswith("?") and len(lines) > first + 1
    if asks or (lines[first].text[-1] != ":" and {"byline", "date"} & set(kinds[first + 1 : first + 3])):
        kinds[first] = HEADLINE


def _body_start(lines: list[Block], kinds: list[str | None], prose: list[int]) -> int:
    """The first line of the body: the first prose, unless that is a standfirst between a headline and the byline or date."""
    first = prose[0]
    above = {"byline", "date"} & {kind for kind in kinds[:first] if kind}
    headed = HEADLINE in kinds[:first] or any(kind is None for kind in kinds[:first])
    after = first + 1 < prose[-1] and kinds[first + 1] in {"byline", "date"}
    if headed and not above and after and kinds[first] is None and dateline(lines[first].text) is None:
        labelled = kinds[first + 1] == "byline" or re.search(r"\d:\d\d|published|posted|updated", lines[first + 1].text, re.I)
        return first + 2 if labelled else first
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
        if words > 1 and re.fullmatch(rf"{NAMES}(?: (?:&|and) {NAMES})?", lines[i].text) and kinds[i + 1] == "date":
            kinds[i] = "byline"
        elif i > head and words >= 5 and STANDFIRST not in kinds[:i]:
            kinds[i] = STANDFIRST
        else:
            kinds[i] = "label" if words <= 3 else "other"


def _mark_middle(lines: list[Block], kinds: list[str | None], middle: range) -> None:
    """Crossheads: short lines between paragraphs that neither end nor go on like a sentence, and hold no speech."""
    for i in middle:
        text = lines[i].text
        if kinds[i] == "date" and re.fullmatch(DAY, text, re.I):  # an entry of a chronicle, not a line of publication
            kinds[i] = BODY
        if kinds[i] or _is_prose(text) or len(text.split()) > 6 or text[0].islower() or not text[0].isalpha():
            continue
        following = next((lines[j].text for j in range(i + 1, len(lines)) if not kinds[j]), "")
        if not re.search(r"[\"“”„«»:\d]|[,;–—-]$", text) and not following[:1].islower():
            kinds[i] = "crosshead"


def _mark_bottom(lines: list[Block], kinds: list[str | None], start: int) -> None:
    """What follows the last line of prose: labels and links; a last paragraph without a full stop stays in the body."""
    for i in range(start, len(lines)):
        if kinds[i]:
            continue
        text = lines[i].text
        follows = i > start and kinds[i - 1] != BODY
        if len(text.split()) <= 3 and re.fullmatch(r"[^\W\d][\w &/'’-]*", text):
            kinds[i] = "label"
        else:
            kinds[i] = "link" if follows else BODY


def _split_title(block: Block, blocks: list[Block]) -> list[Block]:
    """A headline that carries the site's name (*Headline | The Paper*) as headline and title, unless a title stands apart."""
    if block.kind != HEADLINE or any(b.kind == "title" for b in blocks):
        return [block]
    bars = list(re.finditer(r"\s*\|\s*", block.text))
    dashes = list(re.finditer(r"\s+[–—-]\s+", block.text))
    if bars:
        cut = bars[0]
    elif dashes and SITE_WORD.search(block.text[dashes[-1].end() :]) and len(block.text[dashes[-1].end() :].split()) <= 5:
        cut = dashes[-1]
    else:
        return [block]
    if len(block.text[: cut.start()].split()) < 3:
        return [block]
    place = block.start + cut.start()
    head, rest = block.text[: cut.start()], block.text[cut.start() :]
    return [
        Block(HEADLINE, head, block.start, place),
        Block("title", rest.strip(), place + len(rest) - len(rest.lstrip()), block.end),
    ]
