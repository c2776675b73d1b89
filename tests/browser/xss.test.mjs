// What people write runs in nobody's browser: hostile text in every place where one writes and another reads.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { awake } from "./lib/browser.mjs";
import { PAYLOADS, foreign, shown, stimulate } from "./lib/hostile.mjs";
import { ADMIN, MEMBER, program, signIn } from "./lib/pages.mjs";

/** Milliseconds for one step. A page that hangs is a failure with a name, not the end of the run. */
const PATIENCE = 10_000;

/** Of those with hostile names. */
const SECRET = "vier paarden op een dijk";

/** A word in all that is hostile, for the search. */
const MARK = "aanvalsproef";

/** Those that fit on one line. */
const LINES = PAYLOADS.filter((text) => !/[\n\t]/.test(text));

/** As many payloads as fit in so many characters, from the given one on; behind the word that is searched. */
function fill(most, from = 0) {
  const turned = [...LINES.slice(from), ...LINES.slice(0, from)];
  return turned.reduce((text, payload) => (text.length + 1 + payload.length > most ? text : `${text} ${payload}`), MARK);
}

/** All of it that is allowed in a short text. */
const NOTE = fill(1_900);

/** Waits for what a page does, within the time for a step. */
function soon(page, work) {
  const late = sleep(PATIENCE, undefined, { ref: false }).then(() => Promise.reject(new Error(`${page.url()} does not answer`)));
  return Promise.race([work, late]);
}

/** Runs a function that takes a document in a page. */
const inPage = (page, work) => soon(page, page.evaluate(`(${work})(document)`));

