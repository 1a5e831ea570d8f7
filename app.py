"""Opens the chat: ``python app.py`` does what ``ipqa chat`` does, with the same options."""

import sys

from ipqa.cli import main

if __name__ == "__main__":
    sys.exit(main(["chat", *sys.argv[1:]]))
