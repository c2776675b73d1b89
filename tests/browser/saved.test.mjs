// Saved searches without a script, and the search journal from a click to the thesaurus.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ADMIN, MEMBER, signIn } from "./lib/pages.mjs";

const demo = { before: (server) => server.plein(["demo"]) };

/** Opens a page until it holds `text`: what is counted is written every few seconds. */
async function until(page, path, text) {
  for (let tries = 0; tries < 40; tries += 1) {
    await page.goto(path);
    if ((await page.textContent("main")).includes(text)) return;
    await sleep(250);
  }
  assert.fail(`${path} does not say ${text}: ${await page.textContent("main")}`);
}

export const tests = {
  "a search is kept, renamed, switched off and forgotten without a script": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await signIn(page, MEMBER);
    await page.goto("/zoeken?q=overlast&soort=gesprek");
    await page.click("details.keep summary");
    assert.equal(await page.inputValue("details.keep input[name=name]"), "overlast");
    await page.fill("details.keep input[name=name]", "Overlast in de wijk");
    await page.click("details.keep button[type=submit]");
    assert.match(await page.textContent("#bewaard"), /“Overlast in de wijk” en krijgt mail/);
    await page.click("#bewaard a");
    const list = page.locator(".kept");
    assert.match(await list.textContent(), /Overlast in de wijk.*Mail bij iets nieuws.*overlast.*soort: gesprekken/s);
    await page.click("text=Mail uitzetten");
    assert.match(await list.textContent(), /Geen mail/);
    await page.click(".kept__edit summary");
    await page.fill(".kept__edit input[name=name]", "");
    await page.click(".kept__edit button[type=submit]");
    assert.equal(await page.getAttribute(".kept__edit input[name=name]", "aria-invalid"), "true", "a refused form stays open");
    await page.fill(".kept__edit input[name=name]", "Buren");
    await page.click(".kept__edit button[type=submit]");
    await page.click("a.kept__name:text-is('Buren')");
    assert.equal(new URL(page.url()).search, "?q=overlast&soort=gesprek");
    await page.goto("/zoeken/bewaard");
    await page.click(".kept__one button:text-is('Verwijderen')");
    assert.match(await page.textContent("main"), /U hebt nog niets bewaard/);
  },

  "opening a result counts its place, and what is not found is two clicks from the thesaurus": async (t) => {
    const server = await t.server(demo);
    const visitor = await t.client(server, { javaScriptEnabled: false });
    for (let times = 0; times < 3; times += 1) {
      await visitor.page.goto("/zoeken?q=overlast");
      await visitor.page.click(".hit:nth-child(2) a.hit__title");
      await visitor.page.waitForURL((url) => url.pathname !== "/zoeken");
      await visitor.page.goto("/zoeken?q=snuffelbrigade");
    }
    const { page } = await t.client(server);
    await signIn(page, ADMIN);
    await until(page, "/beheer/zoekjournaal", "snuffelbrigade");
    await until(page, "/beheer/zoekjournaal", "2,0");
    await page.click("tr:has-text('snuffelbrigade') a.nl-button");
    assert.equal(await page.inputValue("#toevoegen input[name=from]"), "snuffelbrigade");
    await page.fill("#toevoegen input[name=to]", "overlast");
    await page.click("#toevoegen button[type=submit]");
    await until(visitor.page, "/zoeken?q=snuffelbrigade", "via synoniem");
  },
};
