"""Replication of catalogs and lexical indexes through an object store, without a shared folder.

    <url>/CURRENT                 {"store": its identity, "generation": 7}
    <url>/generations/0007/       the files of the generation's folder, its manifest last

The one writer uploads each generation after publishing it; a replica downloads it into a folder of
its own, verifies it against its manifest, and then answers from it. The object store is accessed by
fsspec (file:, memory:, s3:, gs:). The vectors are in a Chroma server.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from domain.errors import SettingsError, StoreBusy, StoreDamaged, StoreError, StoreNotWritable
from vectorstore import manifest
from vectorstore.files import replace_text, sync_tree, translated
from vectorstore.layout import Layout
from vectorstore.locks import exclusive_if_free, writer_lock
from vectorstore.vector_backend import collection_of

SETTING = "PASSERELLE_CATALOG_URL"
REPLICA = "replica.json"
INTERVAL = 5.0
"""Seconds for which a replica does not look again for a new generation."""
logger = logging.getLogger("passerelle")


class CatalogMirror:
    """The copy of one store in an object store; safe to share between threads."""

    def __init__(self, url: str, layout: Layout, interval: float = INTERVAL) -> None:
        self._url = url
        self._layout = layout
        self._interval = interval
        self._looked = float("-inf")
        self._lock = threading.Lock()

    def is_replica(self) -> bool:
        """Whether this folder is a replica: it fetched before, or is empty and there is a copy."""
        if (self._layout.root / REPLICA).exists():
            return True
        return not self._layout.pointer.exists() and self._remote_current() is not None

    def publish(self, store: str | None) -> None:
        """Upload the current generation, unless it is there; raises SettingsError, StoreError.

        ``store`` is the identity of the writer; None where its vectors are in its folder.
        """
        number = self._layout.current()
        folder = self._layout.folder(number)
        if store is None or collection_of(folder) is None:
            raise SettingsError(SETTING, "it needs PASSERELLE_CHROMA_URL and `passerelle rebuild`")
        remote = self._remote_current()
        if remote is not None and remote["store"] != store:
            raise SettingsError(SETTING, "another store is already copied there")
        if remote is not None and remote["generation"] == number:
            return
        with self._filesystem() as (files, root):
            self._upload(files, f"{root}/generations/{folder.name}", folder)
            current = json.dumps({"store": store, "generation": number})
            files.pipe_file(f"{root}/CURRENT", current.encode())
            kept = {self._layout.folder(n).name for n in self._layout.numbers()}
            for path in files.ls(f"{root}/generations", detail=False):
                if path.rstrip("/").rpartition("/")[2] not in kept:
                    files.rm(path, recursive=True)

    def fetch(self) -> None:
        """Download the current generation, where this folder is a replica and has another.

        A replica that has one keeps using it while the object store does not answer.
        """
        with self._lock:
            if time.monotonic() - self._looked < self._interval or not self.is_replica():
                return
            try:
                with translated(self._layout.root):
                    self._layout.generations.mkdir(parents=True, exist_ok=True)
                with writer_lock(self._layout.writer_lock), translated(self._layout.root):
                    self._fetch()
            except StoreBusy:  # another process of this machine fetches it
                pass
            except StoreError as error:
                if not self._layout.pointer.exists():
                    raise
                logger.warning("the last generation keeps answering: %s", error)
            self._looked = time.monotonic()

    def _fetch(self) -> None:
        remote = self._remote_current()
        if remote is None:
            return
        number = int(remote["generation"])
        if not (self._layout.pointer.exists() and self._layout.current() == number):
            (self._layout.root / REPLICA).write_text(json.dumps(remote), encoding="utf-8")
            if not self._layout.folder(number).exists():
                self._download(number)
            replace_text(self._layout.pointer, f"{number}\n")
        for other in self._layout.numbers():
            if other != number:
                self._forget(other)

    def _download(self, number: int) -> None:
        building = self._layout.building(number)
        shutil.rmtree(building, ignore_errors=True)
        try:
            with self._filesystem() as (files, root):
                source = f"{root}/generations/{self._layout.folder(number).name}"
                building.mkdir(parents=True)
                files.get_file(f"{source}/{manifest.MANIFEST}", str(building / manifest.MANIFEST))
                for name in manifest.names(building):
                    (building / name).parent.mkdir(parents=True, exist_ok=True)
                    files.get_file(f"{source}/{name}", str(building / name))
            differs = manifest.deviation(building)
            if differs is None or differs.missing or differs.changed:
                raise StoreDamaged(self._url, f"generation {number} did not arrive in full")
            sync_tree(building)
            self._layout.lock(number).touch()
            building.rename(self._layout.folder(number))
        finally:
            shutil.rmtree(building, ignore_errors=True)

    def _forget(self, number: int) -> None:
        with exclusive_if_free(self._layout.lock(number)) as free:
            if free:
                shutil.rmtree(self._layout.folder(number))
                self._layout.lock(number).unlink(missing_ok=True)

    def _upload(self, files: Any, target: str, folder: Path) -> None:
        """The manifest comes last: without it an upload is not a generation."""
        names = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        for path in sorted(names, key=lambda path: path.name == manifest.MANIFEST):
            name = path.relative_to(folder).as_posix()
            files.makedirs(f"{target}/{name}".rpartition("/")[0], exist_ok=True)
            files.put_file(str(path), f"{target}/{name}")

    def _remote_current(self) -> dict[str, Any] | None:
        """The content of CURRENT in the object store; None where nothing was copied yet."""
        with self._filesystem() as (files, root):
            try:
                remote = json.loads(files.cat_file(f"{root}/CURRENT"))
                return {"store": str(remote["store"]), "generation": int(remote["generation"])}
            except FileNotFoundError:
                return None
            except (ValueError, KeyError, TypeError) as error:
                raise StoreDamaged(self._url, "its CURRENT is not readable") from error

    @contextmanager
    def _filesystem(self) -> Iterator[tuple[Any, str]]:
        """The object store and the path in it; translates its errors to this project's."""
        try:
            from fsspec.core import url_to_fs

            files, root = url_to_fs(self._url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise SettingsError(SETTING, " ".join(str(error).split())[:200]) from error
        try:
            yield files, root.rstrip("/")
        except FileNotFoundError as error:
            raise StoreDamaged(self._url, "a generation that it names is missing") from error
        except OSError as error:
            detail = " ".join(str(error).split())[:200]
            raise StoreNotWritable(self._url, detail or type(error).__name__) from error
