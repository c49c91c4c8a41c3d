;; Sums of 128 bits, each number as two halves with the low one first.
(module
  (func (export "add") (param $x0 i64) (param $x1 i64) (param $y0 i64) (param $y1 i64) (result i64 i64)
    (i64.add128 (local.get $x0) (local.get $x1) (local.get $y0) (local.get $y1)))
  (func (export "sub") (param $x0 i64) (param $x1 i64) (param $y0 i64) (param $y1 i64) (result i64 i64)
    (i64.sub128 (local.get $x0) (local.get $x1) (local.get $y0) (local.get $y1)))
  (func (export "mul") (param $x i64) (param $y i64) (result i64 i64)
    (i64.mul_wide_s (local.get $x) (local.get $y))))
