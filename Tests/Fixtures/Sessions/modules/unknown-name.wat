(module
  (func (param $first i32) (result i32)
    local.get $firs))
