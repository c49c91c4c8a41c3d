;; Two components in one: a client that adds up a list with the addition of a library.
(component
  (component $library
    (core module $code
      (func (export "add") (param $x i32) (param $y i32) (result i32)
        local.get $x
        local.get $y
        i32.add))
    (core instance $code (instantiate $code))
    (func (export "add") (param "x" s32) (param "y" s32) (result s32)
      (canon lift (core func $code "add"))))
  (instance $library (instantiate $library))
  (core func $add (canon lower (func $library "add")))

  (core module $memory
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    (func (export "realloc")
      (param $old i32) (param $old-size i32) (param $alignment i32) (param $size i32) (result i32)
      global.get $next
      global.get $next
      local.get $size
      i32.add
      global.set $next))
  (core instance $memory (instantiate $memory))

  (core module $client
    (import "library" "add" (func $add (param i32 i32) (result i32)))
    (import "memory" "memory" (memory 1))
    (func $total (export "total") (param $list i32) (param $count i32) (result i32)
      (local $sum i32)
      block $done
        loop $next
          local.get $count
          i32.eqz
          br_if $done
          local.get $sum
          local.get $list
          i32.load
          call $add
          local.set $sum
          local.get $list
          i32.const 4
          i32.add
          local.set $list
          local.get $count
          i32.const 1
          i32.sub
          local.set $count
          br $next
        end
      end
      local.get $sum))
  (core instance $client (instantiate $client
    (with "library" (instance (export "add" (func $add))))
    (with "memory" (instance $memory))))
  (func (export "total") (param "list" (list s32)) (result s32)
    (canon lift (core func $client "total")
      (memory (core memory $memory "memory")) (realloc (core func $memory "realloc")))))
