;; Exports what it imports.
(component
  (import "double" (func $double (param "x" u32) (result u32)))
  (export "double" (func $double))
)
