;; A bare core module whose start function never returns.
(module
  (func $start (loop $again (br $again)))
  (start $start)
)
