// Hostile text, and what a page shows of it. The functions run in a page: none of them uses anything outside itself.

/** Each calls `ran` with its own number: raw HTML, Markdown that becomes HTML, and ways out of a field, a title, a fence. */
export const PAYLOADS = [
  `<script>RUN</script>`,
  `<img src=x onerror=RUN>`,
  `<svg onload=RUN><circle r=1></svg>`,
  `<svg><script>RUN</script></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="RUN">`,
  `<details open ontoggle="RUN"><summary>x</summary></details>`,
  `<iframe srcdoc="<script>parent.RUN</script>"></iframe>`,
  `<a href="javascript:RUN">klik</a>`,
  `<svg><a xlink:href="javascript:RUN"><text>klik</text></a></svg>`,
  `<form action="javascript:RUN"><button>x</button></form>`,
  `<form><button formaction="javascript:RUN">x</button></form>`,
  `<input autofocus onfocus="RUN">`,
  `<video><source onerror="RUN"></video>`,
  `<p onmouseover="RUN" style="animation:x">x</p>`,
  `<object data="javascript:RUN"></object>`,
  `<template><img src=x onerror="RUN"></template>`,
  `<noscript><p title="</noscript><img src=x onerror=RUN>">`,
  `<!--><img src=x onerror="RUN">-->`,
  `"><img src=x onerror="RUN">`,
  `'><img src=x onerror='RUN'>`,
  `" autofocus onfocus="RUN" x="`,
  `' onmouseover='RUN' x='`,
  `</textarea><script>RUN</script>`,
  `</title><script>RUN</script>`,
  `</script><script>RUN</script>`,
  `<style>*{background:url("https://kwaad.example/RUN")}</style>`,
  `<link rel=stylesheet href="https://kwaad.example/RUN.css">`,
  `<base href="https://kwaad.example/RUN/">`,
  `<meta http-equiv=refresh content="0;url=https://kwaad.example/RUN">`,
  `<p id="cookie" name="body" class="__proto__">RUN</p>`,
  `&lt;script&gt;RUN&lt;/script&gt;`,
  `\u2028<script>RUN</script>\u2029`,
  `{{constructor.constructor('RUN')()}}`,
  `[klik](javascript:RUN)`,
  `[klik](java\tscript:RUN)`,
  `[klik](&#106;avascript&colon;RUN)`,
  `[klik](<javascript:RUN> "x" onclick=RUN)`,
  `[klik](data:text/html,<script>RUN</script>)`,
  `[klik](https://voorbeeld.example "x\\" onmouseover=RUN y=")`,
  `![x](x"onerror="RUN)`,
  `![x](javascript:RUN)`,
  `<javascript:RUN>`,
  `[a]: javascript:RUN\n\n[klik][a]`,
  "`<img src=x onerror=RUN>`",
  "```html\"><script>RUN</script>\nx\n```",
  `https://voorbeeld.example/"onmouseover="RUN`,
  `www.voorbeeld.example/<img src=x onerror=RUN>`,
  `## <img src=x onerror=RUN> [klik](javascript:RUN)`,
  `- [ ] <img src=x onerror="RUN">`,
  `| a |\n|---|\n| <img src=x onerror="RUN"> |`,
  `~~<svg/onload="RUN">~~`,
].map((text, n) => text.replaceAll("RUN", `ran(${n})`));

/** What a page holds that nobody's words may bring: elements, attributes, addresses. Runs in the page. */
export function foreign(document) {
  const wrong = [];
  const say = (element, what) => wrong.push(`${what} in ${element.outerHTML.slice(0, 160)}`);
  const own = (address) => URL.parse(address, location.href)?.origin === location.origin;
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (/^(style|iframe|object|embed|base|math|template|noscript|frame|applet|audio|video|animate|set|foreignobject|use)$/i.test(name)) say(element, name);
    if (name === "script" && (!element.src || element.textContent || !new URL(element.src).pathname.startsWith("/pkg/") || !own(element.src))) say(element, name);
    if (name === "link" && !(element.closest("head") && element.getAttribute("href").startsWith("/pkg/"))) say(element, name);
    if (name === "meta" && element.httpEquiv) say(element, name);
    if (name === "img" && !element.getAttribute("src")?.startsWith("/bestand/")) say(element, name);
    // The form of a dialog sends nothing.
    const sends = name === "form" && element.method !== "dialog";
    if (sends && !(element.hasAttribute("action") && own(element.getAttribute("action")))) say(element, name);
    for (const { name: attribute, value } of element.attributes) {
      // A result tells ourselves that it was opened.
      const told = attribute === "ping" && element.matches("a.hit__title") && value.startsWith("/zoeken/klik?q=");
      if (told && !element.closest(".prose")) continue;
      if (/^on/i.test(attribute) || ["style", "srcdoc", "formaction", "ping", "background"].includes(attribute)) say(element, attribute);
      if (/^(xlink:)?(href|src|action|data|poster|cite)$/.test(attribute) && !/^(https?|mailto|tel):$/.test(URL.parse(value, location.href)?.protocol ?? "http:")) say(element, attribute);
    }
  }
  // Markdown becomes these, and nothing else; of their attributes these.
  const allowed = { a: ["href", "title", "rel"], ol: ["start"], td: ["align"], th: ["align"], pre: ["tabindex"], table: ["tabindex"], h2: ["id"], h3: ["id"] };
  const plain = /^(a|blockquote|br|code|del|em|h[2-6]|hr|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)$/;
  for (const element of document.querySelectorAll(".prose *")) {
    if (!plain.test(element.localName)) say(element, "not of Markdown:");
    for (const { name } of element.attributes) if (!allowed[element.localName]?.includes(name)) say(element, `${name}, not of Markdown,`);
    if (element.id && !/-\d+$/.test(element.id)) say(element, "id");
  }
  for (const element of document.querySelectorAll(".hit__snippet *")) if (element.localName !== "mark" || element.attributes.length) say(element, "not of a passage:");
  return wrong;
}

/** Touches all that could react. What leads on is held back, except what leads to a script. Runs in the page. */
export function stimulate(document) {
  const web = (address) => !address || /^(https?|mailto|tel):$/.test(URL.parse(address, location.href)?.protocol ?? "http:");
  const addresses = (element) => ["href", "xlink:href", "action", "formaction"].map((name) => element.getAttribute(name));
  const hostile = (element) => !addresses(element).every(web) || !addresses(element.closest("form") ?? element).every(web);
  const hold = (event) => {
    if (!hostile(event.target)) event.preventDefault();
  };
  for (const type of ["click", "submit"]) document.addEventListener(type, hold, true);
  for (const element of document.querySelectorAll("main *, body > :not(.frame)")) {
    for (const type of ["mouseover", "mouseenter", "pointerover", "pointerenter", "focus", "toggle", "animationstart", "error", "load"]) {
      element.dispatchEvent(new Event(type));
    }
    if (element.tabIndex >= 0) element.focus({ preventScroll: true });
    if (element.localName === "details") element.open = true;
    if (hostile(element)) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
  for (const type of ["click", "submit"]) document.removeEventListener(type, hold, true);
}

/** Numbers of the payloads that can be read in what is on the page, also in its fields; and how many posts or messages there are. */
export function shown(document) {
  const main = document.querySelector("main");
  const fields = [...main.querySelectorAll("input, textarea")].map(({ value }) => value);
  const numbers = [main.textContent, ...fields].join("\n").matchAll(/ran\((\d+)\)/g);
  return { words: new Set([...numbers].map(([, n]) => n)).size, posts: main.querySelectorAll(".posts > .post, .messages > .message").length };
}
