;; One sum that wraps, then a hundred thousand rounds of a generator whose product and sum wrap on purpose.
(module
  (func (export "noisy") (param i32) (result i32) (local $sum i32) (local $state i32) (local $count i32)
    (local.set $sum (i32.add (local.get 0) (i32.const 2147483647)))
    (local.set $count (i32.const 100000))
    (loop $round
      (local.set $state
        (i32.add (i32.mul (i32.xor (local.get $state) (local.get $count)) (i32.const 1664525)) (i32.const 1013904223)))
      (br_if $round (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (drop (i32.eqz (local.get $state)))
    (local.get $sum)))
