"""A Chroma server in place of the store's own search index."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from stores import HashEmbedder, Store, open_store

from ipqa.index.catalog import Catalog
from ipqa.index.chroma import Collection
from ipqa.index.vectors import VectorStore

OLD = "The police seized 1.2 million pirated books."


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = tmp_path_factory.mktemp("server")
    chroma = Path(sys.executable).with_name("chroma")
    arguments = [chroma, "run", "--path", place, "--port", str(port), "--host", "127.0.0.1"]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            time.sleep(0.1)
            try:
                if httpx.get(f"{address}/api/v2/heartbeat").is_success:
                    break
            except httpx.HTTPError:
                assert run.poll() is None, "the server ended"
        yield address
        run.terminate()


def served(folder: Path, url: str, name: str) -> Store:
    store = open_store(folder, HashEmbedder(name))
    store.vectors.close()
    store.vectors = VectorStore(store.folder, name, "1", url)
    return store


def on_server(store: Store, url: str) -> set[str]:
    place = store.catalog.meta("place")
    assert place is not None
    return set(Collection(store.folder, store.folder, place, store.vectors.embedder, url).ids())


def test_a_collection_follows_the_catalog(tmp_path: Path, url: str) -> None:
    store = served(tmp_path, url, "following")
    store.write("piracy.md", OLD)
    store.write("wechat.md", "CBBC signed an agreement with WeChat in London.")
    assert store.sync().added == 2
    assert OLD in store.found("police")
    assert on_server(store, url) == set(store.catalog.vector_ids())
    store.write("piracy.md", "The police seized nothing.")
    store.sync()
    assert on_server(store, url) == set(store.catalog.vector_ids()) == set(store.vectors.ids())
    store.remove("corpus/wechat.md")
    assert on_server(store, url) == set(store.catalog.vector_ids())
    assert store.sync().warnings == ()
    assert list(store.folder.glob("chroma*")) == []
    store.close()


def test_what_a_killed_sync_left_on_the_server_is_mended(tmp_path: Path, url: str) -> None:
    store = served(tmp_path, url, "killed")
    store.write("piracy.md", OLD)
    store.sync()
    place = store.catalog.meta("place")
    assert place is not None
    left = Collection(store.folder, store.folder, place, store.vectors.embedder, url)
    left.put(["left"], store.embedder.encode_passages(["left"]))
    assert "search index" in store.sync().warnings[0]
    assert on_server(store, url) == set(store.catalog.vector_ids())
    left.delete(left.ids())
    store.sync()
    assert on_server(store, url) == set(store.catalog.vector_ids())
    store.close()


def test_another_embedder_gets_a_collection_of_its_own(tmp_path: Path, url: str) -> None:
    store = served(tmp_path, url, "first")
    store.write("piracy.md", OLD)
    store.sync()
    before = store.catalog.meta("place")
    other = served(tmp_path, url, "second")
    other.sync()
    assert other.catalog.meta("place") != before
    assert on_server(other, url) == set(other.catalog.vector_ids())
    assert OLD in other.found("police")
    assert Catalog(store.folder).embedder() == ("second", "1")
    store.close()
    other.close()
