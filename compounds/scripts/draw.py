#!/usr/bin/env python3
"""Draws word types from the bulk text, so that frequent and rare ones both occur.

usage: draw.py TEXT.xz SEED [SCALE [EXCLUDE.tsv ...]]

A type is a run of at least 8 lower-case letters that stands so in the text (no hyphen, apostrophe or digit beside it,
not at the border of a passage, where words are cut). Strata by count; the number of words drawn from each is STRATA x
SCALE. Prints the seed as a comment, then `word<TAB>count`.
"""
import lzma, random, re, sys
from collections import Counter

STRATA = [(1000, 10**9, 100), (100, 1000, 130), (10, 100, 180), (3, 10, 150)]
TOKEN = re.compile(r"[^\s]+")
WORD = re.compile(r"^[\"'(\[‘“]*([a-zà-öø-ÿ]{8,})[\"').,;:\]’”!?]*$")

def main():
    path, seed = sys.argv[1], int(sys.argv[2])
    scale = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    exclude = {line.split("\t")[0] for name in sys.argv[4:] for line in open(name, encoding="utf-8")}
    counts = Counter()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for token in TOKEN.findall(line)[1:-1]:
                if match := WORD.match(token):
                    counts[match[1]] += 1
    draw = random.Random(seed)
    print(f"# seed {seed} scale {scale} types {len(counts)}")
    for low, high, number in STRATA:
        words = sorted(w for w, c in counts.items() if low <= c < high and w not in exclude)
        for word in sorted(draw.sample(words, int(number * scale))):
            print(f"{word}\t{counts[word]}")

main()
