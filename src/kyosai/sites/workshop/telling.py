"""ひとこと — what the workshop prints: progress while it starts, and where to go then."""

import json
import sys
from pathlib import Path
from time import monotonic

from kyosai.sites.workshop.places import Places


class Clocked:
    """Say each step with the seconds it took."""

    def __enter__(self) -> "Clocked":
        self.began = self.last = monotonic()
        say("Kyosai の作業場を始めます（すべて見本です）")
        return self

    def __call__(self, step: str) -> None:
        """Say that a step is done."""
        now = monotonic()
        say(f"  {step}の用意ができました（{now - self.last:.1f}秒）")
        self.last = now

    def __exit__(self, *_: object) -> None:
        pass


def addresses(places: Places, state: Path) -> None:
    """Print where everything is."""
    say(
        f"""
  契約者の入口    {places.portal_url}/
  機構の窓口      {places.back_office_url}/
  見本の世界      {places.outside_url}/panel
                  （時計・銀行・メール・見本の人・職員の合言葉はここにあります）
"""
    )
    staff = state / "zones" / "outside" / "keys" / "sample_staff.json"
    if staff.exists():
        for each in json.loads(staff.read_text()):
            say(f"  職員 {each['name']}  利用者名 {each['username']}  合言葉 {each['password']}")
    say("\n  止めるときは Ctrl-C を押してください。")


def trouble(part: str, code: int, log: Path) -> None:
    """Say that a part ended and is started again."""
    say(f"  {part} が終わりました（終了コード {code}）。もう一度始めます。記録: {log}")


def stopped() -> None:
    """Say goodbye."""
    say("作業場を止めました。")


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True, file=sys.stdout)
