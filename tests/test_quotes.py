"""Quotations: short passages with one pitfall each (they are the specification), the shipped articles' gold, fuzz, speed."""

import csv
import itertools
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from twosummits.marks import find_stretches, paragraphs
from twosummits.nlp import load_model, load_pipeline
from twosummits.paths import data_dir
from twosummits.quotes import KINDS, quote_table, reporting_verbs, share_of_voice


@pytest.fixture(scope="session")
def nlp():
    return load_pipeline()


# Each passage: what it tests, the text, and its quotations as (text, speaker, cue, kind), in order.
PASSAGES = [
    # --- where it stands: colon and comma before
    ("colon", "Angela Merkel said: “We will talk.”", [("“We will talk.”", "Angela Merkel", "said", "full")]),
    ("comma before", 'Angela Merkel said, "We will talk."', [('"We will talk."', "Angela Merkel", "said", "full")]),
    (
        "colon behind addressee and day",
        "Angela Merkel told reporters in Berlin on Monday: “We will talk.”",
        [("“We will talk.”", "Angela Merkel", "told", "full")],
    ),
    ("nothing before", "Angela Merkel replied “We will talk.”", [("“We will talk.”", "Angela Merkel", "replied", "full")]),
    ("name and colon", "Angela Merkel: “We will talk”", [("“We will talk”", "Angela Merkel", None, "full")]),
    (
        "cue in the paragraph before",
        "Angela Merkel was asked about it and said:\n\n“We will talk.”",
        [("“We will talk.”", "Angela Merkel", "said", "full")],
    ),
    (
        "own clause beats subordinate one",
        "Angela Merkel said in a statement issued after Emmanuel Macron called for calm: “We will talk.”",
        [("“We will talk.”", "Angela Merkel", "said", "full")],
    ),
    (
        "asked whether",
        "Asked whether Russia would extradite them, Vladimir Putin replied: “We will see.”",
        [("“We will see.”", "Vladimir Putin", "replied", "full")],
    ),
    # --- cue right after
    ("said X", "“We will talk,” said Angela Merkel.", [("“We will talk,”", "Angela Merkel", "said", "full")]),
    ("X said", "“We will talk,” Angela Merkel said.", [("“We will talk,”", "Angela Merkel", "said", "full")]),
    ("British comma", "“We will talk”, Angela Merkel said.", [("“We will talk”", "Angela Merkel", "said", "full")]),
    ("question mark", "“Will we talk?” Angela Merkel asked.", [("“Will we talk?”", "Angela Merkel", "asked", "full")]),
    ("exclamation mark", "“We will talk!” Angela Merkel told the crowd.", [("“We will talk!”", "Angela Merkel", "told", "full")]),
    (
        "who clause between",
        "“We will talk,” Adam Schiff, who has often criticised the White House, told CNN.",
        [("“We will talk,”", "Adam Schiff", "told", "full")],
    ),
    (
        "apposition between",
        "“We will talk,” Adam Schiff, the top Democrat on the panel, said on Sunday.",
        [("“We will talk,”", "Adam Schiff", "said", "full")],
    ),
    (
        "party mark between",
        "“We will talk,” Jeff Flake, R-Ariz., said in a tweet.",
        [("“We will talk,”", "Jeff Flake", "said", "full")],
    ),
    (
        "title before the name",
        "“We will talk,” said Senate minority leader Chuck Schumer on the steps of the Capitol.",
        [("“We will talk,”", "Chuck Schumer", "said", "full")],
    ),
    (
        "spokesman with a name",
        "“We will talk,” Kremlin spokesman Dmitry Peskov told reporters.",
        [("“We will talk,”", "Dmitry Peskov", "told", "full")],
    ),
    (
        "spokesman without a name",
        "Emmanuel Macron flew home. “We will talk,” said a spokesman for Emmanuel Macron.",
        [("“We will talk,”", None, "said", "full")],
    ),
    (
        "adverb between",
        "“We will talk,” Angela Merkel later added quietly.",
        [("“We will talk,”", "Angela Merkel", "added", "full")],
    ),
    (
        "verb of two words",
        "Angela Merkel smiled. “We will talk,” she went on.",
        [("“We will talk,”", "Angela Merkel", "went on", "full")],
    ),
    # --- split quotations
    (
        "split, full stop",
        "“We will talk,” said Angela Merkel. “We always do.”",
        [("“We will talk,”", "Angela Merkel", "said", "full"), ("“We always do.”", "Angela Merkel", "said", "full")],
    ),
    (
        "split, comma",
        "“If we talk,” Angela Merkel said, “we talk in Berlin.”",
        [("“If we talk,”", "Angela Merkel", "said", "full"), ("“we talk in Berlin.”", "Angela Merkel", "said", "full")],
    ),
    (
        "then adding",
        "“We will talk,” said Angela Merkel, adding: “We always do.”",
        [("“We will talk,”", "Angela Merkel", "said", "full"), ("“We always do.”", "Angela Merkel", "adding", "full")],
    ),
    (
        "two speakers in one paragraph",
        "“We will talk,” said Angela Merkel. “We will not,” said Viktor Orban.",
        [("“We will talk,”", "Angela Merkel", "said", "full"), ("“We will not,”", "Viktor Orban", "said", "full")],
    ),
    # --- according to, account, words
    (
        "according to, behind",
        "The talks were “frank and long,” according to Angela Merkel.",
        [("“frank and long,”", "Angela Merkel", "according to", "fragment")],
    ),
    (
        "according to, before",
        "According to Angela Merkel, the talks were “frank and long”.",
        [("“frank and long”", "Angela Merkel", "According to", "fragment")],
    ),
    (
        "by X's account",
        "By Rex Tillerson’s account, Donald Trump pressed Vladimir Putin on “the concerns of the people”.",
        [("“the concerns of the people”", "Rex Tillerson", "account", "fragment")],
    ),
    # --- fragments and their governing cue
    (
        "fragment behind said",
        "Angela Merkel said the talks had been “frank and long”.",
        [("“frank and long”", "Angela Merkel", "said", "fragment")],
    ),
    (
        "fragment, cue at the sentence's end",
        "The talks had been “frank and long” from the first minute, Angela Merkel said.",
        [("“frank and long”", "Angela Merkel", "said", "fragment")],
    ),
    (
        "strong at the end beats weak before",
        "Donald Trump opened by pressing Vladimir Putin about “the concerns of the people”, Rex Tillerson said.",
        [("“the concerns of the people”", "Rex Tillerson", "said", "fragment")],
    ),
    (
        "participle",
        "Donald Trump spoke sharply in Warsaw, urging Russia to stop its “destabilising activities”.",
        [("“destabilising activities”", "Donald Trump", "urging", "fragment")],
    ),
    (
        "with X doing",
        "The visit ended on Friday, with Donald Trump urging Russia to stop its “destabilising activities”.",
        [("“destabilising activities”", "Donald Trump", "urging", "fragment")],
    ),
    ("called it", "John McCain called it a “tragic mistake”.", [("“tragic mistake”", "John McCain", "called", "fragment")]),
    (
        "who called it",
        "Donald Trump, a Republican who called it an “honour”, smiled.",
        [("“honour”", "Donald Trump", "called", "fragment")],
    ),
    (
        "described as",
        "John McCain described the summit as a “tragic mistake”.",
        [("“tragic mistake”", "John McCain", "described", "fragment")],
    ),
    (
        "participle before the subject",
        "Calling it a “tragic mistake”, John McCain left the room.",
        [("“tragic mistake”", "John McCain", "Calling", "fragment")],
    ),
    (
        "list of fragments",
        "John McCain called it “bizarre,” “shameful” and “wrong”.",
        [
            ("“bizarre,”", "John McCain", "called", "fragment"),
            ("“shameful”", "John McCain", "called", "fragment"),
            ("“wrong”", "John McCain", "called", "fragment"),
        ],
    ),
    (
        "nearest speaker of two",
        "Sergei Lavrov said that Donald Trump told Vladimir Putin the reports were “exaggerated”.",
        [("“exaggerated”", "Donald Trump", "told", "fragment")],
    ),
    (
        "relative clause",
        "Among the critics was Paul Ryan, who said the president “must see that Russia is not our ally”.",
        [("“must see that Russia is not our ally”", "Paul Ryan", "said", "fragment")],
    ),
    (
        "relative clause that is over",
        "Angela Merkel, who said nothing in public, told ministers the plan was “dead and buried”.",
        [("“dead and buried”", "Angela Merkel", "told", "fragment")],
    ),
    (
        "parenthetical he said",
        "Vladimir Putin was content. It was a first step, he said, towards “a level of trust”.",
        [("“a level of trust”", "Vladimir Putin", "said", "fragment")],
    ),
    (
        "two speakers in one sentence",
        "Angela Merkel called the plan “sound”, but Viktor Orban said it was “madness”.",
        [("“sound”", "Angela Merkel", "called", "fragment"), ("“madness”", "Viktor Orban", "said", "fragment")],
    ),
    # --- passives
    (
        "passive with agent",
        "The summit was described by John McCain as a “tragic mistake”.",
        [("“tragic mistake”", "John McCain", "described", "fragment")],
    ),
    (
        "told by",
        "“We will talk,” Emmanuel Macron was told by Angela Merkel.",
        [("“We will talk,”", "Angela Merkel", "told", "full")],
    ),
    (
        "quoted as saying",
        "Angela Merkel was quoted as saying: “We will talk.”",
        [("“We will talk.”", "Angela Merkel", "saying", "full")],
    ),
    # --- nouns for words
    (
        "X's reply",
        "Donald Trump had this reply for his critics: “I would do it again.”",
        [("“I would do it again.”", "Donald Trump", "reply", "full")],
    ),
    (
        "X's “…” remark",
        "Nobody laughed at Boris Johnson’s “bodies pile high” remark.",
        [("“bodies pile high”", "Boris Johnson", "remark", "fragment")],
    ),
    (
        "a statement saying",
        "Angela Merkel issued a statement saying the talks were “frank and long”.",
        [("“frank and long”", "Angela Merkel", "saying", "fragment")],
    ),
    # --- who is meant
    (
        "he",
        "Rex Tillerson briefed the press with Sergei Lavrov. “We will talk,” he said.",
        [("“We will talk,”", "Rex Tillerson", "said", "full")],
    ),
    (
        "she, with a man in between",
        "Angela Merkel met Emmanuel Macron. “We will talk,” she said.",
        [("“We will talk,”", "Angela Merkel", "said", "full")],
    ),
    (
        "possessive as antecedent",
        "Vladimir Putin’s reply came through an interpreter. “We will talk,” he said.",
        [("“We will talk,”", "Vladimir Putin", "said", "full")],
    ),
    (
        "he, across paragraphs",
        "“We will talk,” said Rex Tillerson.\n\n“We always do,” he added.",
        [("“We will talk,”", "Rex Tillerson", "said", "full"), ("“We always do,”", "Rex Tillerson", "added", "full")],
    ),
    (
        "the Russian president",
        "US President Donald Trump met Russian President Vladimir Putin. “We will talk,” the Russian president said.",
        [("“We will talk,”", "Vladimir Putin", "said", "full")],
    ),
    (
        "the senator",
        "Senator Bob Corker met Donald Trump. “We will talk,” the senator said.",
        [("“We will talk,”", "Bob Corker", "said", "full")],
    ),
    (
        "the secretary of state",
        "Secretary of State Rex Tillerson met Vladimir Putin.\n\n“We will talk,” the secretary of state said.",
        [("“We will talk,”", "Rex Tillerson", "said", "full")],
    ),
    (
        "the Labour leader",
        "Boris Johnson faced Labour leader Keir Starmer. “We will talk,” the Labour leader said.",
        [("“We will talk,”", "Keir Starmer", "said", "full")],
    ),
    (
        "the statement of nobody",
        "“We will talk,” officials said.",
        [("“We will talk,”", None, "said", "full")],
    ),
    (
        "an organisation",
        "“We will talk,” the White House said.",
        [("“We will talk,”", "White House", "said", "full")],
    ),
    (
        "unnamed speaker is not carried over",
        "“We will talk,” said Angela Merkel.\n\n“She will not,” an aide said.",
        [("“We will talk,”", "Angela Merkel", "said", "full"), ("“She will not,”", None, "said", "full")],
    ),
    # --- carried over
    (
        "paragraph that is all quotation",
        "“We will talk,” said Angela Merkel.\n\n“We always do. It is our way.”",
        [("“We will talk,”", "Angela Merkel", "said", "full"), ("“We always do. It is our way.”", "Angela Merkel", None, "full")],
    ),
    (
        "marks reopened, not closed",
        "Angela Merkel said: “We will talk.\n\n“We always do.”",
        [("“We will talk.", "Angela Merkel", "said", "full"), ("“We always do.”", "Angela Merkel", None, "full")],
    ),
    (
        "marks reopened, single",
        "Angela Merkel said: ‘We will talk to the leaders’ wives.\n\n‘We always do.’",
        [
            ("‘We will talk to the leaders’ wives.", "Angela Merkel", "said", "full"),
            ("‘We always do.’", "Angela Merkel", None, "full"),
        ],
    ),
    (
        "sentence before, no cue",
        "Angela Merkel shrugged. “We will talk.”",
        [("“We will talk.”", "Angela Merkel", None, "full")],
    ),
    # --- words inside quotations count for nothing
    (
        "cue inside",
        "“Vladimir Putin said he was sorry,” Angela Merkel told reporters.",
        [("“Vladimir Putin said he was sorry,”", "Angela Merkel", "told", "full")],
    ),
    (
        "name inside is no antecedent",
        "Angela Merkel spoke first. “Boris Johnson and Keir Starmer should talk,” she said.",
        [("“Boris Johnson and Keir Starmer should talk,”", "Angela Merkel", "said", "full")],
    ),
    # --- marks
    (
        "nested single in double",
        "“He told me ‘never again’ and left,” said Angela Merkel.",
        [
            ("“He told me ‘never again’ and left,”", "Angela Merkel", "said", "full"),
            ("‘never again’", "Angela Merkel", None, "nested"),
        ],
    ),
    (
        "nested double in single",
        "‘He told me “never again” and left,’ said Angela Merkel.",
        [
            ("‘He told me “never again” and left,’", "Angela Merkel", "said", "full"),
            ("“never again”", "Angela Merkel", None, "nested"),
        ],
    ),
    (
        "nested straight",
        "\"He told me 'never again' and left,\" said Angela Merkel.",
        [
            ("\"He told me 'never again' and left,\"", "Angela Merkel", "said", "full"),
            ("'never again'", "Angela Merkel", None, "nested"),
        ],
    ),
    (
        "British outer marks, possessive inside",
        "‘The workers’ rights are safe and it’s done,’ said Angela Merkel.",
        [("‘The workers’ rights are safe and it’s done,’", "Angela Merkel", "said", "full")],
    ),
    (
        "straight British outer marks",
        "'The workers' rights are safe, don't worry,' said Angela Merkel.",
        [("'The workers' rights are safe, don't worry,'", "Angela Merkel", "said", "full")],
    ),
    ("apostrophes only", "’Twas the ’90s, all rock ’n’ roll, and years’ worth of leaders' summits in the US' court.", []),
    ("inch marks", 'A 15" screen and a 6\'2" man stood beside the 17" set.', []),
    (
        "a mark left open",
        "He spoke of “a deal nobody saw and went home.\n\nAngela Merkel said: “We will talk.”\n\nIt was late.",
        [("“a deal nobody saw and went home.", None, None, None), ("“We will talk.”", "Angela Merkel", "said", "full")][1:],
    ),
    (
        "a straight mark left open",
        'The "deal was off. Angela Merkel said: "We will talk."',
        [('"We will talk."', "Angela Merkel", "said", "full")],
    ),
    ("guillemets", "Angela Merkel said: «We will talk.»", [("«We will talk.»", "Angela Merkel", "said", "full")]),
    ("low and high", "Angela Merkel said: „We will talk.“", [("„We will talk.“", "Angela Merkel", "said", "full")]),
    ("typewriter", "Angela Merkel said: ``We will talk.''", [("``We will talk.''", "Angela Merkel", "said", "full")]),
    ("space inside", 'Angela Merkel said: " We will talk. "', [('" We will talk. "', "Angela Merkel", "said", "full")]),
    (
        "space before the closing mark missing behind",
        '"We will talk, "Angela Merkel said. "We always do."',
        [('"We will talk, "', "Angela Merkel", "said", "full"), ('"We always do."', "Angela Merkel", "said", "full")],
    ),
    # --- scare quotes, labels, titles
    ("scare quotes", "The so-called “grand coalition” met in Berlin.", [("“grand coalition”", None, None, "scare")]),
    (
        "a film",
        "Angela Merkel saw the film “Good Bye Lenin” and said it was “quite lovely”.",
        [("“Good Bye Lenin”", None, None, "scare"), ("“quite lovely”", "Angela Merkel", "said", "fragment")],
    ),
    (
        "a programme",
        "“We will talk,” Lindsey Graham told NBC’s “Meet the Press”.",
        [("“We will talk,”", "Lindsey Graham", "told", "full"), ("“Meet the Press”", None, None, "scare")],
    ),
    (
        "a plan dubbed",
        "Angela Merkel spoke of money. A plan dubbed “the bazooka” was ready.",
        [("“the bazooka”", None, None, "scare")],
    ),
    (
        "crosshead",
        "“We will talk,” said Angela Merkel.\n\n‘Not our ally’\n\nThe talks went on.",
        [("“We will talk,”", "Angela Merkel", "said", "full"), ("‘Not our ally’", None, None, "scare")],
    ),
    # --- headlines and other shapes
    (
        "headline with the name behind",
        "Plan is ‘dead and buried’: Merkel\n\nChancellor Angela Merkel spoke in Berlin.",
        [("‘dead and buried’", "Angela Merkel", None, "fragment")],
    ),
    (
        "headline verb",
        "Merkel warns of ‘hard times’ ahead\n\nChancellor Angela Merkel spoke in Berlin.",
        [("‘hard times’", "Angela Merkel", "warns", "fragment")],
    ),
    ("dash", "“We will talk.” – Angela Merkel, chancellor", [("“We will talk.”", "Angela Merkel", None, "full")]),
    (
        "is what X called it",
        "“Fire and fury” is what Donald Trump promised, and “a dangerous game” is how Angela Merkel described it.",
        [
            ("“Fire and fury”", "Donald Trump", "promised", "fragment"),
            ("“a dangerous game”", "Angela Merkel", "described", "fragment"),
        ],
    ),
    (
        "things do not speak",
        "Rex Tillerson said that the meeting revealed “a clear chemistry” between the two.",
        [("“a clear chemistry”", "Rex Tillerson", "said", "fragment")],
    ),
    (
        "a tweet",
        "“We will talk,” Donald Trump wrote in a tweet on Friday. “Sad!”",
        [("“We will talk,”", "Donald Trump", "wrote", "full"), ("“Sad!”", "Donald Trump", "wrote", "full")],
    ),
    (
        "dateline and capitals",
        "BERLIN (Reuters) - ANGELA MERKEL SAID “WE WILL TALK” ON FRIDAY.",
        [("“WE WILL TALK”", "Angela Merkel", "SAID", "full")],
    ),
    # --- found in unseen news
    (
        "party in brackets between",
        "Newt Gingrich (R-Ga.) called the deal “the worst mistake of all”.",
        [("“the worst mistake of all”", "Newt Gingrich", "called", "fragment")],
    ),
    (
        "and said goes with said",
        "Donald Trump said Vladimir Putin made a strong denial and said he has “confidence in both parties”.",
        [("“confidence in both parties”", "Donald Trump", "said", "fragment")],
    ),
    (
        "controlled subject",
        "The speech was long, prompting Angela Merkel to say: “We will talk.”",
        [("“We will talk.”", "Angela Merkel", "say", "full")],
    ),
    (
        "insertion with a verb of its own",
        "Mick Wallace described the agency, which was announced by the government last week, as “soul destroying”.",
        [("“soul destroying”", "Mick Wallace", "described", "fragment")],
    ),
    (
        "long apposition ends with the name",
        "The former director for policy and planning in Barack Obama’s White House, Chris Finan, has said that it is “idiocy”.",
        [("“idiocy”", "Chris Finan", "said", "fragment")],
    ),
    (
        "insertion ends with another name",
        "Walter Jones, one of a few to defend Robert Mueller, said of the talks: “We will see.”",
        [("“We will see.”", "Walter Jones", "said", "full")],
    ),
    (
        "it is no speaker",
        "Andrew Scheer spoke at length, suggesting that if nothing was done, it would suggest they “have something to hide”.",
        [("“have something to hide”", "Andrew Scheer", "suggesting", "fragment")],
    ),
    (
        "a sign",
        "“Not welcome,” read one sign, held by Hemmo Siponen.",
        [("“Not welcome,”", None, "read", "full")],
    ),
    (
        "the official, named before",
        "“We will see,” said Russian senator Alexander Pushkov.\n\n“We will talk,” the official said.",
        [("“We will see,”", "Alexander Pushkov", "said", "full"), ("“We will talk,”", "Alexander Pushkov", "said", "full")],
    ),
    (
        "an official, unnamed before",
        "A senior official met Alexander Pushkov on Monday.\n\n“We will talk,” the official said.",
        [("“We will talk,”", None, "said", "full")],
    ),
    (
        "role the text gives to nobody by name",
        "Nicola Sturgeon met Defence Secretary Michael Fallon. “We will talk,” the SNP leader said.",
        [("“We will talk,”", "Nicola Sturgeon", "said", "full")],
    ),
    (
        "interview saying",
        "Sean Hannity began the interview saying, “You just finished.”",
        [("“You just finished.”", "Sean Hannity", "saying", "full")],
    ),
    (
        "headline with the name before",
        "Mike Pence: Trump “will always put America first”\n\nDonald Trump and Mike Pence spoke on Monday.",
        [("“will always put America first”", "Mike Pence", None, "fragment")],
    ),
    (
        "headline with two verbs",
        "Kamala Harris condemns court, says ‘this is not over’",
        [("‘this is not over’", "Kamala Harris", "says", "full")],
    ),
    (
        "according to a report gives way",
        "Chris Finan has said that the plan is “strategic idiocy,” according to a report by Politico.",
        [("“strategic idiocy,”", "Chris Finan", "said", "fragment")],
    ),
    (
        "mixed marks",
        "“The door is open,’’ Franz Klintsevich told reporters.",
        [("“The door is open,’’", "Franz Klintsevich", "told", "full")],
    ),
    (
        "lines broken by width",
        "The chancellor met reporters in Berlin on Monday and told them\nwhat she thought of the plan, which had been\n"
        "prepared for months by the parties. Angela Merkel said: “We will\ntalk, and we always do.”\n",
        [("“We will\ntalk, and we always do.”", "Angela Merkel", "said", "full")],
    ),
    (
        "no sentence end inside the marks",
        "Angela Merkel was blunt. “No deal” was all she said on Monday.",
        [("“No deal”", "Angela Merkel", "said", "fragment")],
    ),
    (
        "she is the unnamed woman",
        "Police chief Kathleen Best stayed away. “Too many have died,” said one woman. “See us,” she demanded.",
        [("“Too many have died,”", None, "said", "full"), ("“See us,”", None, "demanded", "full")],
    ),
    (
        "two quotations joined by and",
        "It is “the wrong choice,” Elizabeth Warren stated. “It is immoral” and “about throwing people under the bus.”",
        [
            ("“the wrong choice,”", "Elizabeth Warren", "stated", "fragment"),
            ("“It is immoral”", "Elizabeth Warren", "stated", "full"),
            ("“about throwing people under the bus.”", "Elizabeth Warren", "stated", "fragment"),
        ],
    ),
    ("added X", "Added Elizabeth Warren: “We built it.”", [("“We built it.”", "Elizabeth Warren", "Added", "full")]),
    (
        "the day behind the name",
        "“We will talk,” said Angela Merkel yesterday.",
        [("“We will talk,”", "Angela Merkel", "said", "full")],
    ),
    (
        "words of the hearer",
        "Angela Merkel told Emmanuel Macron, who was smiling, that it was “no joke”.",
        [("“no joke”", "Angela Merkel", "told", "fragment")],
    ),
    (
        "noun with its owner behind",
        "In a statement by Angela Merkel the plan is called “sound”.",
        [("“sound”", "Angela Merkel", "statement", "fragment")],
    ),
    # --- what real pages taught
    (
        "a day between speaker and verb",
        "The committee chair Ada Ferrer on Monday alleged that the plan was “a gift to the rich”.",
        [("“a gift to the rich”", "Ada Ferrer", "alleged", "fragment")],
    ),
    (
        "a headline signed behind a dash",
        "Refusal to act is “a big mistake” - Angela Merkel",
        [("“a big mistake”", "Angela Merkel", None, "fragment")],
    ),
    (
        "a headline's words again in the text",
        "Bridge plan “is dead and buried now”\n\nAngela Merkel said the bridge plan “is dead and buried now”.",
        [
            ("“is dead and buried now”", "Angela Merkel", None, "fragment"),
            ("“is dead and buried now”", "Angela Merkel", "said", "fragment"),
        ],
    ),
    (
        "semicolon for a colon",
        "The move was welcomed by Angela Merkel MP, who tweeted; “It was time.”",
        [("“It was time.”", "Angela Merkel", "tweeted", "full")],
    ),
    (
        "the body named before",
        "The Labour Party met. The party said it was “appalled”.",
        [("“appalled”", "Labour Party", "said", "fragment")],
    ),
    (
        "verb of a clause behind the words",
        "John Kerry vowed to win “at any cost,” even as new strikes were called in the south.",
        [("“at any cost,”", "John Kerry", "vowed", "fragment")],
    ),
    (
        "a caption in the middle of a speech",
        "Angela Merkel said: “We began.\n\nThe chancellor arriving on Monday\n\n“We went on.”",
        [("“We began.", "Angela Merkel", "said", "full"), ("“We went on.”", "Angela Merkel", None, "full")],
    ),
    (
        "someone else's spokesman",
        "Ada Ferrer, the police spokeswoman, left. The minister’s spokeswoman said it was “fine”.",
        [("“fine”", None, "said", "fragment")],
    ),
    (
        "however before a paragraph of speech",
        "Angela Merkel said she would stay.\n\nHowever, “I want to be clear about one thing.”",
        [("“I want to be clear about one thing.”", "Angela Merkel", None, "full")],
    ),
    (
        "asked in the middle",
        "How, asked Angela Merkel, did the council intend to pay, given its “mountain of debt”?",
        [("“mountain of debt”", "Angela Merkel", "asked", "fragment")],
    ),
    (
        "an agency quotes",
        "“We will talk,” the News Agency quoted Angela Merkel as saying.",
        [("“We will talk,”", "Angela Merkel", "quoted", "full")],
    ),
    (
        "somebody's claim",
        "John Kerry criticised Angela Merkel’s claim that “all is well”.",
        [("“all is well”", "Angela Merkel", "claim", "fragment")],
    ),
    (
        "he in the middle is not who is spoken of",
        "“It is close,” John Kerry said. Emmanuel Macron, he added, had a “blind spot”.",
        [("“It is close,”", "John Kerry", "said", "full"), ("“blind spot”", "John Kerry", "added", "fragment")],
    ),
    (
        "begun again with a mark",
        "“We began.\n“We went on,” said Angela Merkel.",
        [("“We began.", "Angela Merkel", None, "full"), ("“We went on,”", "Angela Merkel", "said", "full")],
    ),
    (
        "begun again by nobody named",
        "“We began.\n“We went on.”",
        [("“We began.", None, None, "full"), ("“We went on.”", None, None, "full")],
    ),
    (
        "two speakers: the first",
        "“We will,” John Kerry and Angela Merkel said.",
        [("“We will,”", "John Kerry", "said", "full")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PASSAGES], ids=[row[0] for row in PASSAGES])
def test_passage(nlp, text, expected):
    quotes = nlp(text)._.quotes
    assert [(q.text, q.speaker, q.cue, q.kind) for q in quotes] == expected
    assert all(text[q.start : q.end] == q.text for q in quotes)
    assert all(q.cue is None or text[q.cue_start : q.cue_end] == q.cue for q in quotes)


def test_there_are_enough_passages():
    assert len({row[1] for row in PASSAGES}) == len(PASSAGES) >= 60


# --- the shipped articles, and the source articles where they are at hand


@pytest.mark.parametrize("article", ["hamburg-2017", "helsinki-2018"])
def test_gold(nlp, article):
    with (data_dir() / "gold" / "quotations.csv").open(encoding="utf-8", newline="") as file:
        gold = [row for row in csv.DictReader(file) if row["article"] == article]
    quotes = nlp((data_dir() / "articles" / f"{article}.txt").read_text(encoding="utf-8"))._.quotes
    assert [(q.start, q.end) for q in quotes] == [(int(row["start"]), int(row["end"])) for row in gold]
    assert [(q.text, q.speaker) for q in quotes] == [(row["text"], row["speaker"]) for row in gold]
    assert [q.kind for q in quotes] == [row["kind"] for row in gold]
    same = sum((q.cue or "") == row["cue"] for q, row in zip(quotes, gold, strict=True))
    assert same >= 0.9 * len(gold)


FOLDER = os.environ.get("TWOSUMMITS_ARTICLES_TEST")


@pytest.mark.skipif(not FOLDER, reason="TWOSUMMITS_ARTICLES_TEST names no folder of source articles")
def test_source_articles(nlp):
    names = {"D": "Donald Trump", "V": "Vladimir Putin", "R": "Rex Tillerson", "C": "Chuck Schumer", "A": "Andrew Weiss"}
    wanted = {"DRRRCCRAADDVVVDD", "DDDDVVVV"}
    found = []
    for path in sorted(Path(FOLDER).glob("*.txt")):
        found.append([quote.speaker for quote in nlp(path.read_text(encoding="utf-8"))._.quotes])
    assert {tuple(names[letter] for letter in row) for row in wanted} == {tuple(row) for row in found}
    assert sum(map(len, found)) == 24


# --- any text at all

PIECES = st.one_of(
    st.sampled_from(list("\"'“”‘’«»„‟‚‛`″,.:;?!—–-()[]\n \t\u00a0\u200b")),
    st.sampled_from(
        [
            "\n\n",
            "''",
            "``",
            "’s ",
            "’90s ",
            " Trump ",
            " Angela Merkel ",
            " said ",
            "said",
            " told ",
            " he ",
            " 6'2\" ",
            "…",
            "😀",
            "é",
        ]
    ),
    st.sampled_from(
        [
            " according to ",
            " the president ",
            " called it ",
            " who ",
            " a statement ",
            " was told by ",
            "We will talk",
            "Nein",
            "да",
        ]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text(nlp, text):
    doc = nlp(text)
    for quote in doc._.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.kind in KINDS
        assert quote.cue is None or text[quote.cue_start : quote.cue_end] == quote.cue
    spans = doc.spans["quotes"]
    assert [(span._.speaker, span._.quote_kind, span._.paragraph) for span in spans] == [
        (quote.speaker, quote.kind, quote.paragraph) for quote in doc._.quotes
    ]
    outer = [quote for quote in doc._.quotes if quote.kind != "nested"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="ab Ss.,\"'“”‘’«»„`\n019", max_size=80))
def test_any_marks(text):
    spans = paragraphs(text)
    for (start, end), row in zip(spans, find_stretches(text, spans), strict=True):
        assert all(start <= s.start < s.end <= end for s in row)
        assert [s.start for s in row] == sorted(s.start for s in row)


def test_marks_are_found_in_time_that_grows_with_the_text():
    text = "“We’ll talk,” he said, ‘and “soon” enough.’ \"So\" it's 'on'.\n" * 15_000
    start = time.perf_counter()
    assert len(find_stretches(text)) == 15_000
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "\n", "“", "”", '"', "'", "😀", "Er sagte: „Nein“.", "“”", "\x00“a”", "他说：“不。”"]
)
def test_odd_texts(nlp, text):
    doc = nlp(text)
    assert isinstance(doc._.quotes, list)
    assert len(quote_table(doc)) == len(doc._.quotes)