/** Somebody who reads, and all that goes wrong: what ran, what stands there that may not, what does not stand there at all. */
async function reader(t, server, email, options) {
  const client = await t.client(server, options);
  const { context, page } = client;
  context.setDefaultTimeout(PATIENCE);
  const wrong = [];
  let here = "";
  await context.exposeBinding("ran", (_, n) => wrong.push(`${here}: payload ${n} ran`));
  page.on("dialog", (dialog) => {
    wrong.push(`${here}: a dialog, ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  if (email) await signIn(page, email);
  /** Judges the page that is open: at least so many payloads to be read, exactly so many posts or messages. */
  const judge = async (where, { words = 1, posts } = {}) => {
    here = where;
    await awake(page);
    const [seen] = await inPage(page, `(document) => [(${shown})(document), (${stimulate})(document)]`);
    if (seen.words < words) wrong.push(`${here}: ${seen.words} payloads are shown, not ${words}`);
    if (posts !== undefined && seen.posts !== posts) wrong.push(`${here}: ${seen.posts} posts are shown, not ${posts}`);
    // An image that is not there takes a moment to say so.
    await sleep(30);
    for (const fault of await inPage(page, foreign)) wrong.push(`${here}: ${fault}`);
  };
  const visit = async (path, { status = 200, ...expected } = {}) => {
    here = path;
    const answer = await page.goto(path, { waitUntil: "domcontentloaded" });
    if (answer.status() !== status) wrong.push(`${path}: ${answer.status()}`);
    await judge(path, expected);
  };
  /** Sends a form past its island; the page comes back with what was filled in. */
  const refused = async (path, fields, words) => {
    await page.goto(path, { waitUntil: "domcontentloaded" });
    const sent = page.evaluate((fields) => {
      const form = document.querySelector(`main form:has([name=${Object.keys(fields)[0]}])`);
      for (const [name, value] of Object.entries(fields)) form.querySelector(`[name=${name}]`).value = value;
      HTMLFormElement.prototype.submit.call(form);
    }, fields);
    const [answer] = await soon(page, Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), sent]));
    if (answer.status() !== 422) wrong.push(`${path}, sent: ${answer.status()}`);
    await judge(`${path}, refused`, { words });
  };
  return { client, page, wrong, judge, visit, refused };
}

/** Sends a form of the site from a page of the site. */
async function send(page, path, fields, { credentials = "same-origin", file } = {}) {
  const post = async ([path, fields, credentials, file]) => {
    const body = file ? new FormData() : new URLSearchParams(fields);
    if (file) {
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      body.append("files", new File([file.text], file.name, { type: file.type }));
    }
    return (await fetch(path, { method: "POST", body, credentials })).status;
  };
  const status = await soon(page, page.evaluate(post, [path, fields, credentials, file]));
  assert.equal(status, 200, `POST ${path}`);
}

/** Two people with hostile names write wherever one can write. Gives the addresses at which others read it. */
async function attack(t, server, attacker, asker) {
  const [api, other, victim, member] = await Promise.all([[attacker, SECRET], [asker, SECRET], [ADMIN], [MEMBER]].map((who) => program(server, ...who)));
  const [{ id: me }, { id: them }, { id: reader }] = await Promise.all([api, other, victim].map((who) => who("GET", "/me")));
  const { page } = await t.client(server);
  await signIn(page, attacker, SECRET);

  // A community in all its fields; the victim moderates it.
  const words = { name: fill(120, 18), description: NOTE, question: NOTE, rules_markdown: PAYLOADS.join("\n\n") };
  await api("POST", "/communities", { slug: "proefkring", visibility: "open", join: "free", ...words });
  await api("POST", "/communities", { slug: "proefpoort", visibility: "listed", join: "request", ...words });
  for (const who of [victim, other, member]) await who("PUT", "/communities/proefkring/membership");
  await api("PUT", `/communities/proefkring/members/${reader}`, { role: "owner" });
  await other("PUT", "/communities/proefpoort/membership", { message: NOTE });
  await member("PUT", "/communities/proefpoort/membership", { message: "Graag." });
  await victim("PUT", "/communities/proefpoort/membership", { message: "Graag ook." });
  const decide = async (who, what) => {
    const { id } = (await api("GET", "/communities/proefpoort/requests")).items.find(({ member_id }) => member_id === who);
    await api("POST", `/communities/proefpoort/requests/${id}/${what}`, { reason: NOTE });
  };
  await decide((await member("GET", "/me")).id, "refuse");
  await decide(reader, "accept");
  await api("PUT", `/communities/proefpoort/members/${reader}`, { role: "moderator" });

  // Threads: all payloads through titles and tags, and one with each of them as a reply.
  const tags = PAYLOADS.filter((text) => text.length <= 30 && !/[\n\t]/.test(text));
  const open = (title, body_markdown, n) => api("POST", "/communities/proefkring/threads", { title, body_markdown, tags: [0, 1, 2].map((i) => tags[(n + i) % tags.length]) });
  const threads = [];
  for (let n = 0; n < LINES.length; n += 4) threads.push(await open(fill(160, n), `${PAYLOADS[n]}\n\n${MARK}`, n));
  const long = await open(`${MARK} ${PAYLOADS[23]}`, "De eerste.", 0);
  for (const body_markdown of PAYLOADS) await api("POST", `/threads/${long.id}/posts`, { body_markdown });
  const [post] = (await api("GET", `/threads/${long.id}/posts`)).items.slice(1);
  await other("POST", `/posts/${post.id}/reports`, { reason: "other", note: NOTE });

  // Files: names as they are, and what is no file of ours is refused.
  const pdf = (name) => ({ name, type: "application/pdf", text: `%PDF-1.4\n${PAYLOADS[0]}` });
  const names = [`${PAYLOADS[1]}.pdf`, `${PAYLOADS[19]}.pdf`, `${PAYLOADS[30]}.html`];
  for (const name of names) await send(page, `/t/${long.id}/reageer`, { body_markdown: `Bijlage ${MARK}` }, { file: pdf(name) });
  for (const [name, type, text] of [["a.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"><script>ran(0)</script></svg>`], ["a.html", "application/pdf", PAYLOADS[0]]]) {
    await assert.rejects(send(page, `/t/${long.id}/reageer`, { body_markdown: "x" }, { file: { name, type, text } }), /422/);
  }

  // Chat: every other payload, half from each, so that nobody says too much at once.
  const [{ id: room }] = (await api("GET", "/communities/proefkring")).rooms;
  const said = PAYLOADS.filter((_, n) => n % 2 === 1).slice(0, 22);
  for (const [n, body_markdown] of said.entries()) await (n % 2 ? api : other)("POST", `/rooms/${room}/messages`, { body_markdown: `${body_markdown}\n\n${MARK}` });

  // The kennisbank: a theme with a subject, an article with all its lines. An address that is none of the web is refused.
  await send(page, "/beheer/themas", { slug: "proefthema", name: fill(120, 1), description: NOTE, position: "1", audience: "public" });
  await send(page, "/beheer/themas/proefthema/onderwerpen", { name: fill(120, 2), parent: "", position: "1" });
  const lines = { title: fill(250, 3), source: fill(1_900, 4), licence: fill(200, 5), remark: fill(200, 6), tags: LINES.filter(({ length }) => length <= 60).slice(0, 20) };
  const article = { kind: "uitleg", theme: "proefthema", body_markdown: [...PAYLOADS, MARK].join("\n\n"), ...lines };
  const { id: told } = await api("POST", "/articles", { ...article, source_url: `https://voorbeeld.example/"onmouseover="ran(0)` });
  for (const source_url of ["javascript:ran(0)", "data:text/html,<script>ran(0)</script>"]) await assert.rejects(api("POST", "/articles", { ...article, source_url }), /422/);
  await api("PATCH", `/articles/${told}`, { version: 1, title: fill(250, 7) });

  // Profiles, the organisation behind them, and what an administrator writes about the site itself.
  const everybody = Object.fromEntries(["show_email", "show_phone", "show_photo", "show_ask"].map((name) => [name, "members"]));
  await send(page, "/beheer/organisaties/nieuw", { name: fill(120, 20), kind: "zorg", domains: "", successor: "" });
  await page.goto("/beheer/organisaties");
  const organisation = (await page.getAttribute(`main a:has-text("${MARK}")`, "href")).split("/").pop();
  await api("PATCH", `/members/${me}`, { function: fill(200, 8), ask_about: NOTE, themes: ["proefthema"], ...everybody });
  await other("PATCH", `/members/${them}`, { name: fill(120, 20), function: fill(200, 18), ask_about: NOTE, ...everybody });
  await send(page, `/beheer/leden/${me}/gegevens`, { name: fill(120, 1), function: fill(200, 8), organisation });
  await send(page, "/beheer/paginas/privacy/nl", { title: fill(160, 23), body_markdown: PAYLOADS.join("\n\n") });
  await send(page, "/beheer/site", { name: PAYLOADS[1], open: "world", contact: "" });
  await send(page, "/uitnodigingen", { email: "genodigde@proef.example", name: fill(120, 19), message: NOTE });
  const asking = { name: fill(120, 21), email: "vrager@proef.example", organisation: fill(200), function: fill(200, 9), motivation: NOTE };
  await send(page, "/account-aanvragen", asking, { credentials: "omit" });

  // All of it is found before anybody looks.
  for (const kind of ["thread", "article", "message", "member"]) {
    for (let n = 0; !(await victim("GET", `/search?q=${MARK}&kind=${kind}`)).total; n += 1) {
      assert.ok(n < 100, `no ${kind} is found`);
      await sleep(100);
    }
  }
  return { api, me, them, threads, tags, long, post, names, room, said, told, organisation, page };
}

