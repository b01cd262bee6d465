"""What a drill found: kept as a file the back office shows, and printed as a table."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tools.drill.faults import FAULTS, Came
from tools.drill.restore import GOAL, Restored

COUNTED = ("acknowledged", "lost", "doubled", "in_doubt", "cancelled", "settled")


@dataclass(frozen=True)
class Suffered:
    """One fault once, and what was counted since the one before."""

    came: Came
    counted: dict[str, int]


def since(before: dict[str, Any], now: dict[str, Any]) -> dict[str, int]:
    """Return what was counted between two counts of one round."""
    return {name: int(now[name]) - int(before.get(name, 0)) for name in COUNTED}


def lines(suffered: Sequence[Suffered]) -> list[dict[str, Any]]:
    """Return one line for each kind of fault: its sums, and its seconds beside the goal."""
    told = []
    for fault in FAULTS:
        of = [each for each in suffered if each.came.fault == fault.name]
        if not of:
            continue
        seconds = sorted(each.came.seconds for each in of)
        sums = {name: sum(each.counted[name] for each in of) for name in COUNTED}
        told.append(
            {"name": fault.name, "title": fault.title, "runs": len(of), "goal": fault.goal}
            | {"median": round(median(seconds), 1), "longest": round(seconds[-1], 1)}
            | sums
            | {"is_met": seconds[-1] <= fault.goal and not sums["lost"] and not sums["doubled"]}
        )
    return told


def whole(
    suffered: Sequence[Suffered], restored: Restored | None, *, at: str, rounds: int
) -> dict[str, Any]:
    """Return the result as it is kept."""
    told: dict[str, Any] = {"at": at, "rounds": rounds, "faults": lines(suffered)}
    if restored is not None:
        is_met = (
            restored.is_verified
            and restored.seen_when_deleted
            and not restored.lost
            and restored.seconds <= GOAL
        )
        told["restored"] = asdict(restored) | {"goal": GOAL, "is_met": is_met}
    told["is_met"] = all(line["is_met"] for line in told["faults"]) and (
        restored is None or bool(told["restored"]["is_met"])
    )
    return told


def keep(result: dict[str, Any], path: Path) -> None:
    """Write the result where the back office looks for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(json.dumps(result, ensure_ascii=False, indent=1))
    half.rename(path)


def table(result: dict[str, Any]) -> str:
    """Return the table that is printed."""
    told = [
        f"二重化の訓練　{result['rounds']}回　（三台に同期、クラウドは人が切りかえる）",
        "  確定と伝えた   失った  二重   不明 → 確かめた   再開まで 中央値／最長（目標）",
    ]
    for line in result["faults"]:
        told.append(
            f"{line['title']}　{line['runs']}回\n"
            f"  {line['acknowledged']:>10,}件 {line['lost']:>6}件 {line['doubled']:>4}件"
            f" {line['in_doubt']:>6} → {line['settled']:<6}"
            f"  {line['median']:>6.1f}秒／{line['longest']:.1f}秒"
            f"（{line['goal']:,}秒以内、失う0、二重0）{_met(line)}{_believed(line)}"
        )
    if restored := result.get("restored"):
        is_even = restored["is_verified"] and restored["seen_when_deleted"]
        seals = "削除を見つけ、戻した後は一致" if is_even else "合わない"
        told.append(
            f"誤った削除の1秒前へ、暗号化した控えから戻す\n"
            f"  {restored['acknowledged']:>10,}件 {restored['lost']:>6}件"
            f"  控え {restored['backup_seconds']:.1f}秒・{restored['bytes_kept'] / 1e6:,.0f} MB"
            f"  戻す {restored['seconds']:.1f}秒（{restored['goal']:,}秒以内）"
            f"  封印 {seals}"
            f"{_met(restored)}"
        )
    told.append("すべて目標どおりです。" if result["is_met"] else "目標に届かないものがあります。")
    return "\n".join(told)


def _believed(line: dict[str, Any]) -> str:
    """Say how many commits a client would have believed that no surviving node has."""
    n = line["cancelled"]
    return f"\n    うち{n}件は、警告を見なければ確定と思ったもの" if n else ""


def _met(line: dict[str, Any]) -> str:
    return "  達成" if line["is_met"] else "  未達"
