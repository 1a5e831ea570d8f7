"""Measuring answers: question sets, an independent checker, metrics, and a gate on changes."""