/** What an address brings along. */
const SOUGHT = fill(400, 18);
const address = (path, value) => path + encodeURIComponent(value);

/** Where every member reads the words of others, each kind once. */
function everywhere({ me, long, room, said, told }) {
  return [
    ["/"],
    ["/c", { words: 10 }],
    ["/c/proefkring", { words: 20 }],
    ["/c/proefpoort", { words: 20 }],
    [`/t/${long.id}/1`, { posts: 20 }],
    [`/t/${long.id}/21`, { posts: 20 }],
    [`/chat/${room}`, { words: said.length / 2, posts: said.length }],
    [`/lid/${me}`, { words: 20 }],
    [`/leden?q=${MARK}`, { words: 10 }],
    [`/a/${told}`, { words: 20 }],
    [`/zoeken?q=${MARK}`, { words: 10 }],
    [address("/zoeken?q=", SOUGHT), { words: 5 }],
    [address("/c/", PAYLOADS[18]), { status: 404, words: 0 }],
  ];
}

/** Where they stand as well, and where only a moderator or an administrator reads them. */
function behind({ me, them, long, post, tags, names, told, organisation, threads }) {
  const all = PAYLOADS.length;
  return [
    ...threads.filter((_, n) => n % 3 === 0).map(({ url }) => [url, { posts: 1 }]),
    ["/c/proefkring/over", { words: 20 }],
    [address("/c/proefkring?trefwoord=", tags[0])],
    [`/t/${long.id}/41`, { posts: PAYLOADS.length + 1 + names.length - 40 }],
    [`/t/${long.id}/2?citeer=2`, { posts: 20 }],
    [`/lid/${them}`, { words: 20 }],
    ["/k/proefthema", { words: 5 }],
    ["/privacy", { words: 20 }],
    [`/t/${long.id}/bewerken`, { words: 3 }],
    [`/t/${long.id}/verplaatsen`],
    [`/bericht/${post.id}/melden`],
    [`/bericht/${post.id}/verwijderen`],
    ["/c/proefkring/leden"],
    [address("/c/proefkring/leden?q=", SOUGHT), { words: 5 }],
    ["/c/proefkring/meldingen", { words: 20 }],
    ["/c/proefkring/instellingen", { words: all }],
    ["/c/proefpoort/verzoeken", { words: 20 }],
    ["/chat"],
    [address("/leden?q=", SOUGHT), { words: 5 }],
    [address("/leden?thema=", tags[0]), { words: 0 }],
    [`/organisatie/${organisation}`],
    ["/themas"],
    ["/k"],
    [`/a/${told}/bewerken`, { words: all }],
    [`/a/${told}/versies`],
    [`/a/${told}/versies/1`, { words: 20 }],
    ...["gesprek", "bericht", "artikel", "chat", "lid"].map((kind) => [`/zoeken?q=${MARK}&soort=${kind}`, { words: 2 }]),
    [address("/zoeken?q=onzinwoordje&community=", SOUGHT), { words: 0 }],
    ["/uitnodigingen"],
    [`/beheer/leden?q=${MARK}`, { words: 2 }],
    [address("/beheer/leden?q=", SOUGHT), { words: 5 }],
    [`/beheer/leden/${me}`, { words: 3 }],
    ["/beheer/communities"],
    ["/beheer/aanvragen", { words: 20 }],
    ["/beheer/organisaties"],
    [`/beheer/organisaties/${organisation}`],
    ["/beheer/themas", { words: 2 }],
    ["/beheer/themas/proefthema", { words: 2 }],
    ["/beheer/paginas/privacy/nl", { words: all }],
    ["/beheer/site"],
    [address(`/t/${long.id}/`, PAYLOADS[18]), { posts: 20 }],
  ];
}

