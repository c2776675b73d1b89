// Search as people use it: what was just written is found, by page, by suggestion and by key; and by nobody else.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
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
  const found = await soon(2_000, () => pieter.find("kwibusvergunning"), ({ items }) => items[0]?.id === thread.id);
  assert.deepEqual([found.items[0]?.id, found.items[0]?.kind], [thread.id, "thread"]);
  // What comes after it is about other permits.
  assert.equal(found.items.filter(({ snippet_html }) => /kwibus/i.test(snippet_html)).length, 1);
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

/** A site that has been in use for years: posts in threads of fifty, of words that the demo region does not use. */
const years = (posts) => `
  with place as (select c.id, c.audience_id from community c where c.slug = 'kleine-gemeenten'),
       author as (select id from member where email = '${MEMBER}')
  insert into thread (id, community_id, audience_id, author_id, slug, title, tags, last_number, reply_count, last_author_id, created_at, active_at)
  select md5('thread' || n)::uuid, place.id, place.audience_id, author.id, 'oud', 'Oud gesprek ' || n, '[]', 50, 49, author.id, now() - interval '2 years', now() - interval '2 years'
  from place, author, generate_series(1, ${posts / 50}) n;
  with word as (select array(select chr(97 + n % 26) || case n % 3 when 0 then 'andel' when 1 then 'oerstok' else 'ilverpoets' end || n from generate_series(1, 3000) n) as w)
  insert into post (id, thread_id, number, author_id, body_markdown, body_html, created_at)
  select md5('post' || t.id || n)::uuid, t.id, n, t.author_id, words, '<p>' || words || '</p>', t.created_at
  from (select * from thread where slug = 'oud') t, generate_series(1, 50) n,
       lateral (select string_agg(w[1 + (abs(hashtext(t.id::text || n || k)) % 3000)], ' ') as words from word, generate_series(1, 30) k) said;`;

/** Posts five times a second until told to stop; gives how many stood. */
function chatter(member, thread) {
  let going = true;
  const busy = (async () => {
    const sent = [];
    for (let next = performance.now(); going; next += 200) {
      await sleep(Math.max(0, next - performance.now()));
      sent.push(member.call("POST", `/threads/${thread.id}/posts`, { body_markdown: `Ondertussen praten anderen door over ${sent.length} dingen.` }));
    }
    return (await Promise.all(sent)).length;
  })();
  return async () => {
    going = false;
    return busy;
  };
}

/** A long write in one database of a cluster keeps the change log of the others waiting, and here two seconds count. */
export const alone = true;

export const tests = {
  "among 100,000 posts, while five a second arrive, a page finds what was just written by an inflected form": async (t) => {
    const posts = 100_000;
    const server = await t.server({ ...demo, engine: "postgres" });
    await server.stop();
    await server.sql(years(posts));
    // The index follows the change log, which knows nothing of these posts.
    rmSync(join(server.data, "index"), { recursive: true });
    await server.start(100_000);
    const pieter = await program(server, MEMBER);
    const { facets } = await pieter.find("oud gesprek");
    assert.ok(facets.kind.find(({ key }) => key === "thread")?.count >= posts / 50, "the old threads are in the index");
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await signIn(page);
    const thread = await pieter.open("kleine-gemeenten", "Wie praat er mee", "Hier wordt doorgepraat.");
    const hush = chatter(pieter, thread);
    const began = Date.now();
    for (const [written, asked] of [
      ["Onze kwibusvergunningen liggen klaar.", "kwibusvergunning"],
      ["Zij flierefluitten de hele dag.", "flierefluit"],
      ["De zeepkistenracers kwamen te laat.", "zeepkistenracer"],
    ]) {
      const said = await pieter.call("POST", `/threads/${thread.id}/posts`, { body_markdown: written });
      const search = async () => (await page.goto(`/zoeken?q=${asked}`)) && page.locator(".hit__title").first().getAttribute("href", { timeout: 200 }).catch(() => undefined);
      const href = await soon(2_000, search, (found) => found?.includes(thread.id));
      assert.equal(href?.split(":~:")[0], `/t/${thread.id}/${said.number}#post-${said.number}`, asked);
    }
    const seconds = (Date.now() - began) / 1000;
    const stood = await hush();
    assert.ok(stood >= 4 * seconds, `${stood} posts in ${seconds} s`);
  },

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

  "a result leads to the very words, deep in a long text": async (t) => {
    const server = await t.server(demo);
    const pieter = await program(server, MEMBER);
    const filler = Array.from({ length: 120 }, (_, n) => `Alinea ${n} gaat over iets anders.`).join("\n\n");
    await pieter.open("kleine-gemeenten", "Een lang verhaal", `${filler}\n\nHier staan de zilverreigers bij het water.\n\n${filler}`);
    await soon(15_000, () => pieter.find("zilverreiger"), ({ total, rebuilding }) => total === 1 && !rebuilding);
    const { page } = await t.client(server);
    await signIn(page);
    await page.goto("/zoeken?q=zilverreiger");
    await page.click(".hit__title");
    await page.waitForURL(/\/t\//);
    const place = () => page.$eval("p:has-text('zilverreigers')", (text) => text.getBoundingClientRect().top / innerHeight);
    const top = await soon(10_000, place, (top) => top > 0 && top < 1);
    assert.ok(top > 0 && top < 1, `the words stand ${top} windows down`);
  },

  "the panel asks what its boxes say, and a conversation is searched by itself, without JavaScript": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await signIn(page);
    await soon(15_000, async () => (await page.goto("/zoeken?q=overlast")) && page.textContent("main"), (text) => !/opnieuw gemaakt/.test(text));
    await page.click(".search-page__panel > summary");
    await page.selectOption("#paneel-type", "gesprek");
    await page.check("#paneel-titel");
    await page.click(".search-panel button[type=submit]");
    assert.equal(new URL(page.url()).searchParams.get("q"), "overlast in:titel soort:gesprek");
    const titles = await page.locator(".hit__title").allTextContents();
    assert.ok(titles.length > 0 && titles.every((title) => /overlast|last/i.test(title)), titles.join());
    assert.equal(await page.inputValue("#paneel-type"), "gesprek");
    await page.click(".hit__title");
    const conversation = await page.textContent("h1");
    await page.fill("#zoek-hier", "overlast");
    await page.click(".within button");
    assert.match(await page.textContent(".search-scope"), /U zoekt alleen in het gesprek/);
    const found = await page.locator(".hit__title").allTextContents();
    assert.ok(found.length > 0 && found.every((title) => title.trim() === conversation.trim()), found.join());
    await page.click(".search-scope a:text-is('Zoek overal')");
    assert.equal(await page.locator(".search-scope").count(), 0);
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
