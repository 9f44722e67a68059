"""Slot keys: every key of an account shares its prefix, and no two kinds of key coincide."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.poseidon2 import compute_poseidon2_hash
from pyde_spec.state import slot_keys
from pyde_spec.state.slot_keys import (
    PREFIX_SIZE,
    AccountSlot,
    Discriminator,
    IndexedSlot,
    SystemSlot,
    compute_account_key,
    compute_field_slot,
    compute_indexed_key,
    compute_map_entry_slot,
    compute_name_key,
    compute_storage_key,
    compute_system_key,
    compute_validator_key,
)

words = st.binary(min_size=32, max_size=32)
fixed = settings(derandomize=True, max_examples=40, deadline=None)


@fixed
@given(words, words)
def test_keys_of_an_account_share_its_prefix(address, slot):
    keys = [compute_account_key(address, kind) for kind in AccountSlot] + [compute_storage_key(address, slot)]
    assert {key[:PREFIX_SIZE] for key in keys} == {address[:PREFIX_SIZE]}
    assert len(set(keys)) == len(keys)


@fixed
@given(words, words, words, st.integers(0, 2**64 - 1))
def test_no_two_kinds_coincide(first, second, slot, index):
    addresses = {first, second, first[:PREFIX_SIZE] + second[PREFIX_SIZE:]}
    keys = [compute_account_key(address, kind) for address in addresses for kind in AccountSlot]
    keys += [compute_storage_key(address, slot) for address in addresses]
    keys += [compute_validator_key(address) for address in addresses]
    keys += [compute_system_key(kind) for kind in SystemSlot]
    keys += [compute_indexed_key(kind, index) for kind in IndexedSlot]
    keys += [compute_name_key(namespace, b"pyde") for namespace in (0, 1)]
    assert len(set(keys)) == len(keys)


def test_what_is_hashed_differs_between_any_two_kinds(monkeypatch):
    """The argument of the text: discriminators tell them apart, or the length of what is hashed."""
    hashed = []

    def record(data):
        hashed.append(data)
        return compute_poseidon2_hash(data)

    monkeypatch.setattr(slot_keys, "poseidon2_hash", record)
    for kind in AccountSlot:
        compute_account_key(bytes(32), kind)
    compute_storage_key(bytes(32), bytes(32))
    clustered, whole = hashed[:], hashed[:0]
    hashed.clear()
    compute_validator_key(bytes(32))
    for kind in SystemSlot:
        compute_system_key(kind)
    for kind in IndexedSlot:
        compute_indexed_key(kind, 0)
    for size in range(1, 33):
        compute_name_key(0, b"-" * size)
    whole = hashed[:]
    assert len({data[0] for data in clustered}) == len(clustered)
    for one, other in combinations(whole, 2):
        assert (
            len(one) != len(other)  # told apart by length
            or one[0] != other[0]  # by the discriminator in front
            or one[-1] != other[-1]  # a validator's discriminator stands behind, where no name has such a byte
        )


@fixed
@given(st.integers(0, 2**64 - 1), words, words)
def test_names_of_fields_and_entries_are_apart(index, first, second):
    field = compute_field_slot(index)
    entries = [
        compute_map_entry_slot(field, first),
        compute_map_entry_slot(compute_map_entry_slot(field, first), second),
    ]
    assert len({field, *entries}) == 3


def test_every_discriminator_is_its_own():
    used = [*AccountSlot, *SystemSlot, IndexedSlot.AIRDROP_CLAIMED, Discriminator.NAME]
    assert len(set(used)) == len(used)
    assert set(used) < set(Discriminator)
    assert {0x00, 0x01, 0x03, 0x06}.isdisjoint(Discriminator)
