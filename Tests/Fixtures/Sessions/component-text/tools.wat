;; package maker:tools@1.0.0, with one interface, written by hand.
(component $tools
  (type $hammering (component
    (export "maker:tools/hammering@1.0.0" (instance
      (type $weight' (enum "light" "heavy"))
      (export "weight" (type $weight (eq $weight')))
      (export "hammer" (type $hammer (sub resource)))
      ;; What is written in place becomes a definition: a list, a tuple, handles.
      (export "[constructor]hammer" (func (param "weight" $weight) (result (own $hammer))))
      (export "[method]hammer.hit"
        (func (param "self" (borrow $hammer)) (param "nails" (list (tuple string u8)))
          (result (result u32 (error string)))))
    ))
  ))
  (export "hammering" (type $hammering))
  (@custom "package-docs" "\00{\22interfaces\22:{\22hammering\22:{\22docs\22:\22What hammers do.\22}}}")
  (@producers (language "by hand" ""))
)
