"""How fast `ethereum-execution` applies transfers: a block of them, with its roots, in the fork Osaka.

This is a script of its own. It runs under the interpreter of another environment, which has
`ethereum-execution` and nothing of this project. The arguments are the number of accounts and the number of
transfers; the answer is one line of JSON: the version of the package, and the seconds of each part.

Every account has a key of its own. The first of them transfer one wei each, to the account that is as many
places further as there are transfers. Keys and signatures are made before the clock runs. Each transfer is
processed by the package's own function; the roots are those that the header of a block has of state,
transactions and receipts. The time of signatures is that of recovering keys from them, taken where the
package does so. The garbage collector rests, as it does for ours.

Decision: R-208 (what is measured of transactions).
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import Any

from coincurve import PrivateKey  # type: ignore[import-not-found]
from ethereum.crypto.hash import keccak256  # type: ignore[import-not-found]
from ethereum.forks.osaka import transactions as signing  # type: ignore[import-not-found]
from ethereum.forks.osaka.fork import process_transaction  # type: ignore[import-not-found]
from ethereum.forks.osaka.fork_types import EMPTY_ACCOUNT, Address  # type: ignore[import-not-found]
from ethereum.forks.osaka.state import State, set_account, state_root  # type: ignore[import-not-found]
from ethereum.forks.osaka.trie import root  # type: ignore[import-not-found]
from ethereum.forks.osaka.vm import BlockEnvironment, BlockOutput  # type: ignore[import-not-found]
from ethereum_types.bytes import Bytes, Bytes32  # type: ignore[import-not-found]
from ethereum_types.numeric import U64, U256, Uint  # type: ignore[import-not-found]

PACKAGE = "ethereum-execution"
CHAIN_ID = 1
TRANSFER_GAS = 21_000
BASE_FEE = 10**9
PRIORITY_FEE = 1
WEALTH = 10**18
COINBASE = b"\xc0" * 20


@dataclass(slots=True)
class Clock:
    """The time spent in one function."""

    seconds: float = 0.0

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        def timed(*arguments: Any) -> Any:
            begin = time.perf_counter()
            answer = function(*arguments)
            self.seconds += time.perf_counter() - begin
            return answer

        return timed


def main(arguments: list[str]) -> None:
    """Measure and print."""
    accounts, transfers = (int(argument) for argument in arguments)
    keys = [make_key(number) for number in range(accounts)]
    addresses = [compute_address(key) for key in keys]
    state = make_state(addresses)
    signed = [make_transfer(keys[number], addresses[(number + transfers) % accounts]) for number in range(transfers)]
    gc.disable()
    print(json.dumps({"version": version(PACKAGE), "seconds": time_block(state, signed)}))


def make_key(number: int) -> Any:
    """The private key of an account, the same in every run."""
    return PrivateKey(keccak256(number.to_bytes(4, "little")))


def compute_address(key: Any) -> Any:
    """The address of a key."""
    return Address(keccak256(key.public_key.format(compressed=False)[1:])[12:])


def make_state(addresses: list[Any]) -> Any:
    """A state in which every address has as much."""
    state = State()
    for address in addresses:
        set_account(state, address, replace(EMPTY_ACCOUNT, balance=U256(WEALTH)))
    return state


def make_transfer(key: Any, to: Any) -> Any:
    """A signed transfer."""
    unsigned = signing.FeeMarketTransaction(
        chain_id=U64(CHAIN_ID),
        nonce=U256(0),
        max_priority_fee_per_gas=Uint(PRIORITY_FEE),
        max_fee_per_gas=Uint(BASE_FEE + PRIORITY_FEE),
        gas=Uint(TRANSFER_GAS),
        to=to,
        value=U256(1),
        data=Bytes(b""),
        access_list=(),
        y_parity=U256(0),
        r=U256(0),
        s=U256(0),
    )
    signature = key.sign_recoverable(signing.signing_hash_1559(unsigned), hasher=None)
    return replace(
        unsigned,
        r=U256.from_be_bytes(signature[:32]),
        s=U256.from_be_bytes(signature[32:64]),
        y_parity=U256(signature[64]),
    )


def make_environment(state: Any, transfers: int) -> Any:
    """The block that the transfers stand in. It holds just all of them."""
    return BlockEnvironment(
        chain_id=U64(CHAIN_ID),
        state=state,
        block_gas_limit=Uint(TRANSFER_GAS * transfers),
        block_hashes=[],
        coinbase=Address(COINBASE),
        number=Uint(1),
        base_fee_per_gas=Uint(BASE_FEE),
        time=U256(0),
        prev_randao=Bytes32(bytes(32)),
        excess_blob_gas=U64(0),
        parent_beacon_block_root=Bytes32(bytes(32)),
    )


def time_block(state: Any, signed: list[Any]) -> dict[str, float]:
    """The seconds of a block's signatures, rules and roots. The state becomes that after the block."""
    environment, output, clock = make_environment(state, len(signed)), BlockOutput(), Clock()
    recover = signing.secp256k1_recover
    signing.secp256k1_recover = clock.watch(recover)
    try:
        begin = time.perf_counter()
        for index, transaction in enumerate(signed):
            process_transaction(environment, output, transaction, Uint(index))
        applied = time.perf_counter()
    finally:
        signing.secp256k1_recover = recover
    state_root(state)
    root(output.transactions_trie)
    root(output.receipts_trie)
    rooted = time.perf_counter()
    assert output.block_gas_used == Uint(TRANSFER_GAS * len(signed)), "not every transfer was applied"
    return {"signatures": clock.seconds, "rules": applied - begin - clock.seconds, "roots": rooted - applied}


if __name__ == "__main__":
    main(sys.argv[1:])
