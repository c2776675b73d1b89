// What is done with messages beside saying them, by two people in one room: signs, side talks, quotes, pins, leaving unread;
// rooms with a list of their own, and direct messages. With JavaScript and without.
import assert from "node:assert/strict";
import { awake } from "./lib/browser.mjs";
import { ADMIN, MEMBER, program, signIn } from "./lib/pages.mjs";

const demo = { before: (server) => server.plein(["demo"]) };
const FIELD = ".chat__room:not(.chat__room--side) .chat__compose textarea";
const SIDE = ".chat__room--side .chat__compose textarea";

/** A room of two members, and a road into the API for each. */
async function room(server) {
  const his = await program(server, MEMBER);
  const hers = await program(server, ADMIN);
  const known = (await hers("GET", "/rooms")).items;
  const { id } = (await his("GET", "/rooms")).items.find((one) => known.some((other) => other.id === one.id));
  return { id, his, hers };
}

/** A member in a room that is alive. */
async function enter(t, server, path, email) {
  const client = await t.client(server);
  await signIn(client.page, email);
  await client.page.goto(path);
  await awake(client.page);
  await client.page.waitForSelector(".connection[data-state=here]:not([hidden])");
  return client.page;
}

/** Opens what else can be done with a message. */
async function more(page, text) {
  const message = page.locator(`.message:has-text("${text}")`).last();
  await message.hover();
  await message.locator(".message__acts a:has-text('Meer')").click();
  await page.waitForSelector("dialog[open]");
}

