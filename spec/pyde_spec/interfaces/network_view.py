"""The network.

Consensus speaks to its peers through four calls. What is published spreads to everybody, with no
promise of when or of order; what is missing is fetched by its hash from whoever has it. A hash that
nobody has is answered with None: asking again later may do better, and is the caller's choice.

What arrives unasked is handed to the node by the network itself and needs no call of this protocol.

Source: roadmap, section 0.4; implementation plan, section 5.  Decision: R-83 (form of the protocols).
"""

from typing import Protocol, runtime_checkable

from pyde_spec.types.batch import Batch
from pyde_spec.types.primitives import BatchHash, VertexHash
from pyde_spec.types.vertex import Vertex


@runtime_checkable
class NetworkView(Protocol):
    """The peers, as consensus sees them. Any call can raise `BoundaryError`."""

    def publish_vertex(self, vertex: Vertex) -> None:
        """Spread a vertex. Publishing it again does no harm."""

    def publish_batch(self, batch: Batch) -> None:
        """Spread a batch. Publishing it again does no harm."""

    def fetch_vertex(self, vertex_hash: VertexHash) -> Vertex | None:
        """The vertex of this hash; None when neither this node nor a peer has it."""

    def fetch_batch(self, batch_hash: BatchHash) -> Batch | None:
        """The batch of this hash; None when neither this node nor a peer has it."""
