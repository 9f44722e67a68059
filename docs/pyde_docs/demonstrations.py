"""Demonstrations: findings that run. Each computes, when the site is built, the table or figure of its page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pyde_docs.base_fee_demonstration import generate_rest_rows, generate_step_rows
from pyde_docs.bloom_demonstration import draw_rates, generate_rate_rows
from pyde_docs.event_demonstrations import generate_paging_rows, generate_place_rows
from pyde_docs.falcon_demonstration import generate_form_rows
from pyde_docs.figures import Figure
from pyde_docs.mempool_demonstration import generate_waiting_rows
from pyde_docs.pause_demonstration import generate_pause_rows
from pyde_docs.quorum_drawing import QuorumDrawing, draw_quorums
from pyde_docs.record_demonstration import generate_replay_rows
from pyde_docs.rotation_demonstration import generate_rotation_rows
from pyde_docs.schedule_demonstration import generate_step_rows as generate_schedule_rows
from pyde_docs.sponge_demonstration import generate_sponge_rows
from pyde_docs.vrf_demonstration import generate_vrf_rows
from pyde_docs.witness_demonstration import generate_witness_rows
from pyde_spec.params.quorum import compute_fault_bound, compute_quorum
from pyde_spec.params.versions import RULES_1_0, RULES_1_1
from pyde_spec.transactions.base_fee import GAS_TARGET, compute_next_base_fee
from pyde_spec.transactions.inflation import GENESIS_SUPPLY, QUANTA_PER_PYDE

TRANSFER_GAS = 21_000


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def render(self) -> str:
        """The table as Markdown, numbers to the right and words to the left."""
        sides = tuple("--:" if is_numeric(column) else "---" for column in zip(*self.rows, strict=True))
        lines = [self.header, sides, *self.rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def is_numeric(column: tuple[str, ...]) -> bool:
    """Whether every cell of a column opens with a digit, or is empty."""
    return all(cell.lstrip("+-−*~≈")[:1].isdigit() for cell in column if cell)


def demonstrate_quorum_overlap() -> Table:
    """For committees of several sizes: the fewest members that two quorums share, against the most that may be faulty.

    Two quorums of q among n members share at least 2q − n. Agreement needs more than f.
    """
    rows = []
    for members in (4, 5, 7, 8, 10, 128):
        faults = compute_fault_bound(members)
        row = [str(members), str(faults)]
        for rules in (RULES_1_0, RULES_1_1):
            quorum = compute_quorum(rules, members)
            overlap = 2 * quorum - members
            row += [str(quorum), str(overlap), "yes" if overlap > faults else "**no**"]
        rows.append(tuple(row))
    header = ("n", "f", "1.0: q", "shared", "safe", "1.1: q", "shared", "safe")
    return Table(header, tuple(rows))


def find_conflicting_quorums(members: int, quorum: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Two quorums whose common members may all be faulty, found by trying every pair of them."""
    faults = compute_fault_bound(members)
    quorums = list(combinations(range(members), quorum))
    for first in quorums:
        for second in quorums:
            if len(set(first) & set(second)) <= faults:
                return first, second
    return None


def demonstrate_conflicting_certificates() -> Table:
    """The two certificates of the smallest committee where 1.0 fails, found by exhaustive search."""
    rows = []
    for members in (4, 5, 7, 8):
        for version, rules in (("1.0", RULES_1_0), ("1.1", RULES_1_1)):
            found = find_conflicting_quorums(members, compute_quorum(rules, members))
            rows.append((str(members), version, *describe_conflict(found)))
    return Table(("n", "version", "signers of one", "signers of the other", "signed both"), tuple(rows))


def describe_conflict(found: tuple[tuple[int, ...], tuple[int, ...]] | None) -> Iterator[str]:
    """The cells of a pair of quorums, or of none."""
    if found is None:
        yield from ("none exist", "", "")
        return
    first, second = found
    for signers in (first, second, sorted(set(first) & set(second))):
        yield " ".join(str(member) for member in signers)


def demonstrate_base_fee() -> Table:
    """What a transfer and a wave at its gas target cost at the genesis base fee of each version."""
    rows = []
    for version, rules in (("1.0", RULES_1_0), ("1.1", RULES_1_1)):
        fee = rules.genesis_base_fee
        rows.append(
            (
                version,
                f"{fee:,}",
                show_pyde(fee * TRANSFER_GAS),
                show_pyde(fee * GAS_TARGET),
                show_share(fee * GAS_TARGET),
            )
        )
    header = ("version", "quanta a gas", "a transfer, PYDE", "a wave at its gas target, PYDE", "of the genesis supply")
    return Table(header, tuple(rows))


def demonstrate_base_fee_decay() -> Table:
    """How the base fee of 1.0 falls over empty waves, until a transfer costs what 1.1 starts with."""
    fee, waves = RULES_1_0.genesis_base_fee, 0
    shown = [(waves, fee)]
    while fee > RULES_1_1.genesis_base_fee:
        fee, waves = compute_next_base_fee(fee, 0), waves + 1
        if waves % 50 == 0 or fee <= RULES_1_1.genesis_base_fee:
            shown.append((waves, fee))
    rows = tuple((f"{count:,}", f"{at:,}", show_pyde(at * TRANSFER_GAS)) for count, at in shown)
    return Table(("empty waves", "quanta a gas", "a transfer, PYDE"), rows)


