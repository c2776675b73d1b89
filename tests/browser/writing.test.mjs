// Writing: the buttons above a text, its preview, its draft, and passwords that can be seen.
import assert from "node:assert/strict";
import { awake } from "./lib/browser.mjs";
import { PASSWORD, program, signIn } from "./lib/pages.mjs";

const FIELD = "[name=body_markdown]";
const demo = { before: (server) => server.plein(["demo"]) };

/** A member with an open thread of a community of theirs on the page, and its address. */
async function atThread(t, server, options) {
  const api = await program(server);
  const { items } = await api("GET", "/communities/kleine-gemeenten/threads");
  const { url, id } = items.find(({ closed, reply_count }) => !closed && reply_count < 15);
  const client = await t.client(server, options);
  await signIn(client.page);
  await client.page.goto(url);
  return { ...client, api, url, id };
}

const value = (page) => page.inputValue(FIELD);
const choose = (page, from, to) => page.$eval(FIELD, (field, [from, to]) => field.setSelectionRange(from, to), [from, to]);
const chosen = (page) => page.$eval(FIELD, (field) => field.value.slice(field.selectionStart, field.selectionEnd));
const draft = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("plein.draft")).length);

export const tests = {
  "the buttons above a text mark it, by mouse and by keyboard, and it can be undone": async (t) => {
    const server = await t.server(demo);
    const { page } = await atThread(t, server);
    await awake(page);
    await page.fill(FIELD, "Dat is belangrijk werk.");
    await choose(page, 7, 17);
    await page.click("role=button[name=Vet]");
    assert.equal(await value(page), "Dat is **belangrijk** werk.");
    assert.equal(await chosen(page), "belangrijk");
    await page.keyboard.press("Control+b");
    assert.equal(await value(page), "Dat is belangrijk werk.");
    await page.keyboard.press("Control+i");
    assert.equal(await value(page), "Dat is _belangrijk_ werk.");
    await page.keyboard.press("Control+z");
    assert.equal(await value(page), "Dat is belangrijk werk.");
    await choose(page, 7, 17);
    await page.keyboard.press("Control+k");
    assert.equal(await chosen(page), "https://");
    await page.keyboard.type("var.example");
    assert.equal(await value(page), "Dat is [belangrijk](var.example) werk.");

    await page.fill(FIELD, "een\ntwee");
    await choose(page, 0, 8);
    // One stop for Tab; the arrows go on from there.
    await page.focus(FIELD);
    await page.keyboard.press("Shift+Tab");
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);
    assert.equal(await focused(), "Vet");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(), "Lijst");
    await page.keyboard.press("Enter");
    assert.equal(await value(page), "- een\n- twee");
    await page.keyboard.press("Shift+Tab");
    assert.equal(await focused(), "Lijst");
    await page.keyboard.press("End");
    assert.equal(await focused(), "Voorbeeld");
    await page.keyboard.press("Home");
    assert.equal(await focused(), "Vet");
    assert.equal(await page.locator(".composer__bar [tabindex='0']").count(), 1);
  },

  "a preview stands in place of the text, and the text comes back": async (t) => {
    const server = await t.server(demo);
    const { page } = await atThread(t, server);
    await awake(page);
    await page.click("role=button[name=Voorbeeld]");
    await page.waitForSelector("text=Er is nog niets geschreven.");
    await page.click("role=button[name=Voorbeeld]");
    await page.fill(FIELD, "Dat is **belangrijk**.\n\n- een\n- twee");
    await page.click("role=button[name=Voorbeeld]");
    await page.waitForSelector(".composer__preview strong >> text=belangrijk");
    assert.equal(await page.locator(".composer__preview li").count(), 2);
    assert.equal(await page.isVisible(FIELD), false);
    await page.click("role=button[name=Voorbeeld]");
    assert.equal(await page.isVisible(FIELD), true);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "TEXTAREA");
    assert.equal(await value(page), "Dat is **belangrijk**.\n\n- een\n- twee");
  },

  "without JavaScript there are no such buttons, and a preview is a page": async (t) => {
    const server = await t.server(demo);
    const { page } = await atThread(t, server, { javaScriptEnabled: false });
    const seen = await page.$$eval(".composer__bar, .reveal, .draft", (all) =>
      all.filter((one) => one.checkVisibility() && one.textContent.trim()).map((one) => one.outerHTML),
    );
    assert.deepEqual(seen, []);
    await page.fill(FIELD, "Dat is **belangrijk**.");
    await page.click("#reageer button[name=preview]");
    assert.equal(await page.textContent("#voorbeeld strong"), "belangrijk");
    assert.equal(await value(page), "Dat is **belangrijk**.");
  },

  "what is typed in a new thread survives a reload and is gone when it was placed": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server);
    await signIn(page);
    await page.goto("/c/kleine-gemeenten/nieuw");
    await awake(page);
    await page.fill("[name=title]", "Wie heeft ervaring met een meldpunt?");
    await page.fill(FIELD, "Wij willen er een beginnen.");
    await page.waitForSelector("text=Concept bewaard in deze browser");
    await page.reload();
    await awake(page);
    await page.waitForFunction(() => document.querySelector("[name=body_markdown]").value === "Wij willen er een beginnen.");
    assert.equal(await page.inputValue("[name=title]"), "Wie heeft ervaring met een meldpunt?");
    // What comes back with a fault keeps its draft.
    await page.fill("[name=title]", "");
    await page.click("main button[type=submit]:not([name])");
    await page.waitForSelector("[role=alert]");
    await awake(page);
    assert.equal(await value(page), "Wij willen er een beginnen.");
    assert.equal(await draft(page), 1);
    await page.fill("[name=title]", "Wie heeft ervaring met een meldpunt?");
    await page.click("main button[type=submit]:not([name])");
    await page.waitForURL(/\/t\//);
    await awake(page);
    assert.equal(await draft(page), 0);
    await page.goto("/c/kleine-gemeenten/nieuw");
    await awake(page);
    assert.equal(await value(page), "");
  },

  "a change of a post is kept until it is saved, or thrown away": async (t) => {
    const server = await t.server(demo);
    const { page, api, id } = await atThread(t, server);
    const post = await api("POST", `/threads/${id}/posts`, { body_markdown: "Zo was het." });
    const form = `/bericht/${post.id}/bewerken`;
    await page.goto(form);
    await awake(page);
    await page.fill(FIELD, "Zo wordt het.");
    await page.goto(form);
    await awake(page);
    await page.waitForFunction(() => document.querySelector("[name=body_markdown]").value === "Zo wordt het.");
    await Promise.all([page.waitForEvent("load"), page.click("text=Gooi concept weg")]);
    await awake(page);
    assert.equal(await value(page), "Zo was het.");
    assert.equal(await draft(page), 0);
    await page.fill(FIELD, "Zo wordt het toch.");
    await page.click("main button[type=submit]:not([name])");
    await page.waitForURL(/\/t\//);
    await awake(page);
    await page.waitForSelector(".posts >> text=Zo wordt het toch.");
    assert.equal(await draft(page), 0);
  },

  "a password can be seen while it is typed, and is sent as a password": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server);
    await page.goto("/inloggen");
    await awake(page);
    const type = () => page.getAttribute("[name=password]", "type");
    await page.fill("[name=email]", "pieter.vandenberg@sliedrecht.example");
    await page.fill("[name=password]", PASSWORD);
    await page.focus("[name=password]");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Toon wachtwoord");
    assert.equal(await type(), "password");
    await page.keyboard.press("Space");
    assert.equal(await type(), "text");
    assert.equal(await page.getAttribute(".reveal", "aria-pressed"), "true");
    await page.keyboard.press("Space");
    assert.equal(await type(), "password");
    await page.keyboard.press("Space");
    await page.click("main button[type=submit]");
    await page.waitForURL((url) => url.pathname !== "/inloggen");
    await page.goto("/instellingen/wachtwoord");
    await awake(page);
    assert.equal(await page.locator(".reveal:visible").count(), 2);
  },
};
