// What a test gets: servers and browsers that go away by themselves, and a verdict on what the browsers saw.
import { openClient } from "./browser.mjs";
import { Server } from "./server.mjs";

export class Stage {
  #servers = [];
  #clients = [];
  #after = [];

  /** A running server with a database of its own. See `Server.start` for the options. */
  async server(options) {
    const server = await Server.start(options);
    this.#servers.push(server);
    return server;
  }

  /** A browser of one person, with cookies of its own. Options are those of playwright's `newContext`. */
  async client(server, options) {
    const client = await openClient(server.origin, options);
    this.#clients.push(client);
    return client;
  }

  /** Does something when the test is over, whatever its outcome. */
  after(work) {
    this.#after.push(work);
  }

  /** Fails when a page threw, broke the content policy, or asked something of another site. */
  verify() {
    for (const { problems, foreign } of this.#clients) {
      if (problems.length) throw new Error(`the browser's console says:\n${problems.join("\n")}`);
      if (foreign.length) throw new Error(`requests to other sites:\n${foreign.join("\n")}`);
    }
  }

  /** Lines that help to understand a failure. */
  explained() {
    const pages = this.#clients.flatMap((client) => [
      `# page ${client.page.url()}`,
      ...client.problems.map((problem) => `# console: ${problem}`),
    ]);
    const servers = this.#servers.flatMap((server) => server.log().slice(-40).map((line) => `# server: ${line}`));
    return [...pages, ...servers];
  }

  /** Closes everything, also when closing one thing fails; then that is thrown. */
  async close() {
    const works = [
      ...this.#after.reverse(),
      ...this.#clients.map((client) => client.close),
      ...this.#servers.map((server) => () => server.remove()),
    ];
    const failures = [];
    for (const work of works) await Promise.resolve().then(work).catch((error) => failures.push(error));
    if (failures.length) throw failures[0];
  }
}
