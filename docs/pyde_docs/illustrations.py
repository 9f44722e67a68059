"""Illustrations: drawings that stand on the page of a module, made from a case of its vectors.

Each is a function without arguments that answers with HTML on lines without a gap.
"""

from collections.abc import Callable

from pyde_docs.overlay_drawing import draw_overlays
from pyde_docs.tree_drawing import draw_proof, draw_tree

ILLUSTRATIONS: dict[str, Callable[[], str]] = {
    "pyde_spec.state.jmt_definition": draw_tree,
    "pyde_spec.state.proofs": draw_proof,
    "pyde_spec.state.overlay": draw_overlays,
}


def illustrate(module: str) -> str:
    """The drawing of a module, or nothing."""
    return ILLUSTRATIONS[module]() if module in ILLUSTRATIONS else ""
