"""The two sites: complete migrations, and an internet zone that has never heard of the books."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOOKS = ("records", "casework", "procedures", "reports", "sites.core", "doors.back_office")

LOADED = """
import sys, django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import kyosai.doors.relay.listener
print("\\n".join(sorted(sys.modules)))
"""


def run(zone: str, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": f"kyosai.sites.{zone}.settings",
    }
    return subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )


def test_the_internet_site_loads_nothing_that_knows_the_books() -> None:
    loaded = run("internet", "-c", LOADED)
    modules = loaded.stdout.split()

    assert "kyosai.doors.portal.urls" in modules, loaded.stderr
    books = [m for m in modules if m.startswith(tuple(f"kyosai.{name}" for name in BOOKS))]
    assert books == []


@pytest.mark.parametrize("zone", ["internet", "core"])
def test_every_model_has_its_migration(zone: str) -> None:
    checked = run(
        zone, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run",
        "--skip-checks",
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("zone", ["internet", "core"])
def test_the_site_passes_the_frameworks_own_checks(zone: str) -> None:
    checked = run(zone, "-m", "django", "check", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stdout + checked.stderr
