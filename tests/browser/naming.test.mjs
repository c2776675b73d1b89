// Naming somebody while one writes in a chat, and the numbers beside rooms that move by themselves.
import assert from "node:assert/strict";
import { awake } from "./lib/browser.mjs";
import { ADMIN, MEMBER, program, signIn } from "./lib/pages.mjs";

const FIELD = ".chat__compose textarea";
const OPTION = ".suggest--over [role=option]";
const demo = { before: (server) => server.plein(["demo"]) };

/** Rooms that both belong to, and a road into the API for each. */
async function shared(server) {
  const his = await program(server, MEMBER);
  const hers = await program(server, ADMIN);
  const known = (await hers("GET", "/rooms")).items;
  const rooms = (await his("GET", "/rooms")).items.filter((one) => known.some((other) => other.id === one.id));
  return { rooms, his, hers };
}

/** A member with a page that is alive. */
async function open(t, server, path, email = MEMBER, script = true) {
  const { page } = await t.client(server, { javaScriptEnabled: script });
  await signIn(page, email);
  await page.goto(path);
  if (script) await awake(page);
  return page;
}

/** What the list of options and the field say to assistive technology. */
const told = (page) =>
  page.$eval(FIELD, (field) => ({
    active: document.getElementById(field.getAttribute("aria-activedescendant"))?.querySelector(".suggest__title").textContent,
    list: document.getElementById(field.getAttribute("aria-controls"))?.getAttribute("role"),
  }));

/** The last message of a page that stands. */
const last = (page) => page.locator(".message[data-id]").last();

