;; Doubles by whoever its import is linked to: twice(x) is the sum of x and x, and whether it overflowed is added to
;; what `count` returns.
(component
  (import "arithmetic:overflow/overflowing-add" (instance $adder
    (type $arguments' (record (field "x" s32) (field "y" s32)))
    (export "arguments" (type $arguments (eq $arguments')))
    (export "overflowing-add" (func (param "args" $arguments) (result (tuple s32 bool))))
  ))
  (core module $Memory (memory (export "memory") 1))
  (core instance $memory (instantiate $Memory))
  (core func $add (canon lower (func $adder "overflowing-add") (memory (core memory $memory "memory"))))
  (core module $Main
    (import "adder" "add" (func $add (param i32 i32 i32)))
    (import "memory" "memory" (memory 1))
    (global $overflows (mut i32) (i32.const 0))
    (func $twice (export "twice") (param $x i32) (result i32)
      local.get $x
      local.get $x
      i32.const 16
      call $add
      i32.const 20
      i32.load8_u
      global.get $overflows
      i32.add
      global.set $overflows
      i32.const 16
      i32.load)
    (func (export "count") (result i32) global.get $overflows))
  (core instance $main (instantiate $Main
    (with "adder" (instance (export "add" (func $add))))
    (with "memory" (instance $memory))))
  (func (export "twice") (param "x" s32) (result s32) (canon lift (core func $main "twice")))
  (func (export "count") (result u32) (canon lift (core func $main "count"))))
