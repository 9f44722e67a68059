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

from pyde_spec.crypto.mlkem import compute_published_key, compute_secret_by_seed
from pyde_spec.crypto.mlkem_fast import load_published_key_accelerator, load_secret_by_seed_accelerator
from pyde_spec.crypto.poseidon2 import compute_poseidon2_hash, compute_poseidon2_hashes
from pyde_spec.crypto.poseidon2_wasm import load_poseidon2_accelerator, load_poseidon2_many_accelerator

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

POSEIDON2_HASH_MANY = Replaceable("poseidon2_hash_many", compute_poseidon2_hashes, load_poseidon2_many_accelerator)

MLKEM768_PUBLISHED_KEY = Replaceable("mlkem768_published_key", compute_published_key, load_published_key_accelerator)

MLKEM768_SECRET_BY_SEED = Replaceable(
    "mlkem768_secret_by_seed", compute_secret_by_seed, load_secret_by_seed_accelerator
)

REPLACEABLE = (POSEIDON2_HASH, POSEIDON2_HASH_MANY, MLKEM768_PUBLISHED_KEY, MLKEM768_SECRET_BY_SEED)
