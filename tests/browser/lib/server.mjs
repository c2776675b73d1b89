// The program, started as anyone starts it: on a free port, with a data folder of its own.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PROGRAM = process.env.PLEIN_TEST_BIN ?? "target/debug/plein";

/** Milliseconds that a start may take. A debug build with a migration to do is not quick. */
const START = 30_000;

let databases = 0;

export class Server {
  #process;
  #lines = [];

  /**
   * Starts a server and waits until it is ready.
   *   engine  "sqlite" (default) or "postgres": the latter in a new database of PLEIN_TEST_POSTGRES
   *   env     more environment, over our own
   *   before  async (server) => …: work with `server.plein(…)` before the first start, such as `demo`
   */
  static async start({ engine = "sqlite", env = {}, before } = {}) {
    const server = new Server();
    server.data = mkdtempSync(join(tmpdir(), "plein-browser-"));
    server.port = await freePort();
    server.origin = `http://127.0.0.1:${server.port}`;
    server.environment = {
      ...withoutPlein(process.env),
      PLEIN_LISTEN: `127.0.0.1:${server.port}`,
      PLEIN_BASE_URL: server.origin,
      PLEIN_DATA: server.data,
      ...env,
    };
    alive.add(server);
    try {
      if (engine === "postgres") server.environment.PLEIN_DATABASE_URL = await newDatabase();
      await before?.(server);
      await server.start();
    } catch (error) {
      await server.remove();
      throw error;
    }
    return server;
  }

  /** Starts it (again): same port, same data. Waits `patience` milliseconds until it is ready. */
  async start(patience = START) {
    this.#process = spawn(PROGRAM, ["serve"], { cwd: this.data, env: this.environment, stdio: ["ignore", "pipe", "pipe"] });
    const child = this.#process;
    for (const stream of [child.stdout, child.stderr]) this.#collect(stream);
    const [failure] = await Promise.race([this.#ready(child, patience), once(child, "error")]);
    if (failure) throw failure;
  }

  async #ready(child, patience) {
    const deadline = Date.now() + patience;
    for (;;) {
      const ready = await fetch(`${this.origin}/readyz`).catch(() => undefined);
      if (ready?.ok) return [];
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}:\n${this.#lines.slice(-10).join("\n")}`);
      }
      if (Date.now() > deadline) throw new Error(`the server is not ready after ${patience / 1000} s (${ready?.status})`);
      await sleep(25);
    }
  }

  #collect(stream) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      this.#lines.push(...lines);
    });
  }

  /** Asks it to end, and gives the exit code. */
  stop = () => this.#end("SIGTERM");

  /** Ends it in the middle of whatever it does. */
  kill = () => this.#end("SIGKILL");

  async #end(signal) {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode;
    const end = once(child, "exit");
    child.kill(signal);
    const patience = setTimeout(() => child.kill("SIGKILL"), 15_000);
    const [code] = await end;
    clearTimeout(patience);
    return code;
  }

  /** SIGKILL and start again, on the same port and data. */
  async crash() {
    await this.kill();
    await this.start();
  }

  /** What it wrote, line by line. */
  log() {
    return this.#lines;
  }

  /** Runs another command of the program on the same data; gives what it printed. */
  plein(args, { input = "" } = {}) {
    return new Promise((resolve, reject) => {
      const options = { cwd: this.data, env: this.environment, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(PROGRAM, args, options, (error, stdout, stderr) => {
        if (error) reject(new Error(`plein ${args.join(" ")}: ${stderr.trim() || error.message}`));
        else resolve(stdout);
      });
      child.stdin.end(input);
    });
  }

  /** Has the database run statements: to make in seconds what the program would take minutes for. PostgreSQL only. */
  sql = (statements) => psql(this.environment.PLEIN_DATABASE_URL, statements);

  /** Makes an account with a password. */
  member({ email, name, password, admin = false }) {
    const flags = admin ? ["--admin"] : [];
    return this.plein(["member", "add", "--email", email, "--name", name, ...flags, "--password-stdin"], { input: `${password}\n` });
  }

  /** The mails that were sent so far, oldest first, as they stand in their files. */
  mails() {
    const folder = join(this.data, "outbox");
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.name.endsWith(".eml"));
    return names.map((entry) => readFileSync(join(folder, entry.name), "utf8"));
  }

  /** Ends it and removes its data. */
  async remove() {
    await this.kill();
    this.abandon();
  }

  /** The same without waiting, for a run that ends early. */
  abandon() {
    alive.delete(this);
    this.#process?.kill("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  }
}

const alive = new Set();
process.once("exit", () => alive.forEach((server) => server.abandon()));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

/** The environment without the settings of whoever runs the tests. */
function withoutPlein(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("PLEIN_")));
}

async function freePort() {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address();
  await new Promise((done) => listener.close(done));
  return port;
}

async function newDatabase() {
  const cluster = process.env.PLEIN_TEST_POSTGRES;
  if (!cluster) throw new Error("PLEIN_TEST_POSTGRES is not set: run these tests with `cargo xtask test`");
  databases += 1;
  const name = `browser_${process.pid}_${databases}`;
  await psql(`${cluster.replace(/\/$/, "")}/postgres`, `create database ${name}`);
  return `${cluster.replace(/\/$/, "")}/${name}`;
}

/** Has a PostgreSQL run statements. */
function psql(url, statements) {
  return new Promise((resolve, reject) => {
    execFile("psql", [url, "-v", "ON_ERROR_STOP=1", "-qc", statements], (error, _, stderr) => (error ? reject(new Error(stderr)) : resolve()));
  });
}
