// Handlers: the questions that this adapter answers. Each has the shape of its input, the shape of
// its answer, and a function between the two. `terms` holds the versions that `initialize` agreed on.

import { account, accountRecord, multiSignature, nameRecord, nameRegistration, vestingSchedule } from './accounts.mjs';
import { create2Address, createAddress, eoaAddress, parachainId, validateName } from './addresses.mjs';
import { decode, encode } from './borsh.mjs';
import { eventFilter, eventProof, eventsCommitment, logsPage, logsRequest } from './events.mjs';
import { fromJson, toJson } from './json_form.mjs';
import { isNonceAvailable, nonceWindow, useNonce, validateNonceWindow } from './nonce_window.mjs';
import { faultBound, quorum, shareThreshold } from './params.mjs';
import { poseidon2Hash } from './poseidon2.mjs';
import { Rejected } from './rejections.mjs';
import { SAMPLE_SHAPES } from './sample_shapes.mjs';
import { U32, U64, boolean, bytes, fixed, json, list, record, text } from './shapes.mjs';
import {
  chunk, chunkRef, keyRange, proofLeaf, proofNode, proofNodes, stateLeaf, stateProof, treeManifest, witness,
} from './state.mjs';
import {
  certificateVoters, isEventAfter, isWithoutEvents, validateAuthKeys, validateBatch, validateCertificate,
  validateEvent, validateVertex, validateWaveRecord,
} from './structure.mjs';
import { transactionHash } from './transactions.mjs';
import { ENVELOPE_SIZE_MAX, WIRE_TYPES } from './types.mjs';

// The question itself is malformed. That is an error of the protocol, not an answer.
export class InvalidInput extends Error {}

const hash = fixed(32);
const anyBytes = bytes(2 ** 32 - 1);
const anyText = text(2 ** 32 - 1);

function find(table, name) {
  if (!Object.hasOwn(table, name)) throw new InvalidInput(`${JSON.stringify(name)} is not known`);
  return table[name];
}

const TYPES = {
  ...WIRE_TYPES,
  NonceWindow: nonceWindow,
  AccountRecord: accountRecord,
  Account: account,
  MultiSignature: multiSignature,
  NameRegistration: nameRegistration,
  NameRecord: nameRecord,
  EventsCommitment: eventsCommitment,
  EventProof: eventProof,
  EventFilter: eventFilter,
  LogsRequest: logsRequest,
  LogsPage: logsPage,
  ProofLeaf: proofLeaf,
  StateProof: stateProof,
  ProofNode: proofNode,
  ProofNodes: proofNodes,
  KeyRange: keyRange,
  StateLeaf: stateLeaf,
  Chunk: chunk,
  ChunkRef: chunkRef,
  TreeManifest: treeManifest,
  Witness: witness,
  VestingSchedule: vestingSchedule,
};

