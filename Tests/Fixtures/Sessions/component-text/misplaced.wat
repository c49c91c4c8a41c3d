(component
  (import "point" (type $point (record))))
