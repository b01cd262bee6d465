"""来訪者 — a person with a plain browser: opens pages, fills in forms, follows links, no script."""

from dataclasses import dataclass, field
from http.cookiejar import Cookie
from urllib.parse import urljoin

import httpx
from lxml import html


class Stuck(AssertionError):
    """A page was not what the visitor expected; says which page and what it said."""


@dataclass
class Visitor:
    """One person, one browser with its own cookies."""

    name: str
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(follow_redirects=True, timeout=30)
    )
    page: httpx.Response | None = None

    def open(self, url: str) -> "Visitor":
        """Go to an address."""
        return self._arrived(self.client.get(self._absolute(url)))

    def follow(self, words: str) -> "Visitor":
        """Follow the first link or one-button form whose text has these words."""
        for link in self.tree.xpath("//a[@href]"):
            if words in _text(link):
                return self.open(link.get("href"))
        return self.press(words)

    def press(self, words: str, /, **answers: object) -> "Visitor":
        """Fill in the form that has this button, and press it."""
        for button in self.tree.xpath("//button|//input[@type='submit']"):
            label = _text(button) or button.get("value", "")
            if words in label:
                return self._submit(button.iterancestors("form").__next__(), button, answers)
        raise Stuck(f"{self.name}: ボタン「{words}」がありません。{self.said()}")

    def answer(self, **answers: object) -> "Visitor":
        """Fill in the page's main form and press its first button."""
        forms = self.tree.xpath("//main//form[.//button or .//input[@type='submit']]")
        for form in forms:
            names = {e.get("name") for e in form.xpath(".//*[@name]")}
            if set(answers) <= names:
                button = form.xpath(".//button|.//input[@type='submit']")[0]
                return self._submit(form, button, answers)
        raise Stuck(f"{self.name}: {sorted(answers)} をたずねる欄がありません。{self.said()}")

    @property
    def tree(self) -> html.HtmlElement:
        """The page as a tree."""
        assert self.page is not None
        return html.fromstring(self.page.content, base_url=str(self.page.url))

    @property
    def path(self) -> str:
        """Where the visitor stands."""
        assert self.page is not None
        return self.page.url.path

    @property
    def cookies(self) -> list[Cookie]:
        """What this browser keeps."""
        return list(self.client.cookies.jar)

    def said(self) -> str:
        """The page's heading and first words, for a report."""
        assert self.page is not None
        main = self.tree.xpath("//main") or [self.tree]
        return f"{self.page.status_code} {self.page.url}: {_text(main[0])[:300]}"

    def sees(self, words: str) -> bool:
        """Tell whether the page shows these words."""
        return words in _text(self.tree)

    def shown(self, term: str) -> str:
        """Return what the page says of a term in its summary."""
        for name in self.tree.xpath("//main//dt"):
            if term in _text(name):
                return _text(name.getnext())
        raise Stuck(f"{self.name}: 「{term}」が書かれていません。{self.said()}")

    def _submit(
        self, form: html.HtmlElement, button: html.HtmlElement, answers: dict[str, object]
    ) -> "Visitor":
        filled, files = _filled(form, answers)
        if button.get("name"):
            filled[button.get("name")] = button.get("value", "")
        url = self._absolute(button.get("formaction") or form.get("action") or "")
        if (form.get("method") or "get").lower() == "get":
            return self._arrived(self.client.get(url, params=filled))
        headers = {"Referer": str(self.page.url)} if self.page else {}
        if form.get("enctype") == "multipart/form-data" and not files:
            files = {"": ("", b"")}
        sent = self.client.post(url, data=filled, files=files or None, headers=headers)
        return self._arrived(sent)

    def _arrived(self, page: httpx.Response) -> "Visitor":
        self.page = page
        if page.status_code >= 500:
            raise Stuck(f"{self.name}: {self.said()}")
        return self

    def _absolute(self, url: str) -> str:
        return urljoin(str(self.page.url), url) if self.page else url


def _filled(
    form: html.HtmlElement, answers: dict[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    """Return what a browser would send: the form's own values, and the answers over them."""
    sent: dict[str, object] = {}
    for each in form.xpath(".//*[@name]"):
        name, kind = each.get("name"), (each.get("type") or each.tag).lower()
        if kind in ("submit", "button", "file"):
            continue
        if kind in ("checkbox", "radio"):
            if each.get("checked") is not None:
                sent[name] = each.get("value", "on")
        elif kind == "select":
            chosen = each.xpath(".//option[@selected]") or each.xpath(".//option")
            sent[name] = chosen[0].get("value", _text(chosen[0])) if chosen else ""
        elif kind == "textarea":
            sent[name] = each.text or ""
        else:
            sent[name] = each.get("value", "")
    files = {k: v for k, v in answers.items() if isinstance(v, tuple)}
    sent.update({k: v for k, v in answers.items() if not isinstance(v, tuple)})
    return sent, files


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
