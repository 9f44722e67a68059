"""The drawings of the state tree: a small tree as it is defined, and a proof in it.

Both are of one case of the vectors. Below a node stand its two halves, the one of the bit 0 to the left. A
node shows the first bytes of its hash; a leaf its key's as well. In the drawing of a proof, what the proof
holds is filled, what follows from it stands on the line from the leaf to the root, and the rest, which the
proof does without, is dashed.
"""

from dataclasses import dataclass
from html import escape

from pyde_docs.drawing_frame import frame_drawing
from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.state.jmt_definition import EMPTY_HASH, Leaf, compute_subtree_hash, get_bit
from pyde_spec.state.proofs import StateProof
from pyde_vectors.state.proof_trees import FIVE, LOW, make_entries
from pyde_vectors.state.proofs import prove

CASE = "state/make_proof/five-leaves-low"
COLUMN, LEVEL, WIDTH, HEIGHT, MARGIN = 96, 66, 84, 36, 8


@dataclass(frozen=True, slots=True)
class Spot:
    """A node in the picture: where it stands, its hash, its leaf if it is one, its halves if it has them."""

    x: float
    depth: int
    hash: bytes
    leaf: Leaf | None
    halves: "tuple[Spot, ...]"


def draw_tree() -> str:
    """The tree of the case."""
    caption = (
        f"The tree of the case {CASE}: five leaves, each as high as it stands alone. Left is the bit 0, "
        "right the bit 1."
    )
    tree, width = place_leaves(list_leaves(), 0, 0)
    return draw_figure("A tree of five leaves", width, caption, dict.fromkeys(walk(tree), ""))


def draw_proof() -> str:
    """The proof of the case in its tree."""
    tree, width = place_leaves(list_leaves(), 0, 0)
    proof = prove(FIVE, LOW)
    caption = (
        f"The proof of the case {CASE}. It holds the leaf and the {len(proof.siblings)} filled nodes; the line is what "
        "a checker computes, up to the root that it knows."
    )
    return draw_figure("A proof in the tree of five leaves", width, caption, mark_proof(tree, proof))


def list_leaves() -> list[Leaf]:
    """The leaves of the case."""
    return [(entry.key, entry.value) for entry in make_entries(FIVE)]


def place_leaves(leaves: list[Leaf], depth: int, column: int) -> tuple[Spot, int]:
    """The tree of leaves that begins at a column, and the column behind it."""
    digest = compute_subtree_hash(blake3_hash, leaves, depth)
    if len(leaves) < 2:
        return Spot(column, depth, digest, leaves[0] if leaves else None, ()), column + 1
    groups = [[leaf for leaf in leaves if get_bit(leaf[0], depth) == bit] for bit in (0, 1)]
    left, middle = place_leaves(groups[0], depth + 1, column)
    right, after = place_leaves(groups[1], depth + 1, middle)
    return Spot((left.x + right.x) / 2, depth, digest, None, (left, right)), after


def walk(spot: Spot) -> list[Spot]:
    """A node and all below it."""
    return [spot, *(below for half in spot.halves for below in walk(half))]


def mark_proof(tree: Spot, proof: StateProof) -> dict[Spot, str]:
    """How each node is drawn: `held` by the proof, `computed` from it, or `lost`."""
    marks = dict.fromkeys(walk(tree), "lost")
    spot = tree
    for depth, sibling in enumerate(proof.siblings):
        marks[spot] = "computed"
        bit = get_bit(LOW, depth)
        beside, spot = spot.halves[1 - bit], spot.halves[bit]
        assert beside.hash == sibling, "the proof is not of this tree"
        marks[beside] = "held"
    marks[spot] = "held"
    return marks


def draw_figure(title: str, columns: int, caption: str, marks: dict[Spot, str]) -> str:
    """A tree with its lines, nodes and caption."""
    deepest = max(spot.depth for spot in marks)
    size = (COLUMN * columns + 2 * MARGIN, LEVEL * deepest + HEIGHT + 2 * MARGIN)
    lines = [draw_line(spot, half, marks) for spot in marks for half in spot.halves]
    return frame_drawing(size, title, lines + [draw_spot(spot, marks[spot]) for spot in marks], caption)


def middle_of(spot: Spot) -> tuple[float, float]:
    """Where the middle of a node lies."""
    return MARGIN + COLUMN * (spot.x + 0.5), MARGIN + LEVEL * spot.depth + HEIGHT / 2


def draw_line(spot: Spot, half: Spot, marks: dict[Spot, str]) -> str:
    """The line between a node and a half of it; strong where the hash goes into a computed one on the way up."""
    (x, y), (below_x, below_y) = middle_of(spot), middle_of(half)
    is_way = marks[spot] == "computed" and (
        marks[half] == "computed" or (half.leaf is not None and half.leaf[0] == LOW)
    )
    kind = "line" if is_way else "grid"
    return f'<path class="{kind}" d="M{x:g} {y + HEIGHT / 2:g}L{below_x:g} {below_y - HEIGHT / 2:g}"/>'


def draw_spot(spot: Spot, mark: str) -> str:
    """A node: what it is, and the beginning of its hash."""
    x, y = middle_of(spot)
    kind = {"held": "sheet", "lost": "sheet lost"}.get(mark, "grid")
    box = (
        f'<rect class="{kind}" x="{x - WIDTH / 2:g}" y="{y - HEIGHT / 2:g}" width="{WIDTH}" height="{HEIGHT}" rx="3"/>'
    )
    return box + draw_words(x, y, *describe(spot))


def describe(spot: Spot) -> tuple[str, str]:
    """What a node is, and the beginning of its hash."""
    if spot.leaf is not None:
        return f"leaf {spot.leaf[0][:1].hex()}…", f"{spot.hash[:4].hex()}…"
    if spot.hash == EMPTY_HASH:
        return "empty", ""
    return "root" if spot.depth == 0 else "node", f"{spot.hash[:4].hex()}…"


def draw_words(x: float, y: float, first: str, second: str) -> str:
    """Two words, one above the other."""
    return (
        f'<text class="small" x="{x:g}" y="{y - 3:g}" text-anchor="middle">{escape(first)}</text>'
        f'<text class="small" x="{x:g}" y="{y + 12:g}" text-anchor="middle">{escape(second)}</text>'
    )