/** What somebody reads who is not signed in, and where they would be sent on to. */
function outside({ long, told }) {
  return [
    ["/c/proefkring", { words: 20 }],
    [`/t/${long.id}/21`, { posts: 20 }],
    [`/a/${told}`, { words: 20 }],
    [address("/zoeken?q=", SOUGHT), { words: 5 }],
    [address("/inloggen?naar=", "javascript:ran(0)"), { words: 0 }],
    [address("/inloggen?naar=", `/${PAYLOADS[18]}`)],
  ];
}

/** What the reader's own form keeps when it is refused, and shows before it is sent. */
async function refusals({ page, judge, refused }, { post, room, told, me, long }) {
  const bad = PAYLOADS.slice(18, 26).join(" ");
  await refused("/c/proefkring/nieuw", { title: bad.slice(0, 160), tags: bad, body_markdown: PAYLOADS.join("\n\n") }, PAYLOADS.length);
  await refused(`/chat/${room}`, { body_markdown: NOTE + "x".repeat(10_001) }, 20);
  await refused(`/bericht/${post.id}/melden`, { note: NOTE }, 20);
  await refused("/profiel/bewerken", { name: bad, function: bad, ask_about: NOTE, phone: bad }, 20);
  await refused("/c/proefkring/instellingen", { name: bad, slug: bad, description: NOTE, question: NOTE, rules_markdown: NOTE }, 20);
  await refused(`/a/${told}/bewerken`, { title: bad, source_url: PAYLOADS[33], body_markdown: NOTE, tags: bad }, 20);
  await refused(`/beheer/leden/${me}`, { function: bad + "x".repeat(200) }, 5);
  await page.goto(`/t/${long.id}/1`, { waitUntil: "domcontentloaded" });
  await awake(page);
  await page.fill("#reageer textarea", PAYLOADS.join("\n\n"));
  await page.click("#reageer [role=toolbar] button[aria-pressed]");
  await page.waitForSelector(".composer__preview .prose");
  await judge("a preview in place of the text", { words: PAYLOADS.length });
  // The same as a page of its own, which the form asks for without our program.
  await page.$eval("#reageer button[name=preview]", (button) => button.form.requestSubmit(button));
  await page.waitForSelector(".preview .prose");
  await judge("a preview", { words: PAYLOADS.length });
}

