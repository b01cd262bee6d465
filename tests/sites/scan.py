"""Try to connect to every TCP port of an address; print those that answer. Run inside a zone."""

import asyncio
import sys

PATIENCE = 0.6


async def answers(host: str, port: int, turn: asyncio.Semaphore) -> bool:
    """Tell whether a port accepts a connection."""
    async with turn:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), PATIENCE)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True


async def scan(host: str, first: int, last: int) -> list[int]:
    """Return the ports that answer."""
    ports = range(first, last + 1)
    turn = asyncio.Semaphore(3000 if len(ports) > 3000 else 50)  # a wide scan may miss, not slow
    found = await asyncio.gather(*(answers(host, port, turn) for port in ports))
    return [port for port, is_open in zip(ports, found, strict=True) if is_open]


if __name__ == "__main__":
    host, first, last = sys.argv[1:]
    print(*asyncio.run(scan(host, int(first), int(last))))
