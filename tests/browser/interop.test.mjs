// The live protocol as others speak it: the steps of ../interop/README.md in Python, in Node and in Chromium.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { types } from "../interop/script.mjs";
import { program, showPeople, signIn } from "./lib/pages.mjs";

const PIETER = "pieter.vandenberg@sliedrecht.example";
const LOTTE = "lotte.vandijk@var.example";
const STEPS = 12;

const file = (name) => fileURLToPath(new URL(`../interop/${name}`, import.meta.url));

/** A site, two members' tokens, and a room that both belong to. */
async function site(t) {
  const server = await t.server({ before: (server) => server.plein(["demo"]) });
  const [[token, his], [other, hers]] = await Promise.all(
    [PIETER, LOTTE].map(async (email) => {
      const api = await program(server, email);
      return [api.token, (await api("GET", "/rooms")).items];
    }),
  );
  const { id: room, community_slug: slug } = his.find(({ id }) => hers.some((same) => same.id === id));
  await showPeople(server, slug, "here");
  return { server, token, other, room };
}

/** Runs a script to its end. */
async function script(t, command, name) {
  const { server, token, other, room } = await site(t);
  const { stdout } = await promisify(execFile)(command, [file(name), server.origin, token, other, room], { timeout: 100_000 });
  complete(stdout.trim().split("\n"));
}

/** Fails when a step was left out. */
function complete(told) {
  const numbers = told.map((step) => Number.parseInt(step, 10));
  if (numbers.length !== STEPS || numbers.some((number, at) => number !== at + 1)) throw new Error(`steps: ${told.join(", ")}`);
}

export const tests = {
  "a program in Python goes through the twelve steps": (t) => script(t, python(), "script.py"),
  "a program in Node goes through the twelve steps": (t) => script(t, process.execPath, "script.mjs"),

  "a page goes through the twelve steps": async (t) => {
    const { server, other, room } = await site(t);
    const { page } = await t.client(server);
    await signIn(page, PIETER);
    // A page with no socket of its own.
    await page.goto("/privacy");
    await page.exposeFunction("somebodyTypes", () => types(server.origin, other, room));
    const told = [];
    await page.exposeFunction("told", (step) => void told.push(step));
    // Through the debugger: the content policy rightly refuses a script that is not the site's.
    const source = readFileSync(file("steps.mjs"), "utf8").replaceAll(/^export /gm, "");
    await page.evaluate(`(async () => {
      ${source}
      await steps({
        open: () => new WebSocket(location.origin.replace(/^http/, "ws") + "/live", ["live.v1"]),
        poll: async (query) => (await fetch("/live/poll?" + query)).json(),
        somebodyTypes,
        room: ${JSON.stringify(room)},
        told,
      });
    })()`);
    complete(told);
  },
};

function python() {
  const python = process.env.PLEIN_TEST_PYTHON;
  if (!python) throw new Error("PLEIN_TEST_PYTHON is not set: run these tests with `cargo xtask test`");
  return python;
}
