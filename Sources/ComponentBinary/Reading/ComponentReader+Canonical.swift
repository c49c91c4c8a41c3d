import CoreTypes

/// Canonical definitions.
///
/// Source: Binary.md, "Canonical Definitions".
extension ComponentReader {
  mutating func readCanonical() throws(ComponentBinaryError.Kind) -> CanonicalDefinition {
    let byte = try readByte()
    switch byte {
    case 0x00:
      try expectFunctionSort()
      let function = try readU32()
      let options = try readOptions()
      return .lift(coreFunction: function, options: options, type: try readU32())
    case 0x01:
      try expectFunctionSort()
      let function = try readU32()
      return .lower(function: function, options: try readOptions())
    case 0x02: return .resourceNew(try readU32())
    case 0x03: return .resourceDrop(try readU32())
    case 0x04: return .resourceRep(try readU32())
    case 0x05: return .taskCancel
    case 0x06: return .subtaskCancel(isAsync: try readFlag("async"))
    case 0x09:
      let result = try readResultList()
      return .taskReturn(result: result, options: try readOptions())
    case 0x0A:
      let type = try readCoreValueType()
      return .contextGet(type, slot: try readU32())
    case 0x0B:
      let type = try readCoreValueType()
      return .contextSet(type, slot: try readU32())
    case 0x0C: return .threadYield(isCancellable: try readFlag("cancellable"))
    case 0x0D: return .subtaskDrop
    case 0x0E...0x14:
      let type = try readU32()
      return .stream(try readAsyncValueOperation(byte - 0x0E), type: type)
    case 0x15...0x1B:
      let type = try readU32()
      return .future(try readAsyncValueOperation(byte - 0x15), type: type)
    case 0x1C: return .errorContextNew(try readOptions())
    case 0x1D: return .errorContextDebugMessage(try readOptions())
    case 0x1E: return .errorContextDrop
    case 0x1F: return .waitableSetNew
    case 0x20:
      let isCancellable = try readFlag("cancellable")
      return .waitableSetWait(isCancellable: isCancellable, memory: try readU32())
    case 0x21:
      let isCancellable = try readFlag("cancellable")
      return .waitableSetPoll(isCancellable: isCancellable, memory: try readU32())
    case 0x22: return .waitableSetDrop
    case 0x23: return .waitableJoin
    case 0x24: return .backpressureIncrement
    case 0x25: return .backpressureDecrement
    case 0x26: return .threadIndex
    case 0x27:
      let type = try readU32()
      return .threadNewIndirect(type: type, table: try readU32())
    case 0x28: return .threadResumeLater
    case 0x29: return .threadSuspend(isCancellable: try readFlag("cancellable"))
    case 0x2A: return .threadSuspendThenResume(isCancellable: try readFlag("cancellable"))
    case 0x2B: return .threadYieldThenResume(isCancellable: try readFlag("cancellable"))
    case 0x2C: return .threadSuspendThenPromote(isCancellable: try readFlag("cancellable"))
    case 0x2D: return .threadYieldThenPromote(isCancellable: try readFlag("cancellable"))
    case 0x40, 0x41, 0x42: throw .notActive("shared-everything-threads built-ins", feature: nil)
    default: throw .unknownByte(byte, production: "canonical definition")
    }
  }

  private mutating func expectFunctionSort() throws(ComponentBinaryError.Kind) {
    let byte = try readByte()
    guard byte == 0 else { throw .unknownByte(byte, production: "canonical definition") }
  }

  private mutating func readAsyncValueOperation(
    _ number: UInt8
  ) throws(ComponentBinaryError.Kind) -> CanonicalDefinition.AsyncValueOperation {
    switch number {
    case 0: .new
    case 1: .read(try readOptions())
    case 2: .write(try readOptions())
    case 3: .cancelRead(isAsync: try readFlag("async"))
    case 4: .cancelWrite(isAsync: try readFlag("async"))
    case 5: .dropReadable
    default: .dropWritable
    }
  }

  private mutating func readOptions() throws(ComponentBinaryError.Kind) -> CanonicalOptions {
    var options = CanonicalOptions()
    for _ in 0..<(try readCount("canonical options", limit: ComponentLimits.canonicalOptions)) {
      let byte = try readByte()
      switch byte {
      case 0x00, 0x01, 0x02:
        if options.hasStringEncoding { throw .invalidOption("string-encoding is given twice") }
        options.hasStringEncoding = true
        options.stringEncoding = byte == 0 ? .utf8 : byte == 1 ? .utf16 : .latin1UTF16
      case 0x03: try set(&options.memory, "memory")
      case 0x04: try set(&options.realloc, "realloc")
      case 0x05: try set(&options.postReturn, "post-return")
      case 0x06:
        if options.isAsync { throw .invalidOption("async is given twice") }
        options.isAsync = true
      case 0x07: try set(&options.callback, "callback")
      case 0x08, 0x09: throw .notActive("the garbage-collected canonical ABI", feature: nil)
      default: throw .unknownByte(byte, production: "canonical option")
      }
    }
    return options
  }

  private mutating func set(_ option: inout UInt32?, _ name: String) throws(ComponentBinaryError.Kind) {
    if option != nil { throw .invalidOption("\(name) is given twice") }
    option = try readU32()
  }
}
