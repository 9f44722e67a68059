"""Vectors of the name registry.

One table of moments – a record, or none, and a wave – covers both sides of every change of status
and is put to each rule in turn. Each rule then has the table of its own faults.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pyde_spec.accounts.addresses import compute_parachain_id
from pyde_spec.accounts.name_registry import (
    NameRecord,
    NameRegistration,
    Namespace,
    NameStatus,
    get_name_status,
    register_name,
    renew_name,
    resolve_name,
    retire_name,
    transfer_name,
)
from pyde_spec.encoding.shapes import U8, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.types.primitives import ZERO_ADDRESS, Address, WaveId
from pyde_vectors.accounts.names import BAD_NAMES
from pyde_vectors.accounts.people import ALICE, BOB, TARGET, make_address
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler


@dataclass(frozen=True, slots=True)
class MomentInput:
    """What the registry holds for a name, and the wave."""

    record: NameRecord | None
    wave: WaveId


@dataclass(frozen=True, slots=True)
class RegisterInput:
    """What the registry holds for a name, what is asked for, and the wave."""

    existing: NameRecord | None
    registration: NameRegistration
    wave: WaveId


@dataclass(frozen=True, slots=True)
class RenewInput:
    """What the registry holds for a name, the years paid, and the wave."""

    record: NameRecord | None
    years: U8
    wave: WaveId


@dataclass(frozen=True, slots=True)
class TransferInput:
    """What the registry holds for a name, who asks, who shall own it, and the wave."""

    record: NameRecord | None
    sender: Address
    new_owner: Address
    wave: WaveId


@dataclass(frozen=True, slots=True)
class RecordOutput:
    """What the registry holds afterwards."""

    record: NameRecord


@dataclass(frozen=True, slots=True)
class TargetOutput:
    """What the name stands for."""

    target: Address


@dataclass(frozen=True, slots=True)
class StatusOutput:
    """Where the name stands."""

    status: NameStatus


@handler("accounts/name_status", rules=[get_name_status])
def run_name_status(parameters: Parameters, given: MomentInput) -> StatusOutput:
    """Ask for the status of a name."""
    return StatusOutput(get_name_status(given.record, given.wave, parameters.sizes))


@handler("accounts/resolve_name", rules=[resolve_name])
def run_resolve_name(parameters: Parameters, given: MomentInput) -> TargetOutput:
    """Ask what a name stands for."""
    return TargetOutput(resolve_name(given.record, given.wave, parameters.sizes))


@handler("accounts/register_name", rules=[register_name])
def run_register_name(parameters: Parameters, given: RegisterInput) -> RecordOutput:
    """Register a name."""
    return RecordOutput(register_name(given.existing, given.registration, given.wave, parameters.sizes))


@handler("accounts/renew_name", rules=[renew_name])
def run_renew_name(parameters: Parameters, given: RenewInput) -> RecordOutput:
    """Pay for a name."""
    return RecordOutput(renew_name(given.record, given.years, given.wave, parameters.sizes))


@handler("accounts/transfer_name", rules=[transfer_name])
def run_transfer_name(parameters: Parameters, given: TransferInput) -> RecordOutput:
    """Pass a name on."""
    return RecordOutput(transfer_name(given.record, given.sender, given.new_owner, given.wave, parameters.sizes))


@handler("accounts/retire_name", rules=[retire_name])
def run_retire_name(parameters: Parameters, given: MomentInput) -> RecordOutput:
    """Retire a name whose contract or parachain is killed."""
    return RecordOutput(retire_name(given.record, given.wave, parameters.sizes))


CAROL = make_address(0xCA)
PAID_UNTIL = 5_000
HELD = NameRecord(owner=ALICE, target=TARGET, paid_until=PAID_UNTIL, retired_at=None)
RETIRED_AT = 4_000
RETIRED = replace(HELD, retired_at=RETIRED_AT)
RETIRED_LAPSED = replace(HELD, retired_at=PAID_UNTIL + 100)

# With the preset `minimal`: a year of 1,000 waves, a grace of 250, a rest of 1,000.
MOMENTS: tuple[tuple[str, str, NameRecord | None, int], ...] = (
    ("never-held", "Nobody ever held the name", None, 0),
    ("last-paid-wave", "The last paid wave", HELD, PAID_UNTIL - 1),
    ("first-unpaid-wave", "The first unpaid wave", HELD, PAID_UNTIL),
    ("last-wave-of-grace", "The last wave of grace", HELD, PAID_UNTIL + 249),
    ("first-wave-of-rest", "The first wave of rest", HELD, PAID_UNTIL + 250),
    ("last-wave-of-rest", "The last wave of rest", HELD, PAID_UNTIL + 1_249),
    ("first-free-wave", "The first wave in which the name is free again", HELD, PAID_UNTIL + 1_250),
    ("retired-just-now", "Retired in this very wave", RETIRED, RETIRED_AT),
    ("retired-last-wave-of-rest", "Retired, the last wave of rest", RETIRED, RETIRED_AT + 999),
    ("retired-first-free-wave", "Retired, free again although it was paid for", RETIRED, RETIRED_AT + 1_000),
    ("retired-in-grace", "Retired in its grace; the grace does not go on", RETIRED_LAPSED, PAID_UNTIL + 101),
    ("retired-in-grace-free", "Retired in its grace, free again", RETIRED_LAPSED, PAID_UNTIL + 1_100),
)

# With the preset `mainnet`: a year of 63,113,904 waves, a quarter of it grace.
YEAR = 63_113_904
MAINNET_MOMENTS: tuple[tuple[str, str, NameRecord | None, int], ...] = (
    ("mainnet-last-paid-wave", "The last paid wave", HELD, PAID_UNTIL - 1),
    ("mainnet-last-wave-of-grace", "The last wave of grace", HELD, PAID_UNTIL + 15_778_475),
    ("mainnet-first-wave-of-rest", "The first wave of rest", HELD, PAID_UNTIL + 15_778_476),
    ("mainnet-last-wave-of-rest", "The last wave of rest", HELD, PAID_UNTIL + 78_892_379),
    ("mainnet-first-free-wave", "The first free wave", HELD, PAID_UNTIL + 78_892_380),
    ("mainnet-retired-last-wave-of-rest", "Retired, the last wave of rest", RETIRED, RETIRED_AT + YEAR - 1),
    ("mainnet-retired-first-free-wave", "Retired, the first free wave", RETIRED, RETIRED_AT + YEAR),
)

ENDS_OF_TIME: tuple[tuple[str, str, NameRecord | None, int], ...] = (
    ("paid-to-the-end", "Paid until the last wave, which is not paid", replace(HELD, paid_until=U64_MAX), U64_MAX),
    ("grace-past-the-end", "Grace that no wave ends", replace(HELD, paid_until=U64_MAX - 249), U64_MAX),
    ("rest-past-the-end", "Rest that no wave ends", replace(HELD, paid_until=U64_MAX - 1_249), U64_MAX),
    ("retired-at-the-end", "Retired in the last wave", replace(HELD, retired_at=U64_MAX), U64_MAX),
    ("retired-later", "A wave before the one that retired it", RETIRED, RETIRED_AT - 1),
    ("wave-zero", "Paid for at genesis", HELD, 0),
)


@cases("accounts/name_status")
def status_cases() -> Iterator[Case]:
    """Every moment in both presets, and the ends of the range of waves."""
    for name, title, record, wave in (*MOMENTS, *ENDS_OF_TIME):
        yield Case(name, title, MomentInput(record, wave), ("boundary",), preset="minimal")
    for name, title, record, wave in MAINNET_MOMENTS:
        yield Case(name, title, MomentInput(record, wave), ("boundary",))


@cases("accounts/resolve_name")
def resolve_cases() -> Iterator[Case]:
    """Every moment, and a record with another target."""
    for name, title, record, wave in MOMENTS:
        yield Case(name, title, MomentInput(record, wave), ("boundary",), preset="minimal")
    other = replace(HELD, target=BOB)
    yield Case("other-target", "A name of another contract", MomentInput(other, 0), preset="minimal")


@cases("accounts/retire_name")
def retire_cases() -> Iterator[Case]:
    """Every moment."""
    for name, title, record, wave in MOMENTS:
        yield Case(name, title, MomentInput(record, wave), ("boundary",), preset="minimal")


TOKEN = NameRegistration(Namespace.CONTRACT, "token", BOB, make_address(0x70), 1)
PARACHAIN_ID = compute_parachain_id("token")
PARACHAIN = replace(TOKEN, namespace=Namespace.PARACHAIN, target=PARACHAIN_ID)
LATE = U64_MAX - 1_000


@cases("accounts/register_name")
def register_cases() -> Iterator[Case]:
    """Every moment, then requests with each fault, then the order of the checks."""
    for name, title, record, wave in MOMENTS:
        yield Case(name, title, RegisterInput(record, TOKEN, wave), ("boundary",), preset="minimal")
    yield Case("mainnet-year", "One year on mainnet", RegisterInput(None, TOKEN, 10))
    accepted = (
        ("parachain", "A parachain's name stands for its id", PARACHAIN, 10),
        (
            "contract-for-a-parachain",
            "A contract's name may stand for any address",
            replace(TOKEN, target=PARACHAIN_ID),
            10,
        ),
        ("longest-name", "The longest name", replace(TOKEN, name="a" * 32), 10),
        ("ten-years", "As many years as can be paid ahead", replace(TOKEN, years=10), 10),
        ("paid-to-the-last-wave", "Paid until the last wave of all", TOKEN, LATE),
    )
    for name, title, registration, wave in accepted:
        yield Case(name, title, RegisterInput(None, registration, wave), ("boundary",), preset="minimal")
    yield from refused_registrations()


def refused_registrations() -> Iterator[Case]:
    """Requests that are refused, for one fault and for two."""
    chosen = ("empty", "thirty-three-letters", "upper-case", "leading-hyphen", "two-hyphens-inside")
    for name, title, text in BAD_NAMES:
        if name in chosen:
            given = RegisterInput(None, replace(TOKEN, name=text), 10)
            yield Case(f"reject-name-{name}", title, given, ("missing-check",), preset="minimal")
    rejected = (
        ("zero-target", "A contract at the zero address", replace(TOKEN, target=ZERO_ADDRESS), 10),
        ("parachain-of-other-name", "The id of another name", replace(PARACHAIN, name="tokens"), 10),
        ("parachain-for-a-contract", "A parachain's name for a contract", replace(PARACHAIN, target=TARGET), 10),
        ("parachain-zero-target", "A parachain at the zero address", replace(PARACHAIN, target=ZERO_ADDRESS), 10),
        ("no-years", "Paid for no time", replace(TOKEN, years=0), 10),
        ("eleven-years", "One year more than can be paid ahead", replace(TOKEN, years=11), 10),
        ("most-years", "As many years as fit", replace(TOKEN, years=255), 10),
        ("past-the-last-wave", "Paid for one wave more than there are", TOKEN, LATE + 1),
    )
    for name, title, registration, wave in rejected:
        given = RegisterInput(None, registration, wave)
        yield Case(f"reject-{name}", title, given, ("missing-check",), preset="minimal")
    resting, taken = PAID_UNTIL + 250, PAID_UNTIL
    in_pairs = (
        (
            "bad-name-and-target",
            "A bad name for the zero address",
            None,
            replace(TOKEN, name="", target=ZERO_ADDRESS),
            10,
        ),
        ("bad-parachain-name", "A bad name for a wrong id", None, replace(PARACHAIN, name="Token"), 10),
        ("bad-name-taken", "A bad name that is held", HELD, replace(TOKEN, name="-"), taken),
        ("zero-target-taken", "A held name for the zero address", HELD, replace(TOKEN, target=ZERO_ADDRESS), taken),
        ("wrong-id-resting", "A resting name for a wrong id", HELD, replace(PARACHAIN, target=TARGET), resting),
        ("taken-no-years", "A held name for no time", HELD, replace(TOKEN, years=0), taken),
        ("resting-too-far", "A resting name for eleven years", HELD, replace(TOKEN, years=11), resting),
        ("too-far-past-the-last", "Eleven years at the end of time", None, replace(TOKEN, years=11), LATE),
        (
            "zero-target-no-years",
            "The zero address for no time",
            None,
            replace(TOKEN, target=ZERO_ADDRESS, years=0),
            10,
        ),
    )
    for name, title, record, registration, wave in in_pairs:
        given = RegisterInput(record, registration, wave)
        yield Case(name, title, given, ("order-of-checks",), preset="minimal")


@cases("accounts/renew_name")
def renew_cases() -> Iterator[Case]:
    """Every moment, then terms at their limits, then the order of the checks."""
    for name, title, record, wave in MOMENTS:
        yield Case(name, title, RenewInput(record, 1, wave), ("boundary",), preset="minimal")
    yield Case("mainnet-year", "One year more on mainnet", RenewInput(HELD, 1, 10))
    late = replace(HELD, paid_until=LATE)
    terms = (
        ("no-years", "Paid for no time", HELD, 0, 10),
        ("two-years", "Two years at once", HELD, 2, PAID_UNTIL - 1),
        ("ten-years-ahead", "Paid exactly ten years ahead", HELD, 9, PAID_UNTIL - 1_000),
        ("ten-years-and-a-wave-ahead", "Paid ten years and a wave ahead", HELD, 9, PAID_UNTIL - 1_001),
        ("ten-years-in-grace", "Late, ten years less the time since the lapse", HELD, 10, PAID_UNTIL + 249),
        ("ten-years-from-the-lapse", "Late by nothing, ten years", HELD, 10, PAID_UNTIL),
        ("eleven-years-in-grace", "Late, eleven years", HELD, 11, PAID_UNTIL + 249),
        ("most-years", "As many years as fit", HELD, 255, PAID_UNTIL),
        ("to-the-last-wave", "Paid until the last wave of all", late, 1, LATE),
        ("past-the-last-wave", "Paid for one wave more", replace(HELD, paid_until=LATE + 1), 1, LATE),
    )
    for name, title, record, years, wave in terms:
        yield Case(f"term-{name}", title, RenewInput(record, years, wave), ("boundary",), preset="minimal")
    in_pairs = (
        ("free-and-no-years", "A free name for no time", None, 0, 10),
        ("resting-and-too-far", "A resting name for eleven years", HELD, 11, PAID_UNTIL + 250),
        ("too-far-past-the-last-wave", "Eleven years at the end of time", late, 11, LATE),
    )
    for name, title, absent, years, wave in in_pairs:
        yield Case(name, title, RenewInput(absent, years, wave), ("order-of-checks",), preset="minimal")


@cases("accounts/transfer_name")
def transfer_cases() -> Iterator[Case]:
    """Every moment, then who may not pass a name on, then the order of the checks."""
    for name, title, record, wave in MOMENTS:
        yield Case(name, title, TransferInput(record, ALICE, BOB, wave), ("boundary",), preset="minimal")
    rejected = (
        ("stranger", "Somebody who does not own it", BOB, CAROL),
        ("new-owner-asks", "Whoever would get it asks for it", BOB, BOB),
        ("to-nobody", "To the zero address", ALICE, ZERO_ADDRESS),
        ("to-the-owner", "To the owner", ALICE, ALICE),
    )
    for name, title, sender, new_owner in rejected:
        given = TransferInput(HELD, sender, new_owner, 10)
        yield Case(f"reject-{name}", title, given, ("missing-check",), preset="minimal")
    target_asks = TransferInput(HELD, TARGET, BOB, 10)
    yield Case("reject-target-asks", "The contract itself is not the owner", target_asks, preset="minimal")
    nobody = replace(HELD, owner=ZERO_ADDRESS)
    in_pairs = (
        ("lapsed-and-stranger", "A stranger, in the grace", HELD, BOB, CAROL, PAID_UNTIL),
        ("resting-and-stranger", "A stranger, in the rest", HELD, BOB, CAROL, PAID_UNTIL + 250),
        ("stranger-to-nobody", "A stranger, to the zero address", HELD, BOB, ZERO_ADDRESS, 10),
        ("stranger-to-the-owner", "A stranger, to the owner", HELD, BOB, ALICE, 10),
        ("lapsed-to-nobody", "To the zero address, in the grace", HELD, ALICE, ZERO_ADDRESS, PAID_UNTIL),
        ("nobody-to-nobody", "From the zero address to itself", nobody, ZERO_ADDRESS, ZERO_ADDRESS, 10),
    )
    for name, title, record, sender, new_owner, wave in in_pairs:
        given = TransferInput(record, sender, new_owner, wave)
        yield Case(name, title, given, ("order-of-checks",), preset="minimal")


def write_known(record: NameRecord) -> dict[str, object]:
    """The JSON form of an answer that was worked out by hand."""
    return {
        "ok": {
            "record": {
                "owner": "0x" + record.owner.hex(),
                "target": "0x" + record.target.hex(),
                "paid_until": str(record.paid_until),
                "retired_at": None if record.retired_at is None else str(record.retired_at),
            }
        }
    }


LIFE_BEGIN = 700
BORN = NameRecord(BOB, TOKEN.target, LIFE_BEGIN + 1_000, None)
RENEWED = replace(BORN, paid_until=3_700)
PASSED_ON = replace(RENEWED, owner=ALICE)


@cases("accounts/register_name")
def first_steps_of_a_life() -> Iterator[Case]:
    """A life worked out by hand: the registration, and the next one after the rest."""
    again = replace(TOKEN, owner=CAROL, target=TARGET)
    given = RegisterInput(None, TOKEN, LIFE_BEGIN)
    yield Case("life-born", "A life: registered", given, ("known-answer",), write_known(BORN), "minimal")
    given = RegisterInput(replace(PASSED_ON, retired_at=2_000), again, 3_000)
    after = NameRecord(CAROL, TARGET, 4_000, None)
    yield Case("life-again", "A life: registered anew", given, ("known-answer",), write_known(after), "minimal")


@cases("accounts/renew_name")
def second_step_of_a_life() -> Iterator[Case]:
    """The same life: renewed late, for two years."""
    given = RenewInput(BORN, 2, 1_800)
    yield Case("life-renewed", "A life: renewed late", given, ("known-answer",), write_known(RENEWED), "minimal")


@cases("accounts/transfer_name")
def third_step_of_a_life() -> Iterator[Case]:
    """The same life: passed on."""
    given = TransferInput(RENEWED, BOB, ALICE, 1_900)
    yield Case("life-passed-on", "A life: passed on", given, ("known-answer",), write_known(PASSED_ON), "minimal")


@cases("accounts/retire_name")
def last_step_of_a_life() -> Iterator[Case]:
    """The same life: retired."""
    after = replace(PASSED_ON, retired_at=2_000)
    given = MomentInput(PASSED_ON, 2_000)
    yield Case("life-retired", "A life: retired", given, ("known-answer",), write_known(after), "minimal")
