"""税務署の書類のお断り — why a signed document is not believed, and what the person can do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kyosai.basis.refusal import Refused


@dataclass(frozen=True)
class Paper:
    """A document in a person's words: its name, how to get it again, and what else will do."""

    name: str
    again: str
    otherwise: str


RECEIPT = Paper(
    "受信通知",
    "e-Taxのメッセージボックスから、受信通知をもう一度XML形式で保存して、選び直してください。",
    "e-Taxで受信通知を再発行してもらうか、申告書の控えを写真かPDFで添付してください。",
)
TAX_CERTIFICATE = Paper(
    "電子納税証明書",
    "e-Taxで電子納税証明書をもう一度XML形式で保存して、選び直してください。",
    "e-Taxで電子納税証明書を取り直すか、税務署の納税証明書を写真かPDFで送ってください。",
)


class NotBelieved(Refused):
    """A document of the tax office that is not believed; told in the words of its paper."""

    words = ""

    def __init__(self, paper: Paper = RECEIPT) -> None:
        super().__init__(self.words.format(**vars(paper)))


@contextmanager
def about(paper: Paper) -> Iterator[None]:
    """Let what is refused inside be told of this paper."""
    try:
        yield
    except NotBelieved as wrong:
        raise type(wrong)(paper) from None


class NotXml(NotBelieved):
    """No XML at all."""

    words = "{name}のファイルではありません。{again}"


class HasDoctype(NotBelieved):
    """A document type or an entity: nothing that a document of the tax office has."""

    words = "{name}にはない指定（DOCTYPE）が入っています。{again}"


class NotANotice(NotBelieved):
    """XML of another kind, or with parts the document does not have."""

    words = "{name}として読み取れない内容があります。{again}"


class NotSigned(NotBelieved):
    """No signature."""

    words = "{name}に電子署名がありません。{again}"


class WrongSigner(NotBelieved):
    """Signed, but not by the tax office."""

    words = "{name}の電子署名が、国税庁のものではありません。{again}"


class Tampered(NotBelieved):
    """Changed after it was signed."""

    words = "{name}が、発行されたあとに書きかえられています。{again}"


class Wrapped(NotBelieved):
    """The signature covers something else than what would be read."""

    words = "{name}の電子署名が、内容の全体にかかっていません。{again}"


class CertificateExpired(NotBelieved):
    """The signer's certificate is not valid on the day of checking."""

    words = "{name}の電子署名の有効期限が切れています。{otherwise}"


class FromTheFuture(NotBelieved):
    """Accepted or issued after now."""

    words = "{name}の日付が、いまより後になっています。{again}"
