// The first thing a member does: sign in, open a thread, answer.
import assert from "node:assert/strict";
import { signIn } from "./lib/pages.mjs";

export { signIn };


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
