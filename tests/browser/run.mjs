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
/** How many tests run at a time: most of a test is waiting for a page. */
const ABREAST = 2;

const folder = dirname(fileURLToPath(import.meta.url));
const filter = process.argv[2] ?? "";
let passed = 0;
let failed = 0;

const waiting = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).sort()) {
  const about = basename(file, ".test.mjs");
  for (const [name, test] of Object.entries(await load(file, about))) {
    const full = `${about}: ${name}`;
    if (full.includes(filter)) waiting.push([full, test]);
  }
}
await Promise.all(Array.from({ length: ABREAST }, work));
await closeBrowser();
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

async function work() {
  for (let next = waiting.shift(); next; next = waiting.shift()) await judge(...next);
}

/** The tests of a file. One that cannot be read is a failure, not an absence. */
async function load(file, about) {
  try {
    const { tests } = await import(pathToFileURL(join(folder, file)));
    if (!tests) throw new Error(`${file} exports no tests`);
    return tests;
  } catch (error) {
    report(about, [failure(error)]);
    return {};
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
