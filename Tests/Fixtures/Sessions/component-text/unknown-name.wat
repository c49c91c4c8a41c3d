(component
  (type $pair (tuple u8 $other)))
