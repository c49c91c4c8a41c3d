;; What wraps on purpose, or has no sign to lose: nothing here is an alarm by the watch's rules.
(component
  (core module $code
    (memory 1)
    (data (i32.const 0) "the quick brown fox jumps over the lazy dog")
    (global $stack (mut i32) (i32.const 4096))
    ;; FNV-1a: each byte xor'ed in, then a product with a large odd number.
    (func (export "fnv") (param $count i32) (result i32)
      (local $hash i32) (local $i i32)
      (local.set $hash (i32.const 0x811c9dc5))
      (loop $next
        (local.set $hash
          (i32.mul (i32.xor (local.get $hash) (i32.load8_u (local.get $i))) (i32.const 0x01000193)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $i) (local.get $count))))
      (local.get $hash))
    ;; h * 31 + byte, as string hashes have it.
    (func (export "polynomial") (param $count i32) (result i32)
      (local $hash i32) (local $i i32)
      (loop $next
        (local.set $hash
          (i32.add (i32.mul (local.get $hash) (i32.const 31)) (i32.load8_u (local.get $i))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $next (i32.lt_u (local.get $i) (local.get $count))))
      (local.get $hash))
    ;; Rotated sums, as SHA-2 has them.
    (func (export "mix") (param $x i32) (param $y i32) (result i32)
      (i32.add
        (i32.add (local.get $y) (i32.const 0x428a2f98))
        (i32.xor (i32.rotl (local.get $x) (i32.const 7)) (i32.rotl (local.get $x) (i32.const 18)))))
    ;; Shifted and xor'ed with itself.
    (func (export "xorshift") (param $x i32) (result i32)
      (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
      (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
    ;; for (unsigned i = from; i < to; i += step)
    (func (export "count") (param $from i32) (param $to i32) (param $step i32) (result i32)
      (local $times i32)
      (loop $next
        (local.set $times (i32.add (local.get $times) (i32.const 1)))
        (local.set $from (i32.add (local.get $from) (local.get $step)))
        (br_if $next (i32.lt_u (local.get $from) (local.get $to))))
      (local.get $times))
    ;; The high half of a 128-bit sum: the lower half's carry goes into it.
    (func (export "high-half") (param $a i64) (param $b i64) (param $c i64) (param $d i64) (result i64)
      (local $low i64)
      (local.set $low (i64.add (local.get $b) (local.get $d)))
      (i64.add
        (i64.xor (local.get $a) (local.get $c))
        (i64.extend_i32_u (i64.lt_u (local.get $low) (local.get $b)))))
    ;; (n + 15) & -16
    (func (export "align") (param $n i32) (result i32)
      (i32.and (i32.add (local.get $n) (i32.const 15)) (i32.const -16)))
    ;; c - '0' < 10
    (func (export "is-digit") (param $c i32) (result i32)
      (i32.lt_u (i32.sub (local.get $c) (i32.const 48)) (i32.const 10)))
    ;; A frame on the stack, and an array's element counted from its end.
    (func (export "frame") (param $value i32) (result i32)
      (local $base i32)
      (global.set $stack (local.tee $base (i32.add (global.get $stack) (i32.const -16))))
      (i32.store (local.get $base) (local.get $value))
      (local.set $value (i32.load (i32.add (i32.add (local.get $base) (i32.const 2147483640)) (i32.const -2147483640))))
      (global.set $stack (i32.add (local.get $base) (i32.const 16)))
      (local.get $value))
    ;; A number's bytes, one after the other, and together again.
    (func (export "bytes") (param $x i32) (result i32)
      (i32.store8 (i32.const 64) (local.get $x))
      (i32.store8 (i32.const 65) (i32.shr_u (local.get $x) (i32.const 8)))
      (i32.store8 (i32.const 66) (i32.shr_u (local.get $x) (i32.const 16)))
      (i32.store8 (i32.const 67) (i32.shr_u (local.get $x) (i32.const 24)))
      (i32.or
        (i32.or (i32.load8_u (i32.const 64)) (i32.shl (i32.load8_u (i32.const 65)) (i32.const 8)))
        (i32.or
          (i32.shl (i32.load8_u (i32.const 66)) (i32.const 16))
          (i32.shl (i32.load8_u (i32.const 67)) (i32.const 24)))))
    (func (export "remainder") (param i32 i32) (result i32) (i32.rem_s (local.get 0) (local.get 1))))
  (core instance $made (instantiate $code))
  (func (export "fnv") (param "count" u32) (result s32) (canon lift (core func $made "fnv")))
  (func (export "polynomial") (param "count" u32) (result s32) (canon lift (core func $made "polynomial")))
  (func (export "mix") (param "x" s32) (param "y" s32) (result s32) (canon lift (core func $made "mix")))
  (func (export "xorshift") (param "x" s32) (result s32) (canon lift (core func $made "xorshift")))
  (func (export "count") (param "from" u32) (param "to" u32) (param "step" u32) (result s32)
    (canon lift (core func $made "count")))
  (func (export "high-half") (param "a" s64) (param "b" s64) (param "c" s64) (param "d" s64) (result s64)
    (canon lift (core func $made "high-half")))
  (func (export "align") (param "n" s32) (result s32) (canon lift (core func $made "align")))
  (func (export "is-digit") (param "c" s32) (result s32) (canon lift (core func $made "is-digit")))
  (func (export "frame") (param "value" s32) (result s32) (canon lift (core func $made "frame")))
  (func (export "bytes") (param "x" s32) (result s32) (canon lift (core func $made "bytes")))
  (func (export "remainder") (param "x" s32) (param "y" s32) (result s32) (canon lift (core func $made "remainder"))))
