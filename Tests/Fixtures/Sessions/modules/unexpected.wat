(module
  (func (param i32 i33)))
