(component
  (type (instance
    (export "ticket" (type (sub resource)))
    (type (own 0))
    (export "issue" (func (result 1)))))
  (import "tests:office/tickets" (instance $i (type 0)))
  (export "tests:counter/sales" (instance $i)))