export const tests = {
  "somebody is named by keyboard: letters, arrows, Enter, and then it is sent": async (t) => {
    const server = await t.server(demo);
    const { rooms, hers } = await shared(server);
    const [{ id }] = rooms;
    const lotte = await hers("GET", "/me");
    const page = await open(t, server, `/chat/${id}`);
    await page.waitForSelector(".connection[data-state=here]:not([hidden])");
    await page.locator(FIELD).pressSequentially("Dag @");
    await page.waitForSelector(OPTION);
    const first = (await told(page)).active;
    await page.keyboard.press("ArrowDown");
    assert.notEqual((await told(page)).active, first);
    await page.keyboard.press("ArrowUp");
    assert.deepEqual(await told(page), { active: first, list: "listbox" });
    // Escape leaves the text alone, and the next letter looks again.
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(OPTION).count(), 0);
    assert.equal(await page.inputValue(FIELD), "Dag @");
    await page.keyboard.type("van dijk");
    await page.waitForSelector(`${OPTION} >> text=Lotte van Dijk`);
    assert.equal(await page.locator(OPTION).count(), 1);
    await page.keyboard.press("Enter");
    assert.equal(await page.inputValue(FIELD), "Dag @Lotte van Dijk ");
    assert.deepEqual(await told(page), { active: undefined, list: undefined });
    assert.equal(await page.locator(".message--sending").count(), 0);
    await page.keyboard.type("weet u dit?");
    await page.keyboard.press("Enter");
    await page.waitForSelector('.message[data-id]:has-text("weet u dit?")');
    assert.equal(await last(page).locator(`a[href="/lid/${lotte.id}"]`).innerText(), "@Lotte van Dijk");
    assert.equal((await hers("GET", `/rooms/${id}`)).mentions, 1);
  },

  "somebody is named by a click, a draft keeps whom, and an address of mail names nobody": async (t) => {
    const server = await t.server(demo);
    const { rooms, hers } = await shared(server);
    const [{ id }] = rooms;
    const page = await open(t, server, `/chat/${id}`);
    await page.locator(FIELD).pressSequentially("Mail naar info@lotte");
    await page.waitForTimeout(600);
    assert.equal(await page.locator(OPTION).count(), 0);
    await page.fill(FIELD, "");
    await page.locator(FIELD).pressSequentially("@lot");
    await page.click(`${OPTION} >> text=Lotte van Dijk`);
    assert.equal(await page.inputValue(FIELD), "@Lotte van Dijk ");
    assert.equal(await page.evaluate(() => document.activeElement.name), "body_markdown");
    await page.keyboard.type("graag");
    // The draft comes back as it was seen, and still means the same.
    await page.waitForTimeout(2_600);
    await page.reload();
    await awake(page);
    assert.equal(await page.inputValue(FIELD), "@Lotte van Dijk graag");
    await page.press(FIELD, "Enter");
    await page.waitForSelector('.message[data-id]:has-text("graag")');
    assert.equal((await hers("GET", `/rooms/${id}`)).mentions, 1);
  },

  "in a side talk somebody is named too, with Tab": async (t) => {
    const server = await t.server(demo);
    const { rooms, his, hers } = await shared(server);
    const [{ id }] = rooms;
    const message = await his("POST", `/rooms/${id}/messages`, { body_markdown: "Hoe doen wij dit?" });
    const page = await open(t, server, `/chat/${id}?draad=${message.id}`);
    const field = page.locator(".chat__room--side textarea");
    await field.pressSequentially("@lotte van");
    await page.waitForSelector(`.chat__room--side ${OPTION} >> text=Lotte van Dijk`);
    await page.keyboard.press("Tab");
    assert.equal(await field.inputValue(), "@Lotte van Dijk ");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".chat__room--side .message[data-id] a:has-text('@Lotte van Dijk')");
    assert.equal((await hers("GET", `/rooms/${id}`)).mentions, 1);
  },

  "a name that is typed out names somebody without JavaScript": async (t) => {
    const server = await t.server(demo);
    const { rooms, hers } = await shared(server);
    const [{ id }] = rooms;
    const page = await open(t, server, `/chat/${id}`, MEMBER, false);
    await page.fill(FIELD, "Dag @lotte van dijk, kunt u helpen?");
    await page.click(".chat__compose button[type=submit]");
    await page.waitForSelector(".message a:has-text('@lotte van dijk')");
    assert.equal((await hers("GET", `/rooms/${id}`)).mentions, 1);
  },

  "the numbers of other rooms move by themselves, and go when they are read in another tab": async (t) => {
    const server = await t.server(demo);
    const { rooms: [here], his, hers } = await shared(server);
    const there = await hers("POST", "/rooms", { members: [(await his("GET", "/me")).id] });
    await hers("POST", `/rooms/${there.id}/messages`, { body_markdown: "Dag" });
    const rooms = [here, there];
    for (const { id } of rooms) {
      const { head } = await his("GET", `/rooms/${id}`);
      await his("PUT", `/rooms/${id}/mark`, { seq: head });
    }
    const beside = await open(t, server, `/chat/${here.id}`);
    const list = await open(t, server, "/chat");
    const badge = beside.locator(`.room[href="/chat/${there.id}"] .count`);
    const row = list.locator(".row", { has: list.locator(`a[href="/chat/${there.id}"]`) });
    assert.equal(await badge.isVisible(), false);
    assert.equal(await row.locator(".row__count").count(), 0);
    const say = (who, body_markdown) => who("POST", `/rooms/${there.id}/messages`, { body_markdown });
    for (const n of [1, 2]) {
      await say(hers, `Nieuws ${n}`);
      await badge.locator(`[aria-hidden]:text-is("${n}")`).waitFor();
      await row.locator(`.row__count b:text-is("${n}")`).waitFor();
    }
    assert.equal(await badge.locator(".out-of-sight").innerText(), "2 ongelezen berichten");
    // One's own words count for nothing; the room that is open has no number.
    await say(his, "Van mijzelf");
    await hers("POST", `/rooms/${here.id}/messages`, { body_markdown: "Hier ook" });
    await beside.waitForSelector(".message[data-id]:has-text('Hier ook')");
    assert.equal(await badge.locator("[aria-hidden]").innerText(), "2");
    assert.equal(await beside.locator(`.room[href="/chat/${here.id}"] .count`).isVisible(), false);
    // The server counts the same.
    await list.reload();
    assert.equal(await row.locator(".row__count b").innerText(), "2");
    await awake(list);
    const reading = await open(t, server, `/chat/${there.id}`);
    await badge.waitFor({ state: "hidden" });
    await row.locator(".row__count").waitFor({ state: "detached" });
    await reading.goto("/privacy");
    // A room that is muted stays silent.
    await his("PUT", `/rooms/${there.id}/level`, { level: "mute" });
    for (const page of [beside, list]) {
      await page.reload();
      await awake(page);
    }
    await say(hers, "Niet voor u");
    await beside.waitForTimeout(1_500);
    assert.equal(await badge.isVisible(), false);
    assert.equal(await row.locator(".row__count").count(), 0);
  },
};
