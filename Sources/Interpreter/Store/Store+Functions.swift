import CoreModule

extension Store {
  /// The functions whose code holds a file offset: one for each instance of its module.
  package func functions(atFileOffset offset: Int) -> [CoreFunction] {
    functions.filter { function in
      guard case .wasm(let instance, let index) = function.body else { return false }
      return instance.object.module.range.contains(offset)
        && instance.object.module.function(atByteOffset: offset) == index
    }
  }

  /// The functions that a module's names or exports call so.
  package func functions(named name: String) -> [CoreFunction] {
    functions.filter { function in
      guard case .wasm(let instance, let index) = function.body else { return false }
      return instance.object.module.functionName(index) == name
    }
  }
}
