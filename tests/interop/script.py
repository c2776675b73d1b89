"""The steps of README.md with Python and the package `websockets`:

    python3 script.py ORIGIN TOKEN OTHER ROOM

TOKEN and OTHER are tokens of two members of the room. Prints a line a step; the code is 0 when all went as they should.
"""

import asyncio
import json
import secrets
import sys
import urllib.request

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

# Seconds that an answer may take.
PATIENCE = 10


class Line:
    """A connection, and the frames of it that nobody has asked for yet."""

    def __init__(self, socket):
        self.socket = socket
        self.kept = []

    @classmethod
    async def open(cls, origin, token, **hello):
        """Connects and greets; gives the line and the answer."""
        address = origin.replace("http", "ws", 1) + "/live"
        headers = {"Authorization": f"Bearer {token}"}
        socket = await connect(address, additional_headers=headers, subprotocols=["live.v1"])
        line = cls(socket)
        await line.say({"hello": {"v": 1, **hello}})
        return line, (await line.hear("an answer to hello", lambda frame: "hello" in frame))["hello"]

    async def say(self, frame):
        await self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def hear(self, what, wanted, patience=PATIENCE):
        """The first frame, kept or yet to come, that is wanted. Those before it stay for who wants them."""
        for frame in self.kept:
            if wanted(frame):
                self.kept.remove(frame)
                return frame
        try:
            async with asyncio.timeout(patience):
                while True:
                    try:
                        frame = json.loads(await self.socket.recv())
                    except ConnectionClosed as end:
                        # A connection that ends is a last frame of our own.
                        frame = {"closed": end.rcvd.code if end.rcvd else 1006}
                    if wanted(frame):
                        return frame
                    if "closed" in frame:
                        raise AssertionError(f"closed with {frame['closed']} instead of {what}")
                    self.kept.append(frame)
        except TimeoutError:
            raise AssertionError(f"not within {patience} s: {what}; heard {self.kept}") from None


class Reader:
    """What a reader keeps of a channel, and the whole rule: the next number is applied, a seen one left out, a later one is a gap."""

    def __init__(self, seen):
        self.seen = seen
        self.applied = []

    def take(self, frame):
        """Takes the events of a frame; false when something before them is missing."""
        event = frame.get("ev")
        for number, kind, what in [[event["s"], event["k"], event["d"]]] if event else frame["evs"]["e"]:
            if number > self.seen + 1:
                return False
            if number == self.seen + 1:
                self.seen = number
                self.applied.append(f"{kind} {what['body_markdown']}")
        return True


def event_of(c):
    return lambda frame: frame.get("ev", frame.get("evs", {})).get("c") == c


def same(what, value, should):
    assert value == should, f"{what}: {value} instead of {should}"


