"""What blocks keeps no process from ending."""

import subprocess
import sys

CHILD = """
import asyncio
from threading import Event
from answer.model.preparing import Preparation
from answer.model.pulling import Pulled

async def stream():
    await asyncio.to_thread(Event().wait)
    yield "never"

Preparation(Event().wait).begin()
pulled = Pulled(stream)
try:
    pulled.next(lambda: 0.0)
except TimeoutError:
    pulled.close()
    print("left")
"""


def test_a_process_ends_though_a_name_is_still_looked_up_and_a_kit_loading() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CHILD], timeout=60, capture_output=True, text=True, check=True
    )
    assert (ended.stdout, ended.stderr) == ("left\n", "")
