"""Frames: how a message passes between the grader, the learner's process and the checker's.

Nothing that the other side sends can do more than make a `WireError`.
"""

import json
import struct
import time


class WireError(Exception):
    """The other side sent what it must not, or a value cannot be sent."""


class Ended(WireError):
    """The other side has closed the connection."""


class Late(WireError, TimeoutError):
    """The deadline passed before the message was through."""


class EncodeError(WireError):
    """A value is too large, too deep or too entangled to send."""


class StateError(WireError):
    """An argument was changed in a way that cannot be repeated on the checker's own object."""


MAGIC = b"7dw1"
PREFIX = struct.Struct("!4sII")  # magic, bytes of the JSON text, number of blobs
TEXT = 64 * 2**20  # bytes of JSON a frame may have: parsed, it takes several times as much
MARKS = 8 * 10**6  # brackets and commas in it, which is what takes the memory
CHUNK = 2**20


def send(sock, message, blobs=(), deadline=None):
    """Send one message and its blobs.

    Parameters
    ----------
    sock : socket.socket
    message : dict
        JSON-able; NaN, infinities and lone surrogates may occur.
    blobs : sequence of bytes-like
    deadline : float, optional
        On `time.monotonic`'s clock.

    Raises
    ------
    EncodeError
        `message` is no JSON.
    Late, Ended
    """
    try:
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        text = text.encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError) as error:
        raise EncodeError(f"not JSON: {error}") from None
    blobs = [memoryview(blob).cast("B") for blob in blobs]
    lengths = struct.pack(f"!{len(blobs)}Q", *(blob.nbytes for blob in blobs))
    parts = [PREFIX.pack(MAGIC, len(text), len(blobs)) + lengths + text, *blobs]
    if sum(map(len, parts)) <= CHUNK:
        parts = [b"".join(parts)]
    before = sock.gettimeout()
    try:
        for part in parts:
            _arm(sock, deadline)
            sock.sendall(part)
    except TimeoutError:
        raise Late("the other side does not read") from None
    except OSError as error:
        raise Ended(str(error)) from None
    finally:
        _disarm(sock, before)


def receive(sock, limit, deadline=None):
    """Receive one message and its blobs.

    Parameters
    ----------
    sock : socket.socket
    limit : int
        Bytes that the frame may have in all. Compared before anything is allocated.
    deadline : float, optional
        On `time.monotonic`'s clock; for the frame as a whole.

    Returns
    -------
    message : dict
    blobs : list of bytearray

    Raises
    ------
    WireError
        Malformed, or too large.
    Ended
        The stream ended before or within the frame.
    Late
        The deadline passed.
    """
    before = sock.gettimeout()
    try:
        magic, size, count = PREFIX.unpack(_read(sock, PREFIX.size, deadline))
        if magic != MAGIC or size > min(limit, TEXT) or 8 * count > limit:
            raise WireError("no frame, or too large a frame")
        lengths = struct.unpack(f"!{count}Q", _read(sock, 8 * count, deadline))
        if PREFIX.size + 8 * count + size + sum(lengths) > limit:
            raise WireError("too large a frame")
        text = _read(sock, size, deadline)
        blobs = [_read(sock, length, deadline) for length in lengths]
    finally:
        _disarm(sock, before)
    if text.count(b"[") + text.count(b"{") + text.count(b",") > MARKS:
        raise WireError("too many values in a frame")
    try:
        message = json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError, MemoryError):
        raise WireError("a frame without JSON") from None
    if type(message) is not dict:
        raise WireError("a frame without a message")
    return message, blobs


def _read(sock, size, deadline):
    # It grows as bytes arrive: a length alone takes no memory.
    data = bytearray()
    while len(data) < size:
        _arm(sock, deadline)
        try:
            part = sock.recv(min(size - len(data), CHUNK))
        except TimeoutError:
            raise Late("the message did not arrive in time") from None
        except OSError as error:
            raise Ended(str(error)) from None
        if not part:
            raise Ended("the other side has closed the connection")
        data += part
    return data


def _arm(sock, deadline):
    if deadline is None:
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise Late("the deadline has passed")
    try:
        sock.settimeout(left)
    except OSError as error:
        raise Ended(str(error)) from None


def _disarm(sock, timeout):
    try:
        sock.settimeout(timeout)
    except OSError:  # closed meanwhile
        pass
