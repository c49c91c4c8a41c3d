import CoreTypes

/// Canonical built-ins: the core function type of each.
///
/// Source: Explainer.md, "Canonical Built-ins"; CanonicalABI.md, "Canonical Definitions".
extension ComponentDecoder {
  func builtIn(_ definition: CanonicalDefinition) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    switch definition {
    case .lift, .lower: throw .notAllowedHere("lift or lower")
    case .resourceNew(let index):
      let representation = try localRepresentation(index)
      return CoreFunctionType([representation], [.i32])
    case .resourceDrop(let index):
      _ = try resource(index)
      return CoreFunctionType([.i32], [])
    case .resourceRep(let index):
      let representation = try localRepresentation(index)
      return CoreFunctionType([.i32], [representation])
    case .errorContextNew(let options):
      try checkErrorContext(options)
      let pointer = try pointerType(options).valueType
      return CoreFunctionType([pointer, pointer], [.i32])
    case .errorContextDebugMessage(let options):
      try checkErrorContext(options)
      try requireRealloc(options)
      return CoreFunctionType([.i32, try pointerType(options).valueType], [])
    case .errorContextDrop:
      try require(.errorContext, "error-context")
      return CoreFunctionType([.i32], [])
    case .threadIndex, .threadNewIndirect, .threadResumeLater, .threadSuspend, .threadSuspendThenResume,
      .threadYieldThenResume, .threadSuspendThenPromote, .threadYieldThenPromote:
      return try threadBuiltIn(definition)
    default: return try asyncBuiltIn(definition)
    }
  }

  private func localRepresentation(_ index: UInt32) throws(ComponentBinaryError.Kind) -> CoreValueType {
    guard let representation = scope.representations[try resource(index).identity] else {
      throw .notLocalResource(index)
    }
    return representation
  }

  private func checkErrorContext(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) {
    try require(.errorContext, "error-context")
    try check(options)
    try requireMemory(options)
    if options.isAsync { throw .invalidOption("async on an error-context built-in") }
    try checkLower(options)
  }

  private func threadBuiltIn(_ definition: CanonicalDefinition) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    try require(.threading, "thread built-ins")
    switch definition {
    case .threadIndex, .threadSuspend: return CoreFunctionType([], [.i32])
    case .threadNewIndirect(let typeIndex, let tableIndex):
      guard case .defined(let number) = try look(scope.coreTypes, typeIndex, "core type"),
        let type = store.coreFunction(number)
      else {
        throw .wrongKind(index: typeIndex, expected: "core function type")
      }
      var expected = CoreFunctionType([.i32], [])
      if features.contains(.memory64), type.parameters == [.i64] { expected = CoreFunctionType([.i64], []) }
      guard type == expected else { throw .incorrectSignature("thread start", expected: expected, found: type) }
      let table = try look(scope.coreTables, tableIndex, "core table")
      guard table.element == .funcref else {
        throw .wrongKind(index: tableIndex, expected: "table of funcref")
      }
      if table.addressType == .i64 { try require(.memory64, "a 64-bit table of threads' functions") }
      return CoreFunctionType([table.addressType.valueType, type.parameters[0]], [.i32])
    case .threadResumeLater: return CoreFunctionType([.i32], [])
    default: return CoreFunctionType([.i32], [.i32])
    }
  }

  private func asyncBuiltIn(_ definition: CanonicalDefinition) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    try require(.async, "async built-ins")
    switch definition {
    case .taskReturn(let result, let options): return try taskReturn(result, options)
    case .contextGet(let type, let slot):
      try checkContext(type, slot)
      return CoreFunctionType([], [type])
    case .contextSet(let type, let slot):
      try checkContext(type, slot)
      return CoreFunctionType([type], [])
    case .subtaskCancel(let isAsync):
      if isAsync { try require(.moreAsyncBuiltins, "async subtask.cancel") }
      return CoreFunctionType([.i32], [.i32])
    case .subtaskDrop, .waitableSetDrop: return CoreFunctionType([.i32], [])
    case .waitableSetNew, .threadYield: return CoreFunctionType([], [.i32])
    case .waitableSetWait(_, let memory), .waitableSetPoll(_, let memory):
      return CoreFunctionType([.i32, try checkMemory(memory).valueType], [.i32])
    case .waitableJoin: return CoreFunctionType([.i32, .i32], [])
    case .stream(let operation, let index):
      guard case .value(let id) = try type(index), case .stream(let element) = store[id].shape else {
        throw .wrongKind(index: index, expected: "stream type")
      }
      return try asyncValue(operation, element, isStream: true)
    case .future(let operation, let index):
      guard case .value(let id) = try type(index), case .future(let element) = store[id].shape else {
        throw .wrongKind(index: index, expected: "future type")
      }
      return try asyncValue(operation, element, isStream: false)
    default: return CoreFunctionType([], [])
    }
  }

  private func asyncValue(
    _ operation: CanonicalDefinition.AsyncValueOperation, _ element: ValueID?, isStream: Bool
  ) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    func transfer(_ options: CanonicalOptions) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
      let pointer = try pointerType(options).valueType
      return isStream
        ? CoreFunctionType([.i32, pointer, pointer], [pointer]) : CoreFunctionType([.i32, pointer], [.i32])
    }
    switch operation {
    case .new: return CoreFunctionType([], [.i64])
    case .read(let options):
      try checkTransfer(options, element)
      if let element, store.facts(element).containsPointer { try requireRealloc(options) }
      return try transfer(options)
    case .write(let options):
      try checkTransfer(options, element)
      return try transfer(options)
    case .cancelRead(let isAsync), .cancelWrite(let isAsync):
      if isAsync { try require(.moreAsyncBuiltins, "async cancel-read and cancel-write") }
      return CoreFunctionType([.i32], [.i32])
    case .dropReadable, .dropWritable: return CoreFunctionType([.i32], [])
    }
  }

  private func checkTransfer(_ options: CanonicalOptions, _ element: ValueID?) throws(ComponentBinaryError.Kind) {
    try check(options)
    if !options.isAsync { try require(.moreAsyncBuiltins, "synchronous reads and writes") }
    if element != nil { try requireMemory(options) }
    try checkLower(options)
  }

  private func taskReturn(
    _ result: ValueTypeExpression?, _ options: CanonicalOptions
  ) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    try check(options)
    if options.realloc != nil { throw .invalidOption("realloc on task.return") }
    try checkLower(options)
    if options.isAsync { throw .invalidOption("async on task.return") }
    guard let result else { return CoreFunctionType([], []) }
    let facts = store.facts(try valueType(result))
    if facts.containsPointer { try requireMemory(options) }
    let pointer = try pointerType(options)
    if let flat = facts.flat(pointer) { return CoreFunctionType(flat, []) }
    try requireMemory(options)
    return CoreFunctionType([pointer.valueType], [])
  }

  private func checkContext(_ type: CoreValueType, _ slot: UInt32) throws(ComponentBinaryError.Kind) {
    switch type {
    case .i32: break
    case .i64: try require(.memory64, "64-bit context slots")
    default: throw .invalidType("a context slot that is neither i32 nor i64")
    }
    if let known = scope.contextType, known != type {
      throw .invalidType("a context slot of another type than the component's others")
    }
    guard slot == 0 || slot == 1 && features.contains(.threading) else {
      throw .unknownIndex(space: "context slot", index: slot, count: features.contains(.threading) ? 2 : 1)
    }
    scope.contextType = type
  }
}