def demonstrate_base_fee_steps() -> Table:
    """What waves of several kinds do to the base fee, against the bound that the design promises."""
    header = ("the wave", "gas", "the fee moves by", "within 12.5 %", "doubled or halved after waves")
    return Table(header, tuple(generate_step_rows()))


def demonstrate_base_fee_rest() -> Table:
    """Where the base fee of 1.1 comes to rest over empty waves."""
    return Table(("empty waves", "quanta a gas"), tuple(generate_rest_rows()))


def demonstrate_witness_of_large_slot() -> Table:
    """The witness of a state of one slot, for values up to the largest that a slot may hold."""
    return Table(("bytes of the value", "bytes of the witness", "a checker"), tuple(generate_witness_rows()))


def demonstrate_sponge_collisions() -> Table:
    """Collisions of the padding-free sponge over cells of a few bits: found, counted, and foretold."""
    header = ("bits a cell", "permutations", "collisions", "permutations each", "foretold", "lengths of the first two")
    return Table(header, tuple(generate_sponge_rows()))


def demonstrate_record_replay() -> Table:
    """Nonces spent out of order, and what an account read back from either record says to them again."""
    header = ("nonce spent", "base after", "spent after", "again, from 143 bytes", "again, from 141 bytes")
    return Table(header, tuple(generate_replay_rows()))


def demonstrate_rotation_in_flight() -> Table:
    """Rotations of a two-of-three account, and whether what two holders signed before is still good after each."""
    return Table(("after two of three have signed", "`key_nonce`", "still good"), tuple(generate_rotation_rows()))


def demonstrate_signature_forms() -> Table:
    """Two signatures of the deployed wallets in each form, under each version."""
    return Table(("signature", "form", "header", "bytes", "1.0", "1.1"), tuple(generate_form_rows()))


def demonstrate_vrf_outputs() -> Table:
    """Outputs of the lattice VRF that one holder claims for one input, and which of them verify."""
    return Table(("output", "where it comes from", "proof", "verifies"), tuple(generate_vrf_rows()))


def demonstrate_bloom_rates() -> Table:
    """The rates of false positives that the design gives for events, and the items and rates that go with them."""
    header = ("events", "published", "holds for items", "measured there", "items of transfers", "measured there")
    return Table(header, tuple(generate_rate_rows()))


def demonstrate_event_places() -> Table:
    """The events of a swap, their places by the sample of the design, and by the text."""
    header = ("event", "index by the sample", "still in the store", "index by the text")
    return Table(header, tuple(generate_place_rows()))


def demonstrate_paging() -> Table:
    """The pages of ten events under two readings of a cursor."""
    header = ("page", "events, as written", "cursor", "events, by the text", "cursor")
    return Table(header, tuple(generate_paging_rows()))


def demonstrate_undeclared_steps() -> Table:
    """Waves with more and more transactions that declare nothing, and the steps that each takes."""
    header = ("declare nothing", "gas of these", "steps, groups of chapter 4", "steps, groups of the text")
    return Table(header, tuple(generate_schedule_rows()))


def demonstrate_waiting_of_a_sender() -> Table:
    """Two hundred tries of one sender, and how many transactions wait."""
    return Table(("two hundred tries", "taken in", "most that waited"), tuple(generate_waiting_rows()))


def demonstrate_chained_pauses() -> Table:
    """Pauses of the full length that follow on one another, and the waves that they hold."""
    header = ("pauses, signed ahead", "waves held", "days", "whole waves between them")
    return Table(header, tuple(generate_pause_rows()))


def show_pyde(quanta: int) -> str:
    """An amount in PYDE, exactly."""
    whole, part = divmod(quanta, QUANTA_PER_PYDE)
    return f"{whole:,}" + (f".{part:09d}".rstrip("0") if part else "")


def show_share(quanta: int) -> str:
    """An amount as a multiple of the genesis supply, in millionths below one."""
    if quanta >= GENESIS_SUPPLY:
        return f"{quanta // GENESIS_SUPPLY} times"
    return f"{quanta * 10**6 // GENESIS_SUPPLY} millionths"


DEMONSTRATIONS: dict[str, Callable[[], Table | Figure | QuorumDrawing]] = {
    "quorum_overlap": demonstrate_quorum_overlap,
    "quorum_drawing": draw_quorums,
    "conflicting_certificates": demonstrate_conflicting_certificates,
    "base_fee": demonstrate_base_fee,
    "base_fee_decay": demonstrate_base_fee_decay,
    "base_fee_steps": demonstrate_base_fee_steps,
    "base_fee_rest": demonstrate_base_fee_rest,
    "sponge_collisions": demonstrate_sponge_collisions,
    "witness_of_large_slot": demonstrate_witness_of_large_slot,
    "record_replay": demonstrate_record_replay,
    "signature_forms": demonstrate_signature_forms,
    "vrf_outputs": demonstrate_vrf_outputs,
    "rotation_in_flight": demonstrate_rotation_in_flight,
    "bloom_rates": demonstrate_bloom_rates,
    "bloom_plot": draw_rates,
    "event_places": demonstrate_event_places,
    "paging": demonstrate_paging,
    "undeclared_steps": demonstrate_undeclared_steps,
    "waiting_of_a_sender": demonstrate_waiting_of_a_sender,
    "chained_pauses": demonstrate_chained_pauses,
}
