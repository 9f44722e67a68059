// The forms in which past events are proved and asked for: layouts only, no rules.

import { U32, U64, fixed, list, option, record } from './shapes.mjs';
import { WIRE_TYPES } from './types.mjs';

const hash = fixed(32);
const topicChoices = list(4, option(list(64, hash)));
const contract = option(hash);

export const eventsCommitment = record({ wave_id: U64, events_root: hash, events_count: U32 });

export const eventProof = record({ position: U32, siblings: list(32, hash) });

export const eventFilter = record({ topics: topicChoices, contract });

export const logsRequest = record({
  from_wave: U64, to_wave: U64, topics: topicChoices, contract, cursor: option(WIRE_TYPES.EventCursor),
  limit: option(U32),
});

export const logsPage = record({
  events: list(1000, WIRE_TYPES.EventRecord), next_cursor: option(WIRE_TYPES.EventCursor),
});
