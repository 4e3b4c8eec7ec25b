"""Mutated inputs over every reader and parser: no crash, no hang, no flood of memory.

Each input is a sound one with some of its bytes changed, cut, doubled, or replaced by what
breaks parsers (deep nesting, entities within entities, NUL, endless numbers). What a reader may
do with it: read it, or refuse it with an error of ours. A process reads one after another; it is
killed at 5 s of processor time for one input, and may take 1 GB more than it had at the start.

Usage: python -m benchmarks.fuzz [--count N] [--seed N] [--only READER]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz_targets import Target, targets, warm_up
from veedor.errors import InputRefused, VeedorError

SECONDS, MEMORY = 5, 1 << 30
#: A process that is stuck without using the processor is given up after so many seconds.
PATIENCE = 60.0
#: Entities within entities.
ENTITIES = (
    b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c "
    b"'&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;&c;&c;</a>"
)
#: What breaks parsers, put in at a random place.
NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n" * 999, b"\x1a",
    b"9" * 400, b"-1", b"1e999", b"NaN", b"<div>" * 3000, b"[" * 3000, b'{"a":' * 3000, b"<!--",
    b"<![CDATA[", b"&#0;", b"&#x110000;", b"&amp;" * 500, b"</", b"<a b=", b'"', b"'", b"\\", b"%",
    ENTITIES, b"a" * 20000, b",;\t|" * 200,
    "ﷺ\u202e\u200d\u0301".encode() * 50, b"&a: [*a, *a]\n", b"0000-00-00", b"2024-99-99T99:99:99",
)  # fmt: skip


def mutated(sample: bytes, other: bytes, chance: random.Random) -> bytes:
    """A sound input with a few things wrong."""
    content = bytearray(sample)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        place = chance.randrange(len(content) + 1)
        end = min(len(content), place + chance.choice((1, 2, 8, 64, 512)))
        kind = chance.randrange(7)
        if kind == 0 and content:
            content[min(place, len(content) - 1)] ^= 1 << chance.randrange(8)
        elif kind == 1:
            content[place:place] = chance.choice(NASTY)
        elif kind == 2:
            del content[place:end]
        elif kind == 3:
            content[place:place] = content[place:end] * chance.choice((1, 2, 50))
        elif kind == 4:
            start = chance.randrange(len(other) + 1)
            content[place:end] = other[start : start + chance.randrange(200)]
        elif kind == 5:
            content[place:end] = chance.randbytes(end - place)
        elif chance.random() < 0.3:
            del content[place:]
    return bytes(content)


@dataclass
class Fuzzed:
    """How many inputs each reader got and refused, and what went wrong."""

    inputs: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: dict[str, float] = field(default_factory=dict)


def fuzz(count: int, seed: int, only: str | None = None) -> Fuzzed:
    """Give so many inputs to the readers."""
    result = Fuzzed()
    with tempfile.TemporaryDirectory(prefix="veedor-fuzz-") as name:
        found = targets(Path(name))
        if only:
            found = {key: target for key, target in found.items() if only in key}
        plan = list(_plan(found, count, seed))
        position = 0
        while position < len(plan):
            position = _run(found, plan, position, Path(name), result)
    return result


def _plan(found: dict[str, Target], count: int, seed: int) -> Iterator[tuple[str, int]]:
    """Which reader gets the next input, and the seed that the input is made from."""
    chance = random.Random(seed)
    names = list(found)
    weights = [target.share for target in found.values()]
    for name in chance.choices(names, weights, k=count):
        yield name, chance.getrandbits(48)


def _made(target: Target, seed: int) -> bytes:
    chance = random.Random(seed)
    return mutated(chance.choice(target.samples), chance.choice(target.samples), chance)


def _run(
    found: dict[str, Target], plan: list[tuple[str, int]], start: int, folder: Path, result: Fuzzed
) -> int:
    """Read from a place of the plan on, in a process, until it ends or dies; where to go on."""
    told, telling = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        with contextlib.suppress(BaseException):
            _read_all(found, plan[start:], folder, telling)
        os._exit(0)
    os.close(telling)
    position = start
    with os.fdopen(told, "rb") as stream:
        while header := stream.read(_HEAD.size):
            seconds, refused, length = _HEAD.unpack(header)
            name, seed = plan[position]
            fault = stream.read(length).decode("utf-8", "replace")
            result.inputs[name] += 1
            result.refused[name] += refused
            result.slowest[name] = max(result.slowest.get(name, 0.0), round(seconds, 2))
            if fault:
                result.faults.append(f"{name} (seed {seed}): {fault}")
            position += 1
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if position < len(plan) and status <= 0:
        name, seed = plan[position]
        why = "the process ended" if status == 0 else f"died of {signal.Signals(-status).name}"
        hang = f", more than {SECONDS} s" if -status in {signal.SIGPROF, signal.SIGALRM} else ""
        result.faults.append(f"{name} (seed {seed}): {why}{hang}")
        result.inputs[name] += 1
        position += 1
    return position


_HEAD = struct.Struct("<dII")


def _read_all(
    found: dict[str, Target], plan: list[tuple[str, int]], folder: Path, telling: int
) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    warm_up(folder)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for name, seed in plan:
        content = _made(found[name], seed)
        place = Path(tempfile.mkdtemp(dir=folder))
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        fault, refused = "", False
        try:
            found[name].read(content, place)
        except (VeedorError, InputRefused):
            refused = True
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"[:300]
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        shutil.rmtree(place, ignore_errors=True)
        told = fault.encode()
        head = _HEAD.pack(time.process_time() - began, refused, len(told))
        os.write(telling, head + told)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--only", help="readers with this in their name")
    options = parser.parse_args()
    began = time.monotonic()
    result = fuzz(options.count, options.seed, options.only)
    for name, number in sorted(result.inputs.items()):
        refused = result.refused[name]
        print(f"  {name:22} {number:6} inputs {refused:6} refused, slowest "
              f"{result.slowest.get(name, 0.0):.2f} s")  # fmt: skip
    for fault in result.faults:
        print(f"FAULT {fault}")
    print(f"{sum(result.inputs.values())} inputs, {len(result.faults)} faults, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip
    sys.exit(bool(result.faults))


if __name__ == "__main__":
    main()
