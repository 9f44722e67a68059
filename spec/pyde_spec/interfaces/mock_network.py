"""The mock network.

Any number of nodes meet in one hub. What one publishes reaches all others that have joined, at once and
in order; what a node missed, because it joined later, it fetches. A node is handed nothing twice, and
not what it published itself. Peers are asked in the order in which they joined.

The hash that names a vertex or a batch is here BLAKE3 over its whole wire form; what the true one
covers is the consensus chapter's. Mutable like every mock, and for the same reason.

Decision: R-85 (what mocks do and leave out).
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.interfaces.mock_failures import FailurePlan
from pyde_spec.interfaces.network_view import NetworkView
from pyde_spec.types.batch import Batch
from pyde_spec.types.primitives import BatchHash, Hash32, VertexHash
from pyde_spec.types.vertex import Vertex

Message = TypeVar("Message")


class MockInbox(Generic[Message]):
    """What a node holds of one kind of message, and what of it arrived and was not yet taken."""

    def __init__(self) -> None:
        self.held: Mapping[Hash32, Message] = MappingProxyType({})
        self.arrived: tuple[Message, ...] = ()

    def hold(self, message_hash: Hash32, message: Message) -> None:
        """Hold a message of one's own."""
        self.held = MappingProxyType({**self.held, message_hash: message})

    def receive(self, message_hash: Hash32, message: Message) -> None:
        """Hold a message from a peer, and let it wait to be taken, unless it is held already."""
        if message_hash not in self.held:
            self.hold(message_hash, message)
            self.arrived = (*self.arrived, message)

    def take(self) -> tuple[Message, ...]:
        """What arrived since the last time, in order."""
        taken, self.arrived = self.arrived, ()
        return taken


def find_held(inboxes: Iterable[MockInbox[Message]], message_hash: Hash32) -> Message | None:
    """The message of this hash, from the first that holds it."""
    for inbox in inboxes:
        if message_hash in inbox.held:
            return inbox.held[message_hash]
    return None


class MockHub:
    """Where the nodes of a mock network meet."""

    def __init__(self) -> None:
        self.nodes: tuple[MockNetwork, ...] = ()


class MockNetwork:
    """A mock `NetworkView`: one node's end of a hub, which it joins when it is made."""

    def __init__(self, hub: MockHub) -> None:
        self.vertices: MockInbox[Vertex] = MockInbox()
        self.batches: MockInbox[Batch] = MockInbox()
        self.failures = FailurePlan(NetworkView)
        self.hub = hub
        hub.nodes = (*hub.nodes, self)

    def publish_vertex(self, vertex: Vertex) -> None:
        """Hand the vertex to every peer that does not hold it."""
        self.failures.meet("publish_vertex")
        vertex_hash = compute_mock_vertex_hash(vertex)
        self.vertices.hold(vertex_hash, vertex)
        for node in self.hub.nodes:
            node.vertices.receive(vertex_hash, vertex)

    def publish_batch(self, batch: Batch) -> None:
        """Hand the batch to every peer that does not hold it."""
        self.failures.meet("publish_batch")
        batch_hash = compute_mock_batch_hash(batch)
        self.batches.hold(batch_hash, batch)
        for node in self.hub.nodes:
            node.batches.receive(batch_hash, batch)

    def fetch_vertex(self, vertex_hash: VertexHash) -> Vertex | None:
        """The vertex of this hash, from the first node that holds it."""
        self.failures.meet("fetch_vertex")
        return find_held([node.vertices for node in self.hub.nodes], vertex_hash)

    def fetch_batch(self, batch_hash: BatchHash) -> Batch | None:
        """The batch of this hash, from the first node that holds it."""
        self.failures.meet("fetch_batch")
        return find_held([node.batches for node in self.hub.nodes], batch_hash)

    def take_vertices(self) -> tuple[Vertex, ...]:
        """The vertices that arrived since the last time, in order."""
        return self.vertices.take()

    def take_batches(self) -> tuple[Batch, ...]:
        """The batches that arrived since the last time, in order."""
        return self.batches.take()


def compute_mock_vertex_hash(vertex: Vertex) -> VertexHash:
    """The name of a vertex in the mock network."""
    return blake3_hash(encode(Vertex, vertex))


def compute_mock_batch_hash(batch: Batch) -> BatchHash:
    """The name of a batch in the mock network."""
    return blake3_hash(encode(Batch, batch))
