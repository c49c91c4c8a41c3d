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

  /// The functions that a module's names or exports call so; an export that implements a component's function is called by
  /// that one's name alone, too: `overflowing-add` is `arithmetic:overflow/overflowing-add#overflowing-add`.
  package func functions(named name: String) -> [CoreFunction] {
    functions.filter { function in
      guard case .wasm(let instance, let index) = function.body else { return false }
      let module = instance.object.module
      return module.names.function(index) == name
        || module.exports.contains { export in
          export.kind == .function && export.index == index
            && (export.name == name || export.name.split(separator: "#").last.map(String.init) == name)
        }
    }
  }
}
