"""What can be replaced.

Each entry of `REPLACEABLE` pairs a function of the text with a loader of an accelerator that computes the
same. Tests hold the two equal on valid, random, damaged and extreme inputs. Who answers, and what a
disagreement does, is not decided here: that is the provider.

The functions are total wherever their inputs come from outside, so that what one side refuses and the
other takes is a disagreement like any other.

Source: design, foundations, "The crypto seam".  Decision: R-12.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyde_spec.crypto.poseidon2 import compute_poseidon2_hash
from pyde_spec.crypto.poseidon2_wasm import load_poseidon2_accelerator

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Replaceable:
    """A function of the text and how to get an accelerator that computes the same.

    `load_accelerator` raises `AcceleratorUnavailable` where it cannot.
    """

    name: str
    text: Function
    load_accelerator: Callable[[], Function]


POSEIDON2_HASH = Replaceable("poseidon2_hash", compute_poseidon2_hash, load_poseidon2_accelerator)

REPLACEABLE = (POSEIDON2_HASH,)
