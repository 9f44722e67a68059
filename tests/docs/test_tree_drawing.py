"""The drawings of the state tree show the case that they name."""

import xml.etree.ElementTree as ElementTree

from pyde_docs.tree_drawing import CASE, draw_proof, draw_tree, list_leaves, mark_proof, place_leaves, walk
from pyde_vectors.cases import build_cases
from pyde_vectors.state.proof_trees import FIVE, LOW
from pyde_vectors.state.proofs import prove


def test_the_drawings_are_sound_xml():
    for drawn in (draw_tree(), draw_proof()):
        assert CASE in drawn
        ElementTree.fromstring(drawn)
        assert drawn.count(">leaf ") == len(FIVE)


def test_the_proof_is_that_of_the_case():
    (case,) = [record for record in build_cases("state/make_proof") if record["id"] == CASE]
    proof = prove(FIVE, LOW)
    assert case["expect"]["ok"]["proof"]["siblings"] == ["0x" + sibling.hex() for sibling in proof.siblings]
    tree, _ = place_leaves(list_leaves(), 0, 0)
    marks = mark_proof(tree, proof)
    held = {spot.hash for spot, mark in marks.items() if mark == "held" and spot.leaf is None}
    assert held <= set(proof.siblings)
    assert sorted(marks.values()).count("computed") == len(proof.siblings)
    assert set(marks) == set(walk(tree))
