// Every word of the interface comes from the catalogue: in a language whose letters are all outside ASCII, with content whose
// letters are too, a page shows no ASCII letter.
import assert from "node:assert/strict";
import { pages, program, signIn } from "./lib/pages.mjs";

/** What is written in ASCII by right: names of the site and of languages, addresses, dates, file types. */
const BY_RIGHT = /^(Plein|Nederlands|English|NL|EN|[\w.+-]+@[\w.-]+|https?:\S+|(PDF|PNG|JPEG|WebP|CSV|MB|kB|TLP)\b.*|.*%\d.*|title=[^A-Za-z]*\(Ctrl\+[A-Z]\))$/;

/** What the walk itself wrote before it looked, names of programs, and an address in a sentence. */
const WRITTEN = /^(Dank u wel\. Dit gaan wij|ook|zo doen\.|Dank u wel\. Dit gaan wij \*ook\* zo doen\.|Goedemiddag, ik ben er weer\.|Chrome, Linux|.*\((Nederlands|English)\)|## [^]*|\d+ B|.*“(overlast|qqqqzzzz)”|[^A-Za-z]*“Overlast”[^A-Za-z]*|.*\/ｃ\/kring\b[^A-Za-z]*)$/;

/** The texts of a page with an ASCII letter in them, outside times, code and what people wrote in the demo. */
function spoken() {
  const found = [];
  const skip = "script, style, time, code, pre, [lang]:not(html), [data-user], noscript";
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/[A-Za-z]/.test(node.data.replace(/ · Plein$/, "")) && !node.parentElement.closest(skip)) found.push(node.data.trim().replace(/ · Plein$/, ""));
  }
  for (const element of document.querySelectorAll("[alt], [title], [aria-label], [placeholder], input[type=submit][value]")) {
    for (const name of ["alt", "title", "aria-label", "placeholder"]) {
      const text = element.getAttribute(name);
      if (text && /[A-Za-z]/.test(text) && !element.closest(skip)) found.push(`${name}=${text}`);
    }
  }
  return found;
}

/** Letters as their full-width look-alikes. */
const wide = (text) => text.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0));

export const tests = {
  "no word of the interface is outside the catalogue": async (t) => {
    const email = "wijd@proef.example";
    const password = "een lange zin voor de proef";
    const server = await t.server({
      before: (server) => server.member({ email, name: wide("Wijde Naam"), password, admin: true }),
    });
    const api = await program(server, email, password);
    const community = { name: wide("Kring"), description: wide("Waar het over gaat"), question: wide("Waarom?"), rules_markdown: wide("Regels") };
    await api("POST", "/communities", { slug: "kring", visibility: "open", join: "free", ...community });
    const opened = { title: wide("Een vraag"), body_markdown: wide("Wie weet dit?"), tags: [wide("tag")] };
    await api("POST", "/communities/kring/threads", opened);
    const [room] = (await api("GET", "/rooms")).items;
    await api("PATCH", `/rooms/${room.id}`, { name: wide("Ruimte") });
    const client = await t.client(server, { locale: "qps" });
    await signIn(client.page, email, password);
    await client.page.goto("/beheer/themas");
    for (const [name, value] of [["slug", "thema"], ["name", wide("Thema")], ["description", wide("Over")], ["position", "1"]]) {
      const field = client.page.locator(`main [name=${name}]`).first();
      if (await field.count()) await field.fill(value);
    }
    await client.page.locator("main form[action='/beheer/themas'] button[type=submit]").click();
    await api("POST", "/articles", { title: wide("Artikel"), body_markdown: wide("Tekst"), kind: "uitleg", theme: "thema" });
    const wrong = [];
    for (const path of await pages(server, { email, password })) {
      await client.page.goto(path);
      for (const text of await client.page.evaluate(spoken)) if (!BY_RIGHT.test(text) && !WRITTEN.test(text)) wrong.push(`${path}: ${text}`);
    }
    assert.deepEqual([...new Set(wrong)], []);
  },
};
