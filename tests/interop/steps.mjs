// The twelve steps of README.md, for whatever has the WebSocket interface of browsers: a browser, and the package `ws`.
// Needs nothing else, so that a page can run it as it stands.

/** Milliseconds that an answer may take. */
const PATIENCE = 10_000;

/** A connection, and the frames of it that nobody has asked for yet. */
export class Line {
  #socket;
  #kept = [];
  #wanted;

  constructor(socket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    // A connection that ends is a last frame of our own.
    socket.onclose = ({ code }) => this.#take({ closed: code });
    socket.onerror = () => {};
  }

  /** Greets as soon as it is open; gives the answer. */
  async greet(hello = {}) {
    await new Promise((resolve, reject) => {
      this.#socket.onopen = resolve;
      this.#socket.onerror = () => reject(new Error("the connection is refused"));
    });
    this.say({ hello: { v: 1, ...hello } });
    return (await this.hear("an answer to hello", (frame) => frame.hello)).hello;
  }

  say(frame) {
    this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** The first frame, kept or yet to come, that is wanted. Those before it stay for who wants them. */
  hear(what, wanted, patience = PATIENCE) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#wanted = undefined;
        reject(new Error(`not within ${patience / 1000} s: ${what}; heard ${JSON.stringify(this.#kept)}`));
      }, patience);
      this.#wanted = (frame) => {
        if (!wanted(frame)) return false;
        this.#wanted = undefined;
        clearTimeout(late);
        resolve(frame);
        return true;
      };
      const at = this.#kept.findIndex((frame) => this.#wanted?.(frame));
      if (at >= 0) this.#kept.splice(at, 1);
    });
  }

  close() {
    this.#socket.close();
  }

  get protocol() {
    return this.#socket.protocol;
  }

  #take(frame) {
    if (!this.#wanted?.(frame)) this.#kept.push(frame);
  }
}

/** What a reader keeps of a channel, and the whole rule: the next number is applied, a seen one left out, a later one is a gap. */
class Reader {
  applied = [];

  constructor(seen) {
    this.seen = seen;
  }

  /** Takes the events of a frame; false when something before them is missing. */
  take({ ev, evs }) {
    const events = ev ? [[ev.s, ev.k, ev.d]] : evs.e;
    for (const [number, kind, what] of events) {
      if (number > this.seen + 1) return false;
      if (number <= this.seen) continue;
      this.seen = number;
      this.applied.push(`${kind} ${what.body_markdown}`);
    }
    return true;
  }
}

const isEvent = (c) => (frame) => (frame.ev ?? frame.evs)?.c === c;

