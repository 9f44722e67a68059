// Rejections: what the protocol refuses, it refuses at one stage and for one reason.
//
// The list below is the part of the catalogue that this adapter can raise. The whole catalogue
// stands in the manifest of the fixtures, with a sentence for each reason.

const REASONS_BY_STAGE = {
  json: [
    'json_wrong_type',
    'json_integer_not_canonical',
    'json_integer_out_of_range',
    'json_hex_not_canonical',
    'json_wrong_length',
    'json_length_over_cap',
    'json_text_not_encodable',
    'json_missing_field',
    'json_unknown_field',
    'json_unknown_variant',
    'json_keys_not_ascending',
  ],
  decode: [
    'unexpected_end',
    'trailing_bytes',
    'invalid_bool',
    'invalid_option_tag',
    'unknown_tag',
    'length_over_cap',
    'length_over_input',
    'invalid_utf8',
    'keys_not_ascending',
  ],
  validate: [
    'programmable_reserved',
    'multisig_without_keys',
    'multisig_threshold_zero',
    'multisig_threshold_above_keys',
    'multisig_repeated_key',
    'event_without_topics',
    'certificate_unknown_voter',
    'certificate_signature_count',
    'certificate_below_quorum',
    'vertex_too_large',
    'vertex_unknown_member',
    'vertex_repeated_batch',
    'vertex_repeated_parent',
    'batch_empty',
    'batch_too_large',
    'wave_anchor_not_after_prior',
    'wave_tx_count_mismatch',
    'wave_events_without_count',
    'nonce_too_low',
    'nonce_too_high',
    'nonce_already_used',
    'nonce_exhausted',
    'nonce_window_not_slid',
    'nonce_window_past_end',
    'name_empty',
    'name_too_long',
    'name_character_not_allowed',
    'name_hyphen_at_end',
    'name_hyphens_together',
  ],
};

const STAGE_OF = new Map(
  Object.entries(REASONS_BY_STAGE).flatMap(([stage, reasons]) => reasons.map((reason) => [reason, stage])),
);

export class Rejected extends Error {
  constructor(reason, detail) {
    super(detail === undefined ? reason : `${reason}: ${detail}`);
    this.stage = STAGE_OF.get(reason);
    this.reason = reason;
    // A reason outside the list is a slip in this program, not an answer.
    if (this.stage === undefined) throw new Error(`unknown reason ${reason}`);
  }
}

// Refuses the input. The detail is for a person who debugs; it is never compared.
export function reject(reason, detail) {
  throw new Rejected(reason, detail);
}