export const tests = {
  "a sign is given, seen by others at once, and taken back": async (t) => {
    const server = await t.server(demo);
    const { id, his } = await room(server);
    await his("POST", `/rooms/${id}/messages`, { body_markdown: "Zullen we dit zo doen?" });
    const page = await enter(t, server, `/chat/${id}`, ADMIN);
    const other = await enter(t, server, `/chat/${id}`, MEMBER);
    await more(page, "Zullen we dit zo doen?");
    await page.click("dialog[open] button[title=Eens]");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    const mine = page.locator(".message:has-text('Zullen we dit zo doen?') .sign");
    await mine.waitFor();
    assert.equal(await mine.getAttribute("aria-pressed"), "true");
    const theirs = other.locator(".message:has-text('Zullen we dit zo doen?') .sign");
    await theirs.waitFor();
    assert.equal(await theirs.getAttribute("aria-pressed"), "false");
    assert.match(await theirs.getAttribute("title"), /Eens: /);
    await theirs.click();
    await page.waitForSelector(".sign:has-text('2')");
    await mine.click();
    await other.waitForSelector(".sign:has-text('1')");
  },

  "answers stand beside the room, live for both": async (t) => {
    const server = await t.server(demo);
    const { id, his } = await room(server);
    const question = await his("POST", `/rooms/${id}/messages`, { body_markdown: "Wie kent dit pand?" });
    const page = await enter(t, server, `/chat/${id}`, ADMIN);
    const other = await enter(t, server, `/chat/${id}?draad=${question.id}`, MEMBER);
    await page.locator(".message:has-text('Wie kent dit pand?')").hover();
    await page.locator(".message:has-text('Wie kent dit pand?') a:has-text('Antwoord')").click();
    await page.waitForSelector(SIDE);
    await awake(page);
    await page.fill(SIDE, "Ik ben er gisteren geweest");
    await page.press(SIDE, "Enter");
    await page.waitForSelector(".chat__room--side .message[data-id]:has-text('Ik ben er gisteren geweest')");
    await other.waitForSelector(".chat__room--side .message[data-id]:has-text('Ik ben er gisteren geweest')");
    // In the room itself stands a number, not the answer.
    await other.waitForSelector(".chat__room:not(.chat__room--side) .message__replies:has-text('1 antwoord')");
    const inRoom = ".chat__room:not(.chat__room--side) .message:has-text('Ik ben er gisteren geweest')";
    assert.equal(await other.locator(inRoom).count(), 0);
    await other.fill(SIDE, "Dank!");
    await other.press(SIDE, "Enter");
    await page.waitForSelector(".chat__room--side .message[data-id]:has-text('Dank!')");
    await page.click(".chat__room--side a:has-text('Sluit de antwoorden')");
    await page.waitForSelector(".message__replies:has-text('2 antwoorden')");
    assert.equal(await page.locator(SIDE).count(), 0);
  },

  "a message is quoted, pinned and left unread": async (t) => {
    const server = await t.server(demo);
    const { id, his, hers } = await room(server);
    await his("POST", `/rooms/${id}/messages`, { body_markdown: "De afspraken:\n\n- om tien uur\n- bij ons" });
    const page = await enter(t, server, `/chat/${id}`, ADMIN);
    await page.fill(FIELD, "Akkoord");
    await more(page, "De afspraken:");
    await page.click("dialog[open] button:has-text('Citeer')");
    await page.waitForFunction((field) => document.querySelector(field).value.includes("> - om tien uur"), FIELD);
    const text = await page.inputValue(FIELD);
    assert.ok(text.startsWith("> De afspraken:\n>\n") && text.endsWith("Akkoord"), text);
    await page.press(FIELD, "Enter");
    await page.waitForSelector(".message[data-id] blockquote:has-text('om tien uur')");
    const first = (await hers("GET", `/rooms/${id}/messages?before=0`)).items.find(({ body_markdown }) => body_markdown.startsWith("De afspraken"));
    await more(page, "Akkoord");
    await page.click("dialog[open] button:has-text('Markeer als ongelezen')");
    await page.waitForURL("**/chat");
    assert.equal((await hers("GET", `/rooms/${id}`)).unread, 0, "one's own words are not unread");
    await page.goto(`/chat/bericht/${first.id}`);
    await page.click("button:has-text('Markeer als ongelezen')");
    await page.waitForURL("**/chat");
    assert.equal((await hers("GET", `/rooms/${id}`)).unread, 1);
  },

  "a closed room and its list, by hand and without JavaScript": async (t) => {
    const server = await t.server(demo);
    const { hers } = await room(server);
    const { items } = await hers("GET", "/communities?limit=100");
    const { slug } = items.find(({ role }) => role === "owner" || role === "moderator");
    const client = await t.client(server, { javaScriptEnabled: false });
    const { page } = client;
    await signIn(page, ADMIN);
    await page.goto(`/c/${slug}/chat`);
    await page.fill("main input[name=name]", "Kerngroep");
    await page.check("main input[value=closed]");
    await page.click("main button:has-text('Maak ruimte')");
    await page.waitForSelector("h1:has-text('Kerngroep')");
    await page.fill("input#vind", "a");
    await page.click("main form[role=search] button");
    const who = await page.locator(".row:has(button:has-text('Zet op de lijst')) .row__title").first().textContent();
    await page.locator("button:has-text('Zet op de lijst')").first().click();
    await page.waitForSelector(`.row__title:has-text("${who}")`);
    await page.click("a:has-text('Naar de berichten')");
    await page.fill(".chat__compose textarea", "Welkom in de kerngroep");
    await page.click(".chat__compose button:has-text('Verstuur')");
    await page.waitForSelector(".message:has-text('Welkom in de kerngroep')");
  },

  "a direct message from a profile": async (t) => {
    const server = await t.server(demo);
    const { his } = await room(server);
    const me = await his("GET", "/me");
    const { page } = await t.client(server);
    await signIn(page, ADMIN);
    await page.goto(`/lid/${me.id}`);
    await page.click("button:has-text('Stuur bericht')");
    await page.waitForSelector(FIELD);
    await awake(page);
    await page.fill(FIELD, "Kun je me bellen?");
    await page.press(FIELD, "Enter");
    await page.waitForSelector(".message[data-id]:has-text('Kun je me bellen?')");
    const other = await t.client(server);
    await signIn(other.page, MEMBER);
    await other.page.goto("/chat");
    await other.page.click("h2:has-text('Directe berichten') ~ ul a");
    await other.page.waitForSelector(".message:has-text('Kun je me bellen?')");
  },

  "a message is put in a thread, which the room shows at once, and its author takes it back": async (t) => {
    const server = await t.server(demo);
    // In a community that the administrator keeps order in, and he belongs to.
    const his = await program(server, MEMBER);
    const hers = await program(server, ADMIN);
    const { slug } = await hers("POST", "/communities", { slug: "kring", name: "Kring", visibility: "open", join: "free" });
    await his("PUT", `/communities/${slug}/membership`, { message: "" });
    const { rooms } = await his("GET", `/communities/${slug}`);
    const path = `/chat/${rooms[0].id}`;
    await his("POST", `/rooms/${rooms[0].id}/messages`, { body_markdown: "Dit moet te vinden blijven" });
    const page = await enter(t, server, path, ADMIN);
    const other = await enter(t, server, path, MEMBER);
    await more(page, "Dit moet te vinden blijven");
    await page.click("dialog[open] a:has-text('Zet in een gesprek')");
    const box = page.getByRole("checkbox", { name: "Kies het bericht van" });
    await box.waitFor();
    assert.equal(await box.isChecked(), true);
    // By keyboard alone, and what is wrong is told without losing the choice.
    await box.focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Titel van het gesprek").fill("Wat wij vonden");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#messages .field__fault");
    assert.equal(await page.getByLabel("Titel van het gesprek").inputValue(), "Wat wij vonden");
    await box.focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Titel van het gesprek").press("Enter");
    await page.waitForSelector("h1:has-text('Wat wij vonden')");
    await page.waitForSelector(".post:has-text('Dit moet te vinden blijven')");
    await page.waitForSelector("main :text('Dit gesprek begon in de chat')");
    // The author sees it in the open room, and objects.
    const gone = other.locator(".message:has-text('Dit bericht staat nu in een gesprek.')");
    await gone.waitFor();
    await gone.locator("a:has-text('Terug naar de chat')").click();
    await other.click("main button:has-text('Terug naar de chat')");
    await other.waitForSelector(".message:has-text('Dit moet te vinden blijven')");
    // Who keeps order still sees that there was a thread, and none of the words.
    await page.reload();
    assert.equal(await page.locator("main :text('Dit moet te vinden blijven')").count(), 0);
  },
};
