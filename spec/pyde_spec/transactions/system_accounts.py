"""The accounts of the protocol.

Some money belongs to nobody in particular: what approved proposals are paid from, what an airdrop has
not given out, what validators have earned and not claimed, what they have bonded. Each of these lies in
an account like any other, at an address that is the hash of a text. Nobody knows a key for such an
address, and none may be registered: the account is the protocol's own, and only the handlers of single
transaction types move what it holds. Anybody may pay into it.

So all money there is stands in accounts, and to count it is to add up balances and gas tanks.

Source: book, chapter 11, section 11.3; chapter 14, sections 14.4, 14.7 and 14.8.
Decision: R-151 (the pools are accounts).
"""

from dataclasses import replace

from pyde_spec.accounts.record import Account, AccountType, get_empty_account
from pyde_spec.crypto.domain_tags import AIRDROP_POOL_TAG, REWARD_POOL_TAG, STAKE_POOL_TAG, TREASURY_TAG
from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.types.primitives import Address

TREASURY_ADDRESS = poseidon2_hash(TREASURY_TAG.tag)
AIRDROP_POOL_ADDRESS = poseidon2_hash(AIRDROP_POOL_TAG.tag)
REWARD_POOL_ADDRESS = poseidon2_hash(REWARD_POOL_TAG.tag)
STAKE_POOL_ADDRESS = poseidon2_hash(STAKE_POOL_TAG.tag)

SYSTEM_ADDRESSES = (TREASURY_ADDRESS, AIRDROP_POOL_ADDRESS, REWARD_POOL_ADDRESS, STAKE_POOL_ADDRESS)
"""The addresses of all accounts of the protocol."""


def get_initial_account(address: Address) -> Account:
    """The account of an address that the state holds nothing for: the protocol's own, or a user's empty one."""
    account = get_empty_account(address)
    return replace(account, account_type=AccountType.SYSTEM) if address in SYSTEM_ADDRESSES else account
