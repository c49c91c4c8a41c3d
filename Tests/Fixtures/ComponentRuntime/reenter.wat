;; A child calls its parent, which calls the child again while it still runs.
(component $parent
  (core module $shim
    (table (export "table") 1 funcref)
    (type $t (func))
    (func (export "f") (call_indirect (type $t) (i32.const 0))))
  (core instance $shim (instantiate $shim))
  (func $f (canon lift (core func $shim "f")))
  (component $child
    (import "f" (func $f))
    (core func $f' (canon lower (func $f)))
    (core module $m
      (import "" "f" (func $f))
      (func (export "g") (call $f))
      (func (export "h")))
    (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
    (func (export "g") (canon lift (core func $i "g")))
    (func (export "h") (canon lift (core func $i "h"))))
  (instance $c (instantiate $child (with "f" (func $f))))
  (core func $h' (canon lower (func $c "h")))
  (core module $fixup
    (import "" "table" (table 1 funcref))
    (import "" "h" (func $h))
    (elem (i32.const 0) func $h))
  (core instance (instantiate $fixup (with "" (instance
    (export "table" (table $shim "table"))
    (export "h" (func $h'))))))
  (export "g" (func $c "g"))
  (export "h" (func $c "h"))
)
