;; Imports a function and an interface, and calls them.
(component
  (import "double" (func $double (param "x" u32) (result u32)))
  (import "test:host/text@0.1.0" (instance $text
    (export "shout" (func (param "s" string) (result string)))))
  (core module $libc
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $next)
      (global.set $next (i32.add (global.get $next) (i32.and (i32.add (local.get 3) (i32.const 7)) (i32.const -8)))))
  )
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $mem))
  (alias core export $libc "realloc" (core func $realloc))
  (core func $double' (canon lower (func $double)))
  (core func $shout' (canon lower (func $text "shout") (memory $mem) (realloc $realloc)))
  (core module $m
    (import "host" "double" (func $double (param i32) (result i32)))
    (import "host" "shout" (func $shout (param i32 i32 i32)))
    (func (export "quadruple") (param i32) (result i32) (call $double (call $double (local.get 0))))
    (func (export "shout") (param i32 i32) (result i32)
      (call $shout (local.get 0) (local.get 1) (i32.const 16))
      (i32.const 16))
    (func (export "seven") (result i32) (i32.const 7))
  )
  (core instance $i (instantiate $m (with "host" (instance
    (export "double" (func $double'))
    (export "shout" (func $shout'))))))
  (func (export "quadruple") (param "x" u32) (result u32) (canon lift (core func $i "quadruple")))
  (func (export "shout") (param "s" string) (result string)
    (canon lift (core func $i "shout") (memory $mem) (realloc $realloc)))
  (func (export "seven") (result u32) (canon lift (core func $i "seven")))
)
