"""The commands over a store whose vectors are in a Chroma server, as a user runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.vectorstore.chroma_process import ChromaProcess, proxied

PASSERELLE = Path(sys.executable).with_name("passerelle")
ARTICLE = "# The ferry of Vell\n\nThe ferry crosses the bay every hour. A ticket costs 3 euros.\n"


def passerelle(store: Path, url: str, *command: str) -> tuple[int, str, str]:
    """The exit code, stdout and stderr."""
    done = subprocess.run(
        (str(PASSERELLE), *command, "--store", str(store)),
        env=os.environ
        | {"PASSERELLE_CHROMA_URL": url, "PASSERELLE_CHROMA_TIMEOUT": "60"}
        | {"PASSERELLE_CHROMA_GRACE": "0", "PASSERELLE_LANGUAGE": "fr"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_from_ingest_to_removal(tmp_path: Path, chroma: ChromaProcess) -> None:
    """Taken in, found, examined; without its server reported in French, without the password."""
    store, article = tmp_path / "store", tmp_path / "ferry.en.md"
    article.write_text(ARTICLE, encoding="utf-8")
    with proxied(chroma.url) as proxy:
        url = proxy.url.replace("//", "//anna:verysecret@")
        code, out, err = passerelle(store, url, "ingest", str(article), "--json")
        assert (code, json.loads(out)["generation"]) == (0, 1), err
        code, out, _ = passerelle(store, url, "search", "How often does the ferry cross?", "--json")
        assert json.loads(out)["retrieved"][0]["source_id"] == "ferry.en.md"
        code, out, _ = passerelle(store, url, "doctor", "--json")
        assert (code, json.loads(out)["sound"]) == (0, True)
        proxy.rule = lambda *_: (503, b"")
        for command in (("search", "ferry"), ("remove", "ferry.en.md", "--yes"), ("doctor",)):
            code, out, err = passerelle(store, url, *command)
            assert code == 1
            assert "serveur Chroma" in out + err
            assert proxy.url in out + err
            assert "verysecret" not in out + err
        proxy.rule = lambda *_: None
        code, out, _ = passerelle(store, url, "remove", "ferry.en.md", "--yes", "--json")
        assert (code, json.loads(out)["removed"]) == (0, ["ferry.en.md"])
    code, _, err = passerelle(store, "chroma.example:8000", "search", "ferry")
    assert code == 1
    assert "PASSERELLE_CHROMA_URL est inutilisable" in err
