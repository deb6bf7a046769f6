"""Run one command and say how long it took and how much memory it had.

Knows processes only. It is run as a small process of its own because Linux counts the memory of the
process that starts a command as memory of the command: started from here, that floor is a bare
interpreter.

    python -I -S bench/spawn.py LIMIT_SECONDS MEMORY_MB STDOUT STDERR COMMAND...

Prints `status seconds peak_mb over`: the exit status (negative for a signal), wall time, the
largest resident size, and 1 where the command was ended for its time. MEMORY_MB of 0 sets no bound.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time


def main() -> None:
    """Do what the module's docstring says."""
    limit, memory = float(sys.argv[1]), int(sys.argv[2])
    stdout, stderr, *command = sys.argv[3:]
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
    over = False
    child = 0

    def end(number: int, frame: object) -> None:
        nonlocal over
        over = True
        os.killpg(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    start = time.perf_counter()
    child = os.posix_spawn(
        command[0],
        command,
        os.environ,
        setpgroup=0,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, stdout, write, 0o644),
            (os.POSIX_SPAWN_OPEN, 2, stderr, write, 0o644),
        ],
    )
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    print(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss / unit, int(over))


main()
