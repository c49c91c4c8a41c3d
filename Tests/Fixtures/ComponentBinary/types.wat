;; Imports an interface that uses every value type.
(component
  (import "our:types/all" (instance
    (type $record (record (field "flag" bool) (field "text" string)))
    (export "rec" (type $rec (eq $record)))
    (type $variant (variant (case "none") (case "some" $rec)))
    (export "var" (type $var (eq $variant)))
    (type $flags (flags "read" "write"))
    (export "fl" (type $fl (eq $flags)))
    (type $enum (enum "low" "high"))
    (export "en" (type $en (eq $enum)))
    (type $u64 u64)
    (export "size" (type $size (eq $u64)))
    (export "also-rec" (type $also (eq $rec)))
    (export "handle" (type $handle (sub resource)))
    (export "[constructor]handle" (func (param "first" s8) (result (own $handle))))
    (export "[method]handle.swap" (func (param "self" (borrow $handle)) (param "with" $en) (result $en)))
    (export "[static]handle.merge"
      (func (param "a" (own $handle)) (param "b" (own $handle)) (result (result (own $handle) (error $var)))))
    (export "numbers" (func
      (param "a" u8) (param "b" s16) (param "c" u16) (param "d" s32) (param "e" u32) (param "f" s64)
      (param "g" f32) (param "h" f64) (param "i" char) (result $size)))
    (export "containers" (func
      (param "a" (list $rec)) (param "b" (list u8 4)) (param "c" (tuple s8 $fl)) (param "d" (option $also))
      (param "e" (map string u32)) (result (result (error string)))))
    (export "later" (func async (param "a" (stream u8)) (param "b" (future)) (result (future $size))))))
  (alias export 0 "rec" (type $rec))
  (import "user" (instance
    (alias outer 1 $rec (type $outer))
    (export "rec" (type $rec (eq $outer)))
    (export "use-it" (func (param "r" $rec))))))
