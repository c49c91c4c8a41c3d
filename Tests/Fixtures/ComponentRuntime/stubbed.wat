;; Imports a resource through two interfaces, makes one, uses it and drops it; logs what it does.
(component
  (import "test:host/streams@0.2.0" (instance $streams
    (export "output" (type $output (sub resource)))
    (export "[method]output.write" (func (param "self" (borrow $output)) (param "text" string) (result (result u64))))))
  (alias export $streams "output" (type $output))
  (import "test:host/stdout@0.2.0" (instance $stdout
    (export "output" (type $own (eq $output)))
    (export "get-stdout" (func (result (own $own))))
    (export "close" (func (param "it" (own $own))))))
  (import "log" (func $log (param "line" string) (param "level" u8)))
  (core module $libc
    (memory (export "memory") 1)
    (data (i32.const 64) "hello\1b[31m")
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 512)))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $mem))
  (alias core export $libc "realloc" (core func $realloc))
  (core func $write (canon lower (func $streams "[method]output.write") (memory $mem) (realloc $realloc)))
  (core func $get (canon lower (func $stdout "get-stdout")))
  (core func $close (canon lower (func $stdout "close")))
  (core func $log' (canon lower (func $log) (memory $mem)))
  (core func $drop (canon resource.drop $output))
  (core module $m
    (import "host" "write" (func $write (param i32 i32 i32 i32)))
    (import "host" "get" (func $get (result i32)))
    (import "host" "close" (func $close (param i32)))
    (import "host" "log" (func $log (param i32 i32 i32)))
    (import "host" "drop" (func $drop (param i32)))
    (import "libc" "memory" (memory 1))
    ;; Writes through a handle, and gives the number that write returned; drops one handle and gives another away.
    (func (export "run") (result i64)
      (local $h i32)
      (local.set $h (call $get))
      (call $write (local.get $h) (i32.const 64) (i32.const 5) (i32.const 128))
      (call $log (i32.const 64) (i32.const 10) (i32.const 3))
      (call $drop (local.get $h))
      (call $close (call $get))
      (i64.load (i32.const 136)))
    (func (export "chat") (param i32)
      (loop $again
        (if (local.get 0) (then
          (call $log (i32.const 64) (i32.const 5) (i32.const 1))
          (local.set 0 (i32.sub (local.get 0) (i32.const 1)))
          (br $again))))))
  (core instance $i (instantiate $m
    (with "libc" (instance $libc))
    (with "host" (instance
      (export "write" (func $write)) (export "get" (func $get)) (export "close" (func $close))
      (export "log" (func $log')) (export "drop" (func $drop))))))
  (func (export "run") (result u64) (canon lift (core func $i "run")))
  (func (export "chat") (param "times" u32) (canon lift (core func $i "chat")))
)
