from __future__ import annotations

import subprocess
import sys
import textwrap

PROGRAM = textwrap.dedent(
    """
    import os, time
    from flows.processes import processes
    with processes(1) as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(600)
    """
)


def test_a_process_ends_with_the_one_that_is_killed() -> None:
    killed = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    assert int(killed.stdout.readline()) != killed.pid
    killed.kill()
    assert killed.communicate(timeout=60) == ("", None)  # the pipe ends with the last who holds it