def test_stored_and_in_two_processes(nlp):
    doc = nlp(VOICES)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.quotes == doc._.quotes
    assert [span._.speaker for span in again.spans["quotes"]] == [quote.speaker for quote in doc._.quotes]
    assert [found._.quotes for found in nlp.pipe([VOICES, ""], n_process=2)] == [doc._.quotes, []]


def test_without_the_entities(nlp):
    with nlp.select_pipes(disable=["twosummits_entities"]):
        quotes = nlp("“We will talk,” said Angela Merkel. She left. “We always do,” she said.")._.quotes
    assert [q.speaker for q in quotes] == ["Angela Merkel", "Angela Merkel"]


def test_without_any_model():
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("twosummits_quotes")
    quotes = blank("“We will talk,” said Angela Merkel.")._.quotes
    assert [(q.text, q.kind) for q in quotes] == [("“We will talk,”", "full")]


# --- tables

VOICES = (
    "“We will talk soon,” said Angela Merkel.\n\n"
    "“He said ‘no’ twice,” Viktor Orban said. “Sad.”\n\n“Fine,” an aide said. The “deal” is off."
)


def test_quote_table(nlp):
    table = quote_table(nlp(VOICES))
    assert list(table.columns) == ["start", "end", "text", "kind", "speaker", "cue", "cue_start", "cue_end", "paragraph", "words"]
    assert table["words"].tolist() == [4, 4, 1, 1, 1, 1]
    assert table["paragraph"].tolist() == [1, 2, 2, 2, 3, 3]
    assert table["kind"].tolist() == ["full", "full", "nested", "full", "full", "scare"]
    empty = quote_table(nlp("No words here."))
    assert empty.empty and list(empty.columns) == list(table.columns)


