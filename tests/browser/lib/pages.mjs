// Every page there is, from the program's own table of doors, filled with what stands in the demo region.
import { once } from "node:events";
import { request } from "node:http";

export const PASSWORD = "welkom-op-het-plein";
export const MEMBER = "pieter.vandenberg@sliedrecht.example";
export const ADMIN = "lotte.vandijk@var.example";

/** Doors that are no pages. */
const NOT_PAGES = /^\/(api|live|bestand|meldingen\/stop|\.well-known)\b|\.csv$/;

/** Signs somebody in by the form. */
export async function signIn(page, email = MEMBER, password = PASSWORD) {
  await page.goto("/inloggen");
  await page.fill("input[name=email]", email);
  await page.fill("input[name=password]", password);
  await page.click("main button[type=submit]");
  await page.waitForURL((url) => url.pathname !== "/inloggen");
}

/** A program that is signed in: `api(method, path, body)` gives the JSON of the answer, `api.token` is its token. Told to wait, it waits. */
export async function program(server, email = MEMBER, password = PASSWORD) {
  const ask = async (method, path, body, token) => {
    for (;;) {
      const answer = await attempt(method, path, body, token);
      if (answer.status !== 429) return answer.json;
      await new Promise((done) => setTimeout(done, answer.after * 1000));
    }
  };
  const attempt = async (method, path, body, token) => {
    // Not by fetch: it sends Sec-Fetch headers, as a browser does, and then it is no program.
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const sent = request(`${server.origin}/api/v1${path}`, { method, headers });
    sent.end(body && JSON.stringify(body));
    const [answer] = await once(sent, "response");
    const text = (await answer.toArray()).join("");
    if (answer.statusCode === 429) return { status: 429, after: Number(answer.headers["retry-after"] ?? 1) };
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return { status: answer.statusCode, json: text ? JSON.parse(text) : undefined };
  };
  const { token } = await ask("POST", "/session", { email, password });
  return Object.assign((method, path, body) => ask(method, path, body, token), { token });
}

/** Chooses what the rooms of a community show of their people. */
export async function showPeople(server, slug, presence) {
  const api = await program(server, ADMIN);
  const { name, description, visibility, join, question } = await api("GET", `/communities/${slug}`);
  await api("PUT", `/communities/${slug}`, { slug, name, description, visibility, join, question, presence });
}

/** What stands for the parameters of a path, for a member of a community. */
async function things(server, { email, password }) {
  const api = await program(server, email, password);
  const communities = (await api("GET", "/communities?limit=100")).items.filter(({ role }) => role);
  const { slug } = communities.find(({ role }) => role === "owner") ?? communities[0];
  const { rooms } = await api("GET", `/communities/${slug}`);
  const [thread] = (await api("GET", `/communities/${slug}/threads`)).items;
  const post = await api("POST", `/threads/${thread.id}/posts`, { body_markdown: "Dank u wel. Dit gaan wij *ook* zo doen." });
  const message = await api("POST", `/rooms/${rooms[0].id}/messages`, { body_markdown: "Goedemiddag, ik ben er weer." });
  const [article] = (await api("GET", "/articles")).items;
  const [theme] = (await api("GET", "/themes")).items;
  const me = await api("GET", "/me");
  const saved = await api("POST", "/me/searches", { search: "q=overlast&soort=gesprek", name: "Overlast", alert: true });
  return { slug, thread, post, message, article, theme, me, saved, room: rooms[0].id };
}

/** A path with its parameters filled in; undefined when there is nothing of the kind for this reader. */
function filled(path, has) {
  const put = (values) => path.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  if (path.startsWith("/c/{slug}")) return put({ slug: has.slug });
  if (path.startsWith("/t/{id}")) return put({ id: has.thread.id, place: "1" });
  if (path.startsWith("/bericht/{id}")) return put({ id: has.post.id });
  if (path.startsWith("/chat/bericht/{id}")) return put({ id: has.message.id });
  if (path.startsWith("/chat/{id}")) return put({ id: has.room });
  if (path.startsWith("/a/{id}")) return put({ id: has.article.id, slug: "artikel", version: "1" });
  if (path.startsWith("/k/{slug}") || path.startsWith("/beheer/themas/{slug}")) return put({ slug: has.theme.slug });
  if (/^\/(lid|beheer\/leden)\/\{id\}/.test(path)) return put({ id: has.me.id });
  if (path.startsWith("/zoeken/bewaard/{id}")) return put({ id: has.saved.id });
  if (path.startsWith("/beheer/paginas")) return put({ slug: "privacy", lang: "nl" });
  if (/organisatie/.test(path)) return has.organisation && put({ id: has.organisation });
  // Links of a mail: their pages say that the link is too old.
  if (/\{token\}/.test(path)) return put({ token: "onbekend" });
  throw new Error(`lib/pages.mjs does not know what stands in ${path}`);
}

/** The addresses of all pages for a reader, and those of states that no door names. */
export async function pages(server, who = { email: ADMIN }) {
  const has = await things(server, who);
  const table = (await server.plein(["doors"])).trim().split("\n").map((line) => line.split(" "));
  const doors = table.filter(([verb, path]) => verb === "GET" && !NOT_PAGES.test(path)).map(([, path]) => path);
  const all = doors.map((path) => (path.includes("{") ? filled(path, has) : path)).filter(Boolean);
  const states = ["/bestaat-niet", "/zoeken?q=overlast", "/zoeken?q=qqqqzzzz", "/leden?q=qqqqzzzz", `/t/${has.thread.id}/999999`];
  return [...new Set([...all, ...states])];
}
