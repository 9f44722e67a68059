;; Poseidon2 over 64-bit words: a second writing of poseidon2.py and sponge.py, for speed.
;;
;; A word stands for the field element to which it is congruent: between the first layer and the last
;; a word may lie at or above the modulus p = 2^64 - 2^32 + 1. Only what leaves is made canonical.
;; Two congruences do all the reducing: 2^64 = 2^32 - 1 and 2^96 = -1, both modulo p.
;; Below, "fold" is 2^32 - 1, what a carry out of 64 bits is worth.
;;
;; Memory, in bytes:   0  state, eight words; after a hash the first four are the digest
;;                    64  the same state split into low halves, a word each
;;                   128  and into high halves
;;                   192  round constants in the order of use, 86 words (written by the host)
;;                   880  diagonal of the internal layer, eight words (written by the host)
;;                  1024  input (written by the host), with eight bytes to spare after it

(module
  (memory (export "memory") 2)
  (global $fold i64 (i64.const 0xffffffff))
  (global $modulus i64 (i64.const 0xffffffff00000001))

  ;; a + b, where b is small enough that a carry can happen only once
  (func $add (param $a i64) (param $b i64) (result i64)
    (local $sum i64)
    (local.set $sum (i64.add (local.get $a) (local.get $b)))
    (if (i64.lt_u (local.get $sum) (local.get $a))
      (then (local.set $sum (i64.add (local.get $sum) (global.get $fold)))))
    (local.get $sum))

  ;; low + high * 2^64, where high = top * 2^32 + bottom: low - top + bottom * (2^32 - 1)
  (func $reduce (param $low i64) (param $high i64) (result i64)
    (local $top i64)
    (local $rest i64)
    (local.set $top (i64.shr_u (local.get $high) (i64.const 32)))
    (local.set $rest (i64.sub (local.get $low) (local.get $top)))
    (if (i64.lt_u (local.get $low) (local.get $top))
      (then (local.set $rest (i64.sub (local.get $rest) (global.get $fold)))))
    (call $add
      (local.get $rest)
      (i64.mul (i64.and (local.get $high) (global.get $fold)) (global.get $fold))))

  (func $multiply (param $a i64) (param $b i64) (result i64)
    (call $reduce (i64.mul_wide_u (local.get $a) (local.get $b))))

  ;; the seventh power
  (func $s_box (param $x i64) (result i64)
    (local $cube i64)
    (local.set $cube
      (call $multiply (call $multiply (local.get $x) (local.get $x)) (local.get $x)))
    (call $multiply
      (call $multiply (local.get $cube) (local.get $cube))
      (local.get $x)))

  ;; low + high * 2^32, for halves that have grown by small factors, to 2^56 at most
  (func $join (param $low i64) (param $high i64) (result i64)
    (call $add
      (i64.shl (local.get $high) (i64.const 32))
      (i64.add
        (local.get $low)
        (i64.mul (i64.shr_u (local.get $high) (i64.const 32)) (global.get $fold)))))

  ;; four words at $at times M4
  (func $mix_four (param $at i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local $ab i64) (local $cd i64)
    (local.set $a (i64.load (local.get $at)))
    (local.set $b (i64.load offset=8 (local.get $at)))
    (local.set $c (i64.load offset=16 (local.get $at)))
    (local.set $d (i64.load offset=24 (local.get $at)))
    (local.set $ab (i64.add (local.get $a) (local.get $b)))
    (local.set $cd (i64.add (local.get $c) (local.get $d)))
    (i64.store (local.get $at)  ;; 5a + 7b + c + 3d = (ab + cd) + 4ab + 2b + 2d
      (i64.add
        (i64.add (i64.mul (local.get $ab) (i64.const 5)) (local.get $cd))
        (i64.shl (i64.add (local.get $b) (local.get $d)) (i64.const 1))))
    (i64.store offset=8 (local.get $at)  ;; 4a + 6b + c + d = 4ab + 2b + cd
      (i64.add
        (i64.add (i64.shl (local.get $ab) (i64.const 2)) (i64.shl (local.get $b) (i64.const 1)))
        (local.get $cd)))
    (i64.store offset=16 (local.get $at)  ;; a + 3b + 5c + 7d = ab + 5cd + 2b + 2d
      (i64.add
        (i64.add (i64.mul (local.get $cd) (i64.const 5)) (local.get $ab))
        (i64.shl (i64.add (local.get $b) (local.get $d)) (i64.const 1))))
    (i64.store offset=24 (local.get $at)  ;; a + b + 4c + 6d = ab + 4cd + 2d
      (i64.add
        (i64.add (i64.shl (local.get $cd) (i64.const 2)) (i64.shl (local.get $d) (i64.const 1)))
        (local.get $ab))))

  ;; the halves a at $at and b at $at + 32 become 2a + b and a + 2b
  (func $mix_halves (param $at i32)
    (local $end i32)
    (local $sum i64)
    (local.set $end (i32.add (local.get $at) (i32.const 32)))
    (loop $next
      (local.set $sum (i64.add (i64.load (local.get $at)) (i64.load offset=32 (local.get $at))))
      (i64.store (local.get $at) (i64.add (i64.load (local.get $at)) (local.get $sum)))
      (i64.store offset=32 (local.get $at) (i64.add (i64.load offset=32 (local.get $at)) (local.get $sum)))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $at) (local.get $end)))))

  ;; on low and high halves apart, so that no sum can carry; each grows by less than 2^6
  (func $external_layer
    (local $at i32)
    (loop $split
      (i64.store offset=64 (local.get $at) (i64.and (i64.load (local.get $at)) (global.get $fold)))
      (i64.store offset=128 (local.get $at) (i64.shr_u (i64.load (local.get $at)) (i64.const 32)))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $split (i32.lt_u (local.get $at) (i32.const 64))))
    (call $mix_four (i32.const 64))
    (call $mix_four (i32.const 96))
    (call $mix_four (i32.const 128))
    (call $mix_four (i32.const 160))
    (call $mix_halves (i32.const 64))
    (call $mix_halves (i32.const 128))
    (local.set $at (i32.const 0))
    (loop $merge
      (i64.store (local.get $at)
        (call $join (i64.load offset=64 (local.get $at)) (i64.load offset=128 (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $merge (i32.lt_u (local.get $at) (i32.const 64)))))

  (func $internal_layer
    (local $at i32)
    (local $low i64)
    (local $high i64)
    (local $total i64)
    (loop $sum
      (local.set $low
        (i64.add (local.get $low) (i64.and (i64.load (local.get $at)) (global.get $fold))))
      (local.set $high
        (i64.add (local.get $high) (i64.shr_u (i64.load (local.get $at)) (i64.const 32))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $sum (i32.lt_u (local.get $at) (i32.const 64))))
    (local.set $total (call $join (local.get $low) (local.get $high)))
    (local.set $at (i32.const 0))
    (loop $scale
      (i64.store (local.get $at)
        (call $reduce
          (i64.add128
            (i64.mul_wide_u (i64.load (local.get $at)) (i64.load offset=880 (local.get $at)))
            (local.get $total)
            (i64.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $scale (i32.lt_u (local.get $at) (i32.const 64)))))

  ;; four external rounds whose constants begin at $constants
  (func $external_rounds (param $constants i32)
    (local $at i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $constants) (i32.const 256)))
    (loop $round
      (local.set $at (i32.const 0))
      (loop $element
        (i64.store (local.get $at)
          (call $s_box
            (call $add (i64.load (local.get $at)) (i64.load (i32.add (local.get $constants) (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br_if $element (i32.lt_u (local.get $at) (i32.const 64))))
      (call $external_layer)
      (local.set $constants (i32.add (local.get $constants) (i32.const 64)))
      (br_if $round (i32.lt_u (local.get $constants) (local.get $end)))))

  (func $internal_rounds (param $constants i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $constants) (i32.const 176)))
    (loop $round
      (i64.store (i32.const 0)
        (call $s_box (call $add (i64.load (i32.const 0)) (i64.load (local.get $constants)))))
      (call $internal_layer)
      (local.set $constants (i32.add (local.get $constants) (i32.const 8)))
      (br_if $round (i32.lt_u (local.get $constants) (local.get $end)))))

  (func $permute (export "permute")
    (call $external_layer)
    (call $external_rounds (i32.const 192))
    (call $internal_rounds (i32.const 448))
    (call $external_rounds (i32.const 624)))

  ;; bring the first $end / 8 elements of the state below the modulus
  (func $canonicalise (export "canonicalise") (param $end i32)
    (local $at i32)
    (loop $element
      (if (i64.ge_u (i64.load (local.get $at)) (global.get $modulus))
        (then
          (i64.store (local.get $at) (i64.sub (i64.load (local.get $at)) (global.get $modulus)))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $element (i32.lt_u (local.get $at) (local.get $end)))))

  ;; overwrite the cell at $cell; gives the next cell, after a permutation when the block is full
  (func $take (param $cell i32) (param $element i64) (result i32)
    (i64.store (local.get $cell) (local.get $element))
    (local.set $cell (i32.add (local.get $cell) (i32.const 8)))
    (if (i32.eq (local.get $cell) (i32.const 32))
      (then
        (call $permute)
        (local.set $cell (i32.const 0))))
    (local.get $cell))

  ;; leaves the digest of the $length bytes at $at in the state
  (func $hash (param $at i32) (param $length i32)
    (local $left i32)
    (local $cell i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 64))
    (local.set $left (local.get $length))
    (block $whole_chunks_done
      (loop $chunk
        (br_if $whole_chunks_done (i32.lt_u (local.get $left) (i32.const 7)))
        (local.set $cell
          (call $take
            (local.get $cell)
            (i64.and (i64.load (local.get $at)) (i64.const 0x00ffffffffffffff))))
        (local.set $at (i32.add (local.get $at) (i32.const 7)))
        (local.set $left (i32.sub (local.get $left) (i32.const 7)))
        (br $chunk)))
    (if (local.get $left)
      (then
        (local.set $cell
          (call $take
            (local.get $cell)
            (i64.and
              (i64.load (local.get $at))
              (i64.sub
                (i64.shl (i64.const 1) (i64.extend_i32_u (i32.shl (local.get $left) (i32.const 3))))
                (i64.const 1)))))))
    (local.set $cell (call $take (local.get $cell) (i64.extend_i32_u (local.get $length))))
    (if (local.get $cell)
      (then (call $permute)))
    (call $canonicalise (i32.const 32)))

  ;; the digest of $length bytes of input
  (func (export "hash") (param $length i32)
    (call $hash (i32.const 1024) (local.get $length)))

  ;; digests of inputs that lie one after another from 1024 to $digests, each after its length in four
  ;; bytes; the digests are written from $digests on
  (func (export "hash_many") (param $digests i32)
    (local $at i32)
    (local $end i32)
    (local $length i32)
    (local.set $at (i32.const 1024))
    (local.set $end (local.get $digests))
    (block $done
      (loop $input
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $length (i32.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (call $hash (local.get $at) (local.get $length))
        (local.set $at (i32.add (local.get $at) (local.get $length)))
        (memory.copy (local.get $digests) (i32.const 0) (i32.const 32))
        (local.set $digests (i32.add (local.get $digests) (i32.const 32)))
        (br $input)))))
