;; What the lanes of vectors lose.
(module
  (func (export "add-bytes") (param $x i64) (param $y i64) (result i64)
    (i64x2.extract_lane 0
      (i8x16.add (i64x2.replace_lane 0 (v128.const i64x2 0 0) (local.get $x)) (i64x2.splat (local.get $y)))))
  (func (export "multiply") (param $x i32) (param $y i32) (result i32)
    (i32x4.extract_lane 3 (i32x4.mul (i32x4.splat (local.get $x)) (i32x4.splat (local.get $y)))))
  (func (export "shift") (param $x i32) (param $count i32) (result i32)
    (i32x4.extract_lane 1 (i32x4.shl (i32x4.splat (local.get $x)) (local.get $count))))
  (func (export "saturate") (param $x i32) (result i32)
    (i8x16.extract_lane_s 0 (i8x16.add_sat_s (i8x16.splat (local.get $x)) (i8x16.splat (local.get $x))))))
