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


def record_inputs(monkeypatch):
    """What is hashed from now on."""
    hashed = []
    monkeypatch.setattr(slot_keys, "poseidon2_hash", lambda data: hashed.append(data) or compute_poseidon2_hash(data))
    return hashed


def test_what_is_hashed_differs_between_any_two_kinds(monkeypatch):
    """The argument of the text, among clustered keys and among whole ones: discriminators, or lengths."""
    hashed = record_inputs(monkeypatch)
    for kind in AccountSlot:
        compute_account_key(bytes(32), kind)
    compute_storage_key(bytes(32), bytes(32))
    clustered = hashed[:]
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


def test_a_clustered_and_a_whole_key_differ_where_the_same_is_hashed(monkeypatch):
    """Of one record and one validator: what is hashed is the same, and only the cutting tells them apart."""
    hashed = record_inputs(monkeypatch)
    of_record = b"\x0e" * 31 + bytes([Discriminator.VALIDATOR])
    of_validator = bytes([Discriminator.ACCOUNT_RECORD]) + of_record[:31]
    clustered = compute_account_key(of_record, AccountSlot.RECORD)
    whole = compute_validator_key(of_validator)
    assert hashed[0] == hashed[1]
    assert clustered != whole
    assert clustered[PREFIX_SIZE:] == whole[:PREFIX_SIZE]


@fixed
@given(words, words)
def test_no_clustered_key_is_a_whole_one(address, slot):
    clustered = [compute_account_key(address, kind) for kind in AccountSlot] + [compute_storage_key(address, slot)]
    whole = [compute_validator_key(bytes([kind]) + address[:31]) for kind in AccountSlot]
    whole += [compute_name_key(0, address), compute_validator_key(address)]
    assert set(clustered).isdisjoint(whole)


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
