"""準備 — a workshop's core database, brought up and open to this process and its children."""

import os
from pathlib import Path

from kyosai.sites.workshop import keys, preparation


def prepare(state: Path) -> None:
    """Bring up the workshop's database and let this process, and its children, write to it."""
    keys.make(state / "keys")
    keys.hand_out(state)
    addresses = preparation.database_addresses(state)
    preparation.migrate(state, addresses)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kyosai.sites.core.settings",
        "KYOSAI_STATE": str(state / "zones" / "core"),
        "KYOSAI_CORE_DATABASE_URL": addresses["core"]["owner"],
    }
