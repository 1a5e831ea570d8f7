"""The index: article texts and BM25 terms in SQLite, vectors in Chroma, kept in step by a sync.

SQLite decides what is indexed: a sync is one transaction in it, so that readers see the state
before or the state after. A vector's id is a digest of what was embedded; a vector that no passage
names is invisible, and one that is missing is made by the next sync.
"""
