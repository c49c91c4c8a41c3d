;; Two nested components, an outer alias, and a start function that calls from one into the other.
(component
  (core module $counter
    (global $count (mut i32) (i32.const 40))
    (func (export "bump") (result i32)
      (global.set $count (i32.add (global.get $count) (i32.const 1)))
      (global.get $count)))
  (component $inner
    (alias outer 1 0 (core module $counter))
    (core instance $i (instantiate $counter))
    (func (export "bump") (result u32) (canon lift (core func $i "bump"))))
  (component $starter
    (import "bump" (func $bump (result u32)))
    (core func $bump' (canon lower (func $bump)))
    (core module $m
      (import "" "bump" (func $bump (result i32)))
      (global $seen (mut i32) (i32.const 0))
      (func $start (global.set $seen (call $bump)))
      (func (export "seen") (result i32) (global.get $seen))
      (start $start))
    (core instance $i (instantiate $m (with "" (instance (export "bump" (func $bump'))))))
    (func (export "seen") (result u32) (canon lift (core func $i "seen"))))
  (instance $a (instantiate $inner))
  (instance $b (instantiate $inner))
  (instance $s (instantiate $starter (with "bump" (func $a "bump"))))
  (export "seen" (func $s "seen"))
  (export "bump-a" (func $a "bump"))
  (export "bump-b" (func $b "bump"))
)
