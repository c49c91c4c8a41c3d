(component
  (type (func))
  (export "Not a name" (type 0)))
