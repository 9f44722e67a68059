"""Interfaces: the six protocols between the components of a node, their one error, and a mock of each."""
