"""Vectors of the chapter on transactions."""
