// Search as people use it: what was just written is found, by page, by suggestion and by key; and by nobody else.
import assert from "node:assert/strict";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { awake } from "./lib/browser.mjs";
import { signIn } from "./smoke.test.mjs";

const PASSWORD = "welkom-op-het-plein";
const MEMBER = "pieter.vandenberg@sliedrecht.example";
const demo = { before: (server) => server.plein(["demo"]) };

/** Asks as a program does: `fetch` sends headers of browsers. */
function ask(url, options, body) {
  return new Promise((resolve, reject) => {
    const asking = request(url, options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve({ status: answer.statusCode, text }));
    });
    asking.on("error", reject).end(body);
  });
}

/** A caller of the JSON API, signed in when there is an address. */
async function program(server, email) {
  const headers = { "content-type": "application/json" };
  const call = async (method, path, body) => {
    const { status, text } = await ask(`${server.origin}/api/v1${path}`, { method, headers }, body && JSON.stringify(body));
    assert.ok(status < 300, `${method} ${path}: ${status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  if (email) headers.authorization = `Bearer ${(await call("POST", "/session", { email, password: PASSWORD })).token}`;
  return {
    call,
    find: (words, more = "") => call("GET", `/search?q=${encodeURIComponent(words)}${more}`),
    open: (slug, title, body_markdown) => call("POST", `/communities/${slug}/threads`, { title, body_markdown }),
  };
}

/** Asks until `fits`, at most `patience` milliseconds; gives the last answer. */
async function soon(patience, ask, fits) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || Date.now() > end) return answer;
    await sleep(50);
  }
}

/** Posts, edits and deletes, and kills the server in between. */
async function follows(t, engine) {
  const server = await t.server({ ...demo, engine });
  const pieter = await program(server, MEMBER);
  await soon(15_000, () => pieter.find("politie"), ({ rebuilding, total }) => !rebuilding && total > 0);
  const thread = await pieter.open("kleine-gemeenten", "Zeepkistenrace op de dijk", "Wie verleende **kwibusvergunningen**?");
  const found = await soon(2_000, () => pieter.find("kwibusvergunning"), ({ total }) => total === 1);
  assert.deepEqual([found.total, found.items[0]?.id, found.items[0]?.kind], [1, thread.id, "thread"]);
  assert.match(found.items[0].snippet_html, /<mark>kwibusvergunningen<\/mark>/);

  const reply = await pieter.call("POST", `/threads/${thread.id}/posts`, { body_markdown: "Vorig jaar fantasmagorisch." });
  await server.crash();
  const again = await soon(5_000, () => pieter.find("fantasmagorische"), ({ total }) => total === 1);
  assert.equal(again.items[0]?.url, `/t/${thread.id}/2#post-2`);
  await pieter.call("PATCH", `/posts/${reply.id}`, { body_markdown: "Vol flierefluiters.", version: 1 });
  assert.equal((await soon(2_000, () => pieter.find("flierefluiter"), ({ total }) => total === 1)).total, 1);
  assert.equal((await pieter.find("fantasmagorisch")).total, 0);
  await pieter.call("DELETE", `/posts/${reply.id}`);
  assert.equal((await pieter.find("flierefluiters")).total, 0, "what was taken away is gone at once");
}

export const tests = {
  "what was just written is found by an inflected form, also after a crash": (t) => follows(t, "sqlite"),
  "the same on PostgreSQL": (t) => follows(t, "postgres"),

  "a stranger finds nothing of a closed community by page, API, suggestion or count": async (t) => {
    const server = await t.server(demo);
    const lotte = await program(server, "lotte.vandijk@var.example");
    const mine = await lotte.call("POST", "/communities", { slug: "stille-kring", name: "Kanariekring", visibility: "hidden", join: "invite" });
    await lotte.open(mine.slug, "Kanariepiet gezien", "De kanariepietermannen zijn terug.");
    await soon(15_000, () => lotte.find("kanariepieterman"), ({ total, rebuilding }) => total === 1 && !rebuilding);
    for (const email of [undefined, MEMBER]) {
      const stranger = await program(server, email);
      for (const words of ["kanariepieterman", "kanarie", '"kanariepiet gezien"', "kanariepeit", "in:stille-kring gezien", "in:titel kanariepiet", "van:lotte kanariepiet"]) {
        const answer = await stranger.find(words);
        assert.equal(answer.items.filter(({ title }) => /kanarie/i.test(title)).length, 0, words);
        assert.equal(answer.facets.community.filter(({ key }) => key === mine.slug).length, 0, words);
        assert.doesNotMatch(JSON.stringify(answer), /kanarie/i, words);
      }
      assert.equal((await stranger.find("gezien", `&community=${mine.slug}`)).total, 0);
      for (const typed of ["kanar", "stille", "kanariepiet g"]) {
        assert.doesNotMatch(JSON.stringify(await stranger.call("GET", `/suggest?q=${encodeURIComponent(typed)}`)), /kanarie/i, typed);
      }
    }
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await page.goto("/zoeken?q=kanariepiet");
    assert.match(await page.textContent("main"), /Niets gevonden/);
    await page.goto(`/zoeken?q=gezien&community=${mine.slug}`);
    assert.doesNotMatch(await page.textContent("main"), /Kanarie/);
  },

  "the page narrows by kind and pages on, without JavaScript": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await signIn(page);
    await soon(15_000, async () => (await page.goto("/zoeken?q=politie")) && page.textContent("main"), (text) => !/opnieuw gemaakt/.test(text));
    assert.equal(await page.inputValue("#zoek"), "politie");
    assert.ok((await page.locator(".hit mark").count()) > 0);
    await page.click(".tabs__tab:has-text('Gesprekken')");
    const kinds = await page.locator(".hit .meta span:first-child").allTextContents();
    assert.ok(kinds.length > 0 && kinds.every((kind) => kind === "Gesprek"), kinds.join());
    await page.goto("/zoeken?q=gemeente");
    const first = await page.locator(".hit__title").first().getAttribute("href");
    await page.click(".pager__link--next");
    assert.notEqual(await page.locator(".hit__title").first().getAttribute("href"), first);
  },

  "the search field suggests, by keyboard": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server);
    await signIn(page);
    const pieter = await program(server, MEMBER);
    await soon(15_000, () => pieter.find("politie"), ({ rebuilding, total }) => !rebuilding && total > 0);
    await page.goto("/");
    await awake(page);
    await page.keyboard.press("/");
    await page.keyboard.type("model-bes");
    await page.waitForSelector("#zoek-lijst:not([hidden]) [role=option]");
    assert.equal(await page.getAttribute("#zoek", "aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    const chosen = await page.getAttribute("#zoek", "aria-activedescendant");
    assert.equal(await page.getAttribute(`#${chosen}`, "aria-selected"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.getAttribute("#zoek", "aria-expanded"), "false");
    await page.keyboard.type("l");
    await page.waitForSelector("#zoek-lijst:not([hidden]) [role=option]");
    await page.keyboard.press("ArrowDown");
    const href = await page.getAttribute("#zoek-lijst-0", "href");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === new URL(href, server.origin).pathname);
  },
};
