// The browser's tests. Each `*.test.mjs` beside this file exports `tests = { "what is true": async (t) => … }`.
//
//   node run.mjs [FILTER]     only tests whose name contains FILTER
//
// PLEIN_TEST_BIN names the program, CHROMIUM the browser; `cargo xtask test` sets both. Prints `ok NAME` or `not ok NAME` for
// each test and a last line `browser: N passed, M failed`.
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { closeBrowser } from "./lib/browser.mjs";
import { Stage } from "./lib/stage.mjs";

/** Milliseconds that one test may take. */
const LIMIT = 120_000;

const folder = dirname(fileURLToPath(import.meta.url));
const filter = process.argv[2] ?? "";
let passed = 0;
let failed = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).sort()) {
  const about = basename(file, ".test.mjs");
  const tests = await load(file, about);
  for (const [name, test] of Object.entries(tests)) {
    const full = `${about}: ${name}`;
    if (full.includes(filter)) await judge(full, test);
  }
}
await closeBrowser();
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** The tests of a file. One that cannot be read is a failure, not an absence. */
async function load(file, about) {
  try {
    const { tests } = await import(pathToFileURL(join(folder, file)));
    if (!tests) throw new Error(`${file} exports no tests`);
    return tests;
  } catch (error) {
    report(about, error);
    return {};
  }
}

async function judge(name, test) {
  const stage = new Stage();
  const start = performance.now();
  let clock;
  const late = new Promise((_, reject) => {
    clock = setTimeout(() => reject(new Error(`took longer than ${LIMIT / 1000} s`)), LIMIT);
  });
  let failure;
  try {
    await Promise.race([test(stage), late]);
    stage.verify();
  } catch (error) {
    failure = error;
    await stage.explain();
  } finally {
    clearTimeout(clock);
    await stage.close().catch((error) => (failure ??= error));
  }
  report(name, failure, Math.round(performance.now() - start));
}

function report(name, failure, ms) {
  if (!failure) {
    passed += 1;
    console.log(`ok ${name}`);
    console.log(`# ${ms} ms`);
    return;
  }
  failed += 1;
  console.log(`not ok ${name}`);
  console.log(String(failure.stack ?? failure).replace(/^/gm, "# "));
}
