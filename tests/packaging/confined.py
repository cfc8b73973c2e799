"""Confined: what a unit of systemd forbids a process, put upon one without systemd running.

The filter of system calls is the unit's, its groups spelled out by systemd-analyze and put up by libseccomp, which
systemd itself uses; so are the families of addresses, and memory that may be written is never run.
"""

from __future__ import annotations

import ctypes
import re
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.packaging.tool import said

ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1  # EPERM
NO_NEW_PRIVILEGES, NO_WRITE_AND_RUN = 38, 65
UNKNOWN_TO_THIS_KERNEL = -1
EQUAL = 4


class _Compare(ctypes.Structure):
    _fields_ = (("argument", ctypes.c_uint), ("how", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


def settings(unit: Path) -> dict[str, list[str]]:
    """What the unit sets, each name with all its lines."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


@cache
def calls(group: str) -> frozenset[str]:
    """The names of the system calls in a group such as @system-service."""
    told = said("systemd-analyze", "syscall-filter", "--no-pager", group)
    words = [line.strip() for line in told.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return frozenset().union(*(calls(word) if word.startswith("@") else {word} for word in words))


def permitted(lines: list[str]) -> set[str]:
    """As systemd reads them: the first line allows, one with ~ takes away; what a process needs to begin is there."""
    names = set(calls("@default"))
    for line in lines:
        groups = [calls(group) for group in line.removeprefix("~").split()]
        names = names.difference(*groups) if line.startswith("~") else names.union(*groups)
    return names


def confinement(unit: Path) -> Callable[[], None]:
    """What a new process calls to live as the unit says, with everything that comes of it."""
    asked = settings(unit)
    try:
        libc, seccomp = ctypes.CDLL(None, use_errno=True), ctypes.CDLL("libseccomp.so.2")
    except OSError:
        pytest.skip("there is no libseccomp on this machine, so nothing is said about the filter of system calls")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    filtered = ctypes.c_void_p(seccomp.seccomp_init(REFUSE))
    for name in sorted(permitted(asked["SystemCallFilter"]) - {"socket"}):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number != UNKNOWN_TO_THIS_KERNEL:
            seccomp.seccomp_rule_add_exact(filtered, ALLOW, number, 0)
    wanted = seccomp.seccomp_syscall_resolve_name(b"socket")
    for family in asked["RestrictAddressFamilies"][0].split():
        compared = _Compare(0, EQUAL, int(getattr(socket, family)), 0)
        seccomp.seccomp_rule_add_array(filtered, ALLOW, wanted, 1, ctypes.byref(compared))

    def confine() -> None:
        if asked["MemoryDenyWriteExecute"] == ["yes"]:
            libc.prctl(NO_WRITE_AND_RUN, 1, 0, 0, 0)  # older kernels know it only as a filter of systemd's
        libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if seccomp.seccomp_load(filtered):
            raise OSError("the filter was not taken")

    return confine
