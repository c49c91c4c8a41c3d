(component
  (type $nothing (record)))
