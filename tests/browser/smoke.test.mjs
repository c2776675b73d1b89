// The first thing a member does: sign in, open a thread, answer.
import assert from "node:assert/strict";

const PASSWORD = "welkom-op-het-plein";
const MEMBER = "pieter.vandenberg@sliedrecht.example";

/** Signs a demo member in by the form. */
export async function signIn(page, email = MEMBER) {
  await page.goto("/inloggen");
  await page.fill("input[name=email]", email);
  await page.fill("input[name=password]", PASSWORD);
  await page.click("main button[type=submit]");
  await page.waitForURL((url) => url.pathname !== "/inloggen");
}

export const tests = {
  "a member signs in and answers in a thread, without JavaScript": async (t) => {
    const server = await t.server({ before: (server) => server.plein(["demo"]) });
    const { page } = await t.client(server, { javaScriptEnabled: false });
    await signIn(page);
    await page.goto("/c/kleine-gemeenten");
    await page.click("main .row__title");
    await page.fill("textarea[name=body_markdown]", "Dank u wel, **dit helpt**.");
    await page.click("form[action$='/reageer'] button[type=submit]");
    assert.match(await page.textContent("main .posts > li:last-child"), /Dank u wel, dit helpt\./);
  },
};
