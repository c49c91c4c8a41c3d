(module
  (func (param $a i32) (param $a i32)))
