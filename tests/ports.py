"""A port for whoever has to name it before they listen on it."""

import socket
from random import SystemRandom
from typing import Final

BELOW: Final = range(10_000, 16_000)
"""Those above are given to whoever asks for none: a test beside this one could have such a port in between."""


def free_port() -> int:
    """On this machine."""
    for port in SystemRandom().sample(BELOW, len(BELOW)):
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("every port is taken")
