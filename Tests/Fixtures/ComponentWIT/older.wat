;; A package in the older form: one type, under the package's name and `wit`, with all interfaces and worlds in it.
(component
  (type $package (component
    (type $names (instance
      (export "thing" (type (sub resource)))
      (type $pair' (record (field "a" string) (field "b" string)))
      (export "pair" (type $pair (eq $pair')))
      (type $join (func (param "pair" $pair) (result string)))
      (export "join" (func (type $join)))
    ))
    (export "old:form/names@0.2.0" (instance (type $names)))
    (type $world (component
      (type $names (instance
        (export "thing" (type (sub resource)))
        (type $pair' (record (field "a" string) (field "b" string)))
        (export "pair" (type $pair (eq $pair')))
        (type $join (func (param "pair" $pair) (result string)))
        (export "join" (func (type $join)))
      ))
      (import "old:form/names@0.2.0" (instance (type $names)))
      (type $run (func (result u8)))
      (export "run" (func (type $run)))
      (type $exported (instance
        (export "thing" (type (sub resource)))
        (type $pair' (record (field "a" string) (field "b" string)))
        (export "pair" (type $pair (eq $pair')))
        (type $join (func (param "pair" $pair) (result string)))
        (export "join" (func (type $join)))
      ))
      (export "old:form/names@0.2.0" (instance (type $exported)))
    ))
    (export "old:form/everything@0.2.0" (component (type $world)))
  ))
  (export "old:form/wit@0.2.0" (type $package))
  (@custom "package-docs" "\00{\"worlds\":{\"everything\":{\"funcs\":{\"run\":\"Runs.\"}}},\"interfaces\":{\"names\":{\"funcs\":{\"join\":\"Joins \\u0062oth.\"}}}}")
)
