"""添付できないファイル — each with what was found, and what the person can do next."""

from kyosai.basis.refusal import Refused

MOST_MEGABYTES = 10
MOST_PAGES = 20
MOST_MEGAPIXELS = 40
MEGABYTE = 1024 * 1024
ACCEPTED = "PDF、JPEG、PNG、HEIC"


class NotAccepted(Refused):
    """A file that cannot be attached; ``figure`` is what was measured, if anything."""

    reason = "このファイルは添付できません。別のファイルを選んでください。"

    def __init__(self, figure: int = 0) -> None:
        self.figure = figure
        super().__init__(self.words(figure))

    def words(self, figure: int) -> str:
        """Return the reason with its figure put in."""
        return self.reason


class EmptyFile(NotAccepted):
    """Nothing in it."""

    reason = "ファイルの中身がありません。ファイルを開いて確かめ、選び直してください。"


class TooLarge(NotAccepted):
    """More bytes than taken; the figure is bytes."""

    def words(self, figure: int) -> str:
        """Say how large it is."""
        tenths = -(-figure * 10 // MEGABYTE)
        return (
            f"このファイルは{tenths // 10}.{tenths % 10} MBあります。"
            f"{MOST_MEGABYTES} MBまでのファイルを選んでください。"
            "写真は画質を「中」にすると小さくなります。PDFは分けて添付できます。"
        )


class WrongKind(NotAccepted):
    """Neither a PDF nor a picture we take."""

    reason = (
        f"このファイルは添付できる形式ではありません。{ACCEPTED}のどれかにしてください。"
        "書類を写真にとって添付することもできます。"
    )


class OfficeOrZip(NotAccepted):
    """A ZIP, or a Word or Excel file, which is one."""

    reason = (
        "Word、Excel、ZIPのファイルは添付できません。"
        "WordやExcelは「PDFとして保存」してから添付してください。"
        "ZIPは、中のファイルを取り出してください。"
    )


class Program(NotAccepted):
    """A program, whatever its name says."""

    reason = (
        "このファイルはプログラムです。添付できません。"
        f"名前ではなく中身で確かめています。{ACCEPTED}のファイルを選んでください。"
    )


class WebPage(NotAccepted):
    """HTML, XML or SVG."""

    reason = (
        "ホームページやSVGの形式のファイルは添付できません。"
        "画面を「PDFとして保存」して添付してください。"
    )


class MovingPicture(NotAccepted):
    """GIF and its like."""

    reason = "GIF画像は添付できません。JPEGかPNGで保存して、選び直してください。"


class Locked(NotAccepted):
    """An encrypted PDF."""

    reason = (
        "このPDFはパスワードがかかっているため、開けません。"
        "パスワードを外して保存したPDFを選んでください。"
    )


class Broken(NotAccepted):
    """Cut short, or not what its beginning says."""

    reason = (
        "このファイルはこわれているか、途中で切れています。"
        "ファイルを開けるか確かめ、保存し直すか、写真をとり直して添付してください。"
    )


class FillingForm(NotAccepted):
    """A form whose pages exist only inside one program (dynamic XFA)."""

    reason = (
        "このPDFは入力用の特別な形式のため、内容を読み取れません。"
        "開いて「PDFとして印刷」し、できたPDFを添付してください。"
    )


class TooManyPages(NotAccepted):
    """More pages than taken; the figure is pages."""

    def words(self, figure: int) -> str:
        """Say how many there are."""
        return (
            f"このPDFは{figure:,}ページあります。{MOST_PAGES}ページまでにしてください。"
            "必要なページだけをPDFに保存して添付してください。"
        )


class TooManyPixels(NotAccepted):
    """More pixels than taken; the figure is pixels."""

    def words(self, figure: int) -> str:
        """Say how large it is."""
        return (
            f"この画像は{figure // 10_000:,}万画素あります。"
            f"{MOST_MEGAPIXELS * 100:,}万画素までにしてください。"
            "カメラの設定で画素数を下げるか、画面を写したものを添付してください。"
        )


class TooDemanding(NotAccepted):
    """Opening it takes more memory or time than any ordinary document."""

    reason = (
        "このファイルは、開くのに時間がかかりすぎるため添付できません。"
        "書類を写真にとるか、ページごとに保存し直して添付してください。"
    )


class Crowded(NotAccepted):
    """Too many files are being read at this moment."""

    reason = "ただいま混み合っています。1分ほどたってから、もう一度添付してください。"


KINDS: tuple[type[NotAccepted], ...] = (
    EmptyFile,
    TooLarge,
    WrongKind,
    OfficeOrZip,
    Program,
    WebPage,
    MovingPicture,
    Locked,
    Broken,
    FillingForm,
    TooManyPages,
    TooManyPixels,
    TooDemanding,
    Crowded,
)
BY_NAME = {kind.__name__: kind for kind in KINDS}
