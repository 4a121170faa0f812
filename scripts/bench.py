"""What do the kit's components cost? Times the whole pipeline against the bare model on the same texts, in turns, in one run.

usage: python scripts/bench.py [COPIES] [ROUNDS]    (default: 30 copies of the two articles, 5 rounds)
"""

import sys
import time

from twosummits.annotate import view
from twosummits.articles import iter_articles
from twosummits.nlp import load_model, load_pipeline


def main(copies: int = 30, rounds: int = 5) -> int:
    texts = [view(article).text for article in iter_articles("articles")] * copies
    words = sum(len(text.split()) for text in texts)
    pipelines = {"the bare model": load_model(), "the kit": load_pipeline()}
    best = dict.fromkeys(pipelines, float("inf"))
    for nlp in pipelines.values():
        list(nlp.pipe(texts[:2]))  # the first texts pay for what is made once
    for _ in range(rounds):  # in turns, so that whatever else the machine does falls on both
        for name, nlp in pipelines.items():
            start = time.perf_counter()
            for _ in nlp.pipe(texts):
                pass
            best[name] = min(best[name], time.perf_counter() - start)
    for name, seconds in best.items():
        print(f"{name:<15} {words / seconds:>7,.0f} words a second")
    ratio = best["the kit"] / best["the bare model"]
    print(f"the kit costs {ratio:.2f} times what the bare model costs ({words:,} words, best of {rounds} rounds)")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
