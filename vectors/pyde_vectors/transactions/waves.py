"""How vectors ask for waves."""

from dataclasses import replace

from pyde_spec.transactions.wave import OrderedWave
from pyde_spec.types.transaction import Transaction, TransactionType
from pyde_vectors.transactions.questions import WaveInput
from pyde_vectors.transactions.scene import BASE_FEE, CHAIN, Person, Slots, make_transfer, sign

WAVE_ID = 7
TRANSFER_FEE = 21_000 * BASE_FEE
NOBODY = bytes(32)
ENOUGH_GAS = 1_000_000


def make_wave(*transactions: Transaction, wave_id: int = WAVE_ID) -> OrderedWave:
    """A wave of these transactions."""
    return OrderedWave(wave_id, 3 * wave_id + 3, 3 * wave_id, bytes([0xAA]) * 32, transactions)


def ask_wave(state: Slots, *transactions: Transaction, wave_id: int = WAVE_ID) -> WaveInput:
    """A wave of these transactions over a state."""
    return WaveInput(state, CHAIN, make_wave(*transactions, wave_id=wave_id))


def make_native(
    person: Person, tx_type: TransactionType, data: bytes = b"", *, to: bytes = NOBODY, value: int = 0, nonce: int = 0
) -> Transaction:
    """A transaction of a native type, signed, with gas for every price."""
    drafted = make_transfer(person, to, value, nonce)
    return sign(replace(drafted, tx_type=tx_type, data=data, gas_limit=ENOUGH_GAS), person)
