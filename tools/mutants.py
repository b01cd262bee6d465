"""変異 — change the law one operator at a time, in copies of what is committed: who notices?

python -m tools.mutants src/kyosai/schemes/skk/cancellation.py --sample 40 --seed 1
Prints the share killed, the seconds a mutant took, and every survivor as a difference.
"""

import argparse
import os
import random
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from time import perf_counter

from cosmic_ray.work_item import TestOutcome

from tools import mutant_sessions as sessions
from tools.noticing import noticing

HERE = Path(__file__).parents[1]
BIN = HERE / ".venv" / "bin"
ENVIRONMENT = os.environ | {
    "PATH": f"{BIN}:{os.environ['PATH']}",
    "PYTHONPATH": "src",
    "KYOSAI_EXAMPLES": "30",
}
CITED = "tests/tidy/test_law.py"  # notices a rule that no longer names its provision
EXAMPLES = 300  # seconds the tests of one mutant may take


@dataclass(frozen=True)
class Part:
    """Some mutants of one module, to be tried one after the other in one copy."""

    module: str
    session: Path
    config: Path


def main() -> None:
    """Try the mutants asked for, or some of them drawn by lot."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("of", nargs="*", default=["src/kyosai/schemes"])
    asked.add_argument("--sample", type=int, default=0, help="so many, drawn by lot; 0: all")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=2)
    words = asked.parse_args()
    with TemporaryDirectory() as folder:
        place, began = Path(folder), perf_counter()
        copies = [_copy(place / f"copy{number}") for number in range(words.workers)]
        parts = [*_parts(place, copies[0], words)]
        _try(parts, copies)
        _report(parts, seconds=perf_counter() - began)


def _copy(place: Path) -> Path:
    _run("git", "clone", "--quiet", str(HERE), str(place), where=HERE)
    return place


def _parts(place: Path, copy: Path, words: argparse.Namespace) -> Iterable[Part]:
    """Draw the mutants, and deal each module's out among the workers."""
    found = {module: _session(place, copy, module) for module in _modules(copy, words.of)}
    everything = [
        (module, item.job_id)
        for module, part in found.items()
        for item in sessions.items(part.session)
    ]
    sample = words.sample or len(everything)
    lot = random.Random(words.seed)
    drawn = lot.sample(everything, min(sample, len(everything)))
    print(f"変異 {len(everything):,} のうち {len(drawn):,} を試します。", flush=True)
    for module, part in found.items():
        jobs = [job for name, job in drawn if name == module]
        for number in range(min(words.workers, len(jobs))):
            session = part.session.with_suffix(f".{number}")
            shutil.copy(part.session, session)
            sessions.leave_out(session, keep=set(jobs[number :: words.workers]))
            yield Part(module, session, part.config)


def _modules(copy: Path, of: Iterable[str]) -> list[str]:
    paths = [copy / each for each in of]
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*.py"))]
    return sorted(str(file.relative_to(copy)) for file in files if file.name != "__init__.py")


def _session(place: Path, copy: Path, module: str) -> Part:
    """Find every mutant of a module, and the tests that can notice one."""
    name = module.replace("/", ".")
    config, session = place / f"{name}.toml", place / f"{name}.sqlite"
    tests = " ".join([*noticing(module, root=copy), CITED])
    config.write_text(
        "[cosmic-ray]\n"
        f'module-path = "{module}"\n'
        f"timeout = {EXAMPLES}.0\n"
        f'test-command = "{BIN}/pytest -x -q -p no:cacheprovider {tests}"\n'
        'distributor.name = "local"\n'
    )
    _run("cosmic-ray", "init", str(config), str(session), where=copy)
    return Part(module, session, config)


def _try(parts: list[Part], copies: list[Path]) -> None:
    free: Queue[Path] = Queue()
    for copy in copies:
        free.put(copy)

    def one(part: Part) -> None:
        copy = free.get()
        try:
            _run("cosmic-ray", "exec", str(part.config), str(part.session), where=copy)
        finally:
            free.put(copy)
        print(f"  {part.module}: {len(sessions.results(part.session))} を試しました。", flush=True)

    for module in dict.fromkeys(part.module for part in parts):
        config = next(part.config for part in parts if part.module == module)
        _run("cosmic-ray", "baseline", str(config), where=copies[0])
    with ThreadPoolExecutor(len(copies)) as workers:
        [*workers.map(one, parts)]


def _report(parts: list[Part], *, seconds: float) -> None:
    results = [result for part in parts for result in sessions.results(part.session)]
    survivors = [result for result in results if result.test_outcome is TestOutcome.SURVIVED]
    for result in survivors:
        print(f"\n生き残り:\n{result.diff}")
    killed = sum(result.test_outcome is TestOutcome.KILLED for result in results)
    tried = killed + len(survivors)
    print(
        f"\n{tried:,} のうち {killed:,} に気づきました（{killed / max(tried, 1):.0%}）。"
        f"試せなかったもの {len(results) - tried:,}。1つ {seconds / max(tried, 1):.1f} 秒。"
    )


def _run(*words: str, where: Path) -> None:
    subprocess.run(words, cwd=where, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
