"""Encoding: how values become bytes, and how they become JSON."""
