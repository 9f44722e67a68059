"""Vectors of the small preset, in which a year has a thousand waves.

A client that has the sizes of the mainnet written into its rules passes everywhere else.
"""

from collections.abc import Iterator
from dataclasses import replace

from pyde_spec.params.versions import MINIMAL
from pyde_vectors.cases import Case, cases
from pyde_vectors.transactions.name_transactions import HELD, make_scene, register, renew
from pyde_vectors.transactions.scene import ALICE, BOB, list_slots, make_state, make_user
from pyde_vectors.transactions.wave_session import KIND
from pyde_vectors.transactions.wave_traces import follow, pay
from pyde_vectors.transactions.waves import WAVE_ID, ask_wave

PRESET = "minimal"
YEAR = MINIMAL.waves_per_year


@cases("transactions/apply_wave")
def small_years() -> Iterator[Case]:
    """What depends on the length of a year: inflation, and how long a name is paid for."""
    users = list_slots(make_state(make_user(ALICE), make_user(BOB)))
    held = list_slots(make_scene(replace(HELD, paid_until=YEAR)))
    for name, title, asked in (
        ("year-ends", "The last wave of the first year", ask_wave(users, wave_id=YEAR - 1)),
        ("year-begins", "The first wave of the second year", ask_wave(users, wave_id=YEAR)),
        ("name-register", "A name for a year", ask_wave(list_slots(make_scene()), register(), wave_id=WAVE_ID)),
        ("name-renew", "A name that is held, for another year", ask_wave(held, renew(), wave_id=WAVE_ID)),
        ("name-renew-lapsed", "A name that has lapsed, for another year", ask_wave(held, renew(), wave_id=YEAR)),
    ):
        yield Case(f"minimal-{name}", title, asked, ("boundary",), preset=PRESET)


@cases(KIND)
def small_traces() -> Iterator[Case]:
    """From one year into the next."""
    waves = [(pay(ALICE, at),) for at in range(4)]
    yield Case(
        "minimal-into-second-year",
        "Four waves, of which two are of the second year",
        follow(make_state(make_user(ALICE)), *waves, first=YEAR - 2),
        ("boundary",),
        preset=PRESET,
    )
