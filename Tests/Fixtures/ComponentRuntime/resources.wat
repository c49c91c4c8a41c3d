;; A resource whose destructor counts, and a second component that only holds handles to it.
(component
  (component $maker
    (core module $state
      (global $dropped (mut i32) (i32.const 0))
      (func (export "dtor") (param i32) (global.set $dropped (i32.add (global.get $dropped) (local.get 0))))
      (func (export "dropped") (result i32) (global.get $dropped)))
    (core instance $state (instantiate $state))
    (type $thing' (resource (rep i32) (dtor (core func $state "dtor"))))
    (core func $new (canon resource.new $thing'))
    (core func $rep (canon resource.rep $thing'))
    (core func $drop (canon resource.drop $thing'))
    (core module $m
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
      ;; A borrow of its own resource comes as the representation.
      (func (export "value") (param i32) (result i32) (local.get 0))
      (func (export "consume") (param i32) (result i32)
        (call $rep (local.get 0))
        (call $drop (local.get 0)))
      (func (export "forge") (call $drop (i32.const 77))))
    (core instance $i (instantiate $m (with "" (instance
      (export "new" (func $new)) (export "rep" (func $rep)) (export "drop" (func $drop))))))
    (export $thing "thing" (type $thing'))
    (func (export "make") (param "v" u32) (result (own $thing)) (canon lift (core func $i "make")))
    (func (export "value") (param "t" (borrow $thing)) (result u32) (canon lift (core func $i "value")))
    (func (export "consume") (param "t" (own $thing)) (result u32) (canon lift (core func $i "consume")))
    (func (export "forge") (canon lift (core func $i "forge")))
    (func (export "dropped") (result u32) (canon lift (core func $state "dropped"))))
  (instance $maker (instantiate $maker))
  (alias export $maker "thing" (type $outer-thing))
  (component $holder
    (import "thing" (type $thing (sub resource)))
    (import "make" (func $make (param "v" u32) (result (own $thing))))
    (import "value" (func $value (param "t" (borrow $thing)) (result u32)))
    (core func $make' (canon lower (func $make)))
    (core func $value' (canon lower (func $value)))
    (core func $drop (canon resource.drop $thing))
    (core module $m
      (import "" "make" (func $make (param i32) (result i32)))
      (import "" "value" (func $value (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      ;; Makes a thing, lends it to its maker, and drops it.
      (func (export "use") (param i32) (result i32)
        (local $t i32)
        (local.set $t (call $make (local.get 0)))
        (call $value (local.get $t))
        (call $drop (local.get $t)))
      (func (export "peek") (param i32) (result i32)
        (call $value (local.get 0))
        (call $drop (local.get 0)))
      (func (export "leak") (param i32)))
    (core instance $i (instantiate $m (with "" (instance
      (export "make" (func $make')) (export "value" (func $value')) (export "drop" (func $drop))))))
    (func (export "use-thing") (param "v" u32) (result u32) (canon lift (core func $i "use")))
    (func (export "peek") (param "t" (borrow $thing)) (result u32) (canon lift (core func $i "peek")))
    (func (export "leak") (param "t" (borrow $thing)) (canon lift (core func $i "leak"))))
  (instance $holder (instantiate $holder
    (with "thing" (type $outer-thing))
    (with "make" (func $maker "make"))
    (with "value" (func $maker "value"))))
  (export "maker" (instance $maker))
  (export "use-thing" (func $holder "use-thing"))
  ;; What takes handles has to be exported beside the type.
  (component $wrap
    (import "thing" (type $thing (sub resource)))
    (import "peek" (func $peek (param "t" (borrow $thing)) (result u32)))
    (import "leak" (func $leak (param "t" (borrow $thing))))
    (export $thing' "thing" (type $thing))
    (export "peek" (func $peek) (func (param "t" (borrow $thing')) (result u32)))
    (export "leak" (func $leak) (func (param "t" (borrow $thing')))))
  (instance $wrapped (instantiate $wrap
    (with "thing" (type $outer-thing))
    (with "peek" (func $holder "peek"))
    (with "leak" (func $holder "leak"))))
  (export "holder" (instance $wrapped))
)
