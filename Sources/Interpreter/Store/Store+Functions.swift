import CoreModule
package import CoreTypes

extension Store {
  /// The functions whose code holds a file offset: one for each instance of its module.
  package func functions(atFileOffset offset: Int) -> [CoreFunction] {
    instances.filter { $0.module.range.contains(offset) }.compactMap { instance in
      instance.module.function(atByteOffset: offset).flatMap { instance.function(at: $0) }
    }
  }
}

extension CoreInstance {
  /// A function by its index in the module; nil beyond the last.
  package func function(at index: UInt32) -> CoreFunction? {
    Int(index) < functions.count ? functions[Int(index)] : nil
  }
}

extension CoreFunction {
  /// What stops an execution that calls it; nil for a function of a module.
  package var hostTag: Int? {
    if case .host(let tag) = body { tag } else { nil }
  }

  /// Where its code begins; nil for a function of the host.
  package var entry: CodeLocation? {
    firstOperator(atOrBehind: 0)
  }

  /// The first operator at a file offset or behind it that is a step of its own; nil where none is, and for a function of
  /// the host.
  package func firstOperator(atOrBehind offset: Int) -> CodeLocation? {
    guard case .wasm(let instance, let index) = body, let body = instance.object.module.body(ofFunction: index) else {
      return nil
    }
    let module = instance.object.module
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    while let instruction = try? reader.next() {
      guard instruction.offset >= offset, !instruction.opcode.isBlockStructure else { continue }
      return module.location(ofByteOffset: instruction.offset)
    }
    return nil
  }

  /// The instance whose code it is; nil for a function of the host.
  package var instance: CoreInstance? {
    if case .wasm(let instance, _) = body { instance.object } else { nil }
  }
}

extension Opcode {
  /// Whether it is block structure, which does nothing when it is come by.
  fileprivate var isBlockStructure: Bool {
    switch self {
    case .block, .loop, .else, .end, .tryTable: true
    default: false
    }
  }
}