/** What is attached leaves the site as a file to keep, never as a page. */
async function downloads({ page, wrong }, { long, names }) {
  await page.goto(`/t/${long.id}/41`, { waitUntil: "domcontentloaded" });
  const fetched = page.$$eval(".attached__file a", (links) =>
    Promise.all(
      links.map(async ({ href }) => {
        const { headers } = await fetch(href);
        return ["content-type", "x-content-type-options", "content-disposition"].map((name) => headers.get(name).split(";")[0]).join();
      }),
    ),
  );
  const answers = await soon(page, fetched);
  if (answers.length !== names.length) wrong.push(`${answers.length} files, not ${names.length}`);
  for (const answer of answers) if (answer !== "application/pdf,nosniff,attachment") wrong.push(`a file: ${answer}`);
}

/** What islands put into a page that is open: suggestions, a new post, what is said and who is typing. */
async function alive({ page, wrong, judge }, { api, page: theirs, room }, { id, url, title }) {
  await page.goto("/", { waitUntil: "domcontentloaded" });
  await awake(page);
  await page.click("#zoek");
  await page.keyboard.type(MARK.slice(0, -1));
  await page.waitForSelector("#zoek-lijst:not([hidden]) [role=option]:has-text('ran(')");
  const groups = await page.locator("#zoek-lijst [role=group]").count();
  if (groups < 4) wrong.push(`suggestions: only ${groups} groups`);
  for (const fault of await inPage(page, foreign)) wrong.push(`suggestions: ${fault}`);

  await page.goto(url, { waitUntil: "domcontentloaded" });
  await awake(page);
  await api("POST", `/threads/${id}/posts`, { body_markdown: PAYLOADS.join("\n\n") });
  await page.click(".pill:not([hidden]) a");
  await page.waitForSelector("#post-2");
  await judge(`a post that came later in ${title}`, { posts: 2, words: 20 });

  await Promise.all([page, theirs].map((one) => one.goto(`/chat/${room}`, { waitUntil: "domcontentloaded" })));
  for (const one of [page, theirs]) await one.waitForSelector(".connection[data-state=here]:not([hidden])");
  const messages = () => page.locator(".messages > .message[data-id]").count();
  const before = await messages();
  await theirs.fill(".composer textarea", "");
  // That somebody types is told to those who look at that moment, and once in a few seconds.
  const typing = page.waitForSelector(".chat__typing:has-text('ran(')", { timeout: 30_000 });
  const typed = setInterval(() => theirs.locator(".composer textarea").first().press("x").catch(() => {}), 500);
  await typing.finally(() => clearInterval(typed));
  for (const fault of await inPage(page, foreign)) wrong.push(`who is typing: ${fault}`);
  for (const payload of [PAYLOADS[1], PAYLOADS[7], PAYLOADS[22]]) {
    await theirs.fill(".composer textarea", payload);
    await theirs.press(".composer textarea", "Enter");
  }
  await page.waitForFunction((count) => document.querySelectorAll(".messages > .message[data-id]").length === count, before + 3);
  await judge("what is said", { words: 10 });
}

