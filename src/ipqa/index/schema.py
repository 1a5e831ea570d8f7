"""The tables of the catalog, and how an older catalog becomes one of today."""

from __future__ import annotations

import hashlib
import json

from ipqa.article import Article
from ipqa.index.database import Database

SCHEMA = 2

# A passage's number is never given twice: a search that straddles a commit can't take one passage
# for another. ``indexed`` is what the search index named by meta's "place" holds.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE roots (name TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE removed (article_id TEXT PRIMARY KEY);
"""
_ARTICLES = """
CREATE TABLE skipped (path TEXT NOT NULL, root TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX skipped_by_path ON skipped (path);
CREATE TABLE files (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sidecar TEXT NOT NULL,
    loaders INTEGER NOT NULL
);
CREATE INDEX files_by_path ON files (path);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, file_id TEXT NOT NULL,
    root TEXT NOT NULL, title TEXT NOT NULL, source TEXT, date TEXT, language TEXT, url TEXT,
    path TEXT, author TEXT, digest TEXT NOT NULL, indexed_at TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX articles_by_file ON articles (file_id);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, heading TEXT NOT NULL, vector_id TEXT NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_by_vector ON passages (vector_id);
CREATE TABLE indexed (vector_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE signatures (article INTEGER PRIMARY KEY, size INTEGER NOT NULL, hashes BLOB NOT NULL);
CREATE TABLE bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE TABLE twins (
    article INTEGER NOT NULL, twin INTEGER NOT NULL, PRIMARY KEY (article, twin)
) WITHOUT ROWID;
"""
_TERMS = """
CREATE VIRTUAL TABLE terms USING fts5 (words, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (terms, 'row');
"""
TABLES = f"{_TABLES}{_ARTICLES}{_TERMS}INSERT INTO meta VALUES ('schema', '{SCHEMA}');\n"

# An article of schema 1 is a file of its own, read by the first loaders.
_FROM_1 = """
ALTER TABLE articles RENAME TO articles_1;
ALTER TABLE passages RENAME TO passages_1;
DROP TABLE skipped;
DROP INDEX articles_by_root;
DROP INDEX passages_by_article;
DROP INDEX passages_by_vector;
"""
_COPY_1 = """
INSERT INTO files SELECT id, root, path, sha256, size, mtime_ns, '', 1 FROM articles_1;
INSERT INTO articles (
    id, file_id, root, title, source, date, language, url, path, digest, indexed_at, text
) SELECT id, id, root, title, source, date, language, url, path, '', indexed_at, text
  FROM articles_1 ORDER BY id;
INSERT INTO passages SELECT * FROM passages_1;
INSERT INTO indexed SELECT DISTINCT vector_id FROM passages;
INSERT INTO meta VALUES ('place', 'chroma/passages');
DROP TABLE articles_1;
DROP TABLE passages_1;
UPDATE meta SET value = '2' WHERE key = 'schema';
"""


def migrate(db: Database, found: str) -> bool:
    """Brings a catalog of an earlier schema to today's, in the transaction there is.

    False, with nothing changed, for a schema that it does not know.
    """
    if found != "1":
        return False
    db.script(_FROM_1 + _ARTICLES + _COPY_1)
    return True


def digest(article: Article) -> str:
    """What tells whether anything of an article, its text or what is said about it, has changed."""
    fields = [
        article.title, article.text, article.source, article.date, article.language, article.url,
        article.path, article.author,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()[:32]
