#!/bin/sh
# Makes data/counts.tsv and data/compounds.bin anew. Needs the Debian packages hunspell-nl, wdutch and xz-utils.
# usage: generate.sh PASSAGES.txt.xz
set -eu
cd "$(dirname "$0")"
cargo build --release --bins
bin="${CARGO_TARGET_DIR:-../target}/release"
xz -dc "$1" | "$bin/count" > data/counts.tsv
"$bin/generate" /usr/share/hunspell/nl.aff /usr/share/hunspell/nl.dic /usr/share/dict/dutch data/counts.tsv data/lists \
    data/compounds.bin
