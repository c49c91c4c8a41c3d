;; The library as component text: the addition is done in 64 bits, where two 32-bit numbers cannot overflow, and the flag
;; says whether the exact sum changed when it was narrowed. No i32.add wraps here; the i32.wrap_i64 drops the bits.
(component
  (core module $adder
    (memory (export "memory") 1)
    (func $overflowing_add (export "overflowing-add") (param $x i32) (param $y i32) (result i32)
      (local $exact i64)
      (local.set $exact
        (i64.add (i64.extend_i32_s (local.get $x)) (i64.extend_i32_s (local.get $y))))
      ;; tuple<s32, bool>: the sum at 0, the flag at 4
      (i32.store (i32.const 0) (i32.wrap_i64 (local.get $exact)))
      (i32.store8 (i32.const 4)
        (i64.ne (local.get $exact) (i64.extend32_s (local.get $exact))))
      (i32.const 0)))
  (core instance $code (instantiate $adder))
  (alias core export $code "memory" (core memory $memory))
  (alias core export $code "overflowing-add" (core func $add))

  (type $record (record (field "x" s32) (field "y" s32)))
  (func $lifted (param "args" $record) (result (tuple s32 bool))
    (canon lift (core func $add) (memory $memory)))

  ;; An instance whose exported type is the one that its function names, as an interface needs it.
  (component $interface
    (type $record (record (field "x" s32) (field "y" s32)))
    (import "given-arguments" (type $given (eq $record)))
    (import "given-function" (func $function (param "args" $given) (result (tuple s32 bool))))
    (export $arguments "arguments" (type $record))
    (export "overflowing-add" (func $function)
      (func (param "args" $arguments) (result (tuple s32 bool)))))
  (instance $exports (instantiate $interface
    (with "given-arguments" (type $record))
    (with "given-function" (func $lifted))))
  (export "arithmetic:overflow/overflowing-add" (instance $exports)))