class Script:
    def __init__(self, origin, token, other, room):
        self.origin, self.token, self.other, self.room = origin, token, other, room
        self.ch = f"room:{room}"
        self.run = secrets.token_hex(8)
        self.commands = 0

    async def open(self, **hello):
        return await Line.open(self.origin, self.token, **hello)

    async def send(self, line, body):
        """Sends a message; gives its `ack`."""
        self.commands += 1
        id = self.commands
        await line.say({"send": {"id": id, "n": f"{self.run}-{body}", "ch": self.ch, "body": body}})
        answer = await line.hear(f"an ack of {body}", lambda frame: frame.get("ack", frame.get("err", {})).get("id") == id)
        return answer["ack"]

    async def subscribe(self, line, since=None):
        """Subscribes; gives `subd`."""
        self.commands += 1
        id = self.commands
        await line.say({"sub": {"id": id, "ch": self.ch, "since": since}})
        return (await line.hear("a subscription", lambda frame: frame.get("subd", {}).get("id") == id))["subd"]

    async def somebody_types(self):
        line, _ = await Line.open(self.origin, self.other)
        await self.subscribe(line)
        await line.say({"typing": {"ch": self.ch}})
        await asyncio.sleep(0.5)
        await line.socket.close()

    def poll(self, query):
        headers = {"Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(f"{self.origin}/live/poll?{query}", headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    async def steps(self):
        # Heartbeats take half a minute: this one listens to nothing else, meanwhile.
        quiet, _ = await self.open()
        quiet_c = (await self.subscribe(quiet))["c"]

        line, hello = await self.open()
        same("subprotocol", line.socket.subprotocol, "live.v1")
        same("heartbeat and frame", (hello["hb"], hello["max"]), (25_000, 65_536))
        yield "1 hello"

        subd = await self.subscribe(line)
        same("mode", subd["mode"], "head")
        reader = Reader(subd["head"])
        yield "2 sub"

        first = await self.send(line, "one")
        same("ack", (first["s"], first["dup"], first["n"]), (subd["head"] + 1, False, f"{self.run}-one"))
        yield "3 send, ack"

        own = await line.hear("the event of it", event_of(subd["c"]))
        event = own["ev"]
        same("event", (event["s"], event["k"], event["n"], event["d"]["id"]), (first["s"], "msg", first["n"], first["mid"]))
        assert reader.take(own)
        yield "4 event"

        again = await self.send(line, "one")
        same("ack of the same", (again["mid"], again["s"], again["dup"]), (first["mid"], first["s"], True))
        yield "5 the same nonce again"

        passing = lambda kind: lambda frame: frame.get("eph", {}).get("k") == kind
        await line.say({"here": {"ch": [self.ch], "idle": False}})
        here = (await line.hear("who is here", passing("here")))["eph"]["d"]
        same("who is here", (here["n"], len(here["names"])), (1, 1))
        await self.somebody_types()
        same("who types", (await line.hear("somebody types", passing("typing")))["eph"]["d"]["n"], 1)
        yield "6 here, typing"

        await self.send(line, "two")
        await line.hear("the event that is lost", event_of(subd["c"]))
        await self.send(line, "three")
        same("the event after it", reader.take(await line.hear("the event after it", event_of(subd["c"]))), False)
        subd = await self.subscribe(line, reader.seen)
        same("mode", subd["mode"], "resume")
        while len(reader.applied) < 3:
            reader.take(await line.hear("what was missing", event_of(subd["c"])))
        same("each once and in order", reader.applied, ["msg one", "msg two", "msg three"])
        yield "7 a gap is filled"

        await line.socket.close()
        await self.send(quiet, "four")
        line, _ = await self.open(epoch=hello["epoch"], resume=[[self.ch, reader.seen]])
        subd = (await line.hear("the subscription of before", lambda frame: "subd" in frame))["subd"]
        same("mode", (subd["id"], subd["mode"]), (0, "resume"))
        reader.take(await line.hear("what was missed", event_of(subd["c"])))
        same("missed", reader.applied[-1], "msg four")
        other, _ = await self.open(epoch="another", resume=[[self.ch, reader.seen]])
        reset = (await other.hear("a reset", lambda frame: "subd" in frame))["subd"]
        same("mode in another epoch", reset["mode"], "reset")
        yield "8 back again, with what was missed"

        await line.say({"sub": {"id": 99, "ch": "room:1111111111111111111111"}})
        err = (await line.hear("a refusal", lambda frame: "err" in frame))["err"]
        same("what does not exist", (err["id"], err["code"], err["retry"]), (99, "not_found", False))
        yield "9 no such channel"

        frames = await asyncio.to_thread(self.poll, f"cur={self.ch}={reader.seen - 1}&wait=5")
        same("frames of a poll", [next(iter(frame)) for frame in frames], ["hello", "subd", "ev"])
        same("event of a poll", frames[2]["ev"]["d"]["body_markdown"], "four")
        yield "10 poll"

        await other.say("this is no frame")
        same("close code", (await other.hear("the end", lambda frame: "closed" in frame))["closed"], 4000)
        yield "11 no frame, 4000"

        beat = await quiet.hear("a heartbeat", lambda frame: "hb" in frame, 35)
        same("heads", beat["hb"]["h"], [[quiet_c, reader.seen]])
        await quiet.say({"hb": {}})
        # Without that answer the server would close within ten seconds.
        await asyncio.sleep(11)
        same("mode", (await self.subscribe(quiet, reader.seen))["mode"], "resume")
        yield "12 heartbeat"
        await line.socket.close()
        await quiet.socket.close()


async def main():
    async for step in Script(*sys.argv[1:5]).steps():
        print(step, flush=True)


asyncio.run(main())
