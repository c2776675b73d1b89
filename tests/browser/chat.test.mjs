// Two members in one room, on a network and a server that fail them.
import assert from "node:assert/strict";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { awake } from "./lib/browser.mjs";
import { showPeople } from "./lib/pages.mjs";
import { signIn } from "./smoke.test.mjs";

const PASSWORD = "welkom-op-het-plein";
const PIETER = "pieter.vandenberg@sliedrecht.example";
const LOTTE = "lotte.vandijk@var.example";

/** Asks as a program does: `fetch` of Node adds a header that only browsers send. */
function ask(url, { method = "GET", body, headers }) {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers: { "content-type": "application/json", ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => resolve(text ? JSON.parse(text) : undefined));
    });
    asking.on("error", reject).end(body);
  });
}

/** A program's road into the API of the site. */
async function program(server, email) {
  const body = JSON.stringify({ email, password: PASSWORD });
  const { token } = await ask(`${server.origin}/api/v1/session`, { method: "POST", body });
  return (path, options = {}) => ask(server.origin + path, { ...options, headers: { authorization: `Bearer ${token}` } });
}

/** The first room that both belong to. */
async function sharedRoom(server) {
  const rooms = async (email) => (await (await program(server, email))("/api/v1/rooms")).items;
  const [his, hers] = await Promise.all([rooms(PIETER), rooms(LOTTE)]);
  return his.find(({ id }) => hers.some((other) => other.id === id)).id;
}

/** A member with the room open and alive. */
async function inRoom(t, server, email, room) {
  const client = await t.client(server);
  await signIn(client.page, email);
  await client.page.goto(`/chat/${room}`);
  await awake(client.page);
  await client.page.waitForSelector(".connection[data-state=here]:not([hidden])");
  return client;
}

const say = async (page, text) => {
  await page.fill(".composer textarea", text);
  await page.press(".composer textarea", "Enter");
};

/** Ids of the messages on a page, in their order. */
const ids = (page) => page.$$eval(".messages > .message[data-id]", (items) => items.map((item) => item.dataset.id));
/** Texts of the messages on a page that begin with `mark`. */
const texts = (page, mark) =>
  page.$$eval(
    ".messages > .message[data-id] .prose",
    (items, mark) => items.map((item) => item.textContent.trim()).filter((text) => text.startsWith(mark)),
    mark,
  );

