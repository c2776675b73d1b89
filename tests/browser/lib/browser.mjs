// Chromium, and one person's view of the site.
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What the network says about itself is no fault of a page: an answer of 422, a server that a test stopped. */
const NETWORK = /^(Failed to load resource|WebSocket connection to)/;

let running;

/** One Chromium for all tests; a new one when it crashed. */
async function browser() {
  if (!(await running)?.isConnected()) {
    running = chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
  }
  return running;
}

export async function closeBrowser() {
  await (await running)?.close();
}

/**
 * Opens a context with one page. Gives
 *   page, context   playwright's
 *   problems        what pages threw, and errors on their console (the content policy speaks there)
 *   foreign         addresses outside the site that were asked for
 *   requests        every request of the site, as `METHOD /path`
 *   newPage()       a second tab, watched as well
 *   forgive(re)     forgets problems that match: for a test that provokes them
 */
export async function openClient(origin, options = {}) {
  const context = await (await browser()).newContext({ baseURL: origin, locale: "nl-NL", ...options });
  context.setDefaultTimeout(15_000);
  const client = { context, problems: [], foreign: [], requests: [] };
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!/^(https?|wss?):$/.test(url.protocol)) return;
    if (url.host === new URL(origin).host) client.requests.push(`${request.method()} ${url.pathname}${url.search}`);
    else client.foreign.push(request.url());
  });
  context.on("weberror", (error) => client.problems.push(String(error.error().stack ?? error.error())));
  context.on("console", (message) => {
    if (message.type() === "error" && !NETWORK.test(message.text())) client.problems.push(message.text());
  });
  const watch = (page) => {
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== new URL(origin).host) client.foreign.push(socket.url());
    });
    return page;
  };
  client.newPage = async () => watch(await context.newPage());
  client.page = await client.newPage();
  client.forgive = (expected) => {
    client.problems = client.problems.filter((problem) => !expected.test(problem));
  };
  client.close = () => context.close();
  return client;
}

/** Waits until the islands of a page live. */
export const awake = (page) => page.waitForSelector("html[data-awake]", { state: "attached" });
