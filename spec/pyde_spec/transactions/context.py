"""What a transaction is judged and applied in.

A transaction says what its sender wants. What it meets is the state, and beside it what all transactions
of a wave share: the chain, the wave and its time, what a unit of gas costs, the rules and sizes in force,
and how signatures are checked. The state is handed over by itself because every step makes a new one; the
rest stays the same for the whole wave and is the *context*.

At ingress the same context is made for the wave that comes next, so that one function judges a
transaction when it arrives and again when it is executed.

**Seams.** Two kinds of transactions are carried out by chapters of their own: what calls, deploys and
governs contracts, and what concerns validators. The context holds one seam for each. Where a seam is
empty, the transactions that need it are refused with a reason of their own.

Source: book, chapter 10, sections 10.1 and 10.12.
Decision: D-20 (the time of a wave), R-187 (seams).
"""

from dataclasses import dataclass
from typing import Protocol

from pyde_spec.accounts.authorisation import SignatureCheck
from pyde_spec.crypto.provider import falcon_verify
from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters, PresetSizes, ProtocolRules
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.transactions.outcome import Outcome
from pyde_spec.types.primitives import ChainId, FalconPublicKey, FalconSignature, Gas, Quanta, Round, WaveId
from pyde_spec.types.transaction import Transaction

MILLISECONDS_PER_SECOND = 1000


class Seam(Protocol):
    """A chapter that carries out some types of transactions."""

    def validate(self, state: OverlayStack, transaction: Transaction, context: "WaveContext") -> None:
        """Raises unless the chapter can carry the transaction out as far as its form goes."""

    def apply(self, state: OverlayStack, transaction: Transaction, gas: Gas, context: "WaveContext") -> Outcome:
        """What comes of the transaction. It may use at most `gas`, its intrinsic gas included."""


class ContractSeam(Seam, Protocol):
    """The chapters on contracts.

    A call whose access list is not empty writes nothing but what the list declares for writing, and what every
    transaction writes unnamed. It reads nothing that it does not declare.
    """

    def compute_sponsorship_gas(self, state: OverlayStack, transaction: Transaction, context: "WaveContext") -> Gas:
        """What asking the sponsor has used: the called contract, or the paymaster. Raises when it refuses.

        Asking reads the sponsor's own account and storage, and nothing else.
        """


@dataclass(frozen=True, slots=True)
class WaveContext:
    """What the transactions of a wave share.

    `wave_time` is in seconds, `base_fee` in quanta a unit of gas.
    """

    chain_id: ChainId
    wave_id: WaveId
    wave_time: U64
    base_fee: Quanta
    parameters: Parameters
    check: SignatureCheck
    contracts: ContractSeam | None
    validators: Seam | None


def compute_wave_time(genesis_time: U64, anchor_round: Round, sizes: PresetSizes) -> U64:
    """The time of a wave in whole seconds: the genesis, and the rounds since it at their nominal length.

    Rejects with `WAVE_TIME_OVERFLOW` above 2**64 - 1.
    """
    wave_time = genesis_time + anchor_round * sizes.round_period_ms // MILLISECONDS_PER_SECOND
    if wave_time > U64_MAX:
        raise Rejected(Reason.WAVE_TIME_OVERFLOW, f"{wave_time} s")
    return wave_time


def make_signature_check(rules: ProtocolRules) -> SignatureCheck:
    """The check that a node makes: FALCON-512 in the forms of the version."""

    def check(public_key: FalconPublicKey, message: bytes, signature: FalconSignature) -> bool:
        return falcon_verify(public_key, message, signature, rules)

    return check
