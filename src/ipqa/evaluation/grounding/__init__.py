"""Measuring the check of drafted sentences: on true answers, and on false ones made of them."""
