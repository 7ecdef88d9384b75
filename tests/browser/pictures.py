"""Renew the README's pictures of the page: `make picture`.

Asks a question in each language on a store of the bundled briefing, and opens its citation.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.actions import ask, open_first_citation
from tests.browser.conftest import PASSERELLE, ROOT, chromium, free_port, serve

SHOWN = {
    "en": ("en-GB", "How much were goods traded between the EU and Kazakhstan worth in 2021?"),
    "fr": ("fr-FR", "Combien valaient les échanges entre l'UE et le Kazakhstan en 2021 ?"),
}


def main() -> None:
    """Write docs/page.en.png and docs/page.fr.png."""
    path = chromium()
    if path is None:
        raise SystemExit("no Chromium on this machine: install one first")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store, port = Path(folder) / "store", free_port()
        subprocess.run(
            [str(PASSERELLE), "ingest", "corpus", "--store", str(store)], cwd=ROOT, check=True
        )
        server = serve(store, port)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (locale, question) in SHOWN.items():
            context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 760})
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            ask(page, question)
            open_first_citation(page)
            page.screenshot(path=ROOT / "docs" / f"page.{name}.png")
            context.close()
        browser.close()
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
