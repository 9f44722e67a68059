// The transaction hash: what names a transaction, and what its sender signs.

import { encode } from './borsh.mjs';
import { poseidon2Hash } from './poseidon2.mjs';
import { accessList, transaction as transactionShape } from './types.mjs';

// One field of a transaction in its wire form.
function encodeField(transaction, name) {
  const field = transactionShape.fields.find((known) => known.name === name);
  return encode(field.shape, transaction[name]);
}

// The order is not the wire order: the chain id leads, and the signature is absent. Call data and
// access list go in as their own hashes, the call data without its length, the list with its count.
export function transactionHash(transaction) {
  return poseidon2Hash(
    Buffer.concat([
      encodeField(transaction, 'chain_id'),
      encodeField(transaction, 'from'),
      encodeField(transaction, 'to'),
      encodeField(transaction, 'value'),
      poseidon2Hash(transaction.data),
      encodeField(transaction, 'gas_limit'),
      encodeField(transaction, 'nonce'),
      encodeField(transaction, 'fee_payer'),
      poseidon2Hash(encode(accessList, transaction.access_list)),
      encodeField(transaction, 'deadline'),
      encodeField(transaction, 'tx_type'),
    ]),
  );
}
