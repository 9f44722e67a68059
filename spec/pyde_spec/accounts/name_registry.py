"""The name registry.

Whoever registers a free name first, in the order in which transactions are applied, owns it.
Contracts and parachains have a namespace each, so one name may stand for one of either. What a name
stands for is settled when it is registered and never changes while it is held: a reader who looked
it up once was not looking at something else.

A name is paid for by the year, and years are counted in waves. What follows on the last paid wave:

    registered    held: resolves, may be renewed and transferred
    lapsed        a quarter of a year of grace: still resolves, may only be renewed
    resting       one year more: does not resolve, nobody can take it
    free          anybody may register it

A contract or parachain that is killed retires its name at once: it rests for a year from then on.
The rest is there so that whoever still trusts a name meets a refusal before meeting a stranger.

The functions are pure. The state keeps one record under each pair of namespace and name; a name
without a record was never held.

Source: book, PARACHAIN_DESIGN, sections 4, 6.1 and 6.4; chapter 5, section 5.3.
Decision: R-23 (terms, grace, rest), R-24 (who may do what, what a name stands for).
"""

from dataclasses import dataclass, replace
from enum import IntEnum

from pyde_spec.accounts.addresses import compute_parachain_id
from pyde_spec.accounts.names import Name, validate_name
from pyde_spec.encoding.shapes import U8, U64_MAX
from pyde_spec.params.versions import PresetSizes
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, WaveId

PREPAID_YEARS_MAX = 10
GRACE_PARTS_OF_YEAR = 4
REST_YEARS = 1


class Namespace(IntEnum):
    """What kind of thing a name stands for."""

    CONTRACT = 0
    PARACHAIN = 1


class NameStatus(IntEnum):
    """Where a name stands on its way from one owner to the next."""

    FREE = 0
    REGISTERED = 1
    LAPSED = 2
    RESTING = 3


@dataclass(frozen=True, slots=True)
class NameRecord:
    """What the registry keeps of a name.

    `target` is the contract's address or the parachain's id. `paid_until` is the first wave that is
    not paid for, `retired_at` the wave in which the name was given up, if it was.
    """

    owner: Address
    target: Address
    paid_until: WaveId
    retired_at: WaveId | None


@dataclass(frozen=True, slots=True)
class NameRegistration:
    """What is asked for: a name, who will own it, what it will stand for, and the years paid."""

    namespace: Namespace
    name: Name
    owner: Address
    target: Address
    years: U8


def get_name_status(record: NameRecord | None, wave: WaveId, sizes: PresetSizes) -> NameStatus:
    """The status of a name at `wave`, from its record or from the lack of one. Sums do not wrap."""
    if record is None:
        return NameStatus.FREE
    if record.retired_at is not None:
        return get_status_of_rest(record.retired_at, wave, sizes)
    end_of_grace = record.paid_until + compute_grace(sizes)
    if wave < record.paid_until:
        return NameStatus.REGISTERED
    if wave < end_of_grace:
        return NameStatus.LAPSED
    return get_status_of_rest(end_of_grace, wave, sizes)


def get_status_of_rest(begin: int, wave: WaveId, sizes: PresetSizes) -> NameStatus:
    """The status at `wave` of a name whose rest begins at `begin`. The sum does not wrap."""
    return NameStatus.RESTING if wave < begin + REST_YEARS * sizes.waves_per_year else NameStatus.FREE


def compute_grace(sizes: PresetSizes) -> int:
    """The waves for which an unpaid name still resolves and can still be renewed."""
    return sizes.waves_per_year // GRACE_PARTS_OF_YEAR


def compute_paid_until(paid_from: WaveId, years: U8, wave: WaveId, sizes: PresetSizes) -> WaveId:
    """The first unpaid wave after paying at `wave` for `years` that begin at `paid_from`.

    Rejects with `NAME_TERM_ZERO`; with `NAME_PREPAID_TOO_FAR` when it lies more than ten years
    after `wave`; with `NAME_TERM_EXHAUSTED` past 2**64 - 1. Checked in this order, with sums that
    do not wrap.
    """
    if years == 0:
        raise Rejected(Reason.NAME_TERM_ZERO)
    paid_until = paid_from + years * sizes.waves_per_year
    ahead = paid_until - wave
    if ahead > PREPAID_YEARS_MAX * sizes.waves_per_year:
        raise Rejected(Reason.NAME_PREPAID_TOO_FAR, f"{ahead} waves ahead")
    if paid_until > U64_MAX:
        raise Rejected(Reason.NAME_TERM_EXHAUSTED)
    return paid_until


