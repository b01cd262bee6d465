"""H8: certificates a second on one core, from the books to the signed XML and the page.

Ours, in turn with the yardsticks: a stretch read from the books, reckoned, signed and kept once;
the signed XML made again as for a download; the pages bound for the printer, and single ones as
holders ask for them. The bar is about pages and signed XML. Beside them
typst alone with one page of as many rows (a compiler kept, every figure new), and WeasyPrint where
it is installed. Bar (performance.md): at least 2.5 times typst, 40 times WeasyPrint.
"""

import argparse
import resource
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from time import process_time

from bench.enrolment import prepared
from kyosai.sites.workshop import preparation

ROUNDS, COUNT = 5, 200
BAR, BAR_WEASYPRINT = 2.5, 40
AT = datetime(2026, 11, 16, 1, tzinfo=UTC)
YEAR = 2026


def main() -> None:
    """Set a database up, take turns, print what was reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--count", type=int, default=COUNT)
    words = asked.parse_args()
    state = Path(mkdtemp(prefix="kyosai-bench-"))
    state.chmod(0o711)
    try:
        prepared(state)
        compare(rounds=words.rounds, count=words.count)
    finally:
        preparation.stop_server(state)
        shutil.rmtree(state, ignore_errors=True)


def compare(*, rounds: int, count: int) -> None:
    """Run ours and the yardsticks in turn, A B A B …, in seconds of this process's core."""
    from django.conf import settings

    from kyosai.sites import wiring
    from tests.procedures.payout.claimants import holder

    settings.KEYS = wiring.Keys(Path(settings.KYOSAI_STATE) / "keys")
    works = ours(lambda serial: holder(serial, formed_on=date(2006, 10, 1), yen=70_000))
    works |= {"typst だけ　　　　": typst_alone} | weasyprint_alone()
    takes: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            seconds = work(turn * count, count)
            if turn:  # the first round warms up
                takes[name].append(seconds / count)
    tell(takes)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {count}件 × {rounds}回、1コアの時間で   最大メモリ {memory} MiB")


Work = Callable[[int, int], float]
WHOLE, XML = "帳簿から記録まで　", "署名つきXML　　　"
PAGES, SINGLE = "まとめたPDF　　　", "一枚ずつのPDF　　"
TYPST, WEASYPRINT = "typst だけ　　　　", "WeasyPrint だけ　"


def ours(enter: Callable[[int], str]) -> dict[str, Work]:
    """Return our works on so many certificates, each of a contract nobody has certified."""
    from kyosai.procedures.certification import premium_page, premiums
    from kyosai.records.premium_certificates import reads

    known: dict[int, list[str]] = {}

    def whole(first: int, count: int) -> float:
        contracts = known[first] = [enter(first + each + 1) for each in range(count)]
        return _timed(lambda: premiums.for_all(contracts, of=YEAR, at=AT))

    def xml(first: int, count: int) -> float:
        rows = [reads.of_contract(each, year=YEAR)[0] for each in known[first]]
        return _timed(lambda: [premiums.document(row) for row in rows])

    def pages(first: int, count: int) -> float:
        rows = [reads.of_contract(each, year=YEAR)[0] for each in known[first]]
        return _timed(lambda: premium_page.bound(rows))

    def single(first: int, count: int) -> float:
        some = [reads.of_contract(each, year=YEAR)[0] for each in known[first][:20]]
        return _timed(lambda: [premium_page.page(row) for row in some]) * count / len(some)

    return {WHOLE: whole, XML: xml, PAGES: pages, SINGLE: single}


def typst_alone(first: int, count: int) -> float:
    """Return the seconds typst takes for so many pages of a table, nothing around it."""
    import typst

    from kyosai.formats.paper import press

    source = (
        '#set text(font: "BIZ UDPGothic")\n#set page(paper: "a4")\n= 払込証明書\n'
        "#table(columns: 2, ..range(12).map(n => ([項目 #n], [#sys.inputs.at(str(n)) 円]))"
        ".flatten())"
    ).encode()

    def make() -> None:
        for each in range(20):
            figures = {str(row): f"{(first + each) * 977 + row * 31:,}" for row in range(12)}
            made = press._compiler().compile(
                input=source, format="pdf", sys_inputs=figures, pdf_standards=["a-2b"]
            )
            assert isinstance(made, bytes) and typst is not None

    return _timed(make) * count / 20


def weasyprint_alone() -> dict[str, Work]:
    """Return WeasyPrint's work on the same table, where it is installed."""
    try:
        from weasyprint import HTML  # type: ignore[import-not-found]
    except (ImportError, OSError):
        return {}

    def work(first: int, count: int) -> float:
        def make() -> None:
            for each in range(5):
                rows = "".join(
                    f"<tr><td>項目 {row}<td>{(first + each) * 977 + row * 31:,} 円"
                    for row in range(12)
                )
                HTML(string=f"<h1>払込証明書</h1><table>{rows}</table>").write_pdf()

        return _timed(make) * count / 5

    return {WEASYPRINT: work}


def tell(takes: dict[str, list[float]]) -> None:
    """Print every rate, and how ours stands beside each yardstick."""
    for name, seconds in takes.items():
        print(f"{name} {1 / median(seconds):8,.0f} 件/秒")
    both = [xml + pages for xml, pages in zip(takes[XML], takes[PAGES], strict=True)]
    print(f"PDFと署名つきXML　 {1 / median(both):8,.0f} 件/秒")
    ends = [made + pages for made, pages in zip(takes[WHOLE], takes[PAGES], strict=True)]
    print(f"帳簿からPDFまで　　 {1 / median(ends):8,.0f} 件/秒")
    for name, bar in ((TYPST, BAR), (WEASYPRINT, BAR_WEASYPRINT)):
        if name not in takes:
            print(f"  {name}  この環境にはありません（比べていません）")
            continue
        ratio = median(a / b for a, b in zip(takes[name], both, strict=True))
        reached = "達成" if ratio >= bar else "未達"
        print(f"  {name}との比 {ratio:.2f}（目標 {bar} 以上: {reached}）")


def _timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


if __name__ == "__main__":
    main()
