"""What an account can spend.

Money that vests belongs to its account from the beginning and can be spent as it is unlocked. The
schedule is a leaf of the account; accounts without one can spend all they have.

Source: book, chapter 14, section 14.6.
"""

from pyde_spec.encoding.decoder import decode
from pyde_spec.state.overlay import OverlayStack, get_slot
from pyde_spec.state.slot_keys import AccountSlot, compute_account_key
from pyde_spec.transactions.ledger import get_record
from pyde_spec.transactions.vesting import VestingSchedule, compute_spendable
from pyde_spec.types.primitives import Address, Quanta, WaveId


def get_vesting_schedule(state: OverlayStack, address: Address) -> VestingSchedule | None:
    """The schedule of an account; None when nothing of it vests."""
    leaf = get_slot(state, compute_account_key(address, AccountSlot.VESTING))
    if leaf is None:
        return None
    schedule: VestingSchedule = decode(VestingSchedule, leaf)
    return schedule


def get_spendable(state: OverlayStack, address: Address, wave_id: WaveId) -> Quanta:
    """What an account can spend in a wave, in quanta."""
    return compute_spendable(get_record(state, address).balance, get_vesting_schedule(state, address), wave_id)
