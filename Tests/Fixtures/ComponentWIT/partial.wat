(component
  (type (instance
    (type (list u8))
    (type (record (field "bytes" 0)))
    (export "less" (type (eq 1)))))
  (import "tests:partial/things" (instance $i (type 0)))
  (type $l (list u8))
  (type $c (list u8))
  (type $more (record (field "others" $c)))
  (type $less (record (field "bytes" $l)))
  (type $again (record (field "again" $l)))
  (instance $e (export "more" (type $more)) (export "less" (type $less)) (export "again" (type $again)))
  (export "tests:partial/things" (instance $e)))
