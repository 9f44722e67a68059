"""Vectors of the chapter crypto."""
