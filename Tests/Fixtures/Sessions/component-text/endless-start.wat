;; A component whose start function never ends.
(component
  (core module $code
    (func $spin (loop (br 0)))
    (start $spin))
  (core instance (instantiate $code)))
