// Every wire type: its fields in order, its tags, its caps.

import { U32, U64, U128, boolean, bytes, enumeration, fixed, list, option, record, text, union } from './shapes.mjs';

const hash = fixed(32);
const address = fixed(32);
const falconPublicKey = fixed(897);
const falconSignature = bytes(809);

const MULTISIG_SIGNERS = 16;
const COMMITTEE = 128;
const KiB = 1024;
const MiB = 1024 * KiB;
export const ENVELOPE_SIZE_MAX = 128 * KiB;

const authKeys = union({
  none: [0, {}],
  single: [1, { key: falconPublicKey }],
  multi_sig: [2, { keys: list(MULTISIG_SIGNERS, falconPublicKey), threshold: U32 }],
  programmable: [3, {}],
});

// Tags 2, 17 and 18 are vacant.
const transactionType = enumeration({
  standard: 0,
  deploy: 1,
  stake_deposit: 3,
  stake_withdraw: 4,
  slash: 5,
  claim_reward: 6,
  claim_airdrop: 7,
  sweep_airdrop: 8,
  multisig_tx: 9,
  rotate_multisig: 10,
  emergency_pause: 11,
  emergency_resume: 12,
  register_pubkey: 13,
  unjail: 14,
  rotate_validator_keys: 15,
  dispute_slash: 16,
  rotate_keys: 0x20,
  name_register: 0x21,
  name_renew: 0x22,
  name_transfer: 0x23,
  gas_tank_deposit: 0x24,
  gas_tank_withdraw: 0x25,
  upgrade_contract: 0x28,
  pause_contract: 0x29,
  unpause_contract: 0x2a,
  kill_contract: 0x2b,
});

const feePayer = union({
  sender: [0, {}],
  gas_tank: [1, {}],
  paymaster: [2, { address }],
});

const accessType = enumeration({ read: 0, read_write: 1 });
const accessEntry = record({ address, storage_keys: list(4096, hash), access_type: accessType });
export const accessList = list(4096, accessEntry);

export const transaction = record({
  from: address,
  to: address,
  value: U128,
  data: bytes(4 * MiB),
  gas_limit: U64,
  nonce: U64,
  signature: bytes(4 + MULTISIG_SIGNERS * (1 + 4 + 809)), // sixteen indexed signatures
  fee_payer: feePayer,
  access_list: accessList,
  deadline: option(U64),
  chain_id: U64,
  tx_type: transactionType,
});

const receiptStatus = union({
  success: [0, {}],
  reverted: [1, {}],
  trapped: [2, {}],
  not_executed: [3, { reason: text(64) }],
});

const receipt = record({
  tx_hash: hash,
  wave_id: U64,
  tx_index: U32,
  status: receiptStatus,
  gas_used: U64,
  fee_paid: U128,
  events_count: U32,
  deployed: option(address),
  return_data: bytes(64 * KiB),
});

const stateRoot = record({ blake3: hash, poseidon2: hash });

const eventRecord = record({
  wave_id: U64,
  tx_index: U32,
  event_index: U32,
  contract: address,
  topics: list(4, hash),
  data: bytes(64 * KiB),
});

const eventCursor = record({ wave_id: U64, tx_index: U32, event_index: U32 });
const eventsBloom = fixed(256);

const attestation = record({
  chain_id: U64,
  epoch: U64,
  generation: U32,
  wave_id: U64,
  anchor_hash: hash,
  state_root: stateRoot,
  events_root: hash,
  events_bloom_hash: hash,
});

const stateRootSignature = record({ attestation, member_id: U32, signature: falconSignature });

const hardFinalityCert = record({ attestation, voters: U128, signatures: list(COMMITTEE, falconSignature) });

const decryptionShare = record({
  envelope_hash: hash,
  share: fixed(48),
  challenge: fixed(32),
  response: fixed(32),
  kem_message: fixed(32),
});

export const vertex = record({
  round: U64,
  member_id: U32,
  batch_refs: list(2048, hash),
  parent_vertex_refs: list(COMMITTEE, hash),
  state_root_sigs: list(64, stateRootSignature),
  prev_anchor_attestation: hash,
  decryption_shares: list(512, decryptionShare),
  falcon_sig: falconSignature,
});

const batchEntry = union({
  plain: [0, { transaction }],
  encrypted: [1, { envelope: bytes(ENVELOPE_SIZE_MAX) }],
});

export const batch = record({ entries: list(65_536, batchEntry) });

const waveCommitRecord = record({
  wave_id: U64,
  anchor_round: U64,
  prior_anchor_round: option(U64),
  anchor_hash: hash,
  state_root: stateRoot,
  events_root: hash,
  events_bloom: eventsBloom,
  included_txs: list(1_048_576, hash),
  tx_count: U32,
  events_count: U32,
  gas_used: U128,
});

const name = text(128);
const contractType = enumeration({ contract: 0, parachain: 1 });
const functionAbi = record({ name, selector: fixed(4), attributes: U32, access_list: list(256, text(256)) });
const eventFieldAbi = record({ name, type_name: name, indexed: boolean });
const eventAbi = record({ name, signature: text(2048), fields: list(32, eventFieldAbi) });

const contractAbi = record({
  pyde_abi_version: U32,
  contract_type: contractType,
  functions: list(1024, functionAbi),
  state_schema_hash: hash,
  constructor_index: option(U32),
  fallback_index: option(U32),
  receive_index: option(U32),
  events: list(256, eventAbi),
});

// The names by which vectors ask for the types.
export const WIRE_TYPES = {
  Address: address,
  SlotKey: hash,
  Value: bytes(4 * MiB),
  Balance: U128,
  Nonce: U64,
  Gas: U64,
  ChainId: U64,
  WaveId: U64,
  CommitId: U64,
  Round: U64,
  Epoch: U64,
  MemberId: U32,
  TransactionHash: hash,
  VertexHash: hash,
  BatchHash: hash,
  BatchRef: hash,
  Topic: hash,
  FalconPublicKey: falconPublicKey,
  FalconSignature: falconSignature,
  AuthKeys: authKeys,
  TransactionType: transactionType,
  FeePayer: feePayer,
  AccessType: accessType,
  AccessEntry: accessEntry,
  Transaction: transaction,
  ReceiptStatus: receiptStatus,
  Receipt: receipt,
  StateRoot: stateRoot,
  EventRecord: eventRecord,
  EventCursor: eventCursor,
  EventsBloom: eventsBloom,
  Attestation: attestation,
  StateRootSignature: stateRootSignature,
  HardFinalityCert: hardFinalityCert,
  DecryptionShare: decryptionShare,
  Vertex: vertex,
  BatchEntry: batchEntry,
  Batch: batch,
  WaveCommitRecord: waveCommitRecord,
  FunctionAttributes: U32,
  ContractType: contractType,
  FunctionAbi: functionAbi,
  EventFieldAbi: eventFieldAbi,
  EventAbi: eventAbi,
  ContractAbi: contractAbi,
};
