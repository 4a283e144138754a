"""Start a web service in a process of its own, put load on it, and stop it whatever happens."""

import asyncio
import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

_running = {}  # app -> Server; a cell that is run again replaces what it started before


class Server:
    """A running service. Made by `start` and `serve`.

    Attributes
    ----------
    url : str
        Where it answers, such as `http://127.0.0.1:54321`.
    pid : int
        Its process.
    """

    def __init__(self, app, app_dir, env):
        self.url = None
        self._folder = tempfile.TemporaryDirectory(prefix="service-", ignore_cleanup_errors=True)
        self._log = Path(self._folder.name, "log")
        with self._log.open("wb") as log:
            # The service lives as long as this process holds its standard input: however the
            # process ends, by SIGKILL too, the system closes it, and the service reads the end of
            # the file. Nobody has to clean up, and an interrupt in here leaves no orphan.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sevendiff.serving", app, os.fspath(app_dir)],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
                start_new_session=True,  # an interrupt of the notebook is not meant for it
            )
        self.pid = self._process.pid

    def __repr__(self):
        return f"<service at {self.url}, {'running' if self.running() else 'stopped'}>"

    def running(self):
        """Tell whether the process is alive."""
        return self._process.poll() is None

    def log(self, lines=20):
        """Return the last lines that the service has written."""
        with contextlib.suppress(OSError):  # once it is stopped the file is gone
            text = self._log.read_text(encoding="utf-8", errors="replace")
            return "\n".join(text.splitlines()[-lines:])
        return ""

    def wait(self, health, deadline):
        """Wait until `health` answers 200, else raise RuntimeError with the log's last lines."""
        until = time.monotonic() + deadline
        while self.running() and time.monotonic() < until:
            if self._answers(health):
                return
            time.sleep(0.05)
        ended = self._process.poll()
        state = "did not answer in time" if ended is None else f"ended with code {ended}"
        raise RuntimeError(f"The service {state}. It last wrote:\n{self.log() or '(nothing)'}")

    def _answers(self, health):
        # The service takes a free port and then says which: nobody can take it in between.
        said = self._log.read_text(encoding="utf-8", errors="replace")
        found = re.search(r"^(http://127\.0\.0\.1:\d+)\n", said, re.MULTILINE)
        if not found:
            return False
        self.url = found[1]
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=2)
        try:
            connection.request("GET", health)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False  # not listening yet
        finally:
            connection.close()

    def stop(self, patience=3.0):
        """Stop the service: politely, and after `patience` seconds by force. Safe to repeat."""
        try:
            self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
        finally:
            if self.running():
                self._process.kill()
                self._process.wait()
            self._folder.cleanup()


def start(app, *, app_dir=".", env=None, health="/health", deadline=60.0):
    """Start a service for several cells, in place of the one that an earlier run has started.

    It ends with `stop`, and in any case with this process.

    Parameters
    ----------
    app : str
        `module:attribute` of an ASGI application.
    app_dir : path
        The folder in which `module` is found.
    env : dict, optional
        Environment variables for the service, besides those of this process.
    health : str
        The path that answers 200 once the service is ready.
    deadline : float
        Seconds to wait for that; then RuntimeError, with the last lines of the service's log.

    Returns
    -------
    Server
    """
    stop(app)
    server = Server(app, app_dir, env)
    try:
        _running[app] = server
        server.wait(health, deadline)
    except BaseException:
        stop(app)
        raise
    return server


def stop(app):
    """Stop the service that `start` has started for `app`, if there is one."""
    server = _running.get(app)
    if server is not None:
        server.stop()
        _running.pop(app, None)


@contextlib.contextmanager
def serve(app, *, app_dir=".", env=None, health="/health", deadline=60.0):
    """Run a service for the length of a `with` block and yield its URL; see `start`."""
    server = Server(app, app_dir, env)
    try:
        server.wait(health, deadline)
        yield server.url
    finally:
        server.stop()


