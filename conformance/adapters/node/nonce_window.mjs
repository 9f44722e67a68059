// Nonce windows: the lowest unused nonce, and a bitmap of the sixteen nonces from there on.

import { reject } from './rejections.mjs';
import { U16, U64, record } from './shapes.mjs';

const WINDOW_SIZE = 16n;
const LAST_NONCE = 2n ** 64n - 1n;

export const nonceWindow = record({ base: U64, used: U16 });

const isSpent = (window, offset) => ((window.used >> Number(offset)) & 1) === 1;

// A nonce is available exactly when using it is not refused.
export function isNonceAvailable(window, nonce) {
  const offset = nonce - window.base;
  return offset >= 0n && offset < WINDOW_SIZE && !isSpent(window, offset)
    && slide(spend(window, offset)).base <= LAST_NONCE;
}

// Spends the nonce, then slides the window past every spent nonce at its low end.
export function useNonce(window, nonce) {
  const offset = nonce - window.base;
  if (offset < 0n) reject('nonce_too_low');
  if (offset >= WINDOW_SIZE) reject('nonce_too_high');
  if (isSpent(window, offset)) reject('nonce_already_used');
  const after = slide(spend(window, offset));
  if (after.base > LAST_NONCE) reject('nonce_exhausted');
  return after;
}

const spend = ({ base, used }, offset) => ({ base, used: used | (1 << Number(offset)) });

function slide({ base, used }) {
  while ((used & 1) === 1) {
    base += 1n;
    used >>= 1;
  }
  return { base, used };
}

// A window as it may stand in the state.
export function validateNonceWindow(window) {
  if (isSpent(window, 0)) reject('nonce_window_not_slid');
  const highestSpent = window.used === 0 ? 0n : BigInt(31 - Math.clz32(window.used));
  if (window.base + highestSpent > LAST_NONCE) reject('nonce_window_past_end');
}
