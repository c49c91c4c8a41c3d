;; One function of witscope:integers, whose flag tells the truth.
(component
  (core module $code
    (memory (export "memory") 1)
    ;; The result is a tuple in memory: the sum at 0, the flag at 1.
    (func (export "add") (param $x i32) (param $y i32) (result i32)
      (local $sum i32)
      (local.set $sum (i32.add (local.get $x) (local.get $y)))
      (i32.store8 (i32.const 0) (local.get $sum))
      (i32.store8 (i32.const 1)
        (i32.ne (i32.extend8_s (local.get $sum)) (local.get $sum)))
      (i32.const 0)))
  (core instance $instance (instantiate $code))
  (func $add (param "x" s8) (param "y" s8) (result (tuple s8 bool))
    (canon lift (core func $instance "add") (memory (core memory $instance "memory"))))
  (instance $overflowing (export "overflowing-add-s8" (func $add)))
  (export "witscope:integers/overflowing" (instance $overflowing)))
