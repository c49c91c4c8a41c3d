import CoreTypes

/// Canonical definitions.
///
/// Source: CanonicalABI.md, "Canonical Definitions".
extension ComponentDecoder {
  func addCanonical(_ definition: CanonicalDefinition) throws(ComponentBinaryError.Kind) {
    switch definition {
    case .lift(let index, let options, let typeIndex): try addLift(index, options, typeIndex)
    case .lower(let index, let options):
      let type = store[try function(index)]
      try check(options)
      try checkLower(options)
      if options.isAsync, !type.isAsync { throw .invalidOption("async on a function that is not async") }
      try push(try lowered(type, options))
    default: try push(try builtIn(definition))
    }
  }

  private func addLift(
    _ index: UInt32, _ options: CanonicalOptions, _ typeIndex: UInt32
  ) throws(ComponentBinaryError.Kind) {
    guard case .function(let id) = try type(typeIndex) else {
      throw .wrongKind(index: typeIndex, expected: "function type")
    }
    let found = try coreFunction(index)
    try check(options)
    if let postReturn = options.postReturn {
      let function = try coreFunction(postReturn)
      let expected = CoreFunctionType(found.results, [])
      guard function == expected else { throw .incorrectSignature("post-return", expected: expected, found: function) }
    }
    if options.isAsync {
      if let callback = options.callback {
        let function = try coreFunction(callback)
        let expected = CoreFunctionType([.i32, .i32, .i32], [.i32])
        guard function == expected else { throw .incorrectSignature("callback", expected: expected, found: function) }
      } else {
        try require(.asyncStackful, "async lifting without a callback")
      }
      guard store[id].isAsync else { throw .invalidOption("async on a function that is not async") }
    }
    let expected = try lifted(store[id], options)
    guard found == expected else { throw .incorrectSignature("core function", expected: expected, found: found) }
    try push(id)
  }

  // MARK: Signatures

  /// The core function that a lifted function is made from.
  ///
  /// Source: CanonicalABI.md, "Flattening", "canon lift".
  private func lifted(
    _ type: FunctionNode, _ options: CanonicalOptions
  ) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    let pointer = try pointerType(options)
    if type.parameters.contains(where: { store.facts($0.type).containsPointer }) { try requireRealloc(options) }
    let flat = flatten(type.parameters, pointer, limit: maxFlatParameters)
    if flat == nil { try requireRealloc(options) }
    let parameters = flat ?? [pointer.valueType]
    guard options.isAsync else {
      guard let result = type.result else { return CoreFunctionType(parameters, []) }
      if let flat = store.facts(result).flat(pointer), flat.count <= maxFlatResults {
        return CoreFunctionType(parameters, flat)
      }
      try requireMemory(options)
      return CoreFunctionType(parameters, [pointer.valueType])
    }
    if let result = type.result, store.facts(result).flat(pointer) == nil || store.facts(result).containsPointer {
      try requireMemory(options)
    }
    return CoreFunctionType(parameters, options.callback == nil ? [] : [.i32])
  }

  /// The core function that a lowered function becomes.
  ///
  /// Source: CanonicalABI.md, "Flattening", "canon lower".
  private func lowered(
    _ type: FunctionNode, _ options: CanonicalOptions
  ) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    let pointer = try pointerType(options)
    if type.parameters.contains(where: { store.facts($0.type).containsPointer }) { try requireMemory(options) }
    let limit = options.isAsync ? maxFlatAsyncParameters : maxFlatParameters
    let flat = flatten(type.parameters, pointer, limit: limit)
    if flat == nil { try requireMemory(options) }
    var parameters = flat ?? [pointer.valueType]
    if let result = type.result, store.facts(result).containsPointer { try requireRealloc(options) }
    if options.isAsync {
      if type.result != nil {
        try requireMemory(options)
        parameters.append(pointer.valueType)
      }
      return CoreFunctionType(parameters, [.i32])
    }
    guard let result = type.result else { return CoreFunctionType(parameters, []) }
    if let flat = store.facts(result).flat(pointer), flat.count <= maxFlatResults {
      return CoreFunctionType(parameters, flat)
    }
    try requireMemory(options)
    return CoreFunctionType(parameters + [pointer.valueType], [])
  }

  /// The parameters as core types; nil where they are too many.
  private func flatten(
    _ parameters: [FunctionNode.Parameter], _ pointer: CoreAddressType, limit: Int
  ) -> [CoreValueType]? {
    var flat: [CoreValueType] = []
    for parameter in parameters {
      guard let next = store.facts(parameter.type).flat(pointer), flat.count + next.count <= limit else { return nil }
      flat += next
    }
    return flat
  }

  // MARK: Options

  /// Checks options that are right or wrong whatever they are for.
  func check(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) {
    if let memory = options.memory { _ = try checkMemory(memory) }
    if options.isAsync { try require(.async, "the async option") }
    if options.callback != nil, !options.isAsync { throw .invalidOption("callback without async") }
    if options.isAsync, options.postReturn != nil { throw .invalidOption("post-return with async") }
    if let realloc = options.realloc {
      guard options.memory != nil else { throw .missingOption("memory") }
      let found = try coreFunction(realloc)
      let pointer = try pointerType(options).valueType
      let expected = CoreFunctionType([pointer, pointer, pointer, pointer], [pointer])
      guard found == expected else { throw .incorrectSignature("realloc", expected: expected, found: found) }
    }
  }

  /// Checks a memory that values may lie in; the type of its addresses.
  func checkMemory(_ index: UInt32) throws(ComponentBinaryError.Kind) -> CoreAddressType {
    let memory = try look(scope.coreMemories, index, "core memory")
    if memory.isShared { throw .invalidOption("memory is shared") }
    if memory.addressType == .i64 { try require(.memory64, "64-bit memories as canonical options") }
    return memory.addressType
  }

  /// The type of pointers: that of the memory's addresses, i32 without one.
  func pointerType(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) -> CoreAddressType {
    guard let memory = options.memory else { return .i32 }
    return try look(scope.coreMemories, memory, "core memory").addressType
  }

  func checkLower(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) {
    if options.postReturn != nil { throw .invalidOption("post-return is for lifting alone") }
    if options.callback != nil { throw .invalidOption("callback is for lifting alone") }
  }

  func requireMemory(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) {
    if options.memory == nil { throw .missingOption("memory") }
  }

  func requireRealloc(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) {
    try requireMemory(options)
    if options.realloc == nil { throw .missingOption("realloc") }
  }
}
