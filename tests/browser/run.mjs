// The browser's tests. Each `*.test.mjs` beside this file exports `tests = { "what is true": async (t) => … }`, and `alone = true`
// when what it waits for must not wait for the tests of other files.
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
/** How many files are at work at a time: most of a test is waiting for a page. Those of one file follow each other. */
const ABREAST = 2;

const folder = dirname(fileURLToPath(import.meta.url));
const filter = process.argv[2] ?? "";
let passed = 0;
let failed = 0;

const waiting = [];
const alone = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).sort()) {
  const about = basename(file, ".test.mjs");
  const loaded = await load(file, about);
  const tests = Object.entries(loaded.tests).map(([name, test]) => [`${about}: ${name}`, test]);
  (loaded.alone ? alone : waiting).push(tests.filter(([name]) => name.includes(filter)));
}
await Promise.all(Array.from({ length: ABREAST }, () => work(waiting)));
await work(alone);
await closeBrowser();
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

async function work(files) {
  for (let tests = files.shift(); tests; tests = files.shift()) {
    for (const [name, test] of tests) await judge(name, test);
  }
}

/** A file of tests. One that cannot be read is a failure, not an absence. */
async function load(file, about) {
  try {
    const loaded = await import(pathToFileURL(join(folder, file)));
    if (!loaded.tests) throw new Error(`${file} exports no tests`);
    return loaded;
  } catch (error) {
    report(about, [failure(error)]);
    return { tests: {} };
  }
}

async function judge(name, test) {
  const stage = new Stage();
  const start = performance.now();
  const said = [];
  let clock;
  const late = new Promise((_, reject) => {
    clock = setTimeout(() => reject(new Error(`took longer than ${LIMIT / 1000} s`)), LIMIT);
  });
  try {
    await Promise.race([test(stage), late]);
    stage.verify();
  } catch (error) {
    said.push(failure(error), ...stage.explained());
  } finally {
    clearTimeout(clock);
    await stage.close().catch((error) => said.push(failure(error)));
  }
  report(name, said, Math.round(performance.now() - start));
}

function failure(error) {
  return String(error.stack ?? error).replace(/^/gm, "# ");
}

/** Prints what became of a test, in one piece; it passed when nothing is `said` against it. */
function report(name, said, ms) {
  if (said.length) failed += 1;
  else passed += 1;
  console.log([`${said.length ? "not ok" : "ok"} ${name}`, ...said, ...(ms === undefined ? [] : [`# ${ms} ms`])].join("\n"));
}
