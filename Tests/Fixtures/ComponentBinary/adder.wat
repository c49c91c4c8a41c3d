;; Adds two numbers of a record and says whether the sum wrapped.
(component
  (core module $code
    (memory (export "memory") 1)
    (func (export "add") (param $x i32) (param $y i32) (result i32)
      (i32.store (i32.const 8) (i32.add (local.get $x) (local.get $y)))
      (i32.store8 (i32.const 12)
        (i32.xor
          (i32.lt_s (i32.load (i32.const 8)) (local.get $x))
          (i32.lt_s (local.get $y) (i32.const 0))))
      (i32.const 8)))
  (core instance $core (instantiate $code))
  (component $interface
    (type $given-pair (record (field "left" s32) (field "right" s32)))
    (import "pair" (type $pair (eq $given-pair)))
    (import "add" (func $add (param "pair" $pair) (result (tuple s32 bool))))
    (type $own-pair (record (field "left" s32) (field "right" s32)))
    (export $exported-pair "pair" (type $own-pair))
    (export "add" (func $add) (func (param "pair" $exported-pair) (result (tuple s32 bool)))))
  (type $pair (record (field "left" s32) (field "right" s32)))
  (alias core export $core "add" (core func $core-add))
  (alias core export $core "memory" (core memory $memory))
  (func $add (param "pair" $pair) (result (tuple s32 bool)) (canon lift (core func $core-add) (memory $memory)))
  (instance $adder (instantiate $interface (with "pair" (type $pair)) (with "add" (func $add))))
  (export "our:sums/adder@1.2.0" (instance $adder)))
