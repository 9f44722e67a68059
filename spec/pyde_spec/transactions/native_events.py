"""Events of the protocol.

What native transactions do to accounts, names and the chain is announced as events, so that whoever
follows the chain needs no second way to learn of it. Their contract is the zero address, where no
contract can be. The first topic is, as in every event, the hash of the signature; a second one is the
account or the slot that the event is about, when there is one; the data is the wire form of the rest.

A plain transfer announces nothing: its receipt says it all.

Source: `HOST_FN_ABI_SPEC`, sections 7.5 and 15.  Decision: R-191 (events of the protocol).
"""

from enum import Enum

from pyde_spec.state.overlay import OverlayStack, emit_event
from pyde_spec.types.contract_abi import compute_event_topic
from pyde_spec.types.primitives import ZERO_ADDRESS, Topic

PROTOCOL_CONTRACT = ZERO_ADDRESS


class NativeEvent(Enum):
    """The events of the protocol, by their signatures."""

    KEY_REGISTERED = "KeyRegistered(address)"
    KEYS_ROTATED = "KeysRotated(address,uint32)"
    NAME_REGISTERED = "NameRegistered(bytes32,address,address,uint64)"
    NAME_RENEWED = "NameRenewed(bytes32,uint64)"
    NAME_TRANSFERRED = "NameTransferred(bytes32,address)"
    GAS_TANK_DEPOSITED = "GasTankDeposited(address,uint128)"
    GAS_TANK_WITHDRAWN = "GasTankWithdrawn(address,address,uint128)"
    AIRDROP_CLAIMED = "AirdropClaimed(address,uint64,uint128)"
    AIRDROP_SWEPT = "AirdropSwept(uint128)"
    TREASURY_SPENT = "TreasurySpent(address,uint128,bytes32)"
    SIGNERS_ROTATED = "SignersRotated(uint8,uint8,uint8)"
    CHAIN_PAUSED = "ChainPaused(uint64)"
    CHAIN_RESUMED = "ChainResumed()"


def emit_native_event(state: OverlayStack, event: NativeEvent, subject: Topic | None, data: bytes) -> OverlayStack:
    """The state with this event. `subject` is its second topic; `data` holds its other fields in order."""
    topics = (compute_event_topic(event.value), *(() if subject is None else (subject,)))
    return emit_event(state, PROTOCOL_CONTRACT, topics, data)
