;; Calls an import where the instance may not be left: from realloc and from post-return.
(component
  (import "f" (func $f))
  (core func $f' (canon lower (func $f)))
  (core module $m
    (import "" "f" (func $f))
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (call $f) (i32.const 64))
    (func (export "take") (param i32 i32))
    (func (export "give") (result i32) (i32.const 3))
    (func (export "post") (param i32) (call $f))
  )
  (core instance $i (instantiate $m (with "" (instance (export "f" (func $f'))))))
  (alias core export $i "memory" (core memory $mem))
  (func (export "take") (param "s" string)
    (canon lift (core func $i "take") (memory $mem) (realloc (core func $i "realloc"))))
  (func (export "give") (result u32) (canon lift (core func $i "give") (post-return (core func $i "post"))))
)