function same(what, is, should) {
  const [a, b] = [JSON.stringify(is), JSON.stringify(should)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}

/**
 * Goes through the steps, and throws where one goes otherwise.
 *   open           () => a WebSocket to /live of the site, signed in as a member of the room
 *   poll           (query) => the frames of GET /live/poll?query
 *   somebodyTypes  () => has another member type in the room
 *   room           the room's ID; nobody else says anything in it
 *   told           called with each step that is done
 */
export async function steps({ open, poll, somebodyTypes, room, told }) {
  const ch = `room:${room}`;
  const run = Math.random().toString(36).slice(2);
  let commands = 0;
  /** Sends a message; gives its `ack`. */
  const send = async (line, body, nonce = `${run}-${body}`) => {
    const id = ++commands;
    line.say({ send: { id, n: nonce, ch, body } });
    const { ack } = await line.hear(`an ack of ${body}`, ({ ack, err }) => (ack ?? err)?.id === id);
    if (!ack) throw new Error(`${body} is refused`);
    return ack;
  };
  /** Subscribes; gives `subd`. */
  const subscribe = async (line, since) => {
    const id = ++commands;
    line.say({ sub: { id, ch, since } });
    return (await line.hear("a subscription", ({ subd }) => subd?.id === id)).subd;
  };

  // Heartbeats take half a minute: this one listens to nothing else, meanwhile.
  const quiet = new Line(open());
  await quiet.greet();
  const { c: quietC } = await subscribe(quiet);

  let line = new Line(open());
  const { epoch, hb, max } = await line.greet();
  same("subprotocol", line.protocol, "live.v1");
  same("heartbeat and frame", [hb, max], [25_000, 65_536]);
  told("1 hello");

  let { c, head, mode } = await subscribe(line);
  same("mode", mode, "head");
  const reader = new Reader(head);
  told("2 sub");

  const first = await send(line, "one");
  same("ack", [first.s, first.dup, first.n], [head + 1, false, `${run}-one`]);
  told("3 send, ack");

  const own = await line.hear("the event of it", isEvent(c));
  same("event", [own.ev.s, own.ev.k, own.ev.n, own.ev.d.id], [first.s, "msg", first.n, first.mid]);
  same("applied", reader.take(own), true);
  told("4 event");

  const again = await send(line, "one");
  same("ack of the same", [again.mid, again.s, again.dup], [first.mid, first.s, true]);
  told("5 the same nonce again");

  line.say({ here: { ch: [ch], idle: false } });
  const here = await line.hear("who is here", ({ eph }) => eph?.c === c && eph.k === "here");
  same("who is here", [here.eph.d.n, here.eph.d.names.length], [1, 1]);
  await somebodyTypes();
  const typing = await line.hear("somebody types", ({ eph }) => eph?.c === c && eph.k === "typing");
  same("who types", typing.eph.d.n, 1);
  told("6 here, typing");

  await send(line, "two");
  await line.hear("the event that is lost", isEvent(c));
  await send(line, "three");
  same("the event after it", reader.take(await line.hear("the event after it", isEvent(c))), false);
  ({ c, mode } = await subscribe(line, reader.seen));
  same("mode", mode, "resume");
  while (reader.applied.length < 3) reader.take(await line.hear("what was missing", isEvent(c)));
  same("each once and in order", reader.applied, ["msg one", "msg two", "msg three"]);
  told("7 a gap is filled");

  line.close();
  await line.hear("the end", ({ closed }) => closed);
  await send(quiet, "four");
  line = new Line(open());
  await line.greet({ epoch, resume: [[ch, reader.seen]] });
  const back = (await line.hear("the subscription of before", ({ subd }) => subd?.id === 0)).subd;
  same("mode", back.mode, "resume");
  reader.take(await line.hear("what was missed", isEvent(back.c)));
  same("missed", reader.applied.at(-1), "msg four");
  const other = new Line(open());
  await other.greet({ epoch: "another", resume: [[ch, reader.seen]] });
  same("mode in another epoch", (await other.hear("a reset", ({ subd }) => subd)).subd.mode, "reset");
  told("8 back again, with what was missed");

  line.say({ sub: { id: 99, ch: "room:1111111111111111111111" } });
  const { err } = await line.hear("a refusal", ({ err }) => err);
  same("what does not exist", [err.id, err.code, err.retry], [99, "not_found", false]);
  told("9 no such channel");

  const frames = await poll(`cur=${ch}=${reader.seen - 1}&wait=5`);
  same("frames of a poll", frames.map((frame) => Object.keys(frame)[0]), ["hello", "subd", "ev"]);
  same("event of a poll", frames[2].ev.d.body_markdown, "four");
  told("10 poll");

  other.say("this is no frame");
  same("close code", (await other.hear("the end", ({ closed }) => closed)).closed, 4000);
  told("11 no frame, 4000");

  const beat = await quiet.hear("a heartbeat", (frame) => frame.hb, 35_000);
  same("heads", beat.hb.h, [[quietC, reader.seen]]);
  quiet.say({ hb: {} });
  // Without that answer the server would close within ten seconds.
  await new Promise((resolve) => setTimeout(resolve, 11_000));
  same("mode", (await subscribe(quiet, reader.seen)).mode, "resume");
  told("12 heartbeat");
  for (const each of [line, quiet]) each.close();
}
