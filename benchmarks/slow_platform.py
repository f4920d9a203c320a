"""A platform that needs its time for each call, in a process of its own: enough of Slack and Mattermost."""

import asyncio
import itertools
import json
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any


@contextmanager
def slow_platform(seconds: float) -> Iterator[str]:
    """Its address."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(theirs, seconds), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


def _serve(told: Connection, seconds: float) -> None:
    asyncio.run(_listen(told, seconds))


async def _listen(told: Connection, seconds: float) -> None:
    numbers = itertools.count(1)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while path := await _read(reader):
                await asyncio.sleep(seconds)
                content = json.dumps(_answer(path, next(numbers))).encode()
                head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}"
                writer.write(f"{head}\r\n\r\n".encode() + content)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def _read(reader: asyncio.StreamReader) -> str:
    """The path of a request, of which all was read."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    for line in head.lower().splitlines():
        if line.startswith("content-length:"):
            await reader.readexactly(int(line.partition(":")[2]))
    return head.split()[1]


def _answer(path: str, number: int) -> dict[str, Any]:
    post = f"{1_790_000_000 + number}.000100"
    user = {"id": "U1", "name": "u", "profile": {"real_name": "U"}, "locale": "fr-FR", "tz": "Europe/Paris"}
    if "/users" in path:
        return {"id": path.rpartition("/")[2], "username": "u", "locale": "fr", "delete_at": 0}
    return {"ok": True, "ts": post, "channel": {"id": "D1"}, "id": f"p{number}", "user": user}
