// The steps with Node and the package `ws`:
//
//   node script.mjs ORIGIN TOKEN OTHER ROOM
//
// TOKEN and OTHER are tokens of two members of the room. Prints a line a step; the code is 0 when all went as they should.
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { Line, steps } from "./steps.mjs";

/** A connection of the program that has this token. */
export function open(origin, token) {
  const address = `${origin.replace(/^http/, "ws")}/live`;
  return new WebSocket(address, ["live.v1"], { headers: { authorization: `Bearer ${token}` } });
}

/** Types in a room for a moment. */
export async function types(origin, token, room) {
  const line = new Line(open(origin, token));
  await line.greet();
  line.say({ sub: { id: 1, ch: `room:${room}` } });
  await line.hear("a subscription", ({ subd }) => subd);
  line.say({ typing: { ch: `room:${room}` } });
  await sleep(500);
  line.close();
}

/** What a poll answers. Not `fetch`, which says that it is a browser. */
function poll(origin, token, query) {
  return new Promise((resolve, reject) => {
    const asking = get(`${origin}/live/poll?${query}`, { headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => (answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))));
    });
    asking.on("error", reject);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [origin, token, other, room] = process.argv.slice(2);
  await steps({
    open: () => open(origin, token),
    poll: (query) => poll(origin, token, query),
    somebodyTypes: () => types(origin, other, room),
    room,
    told: (step) => console.log(step),
  });
}
