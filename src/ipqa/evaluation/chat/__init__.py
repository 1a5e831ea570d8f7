"""How soon the chat is there and answers, in a browser, and how it serves many at once."""
