"""Put on PYTHONPATH by the tests: a kernel that starts with this reaches only its own machine."""

import socket

_connect = socket.socket.connect


def _loopback_only(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = address[0]
        if not (host.startswith("127.") or host in ("localhost", "::1")):
            raise OSError(f"no network in lessons: {host}")
    return _connect(self, address)


socket.socket.connect = _loopback_only
