"""How fast indexing is, what it takes, whether it keeps up: measured on articles made for it."""
