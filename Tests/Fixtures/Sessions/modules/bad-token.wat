(module
  (export "f (func 0)))
