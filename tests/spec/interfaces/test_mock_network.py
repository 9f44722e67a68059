"""The mock network."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pyde_spec.interfaces.mock_network import (
    MockHub,
    MockNetwork,
    compute_mock_batch_hash,
    compute_mock_vertex_hash,
)
from pyde_spec.types.batch import Batch, Encrypted
from pyde_spec.types.vertex import Vertex

Smallest = Callable[[Any], Any]


def test_a_vertex_reaches_all_others_once_and_in_order(smallest: Smallest) -> None:
    hub = MockHub()
    sender, first, second = MockNetwork(hub), MockNetwork(hub), MockNetwork(hub)
    vertices = tuple(replace(smallest(Vertex), round=number) for number in range(3))
    for vertex in (*vertices, vertices[0]):
        sender.publish_vertex(vertex)
    first.publish_vertex(vertices[1])
    assert first.take_vertices() == vertices
    assert second.take_vertices() == vertices
    assert second.take_vertices() == ()
    assert sender.take_vertices() == ()


def test_a_batch_reaches_all_others(smallest: Smallest) -> None:
    hub = MockHub()
    sender, receiver = MockNetwork(hub), MockNetwork(hub)
    batches = (Batch(()), Batch((Encrypted(b"sealed"),)))
    for batch in batches:
        sender.publish_batch(batch)
        sender.publish_batch(batch)
    assert receiver.take_batches() == batches
    assert receiver.take_vertices() == ()
    assert sender.take_batches() == ()


def test_who_joins_later_fetches_what_was_missed(smallest: Smallest) -> None:
    hub = MockHub()
    sender = MockNetwork(hub)
    vertex, batch = smallest(Vertex), Batch(())
    sender.publish_vertex(vertex)
    sender.publish_batch(batch)
    late = MockNetwork(hub)
    assert (late.take_vertices(), late.take_batches()) == ((), ())
    assert late.fetch_vertex(compute_mock_vertex_hash(vertex)) == vertex
    assert late.fetch_batch(compute_mock_batch_hash(batch)) == batch
    assert late.fetch_vertex(bytes(32)) is None
    assert late.fetch_batch(bytes(32)) is None


def test_hubs_do_not_hear_one_another(smallest: Smallest) -> None:
    here, there = MockNetwork(MockHub()), MockNetwork(MockHub())
    vertex = smallest(Vertex)
    here.publish_vertex(vertex)
    assert there.take_vertices() == ()
    assert there.fetch_vertex(compute_mock_vertex_hash(vertex)) is None
    assert here.fetch_vertex(compute_mock_vertex_hash(vertex)) == vertex