def send_on_schedule(url, bodies, moments):
    """POST each body at its moment, whether or not earlier ones are answered (an open loop).

    One thread with plain sockets, kept open and used again: a request costs the sender about a
    tenth of a millisecond, so that it is the service that is measured.

    Parameters
    ----------
    url : str
        Address on this machine.
    bodies : list
        What to send, as JSON.
    moments : array-like of float
        When each is to be sent, in seconds from the start, ascending.

    Returns
    -------
    list of dict
        For each body `intended`, `sent` and `done` (seconds from the start), `status` (0 where no
        answer came) and `answer`.
    """
    address = urlsplit(url)
    head = f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: "
    requests = []
    for body in bodies:
        text = json.dumps(body).encode()
        requests.append(f"{head}{len(text)}\r\n\r\n".encode() + text)
    outcome = _in_thread(_open_loop(address.hostname, address.port, requests, list(moments)))
    for row in outcome:
        with contextlib.suppress(ValueError):
            row["answer"] = json.loads(row["answer"])
    return outcome


async def _open_loop(host, port, requests, moments):
    free, rows = [], []
    loop = asyncio.get_running_loop()
    began = loop.time() + 0.01

    async def send(request, row):
        while free:
            reader, writer = free.pop()
            if not reader.at_eof():
                break
            writer.close()  # the service has closed it, because it was idle
        else:
            reader, writer = await asyncio.open_connection(host, port)
        try:
            row["sent"] = loop.time() - began
            writer.write(request)
            header = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(header.split(b"content-length:")[1].split(b"\r\n")[0])
            row["answer"] = await reader.readexactly(length)
            row["done"] = loop.time() - began
            row["status"] = int(header.split(None, 2)[1])
        except BaseException:
            writer.close()
            raise
        if b"connection: close" in header:
            writer.close()
        else:
            free.append((reader, writer))

    tasks = []
    try:
        for request, moment in zip(requests, moments, strict=True):
            ahead = began + moment - loop.time()
            if ahead > 0:
                await asyncio.sleep(ahead)
            nothing = float("nan")
            row = {"intended": moment, "sent": nothing, "done": nothing, "status": 0, "answer": b""}
            rows.append(row)
            tasks.append(loop.create_task(send(request, row)))
        await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        for task in tasks:
            task.cancel()
        for _, writer in free:
            writer.close()
    return rows


def _in_thread(coroutine):
    """Run a coroutine to its end where, as in a notebook, an event loop may be running already."""
    result, loop = {}, asyncio.new_event_loop()
    task = loop.create_task(coroutine)

    def run():
        try:
            result["value"] = loop.run_until_complete(task)
        except BaseException as error:
            result["error"] = error
        finally:
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        thread.join()
    except BaseException:  # an interrupt: stop sending before it goes on
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(task.cancel)
        thread.join()
        raise
    if "error" in result:
        raise result["error"]
    return result["value"]


def _exit_with_parent(server):
    """Stop `server` when standard input ends or the parent is gone; a second later, exit."""
    parent, ended = os.getppid(), threading.Event()

    def read():
        os.read(0, 1)
        ended.set()

    threading.Thread(target=read, daemon=True).start()
    # A fork of the parent holds the pipe, too, and may outlive it.
    while not ended.wait(1.0) and os.getppid() == parent:
        pass
    server.should_exit = True
    time.sleep(1.5)
    os._exit(1)


def _listen():
    """Return a socket that listens on a free port of this machine."""
    # With the protocol left at 0 asyncio does not take it for TCP and leaves Nagle's algorithm on:
    # each answer would wait some 40 ms for the client's acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    return listener


def _main(app, app_dir):
    import uvicorn

    listener = _listen()
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    # Before the application is loaded: that may take long, and the parent may end meanwhile.
    threading.Thread(target=_exit_with_parent, args=(server,), daemon=True).start()
    sys.path.insert(0, app_dir)
    server.run(sockets=[listener])


if __name__ == "__main__":
    _main(*sys.argv[1:])
