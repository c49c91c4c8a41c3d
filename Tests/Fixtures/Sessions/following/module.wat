;; A core module, whose state and whose memory the calls change.
(module
  (memory (export "memory") 1)
  (global $count (mut i32) (i32.const 0))
  (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
  (func (export "both") (param i32 i32) (result i32 i64)
    (i32.add (local.get 0) (local.get 1))
    (i64.extend_i32_s (i32.mul (local.get 0) (local.get 0))))
  ;; Each call adds to what the call before has left.
  (func (export "keep") (param i32) (result i32)
    (global.set $count (i32.add (global.get $count) (local.get 0)))
    (i32.store (i32.const 64) (global.get $count))
    (i32.load (i32.const 64)))
  ;; Over and over: the first sum is the one that is returned.
  (func (export "first") (param i32) (result i32) (local $round i32) (local $kept i32)
    (loop $again
      (local.set 0 (i32.add (local.get 0) (local.get 0)))
      (if (i32.eqz (local.get $round)) (then (local.set $kept (local.get 0))))
      (local.set $round (i32.add (local.get $round) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $round) (i32.const 4))))
    (local.get $kept))
  ;; Adds up, and takes back what was too much.
  (func (export "back") (param i32 i32) (result i32)
    (i32.shr_u (i32.add (local.get 0) (local.get 1)) (i32.const 1)))
  ;; The same number as the sum that wrapped, but not that sum.
  (func (export "equal") (param i32 i32) (result i32)
    (drop (i32.add (local.get 0) (local.get 1)))
    (i32.const -2147483648))
  ;; Runs for long behind the sum.
  (func (export "long") (param i32 i32) (result i32) (local $round i32)
    (i32.add (local.get 0) (local.get 1))
    (local.set $round (i32.const 100000))
    (loop $again
      (br_if $again (local.tee $round (i32.sub (local.get $round) (i32.const 1))))))
  ;; From one memory to another.
  (memory $other 1)
  (func (export "memories") (param i32 i32) (result i32)
    (i32.store $other (i32.const 8) (i32.add (local.get 0) (local.get 1)))
    (memory.copy 0 $other (i32.const 100) (i32.const 4) (i32.const 16))
    (i32.load (i32.const 104)))
  ;; What an exception carries is not followed; what stays in a local is.
  (tag $lost (param i32))
  (func (export "thrown") (param i32 i32) (result i32)
    (block $caught (result i32)
      (try_table (result i32) (catch $lost $caught) (throw $lost (i32.add (local.get 0) (local.get 1))))))
  (func $fails (param i32) (result i32) (throw $lost (i32.const 1)))
  (func (export "kept") (param i32 i32) (result i32)
    (local.set 0 (i32.add (local.get 0) (local.get 1)))
    (drop
      (block $caught (result i32)
        (try_table (result i32) (catch $lost $caught) (call $fails (local.get 0)))))
    (local.get 0))
  ;; Nor is what a structure holds.
  (type $box (struct (field i32)))
  (func (export "boxed") (param i32 i32) (result i32)
    (struct.get $box 0 (struct.new $box (i32.add (local.get 0) (local.get 1)))))
  ;; An atomic operation writes over it, and is not followed itself.
  (func (export "exchanged") (param i32 i32) (result i32)
    (i32.store (i32.const 200) (i32.add (local.get 0) (local.get 1)))
    (drop (i32.atomic.rmw.xchg (i32.const 200) (i32.const -2147483648)))
    (i32.load (i32.const 200))))
