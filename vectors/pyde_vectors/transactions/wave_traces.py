"""Traces of waves: what holds from one wave to the next, and fifty waves of mixed transactions.

In the long trace each wave is made of a few parts that are taken by turns, so that every kind of transaction
meets every other. The nonces of a sender skip one now and then and come back for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pyde_spec.accounts.record import AccountType, get_empty_account
from pyde_spec.encoding.encoder import encode
from pyde_spec.state.overlay import OverlayStack, write_slot
from pyde_spec.state.slot_keys import AccountSlot, SystemSlot, compute_account_key, compute_system_key
from pyde_spec.transactions.airdrop_proof import AirdropLeaf, encode_airdrop_claim
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.native_gas_tanks import GasTankWithdrawal
from pyde_spec.transactions.native_names import NameRegister, NameRenew, NameTransfer
from pyde_spec.transactions.system_accounts import AIRDROP_POOL_ADDRESS
from pyde_spec.transactions.vesting import VestingSchedule
from pyde_spec.types.auth_keys import AuthKeys, NoKeys, SingleKey
from pyde_spec.types.transaction import Transaction, TransactionType
from pyde_vectors.cases import Case, cases
from pyde_vectors.sessions import make_trace
from pyde_vectors.transactions.airdrop_samples import build_tree
from pyde_vectors.transactions.order_waves import BY_EMERGENCY, PAUSE, RESUME, order
from pyde_vectors.transactions.order_waves import make_scene as make_order_scene
from pyde_vectors.transactions.scene import (
    ALICE,
    BOB,
    CAROL,
    CHAIN,
    CONTRACT,
    DAVE,
    PYDE,
    STRANGER,
    WEALTH,
    Person,
    list_slots,
    make_contract,
    make_state,
    make_transfer,
    make_user,
    put_accounts,
    sign,
)
from pyde_vectors.transactions.wave_session import KIND, ChainState
from pyde_vectors.transactions.waves import TRANSFER_FEE, make_native, make_wave

LONG_TRACE = 50
NAME_FEE = 5 * PYDE


def follow(state: OverlayStack, *waves: tuple[Transaction, ...], first: int = 0) -> object:
    """A trace of waves from `first` on."""
    steps = [make_wave(*transactions, wave_id=first + at) for at, transactions in enumerate(waves)]
    return make_trace(KIND, ChainState(CHAIN, list_slots(state)), steps)


def pay(person: Person, nonce: int, value: int = 5, to: bytes = STRANGER) -> Transaction:
    """A signed transfer."""
    return sign(make_transfer(person, to, value, nonce), person)


@cases(KIND)
def short_traces() -> Iterator[Case]:
    """One thing each that only more than one wave can show."""
    users = make_state(make_user(ALICE), make_user(BOB))
    yield Case(
        "nonces-with-gaps",
        "Nonces out of order over four waves, one of them twice",
        follow(
            users,
            (pay(ALICE, 2), pay(ALICE, 1)),
            (pay(ALICE, 0), pay(ALICE, 17)),
            (pay(ALICE, 2), pay(ALICE, 18)),
            (pay(ALICE, 19), pay(ALICE, 3)),
        ),
    )
    yield Case(
        "key-rotation",
        "A rotation invalidates what the old key has signed for later waves",
        follow(
            users,
            (make_native(ALICE, TransactionType.ROTATE_KEYS, encode(AuthKeys, SingleKey(BOB.public_key))),),
            (pay(ALICE, 1), sign(make_transfer(ALICE, STRANGER, 5, 1), BOB)),
        ),
    )
    yield Case(
        "pause",
        "A pause in the middle of a wave, over the next one, ended in the one after",
        follow(
            make_order_scene(),
            (pay(BOB, 0), order(PAUSE, BY_EMERGENCY), pay(BOB, 1)),
            (pay(BOB, 1),),
            (pay(BOB, 1), order(RESUME, BY_EMERGENCY, signer_nonce=1, nonce=1), pay(BOB, 1)),
            (pay(BOB, 2),),
        ),
    )
    yield Case(
        "payer-runs-dry",
        "A sender pays until nothing is left",
        follow(make_state(make_user(ALICE, 3 * TRANSFER_FEE + 10)), *[(pay(ALICE, at, 0),) for at in range(4)]),
    )
    late = [sign(replace(make_transfer(ALICE, STRANGER, 5, at), deadline=1), ALICE) for at in range(3)]
    yield Case(
        "deadline",
        "Three transfers with one deadline: in the wave before it, in its last wave, and in the one after",
        follow(users, (late[0],), (late[1],), (late[2],)),
    )
    yield Case("vesting", "What a schedule unlocks can be spent, wave by wave", follow_vesting())
    yield Case("rejected-wave", "The same wave twice: the second is rejected", follow_repeated())


def follow_vesting() -> object:
    """An account whose balance is unlocked in four waves; each wave it spends as much, and tries a quantum more."""
    schedule = VestingSchedule(start_wave=0, cliff_waves=1, duration_waves=4, total_amount=4 * PYDE)
    key = compute_account_key(ALICE.address, AccountSlot.VESTING)
    state = write_slot(make_state(make_user(ALICE, 4 * PYDE)), key, encode(VestingSchedule, schedule))
    waves = [(pay(ALICE, 0, PYDE // 2 + 1), pay(ALICE, 0, 1))]
    waves += [(pay(ALICE, at, PYDE), pay(ALICE, at, PYDE - 2 * TRANSFER_FEE)) for at in range(4)]
    return follow(state, *waves)


def follow_repeated() -> object:
    """A wave, the same wave, and the next one."""
    waves = [
        make_wave(pay(ALICE, 0), wave_id=3),
        make_wave(pay(ALICE, 1), wave_id=3),
        make_wave(pay(ALICE, 1), wave_id=4),
    ]
    return make_trace(KIND, ChainState(CHAIN, list_slots(make_state(make_user(ALICE)))), waves)


@dataclass
class Nonces:
    """The next nonce of each sender; every fifth is left out and used one transaction later."""

    next: dict[int, int] = field(default_factory=dict)

    def take(self, person: Person) -> int:
        """A nonce that the sender has not used."""
        count = self.next.get(person.number, 0)
        self.next[person.number] = count + 1
        within = count % 5
        return count + 1 if within == 3 else count - 1 if within == 4 else count


GIFTS = build_tree(tuple([AirdropLeaf(at, who.address, PYDE) for at, who in enumerate((ALICE, BOB, CAROL, DAVE))]), 2)


def make_long_state() -> OverlayStack:
    """Three users, one who has not registered, a contract, an airdrop."""
    pool = replace(get_empty_account(AIRDROP_POOL_ADDRESS), account_type=AccountType.SYSTEM, balance=4 * PYDE)
    newcomer = replace(make_user(DAVE), auth_keys=NoKeys())
    state = put_accounts(
        make_state(make_user(ALICE), make_user(BOB), make_user(CAROL), make_contract()), newcomer, pool
    )
    state = write_slot(state, compute_system_key(SystemSlot.AIRDROP_ROOT), GIFTS.root)
    return put_count(state, SystemSlot.AIRDROP_DEADLINE, LONG_TRACE // 2)


def make_part(at: int, nonces: Nonces) -> tuple[Transaction, ...]:
    """What makes a wave of the long trace different from the one before: one of nine parts, by turns."""
    who = (ALICE, BOB, CAROL)[at % 3]
    name = f"name-{at // 9}"
    types = TransactionType
    match at % 9:
        case 0:
            payload = encode(NameRegister, NameRegister(name, CONTRACT, 1))
            return (make_native(who, types.NAME_REGISTER, payload, value=NAME_FEE, nonce=nonces.take(who)),)
        case 1:
            payload = encode(NameRenew, NameRenew(name, 1))
            return (make_native(who, types.NAME_RENEW, payload, value=NAME_FEE, nonce=nonces.take(who)),)
        case 2:
            payload = encode(NameTransfer, NameTransfer(name, ALICE.address))
            return (make_native(who, types.NAME_TRANSFER, payload, nonce=nonces.take(who)),)
        case 3:
            return (make_native(who, types.GAS_TANK_DEPOSIT, to=who.address, value=500, nonce=nonces.take(who)),)
        case 4:
            payload = encode(GasTankWithdrawal, GasTankWithdrawal(300, STRANGER))
            return (make_native(who, types.GAS_TANK_WITHDRAW, payload, nonce=nonces.take(who)),)
        case 5:
            leaf = GIFTS.make_claim(at // 9 % 4)
            return (
                make_native(who, types.CLAIM_AIRDROP, encode_airdrop_claim(leaf), nonce=nonces.take(who)),
                make_native(ALICE, types.CLAIM_AIRDROP, encode_airdrop_claim(leaf), nonce=nonces.take(ALICE)),
            )
        case 6:
            registration = make_transfer(DAVE, bytes(32), 0)
            bare = replace(registration, data=DAVE.public_key, gas_limit=0, tx_type=types.REGISTER_PUBKEY)
            return (bare, pay(DAVE, nonces.take(DAVE), 1, ALICE.address))
        case 7:
            return (make_native(who, types.SWEEP_AIRDROP, nonce=nonces.take(who)),)
        case _:
            return (pay(who, nonces.take(who), WEALTH),)


@cases(KIND)
def long_trace() -> Iterator[Case]:
    """Fifty waves."""
    nonces = Nonces()
    waves: list[tuple[Transaction, ...]] = []
    for at in range(LONG_TRACE):
        payer, payee = ((ALICE, BOB), (BOB, CAROL), (CAROL, ALICE))[at % 3]
        payment = pay(payer, nonces.take(payer), 1_000 + at, payee.address)
        waves.append((payment, *make_part(at, nonces)))
    yield Case("fifty-waves", "Fifty waves of mixed transactions", follow(make_long_state(), *waves), versions=("1.1",))
