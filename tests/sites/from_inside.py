"""The treasury's two officers at their desks in the core namespace. Run inside that namespace."""

import json
import sys
from pathlib import Path

from tools.story import staff
from tools.story.world import World

TREASURY = ("経理 まこと", "経理 かおる")


def main() -> None:
    """Let both officers approve every file that waits, and print how many each approved."""
    world = World.at(Path(sys.argv[1]))
    approved = [staff.approve_files(world, staff.sign_in(world, name)) for name in TREASURY]
    print(json.dumps({"approved": approved}))


if __name__ == "__main__":
    main()
