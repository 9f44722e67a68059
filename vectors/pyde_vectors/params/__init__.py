"""Vectors of the chapter params."""
