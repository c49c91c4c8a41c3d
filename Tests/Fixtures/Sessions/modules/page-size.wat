(module
  (memory 10 (pagesize 1)))
