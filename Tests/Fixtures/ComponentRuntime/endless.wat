;; A bare core module with a function that never returns.
(module
  (func (export "spin") (loop $again (br $again)))
)
