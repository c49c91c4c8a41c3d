;; What a compiler leaves beside code: in /src/sum.c line 8 adds and line 12 divides, each at column 14.
(module
  (func (export "sum") (param $x i32) (param $y i32) (result i32)
    local.get $x
    local.get $y
    i32.add)
  (func (export "quotient") (param $x i32) (param $y i32) (result i32)
    local.get $x
    local.get $y
    i32.div_s)
  (@custom ".debug_line"
    "\4e\00\00\00\04\00\22\00\00\00\01\01\01\fb\0e\0d\00\01\01\01\01\00\00\00\01\00\00\01\2f\73\72\63"
    "\00\00\73\75\6d\2e\63\00\01\00\00\00\00\05\02\02\00\00\00\03\06\05\03\01\02\05\05\0e\03\01\01\02"
    "\03\05\01\03\03\01\02\05\05\0e\03\01\01\02\02\00\01\01"))
