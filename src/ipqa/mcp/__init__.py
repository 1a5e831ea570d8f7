"""The MCP server: its tools, over HTTP in the chat's process and over standard input and output."""