/** Serves each payload as a page of its own, as a site would that cleans nothing and has no policy; all of them in frames. */
async function careless(t) {
  const link = (text) => text.replace(/!?\[.*?\]\(<?([^\s>]*).*\)/, '<a href="$1">klik</a>');
  const pages = PAYLOADS.map((text) => `<!doctype html><title>${text}</title><main>${link(text)}<textarea>${text}</textarea><input value="${text}"><input value='${text}'></main>`);
  const frames = `<!doctype html><main>${pages.map((_, n) => `<iframe src="/${n}"></iframe>`).join("")}</main>`;
  const server = createServer(({ url }, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(url === "/" ? frames : pages[url.slice(1)]);
  });
  server.listen(0, "127.0.0.1");
  t.after(() => server.close(server.closeAllConnections()));
  await once(server, "listening");
  return { origin: `http://127.0.0.1:${server.address().port}` };
}

export const tests = {
  "the control: where nothing is cleaned, hostile text runs and is seen": async (t) => {
    const client = await t.client(await careless(t));
    const { context, page } = client;
    context.setDefaultTimeout(PATIENCE);
    const ran = new Set();
    await context.exposeBinding("ran", (_, n) => ran.add(n));
    await context.route(/kwaad\.example/, (route) => route.abort());
    await page.goto("/");
    const inFrames = (work) => `(document) => [...document.querySelectorAll("iframe")].map(({ contentDocument: inner }) => inner && (${work})(inner))`;
    const seen = await inPage(page, inFrames(foreign));
    await inPage(page, inFrames(stimulate));
    await sleep(300);
    client.problems.length = client.foreign.length = 0;
    assert.ok(ran.size >= 20, `only ${[...ran]} ran`);
    assert.deepEqual([...ran].filter((n) => !seen[n]?.length), [], "what runs is also seen");
  },

  "what hostile people write runs in nobody's browser": async (t) => {
    const attacker = "aanvaller@proef.example";
    const asker = "vraagsteller@proef.example";
    const server = await t.server({
      before: async (server) => {
        await server.plein(["demo"]);
        await server.member({ email: attacker, name: fill(120, 1), password: SECRET, admin: true });
        await server.member({ email: asker, name: fill(120, 20), password: SECRET });
      },
    });
    const found = await attack(t, server, attacker, asker);
    // As it is, where a refusal by the content policy is a failure by itself; and without that wall, where all would run.
    const member = await reader(t, server, MEMBER);
    const victim = await reader(t, server, ADMIN, { bypassCSP: true });
    const visitor = await reader(t, server, undefined, { bypassCSP: true });
    const read = async ({ visit, wrong }, places) => {
      // A page that is led away by a script cannot be judged any more; what led it away is told with the rest.
      for (const [path, expected] of places) await visit(path, expected).catch((error) => wrong.push(`${path}: ${error.message}`));
    };
    await Promise.all([
      read(victim, [...behind(found), ...everywhere(found)]).then(() => refusals(victim, found)).then(() => downloads(victim, found)),
      read(member, everywhere(found)).then(() => read(visitor, outside(found))),
    ]);
    await alive(member, found, found.threads[1]);
    await alive(victim, found, found.threads[2]);
    assert.deepEqual([member, victim, visitor].flatMap(({ wrong, client }) => [...wrong, ...client.problems, ...client.foreign]), []);

    // The control: a page of the same site, as if it had forgotten to escape.
    const { url } = found.threads[0];
    await victim.client.context.route(`**${url}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll("&lt;", "<").replaceAll("&gt;", ">") });
    });
    await victim.visit(url);
    victim.client.problems.length = 0;
    assert.match(victim.wrong.join("\n"), /payload 0 ran[^]*script in <script>ran\(0\)/);
  },
};
