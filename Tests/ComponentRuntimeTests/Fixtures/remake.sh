#!/bin/sh
# Makes every .wasm beside this file from its .wat, with wasm-tools (1.262 made those that are committed).
set -eu
cd "$(dirname "$0")"
for source in *.wat; do
  wasm-tools parse "$source" -o "${source%.wat}.wasm"
  wasm-tools validate --features all "${source%.wat}.wasm"
done
