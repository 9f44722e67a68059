// Structural rules: what can be checked on a value alone, without keys and without the state.

import { encode } from './borsh.mjs';
import { committeeSize, quorum } from './params.mjs';
import { reject } from './rejections.mjs';
import { batch as batchShape, vertex as vertexShape } from './types.mjs';

const VERTEX_SIZE_MAX = 64 * 1024;
const BATCH_SIZE_MAX = 4 * 1024 * 1024;

// Buffers compare by identity, so they are put into a set as text.
const hasRepeats = (buffers) => new Set(buffers.map((one) => one.toString('hex'))).size !== buffers.length;

const isZero = (buffer) => buffer.every((byte) => byte === 0);

export function validateAuthKeys({ variant, content }) {
  if (variant === 'programmable') reject('programmable_reserved');
  if (variant === 'multi_sig') validateMultiSig(content);
}

// Any `threshold` of `keys` sign together.
function validateMultiSig({ keys, threshold }) {
  if (keys.length === 0) reject('multisig_without_keys');
  if (threshold === 0) reject('multisig_threshold_zero');
  if (threshold > keys.length) reject('multisig_threshold_above_keys');
  if (hasRepeats(keys)) reject('multisig_repeated_key');
}

export function validateEvent(event) {
  if (event.topics.length === 0) reject('event_without_topics');
}

// Whether an event comes after a place: by wave, then by transaction, then by event.
export function isEventAfter(event, cursor) {
  for (const part of ['wave_id', 'tx_index', 'event_index']) {
    if (event[part] !== cursor[part]) return event[part] > cursor[part];
  }
  return false;
}

// Bit i of the bitmap says that member i signed.
export function certificateVoters({ voters }) {
  const members = [];
  for (let member = 0; (voters >> BigInt(member)) > 0n; member += 1) {
    if ((voters >> BigInt(member)) & 1n) members.push(member);
  }
  return members;
}

export function validateCertificate(certificate, terms) {
  const committee = committeeSize(terms);
  const voters = certificateVoters(certificate);
  if (voters.some((member) => member >= committee)) reject('certificate_unknown_voter');
  if (certificate.signatures.length !== voters.length) reject('certificate_signature_count');
  if (voters.length < quorum(terms, committee)) reject('certificate_below_quorum');
}

export function validateVertex(vertex, terms) {
  if (encode(vertexShape, vertex).length > VERTEX_SIZE_MAX) reject('vertex_too_large');
  if (vertex.member_id >= committeeSize(terms)) reject('vertex_unknown_member');
  if (hasRepeats(vertex.batch_refs)) reject('vertex_repeated_batch');
  if (hasRepeats(vertex.parent_vertex_refs)) reject('vertex_repeated_parent');
}

export function validateBatch(batch) {
  if (batch.entries.length === 0) reject('batch_empty');
  if (encode(batchShape, batch).length > BATCH_SIZE_MAX) reject('batch_too_large');
}

export function validateWaveRecord(record) {
  const prior = record.prior_anchor_round;
  if (prior !== null && prior >= record.anchor_round) reject('wave_anchor_not_after_prior');
  if (record.tx_count !== record.included_txs.length) reject('wave_tx_count_mismatch');
  if (record.events_count === 0 && !isWithoutEvents(record)) reject('wave_events_without_count');
}

export const isWithoutEvents = (record) => isZero(record.events_root) && isZero(record.events_bloom);
