"""The ways in for programs: a REST API, an OpenAI-compatible one, and what both stand on."""
