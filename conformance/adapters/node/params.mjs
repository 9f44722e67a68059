// What depends on the protocol version and the preset, and the quorums that follow.
//
// `terms` are what the runner said in `initialize`: a spec version and a preset, both exact.

const COMMITTEE_SIZE = { mainnet: 128, minimal: 5 };

export const committeeSize = (terms) => COMMITTEE_SIZE[terms.preset];

// The most of n members that may be faulty.
export const faultBound = (members) => Math.floor((members - 1) / 3);

// The members that must agree: 2f + 1 in version 1.0, later enough that two quorums share an honest one.
export function quorum(terms, members) {
  const faults = faultBound(members);
  return terms.spec_version === '1.0' ? 2 * faults + 1 : Math.floor((members + faults) / 2) + 1;
}

// The shares that open a secret, in every version.
export const shareThreshold = (members) => 2 * faultBound(members) + 1;
