"""受付の誤り — one code and one sentence each."""


class Fault(Exception):
    """Something a certificate is refused for."""

    def __init__(self, code: str, words: str) -> None:
        self.code, self.words = code, words
        super().__init__(f"{code} {words}")
