"""Another embedding model: told, done as a whole or not at all, never mixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import HashEmbedder, Store, open_store

from ipqa.errors import OtherEmbedderError
from ipqa.index import sync as room
from ipqa.index.vectors import VectorStore


class Longer(HashEmbedder):
    """Takes twice as many tokens for a text, and makes other vectors."""

    def __init__(self) -> None:
        super().__init__("longer")

    def count_tokens(self, text: str) -> int:
        return 2 * super().count_tokens(text)

    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        return super().encode_passages([f"{text}!" for text in texts])


LONG = " ".join(f"Sentence {number} tells of the patent {number}." for number in range(30))


def test_all_passages_are_made_anew_after_a_notice(store: Store, tmp_path: Path) -> None:
    store.write("long.md", LONG)
    store.sync()
    passages = store.catalog.passage_count()
    other = open_store(tmp_path, Longer())
    said: list[str] = []
    assert other.sync(notice=said.append).nothing_changed
    assert said == [
        f"embedding all {passages} passages again with longer: the index was made with hash"
    ]
    assert other.catalog.passage_count() > passages
    assert other.catalog.embedder() == ("longer", "1")
    assert other.whole()
    assert other.vectors.kept._db.all("SELECT DISTINCT embedder FROM vectors") == [("longer@1",)]
    assert other.sync(notice=said.append).warnings == ()
    assert len(said) == 1
    other.close()


def test_stored_texts_do_when_the_files_are_not_there(store: Store, tmp_path: Path) -> None:
    store.sync()
    store.corpus.rename(tmp_path / "away")
    store.corpus.mkdir()
    store.write("other.md", "Other text.")
    other = open_store(tmp_path, Longer())
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "new.md").write_text("New text.")
    other.sync(tmp_path / "elsewhere")
    assert other.ids() == ["corpus/piracy.md", "corpus/wechat.md", "elsewhere/new.md"]
    assert other.whole()
    other.close()


@pytest.mark.parametrize("where", ["embedding", "index", "commit"])
def test_broken_off_the_old_state_answers_with_the_old_embedder(
    where: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    other = open_store(tmp_path, Longer())
    broken = {
        "embedding": (VectorStore, "put"),
        "index": (VectorStore, "write"),
        "commit": (type(other.catalog), "raise_state"),
    }[where]
    with monkeypatch.context() as patch:
        patch.setattr(*broken, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            other.sync()
    assert "CBBC signed an agreement with WeChat in London." in store.found("agreement")
    assert store.catalog.embedder() == ("hash", "1")
    other.catalog.expect("hash", "1")
    if where != "embedding":
        monkeypatch.setattr(Longer, "encode_passages", lambda *_: pytest.fail("embedded twice"))
    assert "embedding all 2 passages" in other.sync().warnings[0]
    assert other.whole()
    other.close()


def test_asking_with_another_embedder_says_what_to_do(store: Store) -> None:
    store.sync()
    with pytest.raises(OtherEmbedderError, match=r"hash@1.*longer@1.*'ipqa index'"):
        store.catalog.expect("longer", "1")


def test_another_revision_is_told_as_such(store: Store, tmp_path: Path) -> None:
    store.sync()
    embedder = HashEmbedder()
    embedder.revision = "2"
    other = open_store(tmp_path, embedder)
    assert "made with hash of another revision" in other.sync().warnings[0]
    other.close()
    assert room.LOCK
