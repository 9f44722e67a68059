"""Vectors of the emergency pause: which waves are paused, how long a pause may be, and who begins and ends it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.accounts.authorisation import MultiSignature
from pyde_spec.encoding.shapes import U64, U64_MAX
from pyde_spec.params.versions import Parameters
from pyde_spec.state.overlay import OverlayStack
from pyde_spec.state.slot_keys import SystemSlot
from pyde_spec.transactions.emergency_pause import (
    MAX_PAUSE_DURATION_WAVES,
    apply_emergency_pause,
    apply_emergency_resume,
    apply_pause,
    apply_resume,
    is_paused,
)
from pyde_spec.transactions.ledger import put_count
from pyde_spec.transactions.multisig_payload import EmergencyPause, EmergencyResume, MultisigPayload, SignerRole
from pyde_spec.types.primitives import ChainId, WaveId
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.transactions.multisig_samples import (
    CHAIN_ID,
    NONCE,
    ONE_SIGNER,
    make_context,
    put_signers,
    sign,
)
from pyde_vectors.transactions.state_slots import NOTHING, Slots, SlotWrites, list_writes, make_slots, open_slots

END = 900


@dataclass(frozen=True, slots=True)
class MomentInput:
    """A state and a wave."""

    slots: Slots
    wave_id: WaveId


@dataclass(frozen=True, slots=True)
class PausedOutput:
    """Whether the chain is paused in the wave."""

    paused: bool


@dataclass(frozen=True, slots=True)
class PauseInput:
    """A state, a wave, and for how many waves the chain shall be paused."""

    slots: Slots
    wave_id: WaveId
    duration_waves: U64


@dataclass(frozen=True, slots=True)
class SignedPauseInput:
    """A state, a wave of a chain, and a pause with its signatures."""

    slots: Slots
    wave_id: WaveId
    chain_id: ChainId
    nonce: U64
    pause: EmergencyPause
    signatures: MultiSignature


@dataclass(frozen=True, slots=True)
class SignedResumeInput:
    """A state, a wave of a chain, and the signatures under which a pause shall end."""

    slots: Slots
    wave_id: WaveId
    chain_id: ChainId
    nonce: U64
    signatures: MultiSignature


@dataclass(frozen=True, slots=True)
class WritesOutput:
    """What the state holds afterwards where it has changed."""

    writes: SlotWrites


def draw_moments() -> Any:
    """Waves about the end of a pause, and other waves."""
    from hypothesis import strategies

    waves = strategies.one_of(strategies.integers(END - 2, END + 2), strategies.integers(0, U64_MAX))
    return strategies.builds(MomentInput, strategies.sampled_from((PAUSED, with_end(U64_MAX), ())), waves)


def draw_pauses() -> Any:
    """Pauses of lengths about the bounds, in such waves."""
    from hypothesis import strategies

    longest = MAX_PAUSE_DURATION_WAVES
    durations = strategies.one_of(strategies.integers(0, 2), strategies.integers(longest - 1, longest + 1))
    drawn = strategies.tuples(draw_moments(), durations)
    return drawn.map(lambda parts: PauseInput(parts[0].slots, parts[0].wave_id, parts[1]))


def draw_signed_pauses() -> Any:
    """The pause that is signed and others, in waves about the end of one before."""
    from hypothesis import strategies

    return strategies.builds(
        lambda slots, wave_id, nonce, duration: replace(
            BY_SECOND, slots=slots, wave_id=wave_id, nonce=nonce, pause=EmergencyPause(duration)
        ),
        strategies.sampled_from((CALM, HELD, ())),
        strategies.integers(END - 2, END + 2),
        strategies.sampled_from((NONCE, NONCE, NONCE + 1)),
        strategies.sampled_from((10, 10, 11, 0)),
    )


def draw_signed_resumptions() -> Any:
    """The resumption that is signed, in waves about the end of the pause."""
    from hypothesis import strategies

    return strategies.builds(
        lambda slots, wave_id, nonce: replace(END_BY_FIRST, slots=slots, wave_id=wave_id, nonce=nonce),
        strategies.sampled_from((HELD, HELD, CALM)),
        strategies.integers(END - 3, END + 1),
        strategies.sampled_from((NONCE, NONCE, NONCE + 1)),
    )


@handler("transactions/is_paused", rules=[is_paused], inputs=draw_moments)
def run_is_paused(_: Parameters, given: MomentInput) -> PausedOutput:
    """Ask whether the chain is paused."""
    return PausedOutput(is_paused(open_slots(given.slots), given.wave_id))


@handler("transactions/pause", rules=[apply_pause], inputs=draw_pauses)
def run_pause(_: Parameters, given: PauseInput) -> WritesOutput:
    """Pause, whoever has signed."""
    return WritesOutput(list_writes(apply_pause(open_slots(given.slots), given.wave_id, given.duration_waves)))


@handler("transactions/resume", rules=[apply_resume], inputs=draw_moments)
def run_resume(_: Parameters, given: MomentInput) -> WritesOutput:
    """End a pause, whoever has signed."""
    return WritesOutput(list_writes(apply_resume(open_slots(given.slots), given.wave_id)))


@handler("transactions/emergency_pause", rules=[apply_emergency_pause], inputs=draw_signed_pauses)
def run_emergency_pause(parameters: Parameters, given: SignedPauseInput) -> WritesOutput:
    """Pause as the signers have signed."""
    payload = MultisigPayload(given.nonce, given.pause, given.signatures)
    context = make_context(parameters, given.chain_id, given.wave_id)
    return WritesOutput(list_writes(apply_emergency_pause(open_slots(given.slots), payload, context)))


@handler("transactions/emergency_resume", rules=[apply_emergency_resume], inputs=draw_signed_resumptions)
def run_emergency_resume(parameters: Parameters, given: SignedResumeInput) -> WritesOutput:
    """End a pause as the signers have signed."""
    payload = MultisigPayload(given.nonce, EmergencyResume(), given.signatures)
    context = make_context(parameters, given.chain_id, given.wave_id)
    return WritesOutput(list_writes(apply_emergency_resume(open_slots(given.slots), payload, context)))


def with_end(end: int, state: OverlayStack = NOTHING) -> Slots:
    """A state in which a pause ends with this wave."""
    return make_slots(put_count(state, SystemSlot.EMERGENCY_PAUSE_END_WAVE, end))


PAUSED = with_end(END)


@cases("transactions/is_paused")
def paused_cases() -> Iterator[Case]:
    """Both sides of the end of a pause."""
    table: tuple[tuple[str, str, Slots, int, bool], ...] = (
        ("never", "A chain that was never paused", (), 0, False),
        ("first-wave", "The first wave of all", PAUSED, 0, True),
        ("last-paused", "The last wave of a pause", PAUSED, END - 1, True),
        ("end", "The first wave after it", PAUSED, END, False),
        ("long-after", "Long after it", PAUSED, U64_MAX, False),
        ("to-the-last", "A pause until the last wave of all", with_end(U64_MAX), U64_MAX - 1, True),
    )
    for name, title, slots, wave_id, paused in table:
        yield Case(name, title, MomentInput(slots, wave_id), ("boundary",), known={"ok": {"paused": paused}})


@cases("transactions/pause")
def pause_cases() -> Iterator[Case]:
    """How long a pause may be, and when one may begin."""
    longest = MAX_PAUSE_DURATION_WAVES
    accepted = (
        ("one-wave", "The shortest pause: the present wave", PauseInput((), 7, 1)),
        ("longest", "The longest pause", PauseInput((), 7, 6_500_000)),
        ("first-wave", "From the first wave on", PauseInput((), 0, 5)),
        ("again-at-end", "The wave in which a pause has ended", PauseInput(PAUSED, END, 10)),
        ("to-the-last-wave", "The last end that there can be", PauseInput((), U64_MAX - longest, longest)),
    )
    for name, title, given in accepted:
        yield Case(name, title, given, ("boundary",))
    rejected = (
        ("no-wave", "No wave", PauseInput((), 7, 0)),
        ("too-long", "One wave too many", PauseInput((), 7, 6_500_001)),
        ("largest-duration", "The largest number of waves", PauseInput((), 7, U64_MAX)),
        ("paused", "The last wave of a pause", PauseInput(PAUSED, END - 1, 10)),
        ("past-the-last-wave", "One wave past the last end", PauseInput((), U64_MAX - longest + 1, longest)),
        ("past-the-last-wave-by-one", "One wave, in the last wave of all", PauseInput((), U64_MAX, 1)),
    )
    for name, title, given in rejected:
        yield Case(f"reject-{name}", title, given, ("boundary",))
    to_the_last = with_end(U64_MAX)
    in_pairs = (
        ("no-wave-and-paused", "No wave, while paused", PauseInput(PAUSED, 1, 0)),
        ("too-long-and-paused", "Too long, while paused", PauseInput(PAUSED, 1, 6_500_001)),
        ("too-long-and-past", "Too long, and past the last wave", PauseInput((), U64_MAX, 6_500_001)),
        ("paused-and-past", "While paused, past the last wave", PauseInput(to_the_last, U64_MAX - 1, 2)),
    )
    for name, title, given in in_pairs:
        yield Case(f"order-{name}", title, given, ("order-of-checks",))


@cases("transactions/resume")
def resume_cases() -> Iterator[Case]:
    """A pause can be ended while it lasts."""
    yield Case("last-paused", "The last wave of a pause", MomentInput(PAUSED, END - 1), ("boundary",))
    yield Case("first-wave", "The first wave of all", MomentInput(PAUSED, 0))
    yield Case("reject-expired", "A pause that has ended by itself", MomentInput(PAUSED, END), ("boundary",))
    yield Case("reject-never", "A chain that was never paused", MomentInput((), 0), ("missing-check",))


SIGNERS = put_signers(SignerRole.EMERGENCY, ONE_SIGNER)
CALM, HELD = make_slots(SIGNERS), with_end(END, SIGNERS)
WRONG_OFFICE = put_signers(SignerRole.TREASURY, ONE_SIGNER)
TEN_WAVES, NO_WAVE = EmergencyPause(10), EmergencyPause(0)
RESUME = EmergencyResume()
BY_SECOND = SignedPauseInput(CALM, 40, CHAIN_ID, NONCE, TEN_WAVES, (sign(1, 1, TEN_WAVES),))
END_BY_FIRST = SignedResumeInput(HELD, END - 1, CHAIN_ID, NONCE, (sign(0, 0, RESUME),))


@cases("transactions/emergency_pause")
def signed_pauses() -> Iterator[Case]:
    """A pause that is signed, and what it is not."""
    yield Case("signed", "A pause of ten waves", BY_SECOND)
    yield Case("signed-at-end", "Again as soon as one is over", replace(BY_SECOND, slots=HELD, wave_id=END))
    longer = EmergencyPause(11)
    table = (
        ("longer", "Longer than what was signed", replace(BY_SECOND, pause=longer)),
        ("replayed", "Under a nonce that is spent", replace(BY_SECOND, nonce=NONCE - 1)),
        ("paused", "Signed, while paused", replace(BY_SECOND, slots=HELD, wave_id=END - 1)),
        ("no-wave", "Signed, for no wave", replace(BY_SECOND, pause=NO_WAVE, signatures=(sign(0, 0, NO_WAVE),))),
        (
            "treasury-signers",
            "The signers are those of the treasury",
            replace(BY_SECOND, slots=make_slots(WRONG_OFFICE)),
        ),
    )
    for name, title, given in table:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    unsigned = SignedPauseInput((), 40, CHAIN_ID, NONCE, NO_WAVE, ())
    yield Case("order-no-wave-and-no-signers", "For no wave, and there are no signers", unsigned, ("order-of-checks",))


@cases("transactions/emergency_resume")
def signed_resumptions() -> Iterator[Case]:
    """The end of a pause that is signed, and what it is not."""
    yield Case("signed", "In the last wave of a pause", END_BY_FIRST)
    table = (
        ("expired", "Signed, but the pause has ended", replace(END_BY_FIRST, wave_id=END)),
        ("signed-pause", "The signature of a pause", replace(END_BY_FIRST, signatures=(sign(1, 1, TEN_WAVES),))),
        ("replayed", "Under a nonce that is spent", replace(END_BY_FIRST, nonce=NONCE - 1)),
        (
            "treasury-signers",
            "The signers are those of the treasury",
            replace(END_BY_FIRST, slots=with_end(END, WRONG_OFFICE)),
        ),
    )
    for name, title, given in table:
        yield Case(f"reject-{name}", title, given, ("missing-check",))
    no_signers = replace(END_BY_FIRST, slots=(), signatures=())
    yield Case("order-expired-and-no-signers", "Not paused, and there are no signers", no_signers, ("order-of-checks",))