def register_name(
    existing: NameRecord | None, registration: NameRegistration, wave: WaveId, sizes: PresetSizes
) -> NameRecord:
    """The record of a name that is registered at `wave`; `existing` is what the registry holds for it.

    Rejects with the reasons of `validate_name`, of `validate_target`, then `NAME_TAKEN` or
    `NAME_RESTING`, then the reasons of `compute_paid_until`. Checked in this order.
    """
    validate_name(registration.name)
    validate_target(registration.namespace, registration.name, registration.target)
    status = get_name_status(existing, wave, sizes)
    if status is NameStatus.RESTING:
        raise Rejected(Reason.NAME_RESTING)
    if status is not NameStatus.FREE:
        raise Rejected(Reason.NAME_TAKEN)
    return NameRecord(
        owner=registration.owner,
        target=registration.target,
        paid_until=compute_paid_until(wave, registration.years, wave, sizes),
        retired_at=None,
    )


def validate_target(namespace: Namespace, name: Name, target: Address) -> None:
    """Raises unless a name of the namespace may stand for `target`.

    A parachain's name stands for the id that follows from it, or rejects with
    `NAME_TARGET_NOT_PARACHAIN`. A contract's name stands for any address but zero, or rejects with
    `NAME_TARGET_ZERO`; that a contract lives there is for the transaction that registers to check.
    """
    if namespace is Namespace.PARACHAIN and target != compute_parachain_id(name):
        raise Rejected(Reason.NAME_TARGET_NOT_PARACHAIN)
    if target == ZERO_ADDRESS:
        raise Rejected(Reason.NAME_TARGET_ZERO)


def renew_name(record: NameRecord | None, years: U8, wave: WaveId, sizes: PresetSizes) -> NameRecord:
    """The record after somebody pays for `years` more, counted from the last paid wave.

    Anybody may pay, for a name that is registered or lapsed. A late payment buys the time since the
    lapse as well. Rejects with `NAME_NOT_REGISTERED` or `NAME_RESTING`, then the reasons of
    `compute_paid_until`.
    """
    held = validate_held(record, wave, sizes)
    return replace(held, paid_until=compute_paid_until(held.paid_until, years, wave, sizes))


def transfer_name(
    record: NameRecord | None, sender: Address, new_owner: Address, wave: WaveId, sizes: PresetSizes
) -> NameRecord:
    """The record after its owner passes a name on. What is paid, and what it stands for, stays.

    Rejects with `NAME_NOT_REGISTERED` or `NAME_RESTING`, then `NAME_LAPSED`, `NOT_NAME_OWNER`,
    `NAME_OWNER_ZERO`, `NAME_OWNER_UNCHANGED`. Checked in this order.
    """
    held = validate_held(record, wave, sizes)
    if get_name_status(held, wave, sizes) is NameStatus.LAPSED:
        raise Rejected(Reason.NAME_LAPSED)
    if sender != held.owner:
        raise Rejected(Reason.NOT_NAME_OWNER)
    if new_owner == ZERO_ADDRESS:
        raise Rejected(Reason.NAME_OWNER_ZERO)
    if new_owner == held.owner:
        raise Rejected(Reason.NAME_OWNER_UNCHANGED)
    return replace(held, owner=new_owner)


def retire_name(record: NameRecord | None, wave: WaveId, sizes: PresetSizes) -> NameRecord:
    """The record after what the name stands for was killed; who may kill is checked there.

    Rejects with `NAME_NOT_REGISTERED` or `NAME_RESTING`.
    """
    return replace(validate_held(record, wave, sizes), retired_at=wave)


def resolve_name(record: NameRecord | None, wave: WaveId, sizes: PresetSizes) -> Address:
    """What a name stands for at `wave`. Rejects with `NAME_NOT_REGISTERED` or `NAME_RESTING`."""
    return validate_held(record, wave, sizes).target


def validate_held(record: NameRecord | None, wave: WaveId, sizes: PresetSizes) -> NameRecord:
    """The record of a name that somebody holds, registered or lapsed.

    Rejects with `NAME_NOT_REGISTERED` when the name is free, `NAME_RESTING` when it rests.
    """
    status = get_name_status(record, wave, sizes)
    if status is NameStatus.FREE:
        raise Rejected(Reason.NAME_NOT_REGISTERED)
    if status is NameStatus.RESTING:
        raise Rejected(Reason.NAME_RESTING)
    assert record is not None, "a name without a record is free"
    return record
