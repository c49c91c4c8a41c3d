import ComponentBinary
import CoreText
import Diagnostics

/// What follows a built-in's name.
private enum BuiltInOperands {
  case none
  /// A type's index.
  case type
  case typeAndOptions
  /// A type's index, and `async` where it is asked for.
  case typeAndAsync
  case options
  case async
  case cancellable
  case cancellableAndMemory
  /// `(result …)` and options.
  case resultAndOptions
  /// A core value type and the slot's number.
  case contextSlot
  case coreType
  case coreTypeAndTable
}

/// A built-in: its first byte in the binary format, and what follows its name.
private struct BuiltIn {
  let opcode: UInt8
  let operands: BuiltInOperands

  init(_ opcode: UInt8, _ operands: BuiltInOperands = .none) {
    self.opcode = opcode
    self.operands = operands
  }

  /// By their names.
  ///
  /// Source: Explainer.md, "Canonical Built-ins"; Binary.md, "Canonical Definitions".
  static let byName: [String: BuiltIn] = [
    "resource.new": BuiltIn(0x02, .type), "resource.drop": BuiltIn(0x03, .type), "resource.rep": BuiltIn(0x04, .type),
    "task.cancel": BuiltIn(0x05), "subtask.cancel": BuiltIn(0x06, .async),
    "task.return": BuiltIn(0x09, .resultAndOptions), "context.get": BuiltIn(0x0A, .contextSlot),
    "context.set": BuiltIn(0x0B, .contextSlot), "thread.yield": BuiltIn(0x0C, .cancellable),
    "subtask.drop": BuiltIn(0x0D),
    "stream.new": BuiltIn(0x0E, .type), "stream.read": BuiltIn(0x0F, .typeAndOptions),
    "stream.write": BuiltIn(0x10, .typeAndOptions), "stream.cancel-read": BuiltIn(0x11, .typeAndAsync),
    "stream.cancel-write": BuiltIn(0x12, .typeAndAsync), "stream.drop-readable": BuiltIn(0x13, .type),
    "stream.drop-writable": BuiltIn(0x14, .type),
    "future.new": BuiltIn(0x15, .type), "future.read": BuiltIn(0x16, .typeAndOptions),
    "future.write": BuiltIn(0x17, .typeAndOptions), "future.cancel-read": BuiltIn(0x18, .typeAndAsync),
    "future.cancel-write": BuiltIn(0x19, .typeAndAsync), "future.drop-readable": BuiltIn(0x1A, .type),
    "future.drop-writable": BuiltIn(0x1B, .type),
    "error-context.new": BuiltIn(0x1C, .options), "error-context.debug-message": BuiltIn(0x1D, .options),
    "error-context.drop": BuiltIn(0x1E),
    "waitable-set.new": BuiltIn(0x1F), "waitable-set.wait": BuiltIn(0x20, .cancellableAndMemory),
    "waitable-set.poll": BuiltIn(0x21, .cancellableAndMemory), "waitable-set.drop": BuiltIn(0x22),
    "waitable.join": BuiltIn(0x23), "backpressure.inc": BuiltIn(0x24), "backpressure.dec": BuiltIn(0x25),
    "thread.index": BuiltIn(0x26), "thread.new-indirect": BuiltIn(0x27, .coreTypeAndTable),
    "thread.resume-later": BuiltIn(0x28), "thread.suspend": BuiltIn(0x29, .cancellable),
    "thread.suspend-then-resume": BuiltIn(0x2A, .cancellable),
    "thread.yield-then-resume": BuiltIn(0x2B, .cancellable),
    "thread.suspend-then-promote": BuiltIn(0x2C, .cancellable),
    "thread.yield-then-promote": BuiltIn(0x2D, .cancellable),
    "thread.spawn-ref": BuiltIn(0x40, .coreType), "thread.spawn-indirect": BuiltIn(0x41, .coreTypeAndTable),
    "thread.available-parallelism": BuiltIn(0x42), "thread.available_parallelism": BuiltIn(0x42),
  ]
}

// Canonical definitions of core functions.
extension ComponentEncoder {
  /// Reads `lower (func index) option*`, or a built-in with what belongs to it.
  mutating func readCanonicalCoreFunction() throws(CoreTextError) -> EncodedBytes {
    var bytes = EncodedBytes()
    if cursor.take(keyword: "lower") {
      bytes.append(contentsOf: [0x01, 0x00])
      bytes.append(unsigned: try readIndex(.function))
      bytes.append(try readCanonicalOptions())
      return bytes
    }
    guard let word = cursor.current, word.kind == .keyword,
      let builtIn = BuiltIn.byName[String(decoding: cursor.text.spelling(word).prefix(40), as: UTF8.self)]
    else { throw cursor.unexpected("`lift`, `lower` or a canonical built-in") }
    cursor.advance()
    bytes.append(builtIn.opcode)
    switch builtIn.operands {
    case .none: break
    case .type: bytes.append(unsigned: try readIndex(.type))
    case .typeAndOptions:
      bytes.append(unsigned: try readIndex(.type))
      bytes.append(try readCanonicalOptions())
    case .typeAndAsync:
      bytes.append(unsigned: try readIndex(.type))
      bytes.append(cursor.take(keyword: "async") ? 0x01 : 0x00)
    case .options: bytes.append(try readCanonicalOptions())
    case .async: bytes.append(cursor.take(keyword: "async") ? 0x01 : 0x00)
    case .cancellable: bytes.append(cursor.take(keyword: "cancellable") ? 0x01 : 0x00)
    case .cancellableAndMemory:
      bytes.append(cursor.take(keyword: "cancellable") ? 0x01 : 0x00)
      bytes.append(unsigned: try readMemoryOption())
    case .resultAndOptions:
      if cursor.take(opening: "result") {
        bytes.append(0x00)
        bytes.append(try readValueType())
        try cursor.expectClose()
      } else {
        bytes.append(contentsOf: [0x01, 0x00])
      }
      bytes.append(try readCanonicalOptions())
    case .contextSlot:
      bytes.append(try readCoreValueType())
      bytes.append(unsigned: try readNumber())
    case .coreType: bytes.append(unsigned: try readCoreIndex(.type, allowsLegacy: false))
    case .coreTypeAndTable:
      bytes.append(unsigned: try readCoreIndex(.type, allowsLegacy: false))
      bytes.append(unsigned: try readCoreIndex(.table))
    }
    return bytes
  }
}
