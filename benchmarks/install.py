"""The wheel in a clean environment: `python benchmarks/install.py`, some minutes; needs `build`.

Beside it are packages of strangers called text, app, domain and so on, which must go on working in
the same process. What is printed: how long it took, how large each package is. Asks
the package index; imports nothing of ours, so that any Python can run it.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("app", "evaluation", "ingest", "answer", "vectorstore", "prompts", "text", "domain")
MOST, LARGE = 1100, 20  # MB without bytecode: the whole environment; a package that is named
TOGETHER = """
import app, domain, text, prompts, sys
import passerelle.langchain
from passerelle import open_store
answer = open_store(sys.argv[1]).ask("When did the EPCA enter into force?")
assert "2020" in answer.text, answer
assert [m.MINE for m in (app, domain, text, prompts)] == ["app", "domain", "text", "prompts"]
assert not [m for m in sys.modules if m.split(".")[0] in ("answer", "vectorstore", "torch")]
print(answer.text)
"""


def main() -> None:
    """Build, install, measure, try; a failed step ends it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--wheel", type=Path, help="try this one instead of building")
    parser.add_argument("--venv", type=Path, help="an environment that has it already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python = _python(given.venv) if given.venv else _install(given.wheel or _build(work), work)
        _fakes(python)
        _sizes(python)
        _try(python, work)


def _build(work: Path) -> Path:
    began = time.monotonic()
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", work / "dist", ROOT)
    print(f"build: {time.monotonic() - began:.0f} s")
    [wheel] = (work / "dist").glob("*.whl")
    return wheel


def _install(wheel: Path, work: Path) -> Path:
    began = time.monotonic()
    venv.create(work / "venv", with_pip=True)
    python = _python(work / "venv")
    _run(python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel.resolve())
    print(f"install: {time.monotonic() - began:.0f} s, the wheel {wheel.stat().st_size >> 20} MB")
    return python


def _python(environment: Path) -> Path:
    scripts = "Scripts" if os.name == "nt" else "bin"
    return environment.absolute() / scripts / "python"


def _site(python: Path) -> Path:
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(_run(python, "-c", code).strip())


def _fakes(python: Path) -> None:
    """Packages of strangers with the names of our folders."""
    for name in ROOMS:
        package = _site(python) / name
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text(f"MINE = {name!r}\n", "utf-8")


def _sizes(python: Path) -> None:
    """What was installed; the bytecode that Python makes of it comes to a fifth more."""
    sizes: dict[str, int] = {}
    site = _site(python)
    for path in site.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            top = path.relative_to(site).parts[0].removesuffix(".libs")
            sizes[top] = sizes.get(top, 0) + path.stat().st_size
    total = sum(sizes.values()) / 1e6
    print(f"on disk: {total:.0f} MB")
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        if size > LARGE * 1e6:
            print(f"  {name}: {size / 1e6:.0f} MB")
    assert total < MOST, f"{total:.0f} MB, at most {MOST}"


def _try(python: Path, work: Path) -> None:
    """As a user would, in a folder that is nobody's, with a home of its own."""
    home = work / "home"
    home.mkdir()
    store = str(work / "store")
    given = {k: v for k, v in os.environ.items() if not k.startswith(("PASSERELLE_", "PYTHON"))}
    own = given | {"HOME": str(home), "XDG_DATA_HOME": str(home), "PASSERELLE_STORE": store}
    passerelle = python.with_name("passerelle")
    print(_run(passerelle, "--help", env=own, cwd=home).splitlines()[0])
    with _served(passerelle, "chat", env=own, cwd=home) as address:
        for path in ("", "api/health", "api/docs", "library"):
            with urllib.request.urlopen(f"{address}/{path}", timeout=60) as page:  # noqa: S310
                assert page.status == 200, path
        asked = urllib.request.Request(  # noqa: S310
            f"{address}/api/ask",
            json.dumps({"question": "When did the EPCA enter into force?"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=300) as answer:  # noqa: S310
            assert "2020" in json.load(answer)["text"]
    print(_run(python, "-c", TOGETHER, store, env=own, cwd=home).strip())
    refused = subprocess.run(
        [python, "-m", "passerelle", "rebuild"],
        env=own | {"PASSERELLE_EMBEDDING_MODEL": str(home)},
        cwd=home,
        capture_output=True,
        text=True,
    )
    assert "pip install 'passerelle[models]'" in refused.stderr, refused
    _run(passerelle, "backup", work / "all.tar.gz", env=own, cwd=home)
    _run(passerelle, "restore", work / "all.tar.gz", "--store", work / "new", env=own, cwd=home)
    print(_run(passerelle, "doctor", "--store", work / "new", env=own, cwd=home).splitlines()[-1])


@contextmanager
def _served(passerelle: Path, command: str, **how: object) -> Iterator[str]:
    """The address of the pages, once they answer."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    child = subprocess.Popen([passerelle, command, "--port", str(port)], **how)  # type: ignore[call-overload]
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert child.poll() is None, "it ended"
            try:
                urllib.request.urlopen(f"{address}/api/health", timeout=30).close()  # noqa: S310
                break
            except OSError:
                time.sleep(1)
        yield address
    finally:
        child.terminate()
        child.wait()


def _run(*command: str | Path, **how: object) -> str:
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, **how)  # type: ignore[call-overload]
    return str(done.stdout)


if __name__ == "__main__":
    main()
