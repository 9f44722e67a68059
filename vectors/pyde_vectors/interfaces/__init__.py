"""Vectors of the chapter interfaces."""
