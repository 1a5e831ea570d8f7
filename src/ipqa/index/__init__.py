"""The index: articles and BM25 terms in SQLite, vectors in SQLite and, for searching, in Chroma.

The catalog decides what is indexed: a sync is one transaction in it, so that readers see the state
before or the state after. A vector's id is a digest of what was embedded. Vectors are kept as soon
as they are made; Chroma's folder is never written after it was made, but copied, and the catalog
names the copy that belongs to its passages. So a sync can be killed at any point: what it embedded
is kept, and nothing else has happened.
"""
