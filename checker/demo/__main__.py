"""`python -m checker.demo AS_OF`: serves the county until its standard input is closed.

The first line on standard output tells, as JSON, the port and where the county's names lead. The
one who started it holds the other end of the input: when that process dies, so does this one.
"""

import asyncio
import json
import sys
from datetime import datetime

from checker.demo.county import county
from checker.demo.serve import serve


async def _serve(as_of: datetime, port: int) -> None:
    demo = await serve(county(as_of), port=port)
    sys.stdout.write(json.dumps({"port": demo.port, "connect_to": demo.connect_to}) + "\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await demo.close()


if __name__ == "__main__":
    asyncio.run(_serve(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2])))
