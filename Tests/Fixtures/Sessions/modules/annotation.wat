(module
  (@name "a")
  (@name "b"))
