(component $adder
  (core module $arithmetic
    (func (export "add") (param $x i32) (param $y i32) (result i32)
      local.get $x
      local.get $y
      i32.add))
  (core instance $arithmetic (instantiate $arithmetic))
  (func (export "add") (param "x" s32) (param "y" s32) (result s32)
    (canon lift (core func $arithmetic "add"))))
