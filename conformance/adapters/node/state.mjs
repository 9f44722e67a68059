// The proofs, snapshots and witnesses of the state: layouts only, no rules.

import { U32, U64, bytes, fixed, list, map, option, record, union } from './shapes.mjs';
import { WIRE_TYPES } from './types.mjs';

const key = fixed(32);
const hash = fixed(32);
const value = bytes(4 * 1024 * 1024);
const MANY = 2 ** 20;

const proofLeafFields = { key, value_hash: hash };

export const proofLeaf = record(proofLeafFields);

// What holds of one slot: the leaf in its place and the other halves from the root down.
export const stateProof = record({ leaf: option(proofLeaf), siblings: list(256, hash) });

export const proofNode = union({
  empty: [0, {}],
  leaf: [1, proofLeafFields],
  fork: [2, {}],
  inner: [3, { left: hash, right: hash }],
  hidden: [4, { hash }],
});

export const proofNodes = list(MANY, proofNode);

export const keyRange = record({ first: key, last: key });
export const stateLeaf = record({ key, value });

export const chunk = record({ index: U32, keys: keyRange, leaves: list(MANY, stateLeaf), fringe: proofNodes });
export const chunkRef = record({ index: U32, size: U32, hash, keys: keyRange });
export const treeManifest = record({ version: U64, root: WIRE_TYPES.StateRoot, chunks: list(MANY, chunkRef) });

export const witness = record({
  entries: map(2 ** 16, key, option(value)),
  proof: proofNodes,
  pre_root: WIRE_TYPES.StateRoot,
  post_root: option(WIRE_TYPES.StateRoot),
});
