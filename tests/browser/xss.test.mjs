// What people write is never executed: payloads on every surface that shows words of others, in a real browser.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { MEMBER, program, signIn } from "./lib/pages.mjs";

/** Each sets a mark when it runs. Written for this product: raw HTML, broken Markdown, links, entities, breaking out of fields. */
const RUN = "window.__ran=(window.__ran||0)+1";
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg onload="${RUN}"><circle r=1></svg>`,
  `<svg><script>${RUN}</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<details open ontoggle="${RUN}"><summary>x</summary></details>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<a href="javascript:${RUN}">klik</a>`,
  `[klik](javascript:${RUN})`,
  `[klik](java\tscript:${RUN})`,
  `[klik](&#106;avascript&colon;${RUN})`,
  `[klik](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`,
  `[klik](vbscript:msgbox)`,
  `![x](x"onerror="${RUN})`,
  `![x](javascript:${RUN})`,
  `<javascript:${RUN}>`,
  `[a]: javascript:${RUN}\n\n[klik][a]`,
  "`<img src=x onerror=" + RUN + ">`",
  "```html\"><script>" + RUN + "</script>\nx\n```",
  `</textarea><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `"><img src=x onerror="${RUN}">`,
  `'><img src=x onerror='${RUN}'>`,
  `" autofocus onfocus="${RUN}" x="`,
  `<form action="javascript:${RUN}"><button>x</button></form>`,
  `<button formaction="javascript:${RUN}">x</button>`,
  `<input autofocus onfocus="${RUN}">`,
  `<style>@import "https://evil.test/x.css";*{background:url("https://evil.test/y")}</style>`,
  `<link rel=stylesheet href="https://evil.test/z.css">`,
  `<base href="https://evil.test/">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.test/">`,
  `<object data="javascript:${RUN}"></object>`,
  `<p id="cookie" name="body" class="__proto__">x</p>`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `<!--><img src=x onerror="${RUN}">-->`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<template><img src=x onerror="${RUN}"></template>`,
  `\u2028<script>${RUN}</script>\u2029`,
  `<scr\u0131pt>${RUN}</scr\u0131pt>`,
  `{{constructor.constructor('${RUN}')()}}`,
  `https://voorbeeld.example/"onmouseover="${RUN}`,
  `www.voorbeeld.example/<img src=x onerror=${RUN}>`,
  `- [ ] <img src=x onerror="${RUN}">`,
  `| a |\n|---|\n| <img src=x onerror="${RUN}"> |`,
  `~~<svg/onload="${RUN}">~~`,
  `[^1]\n\n[^1]: <img src=x onerror="${RUN}">`,
];

/** What the live page holds that content may not bring: elements, attributes, addresses. */
function foreign() {
  const wrong = [];
  for (const element of document.querySelectorAll("main *")) {
    if (/^(script|style|link|iframe|object|embed|base|meta|math|template|frame|applet)$/i.test(element.localName)) wrong.push(element.outerHTML.slice(0, 120));
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || ["style", "srcdoc", "formaction"].includes(name)) wrong.push(`${name}=${value.slice(0, 60)}`);
      if (["href", "src", "action"].includes(name)) {
        const { protocol } = new URL(value, location.href);
        if (!["http:", "https:", "mailto:", "tel:"].includes(protocol)) wrong.push(`${name}=${value.slice(0, 60)}`);
      }
    }
  }
  return wrong;
}

/** Touches everything that can react; forms and links are not followed. */
function stimulate() {
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  document.addEventListener("click", (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll("main *")) {
    for (const name of ["mouseover", "mouseenter", "pointerdown", "focus", "toggle", "animationstart"]) element.dispatchEvent(new Event(name, { bubbles: true }));
    if (element.localName === "details") element.open = true;
    if (/^(a|button|summary|label)$/.test(element.localName)) element.click();
  }
}

/** Opens a page and gives what ran, what the content policy refused, and what stands there that may not. */
async function judged(client, path) {
  const { page } = client;
  await page.goto(path);
  await page.evaluate(stimulate);
  await page.waitForTimeout(40);
  return page.evaluate(`({ ran: window.__ran ?? 0, refused: window.__refused ?? [], foreign: (${foreign})(), at: location.pathname })`);
}

const watch = () => {
  window.__refused = [];
  document.addEventListener("securitypolicyviolation", (event) => window.__refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  window.alert = window.confirm = window.prompt = () => { window.__ran = (window.__ran || 0) + 1; };
};

export const tests = {
  "what people write is never executed": async (t) => {
    const server = await t.server({ before: (server) => server.plein(["demo"]) });
    const api = await program(server, MEMBER);
    const admin = await program(server, "lotte.vandijk@var.example");
    const slug = "kleine-gemeenten";
    const paths = new Set([`/c/${slug}`, "/", "/c"]);
    const room = (await api("GET", `/communities/${slug}`)).rooms[0].id;
    for (const payload of PAYLOADS) {
      const thread = await api("POST", `/communities/${slug}/threads`, { title: `Over ${payload}`.replace(/[\n\t\u2028\u2029]/g, " ").slice(0, 160), body_markdown: payload });
      paths.add(thread.url);
      const [post] = (await api("GET", `/threads/${thread.id}/posts`)).items;
      if (paths.size % 5 === 0) paths.add(`/bericht/${post.id}/bewerken`);
      await api("POST", `/rooms/${room}/messages`, { body_markdown: payload });
    }
    paths.add(`/chat/${room}`);
    const me = await api("GET", "/me");
    await api("PATCH", `/members/${me.id}`, { ask_about: PAYLOADS.slice(0, 4).join(" ").slice(0, 1900) });
    paths.add(`/lid/${me.id}`);
    const article = await admin("POST", "/articles", { title: "<img src=x onerror=1>", body_markdown: PAYLOADS.join("\n\n"), kind: "uitleg", theme: (await admin("GET", "/themes")).items[0].slug });
    paths.add(`/a/${article.id}/x`);
    paths.add(`/zoeken?q=${encodeURIComponent(`"><img src=x onerror="${RUN}">`)}`);
    paths.add("/zoeken?q=klik");
    paths.add(`/leden?q=${encodeURIComponent(`"><svg onload="${RUN}">`)}`);
    const client = await t.client(server);
    await client.context.addInitScript(watch);
    await signIn(client.page);
    const wrong = [];
    for (const path of paths) {
      const { ran, refused, foreign, at } = await judged(client, path);
      if (ran || foreign.length || at !== new URL(path, server.origin).pathname) wrong.push(`${path}: ran ${ran}, ${foreign}, at ${at}`);
      // The policy may not even have been needed.
      if (refused.length) wrong.push(`${path}: ${refused}`);
    }
    assert.deepEqual(wrong, []);
    // The control: the same page, unsanitised and without a policy, must run the payloads, or the test sees nothing.
    const raw = createServer((_, answer) => answer.end(`<!doctype html><main>${PAYLOADS.join("\n")}</main>`)).listen(0, "127.0.0.1");
    t.after(() => raw.close());
    await once(raw, "listening");
    const control = await t.client({ origin: `http://127.0.0.1:${raw.address().port}` });
    await control.context.addInitScript(watch);
    await control.context.route(/evil\.test/, (route) => route.abort());
    await control.page.goto("/", { waitUntil: "commit" });
    await control.page.waitForTimeout(300);
    assert.ok((await control.page.evaluate("window.__ran")) >= 3, "the control did not run");
    control.problems.length = control.foreign.length = 0;
  },
};
