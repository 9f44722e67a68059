"""The mismatch machine: what holds along every run of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.mismatch import (
    INITIAL_STATE,
    Action,
    CoolDown,
    FallBack,
    Halt,
    Observation,
    Phase,
    apply_observation,
    is_comparison_due,
)

policies = st.sampled_from((Halt(), FallBack())) | st.integers(0, 5).map(CoolDown)
observations = st.lists(st.sampled_from(Observation), max_size=40)
outcomes = st.lists(st.sampled_from((Observation.AGREED, Observation.DIFFERED, Observation.FAILED)), max_size=60)
fixed = settings(derandomize=True, max_examples=300, deadline=None)

MISMATCHES = (Observation.DIFFERED, Observation.FAILED)


def run(policy, script):
    """Each step of the machine under any observations at all: the state before, what was seen, the action."""
    state = INITIAL_STATE
    for observation in script:
        before = state
        state, action = apply_observation(policy, state, observation)
        yield before, observation, state, action


def run_as_a_caller(policy, script):
    """Each step where the script says what a comparison shows, and a call that is not due compares nothing."""
    state = INITIAL_STATE
    for outcome in script:
        due = is_comparison_due(state)
        state, action = apply_observation(policy, state, outcome if due else Observation.NOT_COMPARED)
        yield due, outcome, action


@fixed
@given(policies, observations)
def test_a_mismatch_is_never_silent(policy, script):
    for _, observation, _, action in run(policy, script):
        if observation in MISMATCHES:
            assert action is not Action.USE_TEXT


@fixed
@given(policies, observations)
def test_a_warning_needs_a_mismatch(policy, script):
    for _, observation, _, action in run(policy, script):
        if action is Action.USE_TEXT_AND_WARN:
            assert observation in MISMATCHES


@fixed
@given(policies, observations)
def test_a_halt_is_for_good_and_only_under_its_policy(policy, script):
    halted = False
    for _, _, state, action in run(policy, script):
        assert (action is Action.HALT) == (state.phase is Phase.HALTED)
        assert action is Action.HALT or not halted
        halted = action is Action.HALT
        assert isinstance(policy, Halt) or not halted


@fixed
@given(outcomes)
def test_a_fall_back_warns_once(script):
    actions = [action for _, _, action in run_as_a_caller(FallBack(), script)]
    assert actions.count(Action.USE_TEXT_AND_WARN) == int(any(outcome in MISMATCHES for outcome in script))


@fixed
@given(st.integers(0, 6), outcomes)
def test_a_cool_down_sits_out_exactly_its_calls(calls, script):
    left = 0
    for due, outcome, _ in run_as_a_caller(CoolDown(calls), script):
        assert due == (left == 0)
        left = (calls if outcome in MISMATCHES else 0) if due else left - 1
