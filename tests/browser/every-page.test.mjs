// Every page there is: accessible in light and dark, without sideways scrolling on a phone, within the weight it may have.
import assert from "node:assert/strict";
import axe from "axe-core";
import { violations } from "./lib/axe.mjs";
import { ADMIN, MEMBER, pages, program, signIn } from "./lib/pages.mjs";

/** What is wrong with how wide a page is. */
async function wide(page, width) {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const culprits = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > room + 1);
    return [`scrolls sideways at ${room}px: ${culprits.slice(-3).map((element) => element.outerHTML.slice(0, 120)).join(" | ")}`];
  });
}

/** Everything that is wrong with the page that is open. */
async function faults(page) {
  const wrong = await violations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(axe.source);
  const dark = await page.evaluate(() => axe.run(document, { runOnly: ["color-contrast"] }));
  for (const { nodes } of dark.violations) wrong.push(`dark: contrast (${nodes.map(({ target }) => target.join(" ")).join(", ")})`);
  await page.emulateMedia({ colorScheme: "light" });
  for (const width of [390, 320]) wrong.push(...(await wide(page, width)));
  await page.setViewportSize({ width: 1280, height: 800 });
  return wrong;
}

/** Walks through all pages as somebody; gives what is wrong, by page. `part` and `parts` divide the walk. */
async function walk(t, email, [part, parts]) {
  const server = await t.server({ before: (server) => server.plein(["demo"]) });
  const all = (await pages(server)).filter((_, i) => i % parts === part);
  // Colours that are on their way from light to dark are neither.
  const client = await t.client(server, { reducedMotion: "reduce" });
  if (email) await signIn(client.page, email);
  const wrong = [];
  for (const path of all) {
    const answer = await client.page.goto(path);
    assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
    for (const fault of await faults(client.page)) wrong.push(`${path}: ${fault}`);
  }
  return wrong;
}

const parts = (name, email, count) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `every page is usable by everybody, as ${name}, part ${i + 1} of ${count}`,
      async (t) => assert.deepEqual(await walk(t, email, [i, count]), []),
    ]),
  );

export const tests = {
  ...parts("the administrator", ADMIN, 4),
  ...parts("a visitor", undefined, 2),

  "a refused form, a long word and forty posts are usable too": async (t) => {
    const server = await t.server({ before: (server) => server.plein(["demo"]) });
    const api = await program(server, MEMBER);
    const { items } = await api("GET", "/communities?limit=100");
    const { slug } = items.find(({ role }) => role);
    const long = `Meervoudige${"persoonlijkheids".repeat(7)}`;
    const code = "`".repeat(3) + "\n" + "x".repeat(400) + "\n" + "`".repeat(3);
    const table = `| ${"kolom | ".repeat(14)}\n| ${"--- | ".repeat(14)}\n| ${"waarde | ".repeat(14)}`;
    const body = `${long}${long}\n\n${code}\n\n${table}\n\nhttps://voorbeeld.example/${"pad/".repeat(80)}`;
    const thread = await api("POST", `/communities/${slug}/threads`, { title: long, body_markdown: body, tags: ["a".repeat(30)] });
    for (let n = 0; n < 39; n += 1) await api("POST", `/threads/${thread.id}/posts`, { body_markdown: `${n}. **Reactie** met een [link](https://voorbeeld.example).` });
    const { page } = await t.client(server, { reducedMotion: "reduce" });
    await signIn(page);
    const wrong = [];
    for (const path of [thread.url, `/t/${thread.id}/40`, `/c/${slug}`, "/"]) {
      await page.goto(path);
      for (const fault of await faults(page)) wrong.push(`${path}: ${fault}`);
    }
    await page.goto(`/c/${slug}/nieuw`);
    await page.evaluate(() => document.querySelector("main form").setAttribute("novalidate", ""));
    await page.fill("input[name=title]", "x");
    await page.click("main form button[type=submit]");
    await page.waitForSelector("[aria-invalid=true]");
    for (const fault of await faults(page)) wrong.push(`a refused form: ${fault}`);
    assert.deepEqual(wrong, []);
  },

  "a page of a thread is light": async (t) => {
    const server = await t.server({ before: (server) => server.plein(["demo"]) });
    const api = await program(server, MEMBER);
    const [thread] = (await api("GET", "/communities/kleine-gemeenten/threads")).items;
    for (let n = 0; n < 19; n += 1) {
      await api("POST", `/threads/${thread.id}/posts`, { body_markdown: `Bij ons ging het ${n} keer anders: eerst bellen, dan pas een brief. Dat scheelt een hoop misverstanden.` });
    }
    const client = await t.client(server, { reducedMotion: "reduce" });
    await signIn(client.page);
    client.requests.length = 0;
    const sizes = [];
    client.page.on("response", async (response) => {
      const { responseBodySize, responseHeadersSize } = await response.request().sizes();
      sizes.push({ path: new URL(response.url()).pathname, type: response.request().resourceType(), size: responseBodySize + responseHeadersSize });
    });
    await client.page.goto(thread.url, { waitUntil: "networkidle" });
    const readable = sizes.filter(({ type }) => ["document", "stylesheet"].includes(type));
    const total = readable.reduce((sum, { size }) => sum + size, 0);
    assert.ok(readable.length <= 3, JSON.stringify(readable));
    assert.ok(total <= 40_000, `readable after ${total} bytes: ${JSON.stringify(readable)}`);
    assert.ok(client.requests.length <= 12, client.requests.join("\n"));
  },
};
