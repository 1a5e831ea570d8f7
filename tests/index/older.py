"""A store as ipqa made it at schema 1: one catalog, one collection of Chroma."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from stores import HashEmbedder

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE roots (name TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE removed (article_id TEXT PRIMARY KEY);
CREATE TABLE skipped (path TEXT PRIMARY KEY, root TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, title TEXT NOT NULL, source TEXT, date TEXT,
    language TEXT, url TEXT, path TEXT, text TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, indexed_at TEXT NOT NULL
);
CREATE INDEX articles_by_root ON articles (root);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, heading TEXT NOT NULL, vector_id TEXT NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_by_vector ON passages (vector_id);
CREATE VIRTUAL TABLE terms USING fts5 (words, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (terms, 'row');
INSERT INTO meta VALUES ('schema', '1');
INSERT INTO meta VALUES ('embedder', 'hash');
INSERT INTO meta VALUES ('revision', '1');
INSERT INTO removed VALUES ('corpus/gone.md');
"""


def older_store(store: Path, corpus: Path, texts: dict[str, str]) -> None:
    """Makes one of articles whose texts are each one passage, as their files are."""
    import chromadb

    from index.kills import vector_id_of

    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    store.mkdir(exist_ok=True)
    db = sqlite3.connect(store / "catalog.sqlite", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    for statement in TABLES.split(";\n"):
        db.execute(statement)
    db.execute("INSERT INTO roots VALUES ('corpus', ?)", (str(corpus),))
    ids = []
    for number, (name, text) in enumerate(texts.items(), start=1):
        path = corpus / name
        path.write_text(f"# T\n\n{text}")
        stat = path.stat()
        ids.append(vector_id_of(f"T\n{text}"))
        db.execute(
            "INSERT INTO articles VALUES (?, 'corpus', 'T', NULL, NULL, NULL, NULL, ?, ?, 'x', ?, "
            "?, '2026-01-01T00:00:00+00:00')",
            (f"corpus/{name}", str(path), text, stat.st_size, stat.st_mtime_ns),
        )
        db.execute(
            "INSERT INTO passages VALUES (?, ?, 0, ?, '', ?)",
            (number, f"corpus/{name}", len(text), ids[-1]),
        )
        db.execute("INSERT INTO terms (rowid, words) VALUES (?, ?)", (number, text.lower()))
    db.close()
    client = chromadb.PersistentClient(
        str(store / "chroma"),
        settings=chromadb.Settings(anonymized_telemetry=False, is_persistent=True),
    )
    collection = client.get_or_create_collection(
        "passages",
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine"}},
        metadata={"embedder": "hash", "revision": "1"},
    )
    rows = HashEmbedder().encode_passages([f"T\n{text}" for text in texts.values()])
    collection.upsert(ids=ids, embeddings=rows)
    client.close()
