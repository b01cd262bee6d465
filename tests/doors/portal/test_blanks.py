"""紙の様式 — a blank is given to anybody, and a form that is none is not."""

from django.test import Client


def test_a_blank_is_a_pdf_for_anybody_and_the_same_each_time(client: Client, db: None) -> None:
    page = client.get("/paper/").content.decode()
    first, second = (client.get("/paper/skk-101.pdf") for _ in range(2))

    assert "/paper/skk-101.pdf" in page and "/paper/skk-102.pdf" in page
    assert first.content == second.content and first.content.startswith(b"%PDF-")
    assert client.get("/paper/skk-999.pdf").status_code == 404