const HANDLERS = {
  'encoding/encode': {
    input: record({ shape: anyText, value: json }),
    output: record({ bytes: anyBytes }),
    run: (input) => encodeForm(find(SAMPLE_SHAPES, input.shape), input.value),
  },
  'encoding/decode': {
    input: record({ shape: anyText, bytes: anyBytes }),
    output: record({ value: json }),
    run: (input) => decodeBytes(find(SAMPLE_SHAPES, input.shape), input.bytes),
  },
  'types/encode': {
    input: record({ type: anyText, value: json }),
    output: record({ bytes: anyBytes }),
    run: (input) => encodeForm(find(TYPES, input.type), input.value),
  },
  'types/decode': {
    input: record({ type: anyText, bytes: anyBytes }),
    output: record({ value: json }),
    run: (input) => decodeBytes(find(TYPES, input.type), input.bytes),
  },
  'types/transaction_hash': {
    input: record({ transaction: WIRE_TYPES.Transaction }),
    output: record({ hash }),
    run: ({ transaction }) => ({ hash: transactionHash(transaction) }),
  },
  'types/validate_auth_keys': check({ auth_keys: WIRE_TYPES.AuthKeys }, (input) => validateAuthKeys(input.auth_keys)),
  'types/validate_event': check({ event: WIRE_TYPES.EventRecord }, ({ event }) => validateEvent(event)),
  'types/validate_certificate': check({ certificate: WIRE_TYPES.HardFinalityCert }, ({ certificate }, terms) =>
    validateCertificate(certificate, terms),
  ),
  'types/validate_vertex': check({ vertex: WIRE_TYPES.Vertex }, ({ vertex }, terms) => validateVertex(vertex, terms)),
  // A batch of four megabytes is described by the sizes of its entries.
  'types/validate_batch': check({ envelope_sizes: list(64, U32) }, (input) =>
    validateBatch({ entries: input.envelope_sizes.map(encryptedEntry) }),
  ),
  'types/validate_wave_record': check({ record: WIRE_TYPES.WaveCommitRecord }, (input) =>
    validateWaveRecord(input.record),
  ),
  'types/event_cursor': {
    input: record({ event: WIRE_TYPES.EventRecord }),
    output: record({ cursor: WIRE_TYPES.EventCursor }),
    run: ({ event }) => ({ cursor: event }), // the cursor's fields are the event's first three
  },
  'types/is_event_after': {
    input: record({ event: WIRE_TYPES.EventRecord, cursor: WIRE_TYPES.EventCursor }),
    output: record({ after: boolean }),
    run: ({ event, cursor }) => ({ after: isEventAfter(event, cursor) }),
  },
  'types/certificate_voters': {
    input: record({ certificate: WIRE_TYPES.HardFinalityCert }),
    output: record({ voters: list(128, U32) }),
    run: ({ certificate }) => ({ voters: certificateVoters(certificate) }),
  },
  'types/is_without_events': {
    input: record({ record: WIRE_TYPES.WaveCommitRecord }),
    output: record({ without_events: boolean }),
    run: (input) => ({ without_events: isWithoutEvents(input.record) }),
  },
  'crypto/poseidon2_hash': {
    input: record({ data: anyBytes }),
    output: record({ digest: hash }),
    run: ({ data }) => ({ digest: poseidon2Hash(data) }),
  },
  'accounts/eoa_address': {
    input: record({ public_key: WIRE_TYPES.FalconPublicKey }),
    output: record({ address: hash }),
    run: (input) => ({ address: eoaAddress(input.public_key) }),
  },
  'accounts/create_address': {
    input: record({ deployer: hash, nonce: U64 }),
    output: record({ address: hash }),
    run: ({ deployer, nonce }) => ({ address: createAddress(deployer, nonce) }),
  },
  'accounts/create2_address': {
    input: record({ deployer: hash, salt: hash, code_hash: hash }),
    output: record({ address: hash }),
    run: (input) => ({ address: create2Address(input.deployer, input.salt, input.code_hash) }),
  },
  'accounts/parachain_id': {
    input: record({ name: anyText }),
    output: record({ parachain_id: hash }),
    run: ({ name }) => ({ parachain_id: parachainId(name) }),
  },
  'accounts/validate_name': check({ name: anyText }, ({ name }) => validateName(name)),
  'accounts/validate_nonce_window': check({ window: nonceWindow }, ({ window }) => validateNonceWindow(window)),
  'accounts/use_nonce': {
    input: record({ window: nonceWindow, nonce: U64 }),
    output: record({ window: nonceWindow }),
    run: ({ window, nonce }) => ({ window: useNonce(window, nonce) }),
  },
  'accounts/is_nonce_available': {
    input: record({ window: nonceWindow, nonce: U64 }),
    output: record({ available: boolean }),
    run: ({ window, nonce }) => ({ available: isNonceAvailable(window, nonce) }),
  },
  'params/quorum': {
    input: record({ members: U32 }),
    output: record({ fault_bound: U32, quorum: U32, share_threshold: U32 }),
    run: ({ members }, terms) => ({
      fault_bound: faultBound(members),
      quorum: quorum(terms, members),
      share_threshold: shareThreshold(members),
    }),
  },
};

// A handler that accepts its input, or rejects it, and says nothing more.
function check(fields, validate) {
  const run = (input, terms) => {
    validate(input, terms);
    return {};
  };
  return { input: record(fields), output: record({}), run };
}

function encryptedEntry(size) {
  if (size > ENVELOPE_SIZE_MAX) throw new InvalidInput(`an envelope of ${size} bytes does not exist`);
  return { variant: 'encrypted', content: { envelope: Buffer.alloc(size) } };
}

const encodeForm = (shape, form) => ({ bytes: encode(shape, fromJson(shape, form)) });
const decodeBytes = (shape, input) => ({ value: toJson(shape, decode(shape, input)) });

export const HANDLER_NAMES = Object.keys(HANDLERS);

export const isHandler = (name) => Object.hasOwn(HANDLERS, name);

// The answer to one question: { ok: … } or { reject: { stage, reason } }.
export function answer(name, form, terms) {
  const handler = HANDLERS[name];
  const input = readInput(handler.input, form);
  try {
    return { ok: toJson(handler.output, handler.run(input, terms)) };
  } catch (error) {
    if (error instanceof Rejected) return { reject: { stage: error.stage, reason: error.reason } };
    throw error;
  }
}

// An input that is not of the handler's shape is no case at all, so it is not answered with a rejection.
function readInput(shape, form) {
  try {
    return fromJson(shape, form);
  } catch (error) {
    if (error instanceof Rejected) throw new InvalidInput(error.message);
    throw error;
  }
}
