(module
  (type $a (sub final (struct)))
  (type $b (sub $a (struct (field i32)))))