/** Every message of a room, oldest first, as the API tells them. */
async function all(api, room) {
  const items = [];
  let cursor = "";
  do {
    const page = await api(`/api/v1/rooms/${room}/messages?limit=100&cursor=${cursor}`);
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

/** Waits until `check` holds, at most `patience` milliseconds. */
async function until(what, check, patience = 30_000) {
  const deadline = Date.now() + patience;
  for (;;) {
    if (await check()) return;
    if (Date.now() > deadline) throw new Error(`not within ${patience / 1000} s: ${what}`);
    await sleep(100);
  }
}

const demo = { before: (server) => server.plein(["demo"]) };

export const tests = {
  "two members see each other's messages, typing, changes and removals": async (t) => {
    const server = await t.server(demo);
    const room = await sharedRoom(server);
    const { page: his } = await inRoom(t, server, PIETER, room);
    const { page: hers } = await inRoom(t, server, LOTTE, room);
    await say(his, "Is er **iemand** bij het overleg van morgen?");
    await hers.waitForSelector("text=bij het overleg van morgen?");
    await hers.type(".composer textarea", "Ja");
    await his.waitForSelector(".chat__typing >> text=Lotte van Dijk is aan het typen");
    await say(hers, "Ja, ik kom.");
    await his.waitForSelector("text=Ja, ik kom.");
    assert.deepEqual(await ids(his), await ids(hers));
    assert.equal(await hers.locator(".messages strong", { hasText: "iemand" }).count(), 1);

    const api = await program(server, PIETER);
    const own = (await all(api, room)).findLast(({ author }) => author.name.startsWith("Pieter"));
    const change = { body_markdown: "Is er iemand bij het overleg van vrijdag?", version: own.version };
    await api(`/api/v1/messages/${own.id}`, { method: "PATCH", body: JSON.stringify(change) });
    await hers.waitForSelector("text=overleg van vrijdag?");
    await api(`/api/v1/messages/${own.id}`, { method: "DELETE" });
    await hers.waitForSelector(`[data-id="${own.id}"] >> text=Dit bericht is verwijderd.`);
    assert.equal(await hers.locator("text=overleg van vrijdag?").count(), 0);
  },

  "who is there is shown quietly where the community chose it, and not of who does not want it": async (t) => {
    const server = await t.server(demo);
    const room = await sharedRoom(server);
    const { page: his } = await inRoom(t, server, PIETER, room);
    const { page: hers } = await inRoom(t, server, LOTTE, room);
    assert.equal(await his.locator(".chat__here").innerText(), "");
    const api = await program(server, PIETER);
    const { community_slug: slug } = await api(`/api/v1/rooms/${room}`);
    await showPeople(server, slug, "here");
    await his.waitForSelector(".chat__here >> text=/^Aanwezig: Lotte van Dijk$/");
    await hers.waitForSelector(".chat__here >> text=/^Aanwezig: Pieter van den Berg$/");
    assert.equal(await his.locator(".chat__here").evaluate((line) => line.closest("[aria-live], [role=status], [role=log]")), null);
    // A page that is read anew is there all the time.
    const went = his.waitForFunction(() => !document.querySelector(".chat__here").textContent, null, { timeout: 6_000 }).then(() => "gone", () => "here");
    await hers.reload();
    assert.equal(await went, "here");
    await (await program(server, LOTTE))("/api/v1/me", { method: "PATCH", body: JSON.stringify({ presence: "never" }) });
    await his.waitForFunction(() => !document.querySelector(".chat__here").textContent);
    await hers.waitForSelector(".chat__here >> text=/^Aanwezig: Pieter van den Berg$/");
    await showPeople(server, slug, "nothing");
    await hers.waitForFunction(() => !document.querySelector(".chat__here").textContent);
  },

  "a post elsewhere shows as a pill that brings it, and moves nothing": async (t) => {
    const server = await t.server(demo);
    const api = await program(server, PIETER);
    const { items } = await api("/api/v1/communities/kleine-gemeenten/threads");
    const { id, url } = items.find(({ closed, reply_count }) => !closed && reply_count < 15);
    const { page } = await t.client(server);
    await signIn(page, PIETER);
    await page.goto(url);
    await awake(page);
    const before = await page.locator(".posts > .post").count();
    const top = await page.evaluate(() => scrollY);
    await api(`/api/v1/threads/${id}/posts`, { method: "POST", body: JSON.stringify({ body_markdown: "Dit komt er net bij." }) });
    await page.waitForSelector(".pill >> text=1 nieuw bericht");
    assert.equal(await page.locator(".posts > .post").count(), before);
    assert.equal(await page.evaluate(() => scrollY), top);
    await page.click(".pill a");
    await page.waitForSelector(".posts >> text=Dit komt er net bij.");
    assert.equal(await page.locator(".posts > .post").count(), before + 1);
  },

  "a reply is placed without leaving the page, and what is typed survives a stop of the server": async (t) => {
    const server = await t.server(demo);
    const api = await program(server, PIETER);
    const { items } = await api("/api/v1/communities/kleine-gemeenten/threads");
    const { url } = items.find(({ closed, reply_count }) => !closed && reply_count < 15);
    const { page } = await t.client(server);
    await signIn(page, PIETER);
    await page.goto(url);
    await awake(page);
    await page.fill("#reageer textarea", "Dat doen wij ook zo.");
    await server.kill();
    await page.click("#reageer button[type=submit]:not([name])");
    await page.waitForSelector("text=Uw tekst is bewaard.");
    assert.equal(await page.inputValue("#reageer textarea"), "Dat doen wij ook zo.");
    await server.start();
    await page.reload();
    await awake(page);
    await until("the draft is back", async () => (await page.inputValue("#reageer textarea")) === "Dat doen wij ook zo.");
    await page.click("#reageer button[type=submit]:not([name])");
    await page.waitForSelector(".posts >> text=Dat doen wij ook zo.");
    assert.equal(await page.inputValue("#reageer textarea"), "");
    await page.reload();
    assert.equal(await page.locator(".posts >> text=Dat doen wij ook zo.").count(), 1);
  },

  "a server that is killed five times while messages are under way loses none, doubles none, and keeps their order": async (t) => {
    const server = await t.server(demo);
    const room = await sharedRoom(server);
    const { page: his } = await inRoom(t, server, PIETER, room);
    const { page: hers } = await inRoom(t, server, LOTTE, room);
    const expected = [];
    for (let round = 1; round <= 5; round += 1) {
      for (let n = 1; n <= 6; n += 1) {
        for (const [page, who] of [[his, "P"], [hers, "L"]]) {
          const text = `proef ${who}${round}.${n}`;
          expected.push(text);
          await say(page, text);
        }
      }
      await server.kill();
      // What is typed while it is away stays.
      await his.fill(".composer textarea", `nog niet verstuurd ${round}`);
      await server.start();
      assert.equal(await his.inputValue(".composer textarea"), `nog niet verstuurd ${round}`);
      for (const page of [his, hers]) {
        await until("everything stands again", async () => (await page.locator(".message--sending").count()) === 0, 60_000);
      }
    }
    const count = expected.length;
    for (const page of [his, hers]) {
      await until("all messages are on the page", async () => (await texts(page, "proef ")).length >= count);
    }
    const api = await program(server, LOTTE);
    const stored = await all(api, room);
    const proofs = stored.filter(({ body_markdown }) => body_markdown.startsWith("proef "));
    assert.deepEqual(proofs.map(({ body_markdown }) => body_markdown).sort(), [...expected].sort());
    const seqs = stored.map(({ seq }) => seq);
    assert.deepEqual(seqs, [...seqs].sort((a, b) => a - b));
    const order = stored.map(({ id }) => id);
    for (const page of [his, hers]) {
      const shown = await ids(page);
      assert.deepEqual(shown, order.slice(-shown.length));
    }
    await his.reload();
    await awake(his);
    await until("the draft is back", async () => (await his.inputValue(".composer textarea")) === "nog niet verstuurd 5");
    const fresh = await ids(his);
    assert.deepEqual(fresh, order.slice(-fresh.length));
  },
};
