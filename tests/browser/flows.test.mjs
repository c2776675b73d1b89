// What people come for, from beginning to end.
import assert from "node:assert/strict";
import { ADMIN, MEMBER, PASSWORD, program, signIn } from "./lib/pages.mjs";

const demo = { before: (server) => server.plein(["demo"]) };

/** Waits for a mail to `address` and gives the first link in it with `part` in its path. */
async function mailed(server, address, part) {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    for (const mail of server.mails().reverse()) {
      const plain = mail.replace(/(?:^[A-Za-z0-9+/]{60,}={0,2}\r?\n)+(?:[A-Za-z0-9+/]+={0,2}\r?\n)?/gm, (block) => Buffer.from(block, "base64").toString());
      const text = plain.replace(/=\r?\n/g, "").replace(/=3D/g, "=");
      const link = text.match(new RegExp(`${server.origin}(/[^\\s"<>]*${part}[^\\s"<>]*)`));
      if (new RegExp(`^To:.*${address.replace(/[.+]/g, "\\$&")}`, "mi").test(text) && link) return link[1];
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no mail to ${address} with ${part}; there are ${server.mails().length}`);
}

async function readAndPost(t, options) {
  const server = await t.server({ ...demo, ...options });
  const { page } = await t.client(server, { javaScriptEnabled: false });
  await signIn(page);
  await page.goto("/c");
  await page.click("main a[href='/c/kleine-gemeenten']");
  await page.click("a[href='/c/kleine-gemeenten/nieuw']");
  await page.fill("input[name=title]", "Wie heeft een draaiboek voor jaarwisseling?");
  await page.fill("textarea[name=body_markdown]", "Wij zoeken een **draaiboek**.");
  await page.click("main form button[type=submit]:not([name])");
  await page.waitForURL(/\/t\/\w+\/wie-heeft-een-draaiboek/);
  assert.match(await page.textContent("main"), /Wij zoeken een draaiboek\./);
  await page.fill("textarea[name=body_markdown]", "Ik heb er zelf een gevonden.");
  await page.click("form[action$='/reageer'] button[type=submit]:not([name])");
  assert.match(await page.textContent("main .posts > li:last-child"), /zelf een gevonden/);
  await page.goto("/c/kleine-gemeenten");
  assert.match(await page.textContent("main"), /draaiboek voor jaarwisseling/);
}

export const tests = {
  "a member reads and posts without JavaScript": (t) => readAndPost(t, {}),
  "a member reads and posts without JavaScript, on PostgreSQL": (t) => readAndPost(t, { engine: "postgres" }),

  "who asks to join is let in by a moderator": async (t) => {
    const server = await t.server(demo);
    const admin = await program(server, ADMIN);
    await admin("POST", "/communities", { slug: "nieuwe-kring", name: "Nieuwe kring", description: "Voor de proef", visibility: "listed", join: "request", question: "Waar werkt u?" });
    const asker = await t.client(server);
    await signIn(asker.page);
    await asker.page.goto("/c/nieuwe-kring");
    const words = asker.page.locator("form[action$='/lid'] textarea[name=message]");
    if (await words.count()) await words.fill("Bij de gemeente Sliedrecht, team veiligheid.");
    await asker.page.click("form[action$='/lid'] button[type=submit]");
    const keeper = await t.client(server);
    await signIn(keeper.page, ADMIN);
    await keeper.page.goto("/c/nieuwe-kring/verzoeken");
    assert.match(await keeper.page.textContent("main"), /Pieter van den Berg/);
    await keeper.page.click("main form[action*='/verzoeken/'] button[value=accept]");
    await keeper.page.waitForLoadState();
    await asker.page.goto("/c/nieuwe-kring/nieuw");
    await asker.page.fill("input[name=title]", "Ik ben binnen");
    await asker.page.fill("textarea[name=body_markdown]", "Dank voor het toelaten.");
    await asker.page.click("main form button[type=submit]:not([name])");
    await asker.page.waitForURL(/\/t\//);
    assert.match(await asker.page.textContent("main"), /Dank voor het toelaten/);
  },

  "an invitation becomes an account and a first post": async (t) => {
    const server = await t.server(demo);
    const address = "nieuwe.collega@sliedrecht.example";
    const admin = await t.client(server);
    await signIn(admin.page, ADMIN);
    await admin.page.goto("/uitnodigingen");
    await admin.page.fill("main input[name=email]", address);
    await admin.page.click("main form:has(input[name=email]) button[type=submit]");
    const link = await mailed(server, address, "uitnodiging/");
    const guest = await t.client(server);
    await guest.page.goto(link);
    await guest.page.reload();
    await guest.page.fill("main input[name=name]", "Nieuwe van der Collega");
    await guest.page.fill("main input[name=function]", "Adviseur veiligheid");
    await guest.page.fill("main input[name=password]", "een zin die niemand raadt");
    await guest.page.click("main form button[type=submit]");
    await guest.page.waitForURL((url) => !url.pathname.startsWith("uitnodiging/"));
    if (guest.page.url().includes("/inloggen")) await signIn(guest.page, address, "een zin die niemand raadt");
    await guest.page.goto("/c/kleine-gemeenten");
    const join = guest.page.locator("form[action$='/lid'] button[type=submit]");
    if (await join.count()) await join.first().click();
    await guest.page.goto("/c/kleine-gemeenten/nieuw");
    await guest.page.fill("input[name=title]", "Even voorstellen");
    await guest.page.fill("textarea[name=body_markdown]", "Ik ben nieuw hier.");
    await guest.page.click("main form button[type=submit]:not([name])");
    await guest.page.waitForURL(/\/t\//);
    assert.match(await guest.page.textContent("main"), /Nieuwe van der Collega/);
    const again = await t.client(server);
    await again.page.goto(link);
    assert.equal(await again.page.locator("main input[name=password]").count(), 0, "an invitation opens once");
  },

  "keys alone lead from signing in to a reply": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server);
    const tabTo = async (selector, limit = 120) => {
      for (let n = 0; n < limit; n += 1) {
        await page.keyboard.press("Tab");
        const there = await page.evaluate((selector) => document.activeElement?.matches(selector), selector);
        if (!there) continue;
        const seen = await page.evaluate(() => {
          const box = document.activeElement.getBoundingClientRect();
          const marked = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
          // A row draws the mark of its link around itself.
          for (let one = document.activeElement, n = 0; one && n < 4; one = one.parentElement, n += 1) {
            if ([null, "::before", "::after"].some((part) => marked(getComputedStyle(one, part)))) return box.width > 0;
          }
          return false;
        });
        assert.ok(seen, `${selector} shows no focus`);
        return;
      }
      throw new Error(`no ${selector} within ${limit} tabs`);
    };
    await page.goto("/inloggen?naar=%2Fc%2Fkleine-gemeenten");
    await tabTo("input[name=email]");
    await page.keyboard.type(MEMBER);
    await tabTo("input[name=password]", 4);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/c\/kleine-gemeenten/);
    // The first stop leads past the header.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await tabTo("main .row__title");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/t\//);
    await tabTo("textarea[name=body_markdown]", 400);
    await page.keyboard.type("Met het toetsenbord geschreven.");
    await tabTo("form[action$='/reageer'] button[type=submit]:not([name])", 40);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("main .posts")?.textContent.includes("Met het toetsenbord geschreven."));
  },

  "a form that was sent after the sign-in ended comes back filled in": async (t) => {
    const server = await t.server(demo);
    const client = await t.client(server, { javaScriptEnabled: false });
    const { page, context } = client;
    await signIn(page);
    await page.goto("/c/kleine-gemeenten");
    await page.click("main .row__title");
    await page.fill("textarea[name=body_markdown]", "Een half uur werk & \"meer\"");
    await context.clearCookies();
    await page.click("form[action$='/reageer'] button[type=submit]:not([name])");
    await page.waitForURL(/\/inloggen/);
    await page.fill("input[name=email]", MEMBER);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("main button[type=submit]");
    await page.waitForLoadState();
    const fields = await page.$$eval("main textarea, main input", (all) => all.map(({ value }) => value));
    assert.ok(fields.includes("Een half uur werk & \"meer\""), JSON.stringify(fields));
    await page.click("main form button[type=submit]");
    await page.waitForURL(/\/t\//);
    assert.match(await page.textContent("main .posts"), /Een half uur werk/);
  },
};
