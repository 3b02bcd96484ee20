"""A network namespace of its own with nothing in it but a TUN device: what is sent in it reaches nobody else."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, TypeVar

TUN_DEVICE: Final = Path("/dev/net/tun")
NEW_NETWORK: Final = 0x40000000
"""CLONE_NEWNET of unshare(2)."""
SET_TUN, RAW_IP = 0x400454CA, 0x1001
"""TUNSETIFF, and IFF_TUN | IFF_NO_PI."""
SET_ADDRESS, SET_MASK, SET_FLAGS, UP = 0x8916, 0x891C, 0x8914, 1
"""SIOCSIFADDR, SIOCSIFNETMASK, SIOCSIFFLAGS, IFF_UP."""
NAME: Final = b"handwave0"
HERE, PEER = "192.0.2.1", "192.0.2.2"
"""The kernel's address and the other end's (RFC 5737: for documentation)."""
SETTINGS: Final = {
    "tcp_timestamps": 0,
    "tcp_sack": 0,
    "tcp_window_scaling": 0,
    "tcp_ecn": 0,
    "tcp_invalid_ratelimit": 0,  # every challenge is answered, however soon after the last
    "tcp_challenge_ack_limit": 2**31 - 1,
    "tcp_rto_min_us": 1_000_000,  # RFC 6298 2.4; a run is not disturbed by what nobody waits for
}
"""Of the namespace alone; a kernel that does not know one goes without."""
Result = TypeVar("Result")


class CannotPlay(Exception):
    """Why no run can be played, or go on; a clause for the reader."""


def missing() -> str:
    """What this machine lacks; empty where a run can be played against its kernel."""
    if sys.platform != "linux":
        return "it plays against a Linux kernel, and this is no Linux"
    if os.geteuid() != 0:
        return "it makes a network namespace, which takes root"
    if not os.access(TUN_DEVICE, os.R_OK | os.W_OK):
        return f"it needs {TUN_DEVICE}, which cannot be opened here"
    return ""


def apart(work: Callable[[Tun], Result]) -> Result:
    """Do the work in a process with a network namespace of its own.  CannotPlay where there can be none."""
    context = get_context("fork")
    ours, theirs = context.Pipe()
    child = context.Process(target=_in_child, args=(work, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        result: Result | Exception = ours.recv()
    except EOFError:
        raise CannotPlay("the process in the namespace has ended early") from None
    finally:
        child.terminate()
        child.join()
    if isinstance(result, Exception):
        raise result
    return result


def _in_child(work: Callable[[Tun], Result], answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        if ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK):
            raise CannotPlay(f"no network namespace can be made: {os.strerror(ctypes.get_errno())}")
        answer.send(work(Tun()))
    except Exception as error:  # whatever it is, it is raised where it was asked for
        answer.send(error)


class Tun:
    """The network of the namespace: what the kernel sends is read here, and what is written here reaches it."""

    def __init__(self) -> None:
        import fcntl  # there is none on Windows
        import socket

        for name, value in SETTINGS.items():
            if (setting := Path("/proc/sys/net/ipv4", name)).exists():
                setting.write_text(str(value))
        try:
            self.file = os.open(TUN_DEVICE, os.O_RDWR | os.O_NONBLOCK)
            fcntl.ioctl(self.file, SET_TUN, struct.pack("16sH22x", NAME, RAW_IP))
        except OSError as error:
            raise CannotPlay(f"no TUN device can be made: {error.strerror}") from None
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            for what, address in ((SET_ADDRESS, HERE), (SET_MASK, "255.255.255.0")):
                told = struct.pack("16sHH4s16x", NAME, socket.AF_INET, 0, socket.inet_aton(address))
                fcntl.ioctl(any_socket, what, told)
            fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sH22x", NAME, UP))

    def write(self, packet: bytes) -> None:
        """Deliver an IP packet to the kernel."""
        os.write(self.file, packet)

    def read(self, seconds: float) -> bytes | None:
        """The next IP packet that the kernel sends in that time; None where there is none."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and select.select([self.file], [], [], left)[0]:
            packet = os.read(self.file, 65536)
            if packet[0] >> 4 == 4:
                return packet
        return None
