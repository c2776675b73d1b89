// What a member shows and chooses: a photo beside their name, and the language of every device.
import assert from "node:assert/strict";
import { awake } from "./lib/browser.mjs";
import { ADMIN, MEMBER, program, signIn } from "./lib/pages.mjs";

const demo = { before: (server) => server.plein(["demo"]) };

/** A picture that a browser made. */
async function picture(page) {
  const text = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 240;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#2a7";
    pen.fillRect(0, 0, 240, 240);
    return canvas.toDataURL("image/jpeg").split(",")[1];
  });
  return { name: "foto.jpg", mimeType: "image/jpeg", buffer: Buffer.from(text, "base64") };
}

/** The addresses of the photos in a part of the page, each of which must be there for its reader. */
async function photos(page, where) {
  const found = await page.$$eval(`${where} img.avatar`, (images) => images.map((image) => image.getAttribute("src")));
  for (const address of found) assert.equal((await page.request.get(address)).status(), 200, address);
  return found;
}

export const tests = {
  "a photo stands beside posts, messages and names, for those who may see it": async (t) => {
    const server = await t.server(demo);
    const api = await program(server);
    const hers = await program(server, ADMIN);
    const { items } = await api("GET", "/communities/kleine-gemeenten/threads");
    const { id, url } = items.find(({ closed, reply_count }) => !closed && reply_count < 15);
    const post = await api("POST", `/threads/${id}/posts`, { body_markdown: "Met een gezicht erbij." });
    const rooms = (await hers("GET", "/rooms")).items;
    const room = (await api("GET", "/rooms")).items.find((one) => rooms.some((other) => other.id === one.id)).id;

    const { page: his } = await t.client(server);
    await signIn(his);
    await his.goto("/profiel/bewerken");
    await his.setInputFiles("[name=photo]", await picture(his));
    await his.click(".photo-form__fields button[type=submit]");
    await his.waitForSelector(".photo-form img.avatar");

    const { page } = await t.client(server);
    await signIn(page, ADMIN);
    await page.goto(url);
    const beside = `[data-id="${post.id}"] .author`;
    assert.equal((await photos(page, beside)).length, 1);
    const face = page.locator(`${beside} img.avatar`);
    assert.deepEqual(
      [await face.getAttribute("alt"), await face.getAttribute("loading"), await face.getAttribute("width")],
      ["", "lazy", "40"],
    );
    await page.goto("/c/kleine-gemeenten/leden?q=Pieter");
    assert.equal((await photos(page, ".row__face")).length, 1);

    // Somebody of whom nothing stands on the page yet: the photo comes after the words.
    await page.goto(`/chat/${room}`);
    await awake(page);
    await page.waitForSelector(".connection[data-state=here]:not([hidden])");
    await api("POST", `/rooms/${room}/messages`, { body_markdown: "Goedemorgen allemaal" });
    await page.waitForSelector(".message:has-text('Goedemorgen allemaal')");
    await page.waitForSelector(".message img.avatar");
    await photos(page, ".messages");

    const form = await api("GET", "/me");
    await api("PATCH", `/members/${form.id}`, { show_photo: "nobody" });
    for (const address of [url, "/c/kleine-gemeenten/leden?q=Pieter", `/chat/${room}`, `/lid/${form.id}`]) {
      await page.goto(address);
      assert.equal(await page.locator("main img.avatar").count(), 0, address);
    }
    await his.goto(url);
    assert.equal((await photos(his, beside)).length, 1);

    // Visitors see initials, whatever a member shows to members.
    await api("PATCH", `/members/${form.id}`, { show_photo: "members" });
    const open = (await api("GET", "/communities")).items.filter(({ visibility }) => visibility === "open");
    const { page: nobody } = await t.client(server);
    for (const { url } of open) {
      await nobody.goto(url);
      assert.equal(await nobody.locator("img.avatar").count(), 0, url);
    }
  },

  "a language that a member chooses holds on another device": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server);
    await signIn(page, MEMBER);
    await page.click(".footer__language:not([aria-pressed=true])");
    await page.waitForSelector("html[lang=en]");
    const { page: other } = await t.client(server);
    await other.goto("/");
    assert.equal(await other.getAttribute("html", "lang"), "nl");
    await signIn(other, MEMBER);
    assert.equal(await other.getAttribute("html", "lang"), "en");
    // And back, there; the first device follows.
    await other.click(".footer__language:not([aria-pressed=true])");
    await other.waitForSelector("html[lang=nl]");
    await page.goto("/");
    assert.equal(await page.getAttribute("html", "lang"), "nl");
  },

  "a community with articles has a tab for them": async (t) => {
    const server = await t.server(demo);
    const { page } = await t.client(server);
    await signIn(page, ADMIN);
    const api = await program(server, ADMIN);
    const { items } = await api("GET", "/communities");
    const { slug, url } = items.find(({ role }) => role === "owner" || role === "moderator");
    const tab = page.locator(".tabs >> text=Kennis");
    const found = await api("GET", `/articles?community=${slug}`);
    await page.goto(url);
    assert.equal(await tab.count(), found.items.length ? 1 : 0);
    const title = "Zo voeren wij een bestuurlijke controle uit";
    await api("POST", "/articles", { title, body_markdown: "Stap voor stap.", community: slug });
    await page.goto(url);
    await tab.click();
    await page.waitForSelector(`main >> text=${title}`);
    assert.equal(await page.getAttribute(".tabs [aria-current]", "href"), `/c/${slug}/kennis`);
  },
};
