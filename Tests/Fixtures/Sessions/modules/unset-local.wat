(module
  (type $s (struct))
  (func (result (ref $s)) (local $x (ref $s))
    (local.get $x)))
