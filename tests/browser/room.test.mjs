// A room by hand: changing and taking away what one said, with and without JavaScript; and all of it without a socket.
import assert from "node:assert/strict";
import { awake } from "./lib/browser.mjs";
import { ADMIN, MEMBER, program, signIn } from "./lib/pages.mjs";

const FIELD = ".chat__compose textarea";
const demo = { before: (server) => server.plein(["demo"]) };

/** A room of two members, and a road into the API for each. */
async function room(server) {
  const his = await program(server, MEMBER);
  const hers = await program(server, ADMIN);
  const known = (await hers("GET", "/rooms")).items;
  const { id } = (await his("GET", "/rooms")).items.find((one) => known.some((other) => other.id === one.id));
  return { id, his, hers };
}

/** A member in a room that is alive. */
async function enter(t, server, id, email, script) {
  const client = await t.client(server);
  if (script) await client.page.addInitScript(script);
  await signIn(client.page, email);
  await client.page.goto(`/chat/${id}`);
  await awake(client.page);
  await client.page.waitForSelector(".connection[data-state=here]:not([hidden])");
  return client;
}

const say = async (page, text) => {
  await page.fill(FIELD, text);
  await page.press(FIELD, "Enter");
  await page.waitForSelector(`.message[data-id]:has-text("${text}")`);
};
const focused = (page) => page.evaluate(() => document.activeElement.name || document.activeElement.textContent.trim());

/** A browser behind a proxy that lets no socket through. */
const noSockets = () => {
  window.WebSocket = class {
    constructor() {
      throw new Error("no sockets here");
    }
  };
};

export const tests = {
  "one's last message changes in its place, by keyboard": async (t) => {
    const server = await t.server(demo);
    const { id } = await room(server);
    const { page } = await enter(t, server, id, MEMBER);
    const { page: hers } = await enter(t, server, id, ADMIN);
    await say(page, "Tot morgen om tien uur");
    await page.press(FIELD, "ArrowUp");
    const edit = page.locator(".message__edit textarea");
    assert.equal(await edit.inputValue(), "Tot morgen om tien uur");
    assert.equal(await focused(page), "edited");
    await edit.fill("Toch niet");
    await page.keyboard.press("Escape");
    assert.equal(await edit.count(), 0);
    assert.equal(await focused(page), "body_markdown");
    await page.press(FIELD, "ArrowUp");
    assert.equal(await edit.inputValue(), "Tot morgen om tien uur");
    await edit.fill("   ");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".message__edit >> text=Vul dit veld in.");
    await edit.fill("Tot morgen om **elf** uur");
    await page.keyboard.press("Enter");
    await hers.waitForSelector(".message strong >> text=elf");
    await page.waitForSelector(".message:has-text('Tot morgen om elf uur')");
    // Within half a minute it still counts as writing.
    assert.equal(await page.locator("text=bewerkt").count(), 0);
    assert.equal(await edit.count(), 0);
    assert.equal(await focused(page), "body_markdown");
    // What is being typed is not lost to the arrow.
    await page.fill(FIELD, "nog iets");
    await page.press(FIELD, "ArrowUp");
    assert.equal(await edit.count(), 0);
  },

  "a change that cannot be saved yet says so, and keeps what was typed": async (t) => {
    const server = await t.server(demo);
    const { id, his } = await room(server);
    const { page } = await enter(t, server, id, MEMBER);
    await say(page, "De eerste versie");
    await page.press(FIELD, "ArrowUp");
    await page.locator(".message__edit textarea").fill("Mijn wijziging");
    await server.kill();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".message__edit >> text=Niet bewaard.");
    assert.equal(await page.locator(".message__edit textarea").inputValue(), "Mijn wijziging");
    await server.start();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".message[data-id]:has-text('Mijn wijziging')");
    const { items } = await his("GET", `/rooms/${id}/messages?before=0`);
    assert.equal(items.at(-1).body_markdown, "Mijn wijziging");
  },

  "a message goes after a question, and stays when the answer is no": async (t) => {
    const server = await t.server(demo);
    const { id } = await room(server);
    const { page } = await enter(t, server, id, MEMBER);
    const { page: hers } = await enter(t, server, id, ADMIN);
    await say(page, "Dit had ik niet moeten zeggen");
    const message = page.locator(".message:has-text('Dit had ik niet moeten zeggen')");
    await message.hover();
    await message.locator(".message__acts button").click();
    await page.waitForSelector("dialog[open]");
    assert.equal(await focused(page), "Annuleren");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(await message.count(), 1);
    await message.hover();
    await message.locator(".message__acts button").click();
    await page.click("dialog[open] button:has-text('Verwijder')");
    await page.waitForSelector(".message >> text=Dit bericht is verwijderd.");
    await hers.waitForSelector(".message >> text=Dit bericht is verwijderd.");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(await hers.locator("text=Dit had ik niet moeten zeggen").count(), 0);
  },

  "without JavaScript a message is changed and taken away by pages": async (t) => {
    const server = await t.server(demo);
    const { id, his } = await room(server);
    const { id: message } = await his("POST", `/rooms/${id}/messages`, { body_markdown: "Zonder script" });
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await signIn(page);
    await page.goto(`/chat/${id}`);
    const said = page.locator(`[data-id="${message}"]`);
    await said.hover();
    await said.locator("text=Bewerk").click();
    await page.fill("main textarea", "Zonder script, gewijzigd");
    await page.click("main form button[type=submit]");
    assert.match(await said.textContent(), /Zonder script, gewijzigd/);
    await said.hover();
    await said.locator("text=Verwijder").click();
    assert.match(await said.textContent(), /Dit bericht is verwijderd/);
  },

  "where no socket gets through, the chat and the pill of a thread still work": async (t) => {
    const server = await t.server(demo);
    const { id, his, hers } = await room(server);
    const { page, requests } = await enter(t, server, id, MEMBER, noSockets);
    await page.waitForSelector("text=Verbonden, iets trager", { timeout: 30_000 });
    await say(page, "Komt dit aan zonder socket?");
    const { items } = await hers("GET", `/rooms/${id}/messages?before=0`);
    assert.equal(items.at(-1).body_markdown, "Komt dit aan zonder socket?");
    await hers("POST", `/rooms/${id}/messages`, { body_markdown: "Ja, hier is het" });
    await page.waitForSelector(".message:has-text('Ja, hier is het')", { timeout: 30_000 });
    await page.press(FIELD, "ArrowUp");
    await page.locator(".message__edit textarea").fill("Kwam dit aan zonder socket?");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".message[data-id]:has-text('Kwam dit aan')");

    const threads = (await hers("GET", "/communities/kleine-gemeenten/threads")).items;
    const { id: thread, url } = threads.find(({ closed, reply_count }) => !closed && reply_count < 15);
    await page.goto(url);
    await awake(page);
    await his("POST", `/threads/${thread}/posts`, { body_markdown: "Dit komt er net bij." });
    await page.waitForSelector(".pill >> text=1 nieuw bericht", { timeout: 30_000 });
    await page.click(".pill a");
    await page.waitForSelector(".posts >> text=Dit komt er net bij.");
    assert.ok(requests.some((line) => line.startsWith("GET /live/poll?")));
  },
};
