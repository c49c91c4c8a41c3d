(component $outer
  (component $doubler
    (core module $code
      (func (export "double") (param $x i32) (result i32)
        local.get $x
        i32.const 2
        i32.mul))
    (core instance $code (instantiate $code))
    (func (export "double") (param "x" s32) (result s32)
      (canon lift (core func $code "double"))))
  (instance $first (instantiate $doubler))
  (instance $second (instantiate $doubler))
  (core module $code
    (import "to" "double" (func $double (param i32) (result i32)))
    (func (export "quadruple") (param $x i32) (result i32)
      local.get $x
      call $double
      call $double))
  (core func $double (canon lower (func $second "double")))
  (core instance $code (instantiate $code (with "to" (instance (export "double" (func $double))))))
  (func (export "quadruple") (param "x" s32) (result s32)
    (canon lift (core func $code "quadruple"))))
