"""Params: the protocol versions, the presets, and every constant that depends on one of them."""
