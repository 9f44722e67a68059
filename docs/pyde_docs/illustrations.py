"""Illustrations: drawings that stand beside a module or one of its definitions, made from cases of its vectors.

Each is a function without arguments that answers with HTML on lines without a gap.
"""

from collections.abc import Callable

from pyde_docs.nonce_drawing import draw_nonce_windows
from pyde_docs.overlay_drawing import draw_overlays
from pyde_docs.tree_drawing import draw_proof, draw_tree

ILLUSTRATIONS: dict[str, Callable[[], str]] = {
    "pyde_spec.accounts.nonce_window.use_nonce": draw_nonce_windows,
    "pyde_spec.state.jmt_definition": draw_tree,
    "pyde_spec.state.proofs": draw_proof,
    "pyde_spec.state.overlay": draw_overlays,
}


def illustrate(name: str) -> str:
    """The drawing of a module or of a definition, by its full name, or nothing."""
    return ILLUSTRATIONS[name]() if name in ILLUSTRATIONS else ""