def test_quote_table_needs_the_component():
    doc = load_model()("“We will talk,” said Angela Merkel.")
    with pytest.raises(ValueError, match="twosummits_quotes"):
        quote_table(doc)


def test_share_of_voice(nlp):
    voices = share_of_voice(quote_table(nlp(VOICES)))
    assert list(voices.columns) == ["speaker", "quotations", "words", "share"]
    assert voices["speaker"].fillna("").tolist() == ["Viktor Orban", "Angela Merkel", ""]
    assert voices["quotations"].tolist() == [2, 1, 1]
    assert voices["words"].tolist() == [5, 4, 1]
    assert voices["share"].sum() == pytest.approx(1)
    assert share_of_voice(quote_table(nlp("Nothing."))).empty


def test_reporting_verbs():
    verbs = reporting_verbs()
    assert list(verbs.columns)[:3] == ["verb", "class", "reason"]
    assert set(verbs["class"]) == {"neutral", "doubting", "endorsing"}
    assert verbs["verb"].is_unique and verbs["reason"].str.len().min() > 10
    classes = dict(zip(verbs["verb"], verbs["class"], strict=True))
    assert (classes["say"], classes["claim"], classes["admit"]) == ("neutral", "doubting", "endorsing")


# --- speed


def test_speed(nlp):
    """The component costs at most a tenth of the bare model, on the same text in the same run."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((data_dir() / "articles").glob("*.txt"))]
    model, docs = load_model(), [nlp(text) for text in texts]
    component = nlp.get_pipe("twosummits_quotes")

    def best(run):
        times = []
        for _ in range(7):
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
        return min(times)

    bare = best(lambda: [model(text) for text in texts])
    own = best(lambda: [component(doc) for doc in docs])
    assert own <= 0.10 * bare, f"{own:.4f} s against {bare:.4f} s"
