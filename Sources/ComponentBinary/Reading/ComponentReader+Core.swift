import CoreTypes

/// Core productions that component sections use.
///
/// Source: Binary.md, "Instance Definitions", "Type Definitions"; core specification, "Types" (binary format).
extension ComponentReader {
  mutating func readCoreValueType() throws(ComponentBinaryError.Kind) -> CoreValueType {
    switch try readByte() {
    case 0x7F: return .i32
    case 0x7E: return .i64
    case 0x7D: return .f32
    case 0x7C: return .f64
    case 0x7B: return .v128
    case 0x70: return .funcref
    case 0x6F: return .externref
    case 0x63: return .reference(CoreReferenceType(isNullable: true, heap: try readHeapType()))
    case 0x64: return .reference(CoreReferenceType(isNullable: false, heap: try readHeapType()))
    case 0x65...0x6E, 0x71...0x74: throw .unsupported("garbage-collected reference types")
    case let byte: throw .unknownByte(byte, production: "core value type")
    }
  }

  private mutating func readHeapType() throws(ComponentBinaryError.Kind) -> CoreHeapType {
    switch try readByte() {
    case 0x70: return .func
    case 0x6F: return .extern
    default: throw .unsupported("garbage-collected reference types")
    }
  }

  private mutating func readReferenceType() throws(ComponentBinaryError.Kind) -> CoreReferenceType {
    guard case .reference(let type) = try readCoreValueType() else {
      throw .unknownByte(bytes[position - 1], production: "reference type")
    }
    return type
  }

  /// A function type after its first byte, 0x60.
  mutating func readCoreFunctionType() throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    let parameters = try readVector("parameters of a core function", limit: ComponentLimits.coreFunctionParameters) {
      (reader) throws(ComponentBinaryError.Kind) in try reader.readCoreValueType()
    }
    let results = try readVector("results of a core function", limit: ComponentLimits.coreFunctionResults) {
      (reader) throws(ComponentBinaryError.Kind) in try reader.readCoreValueType()
    }
    return CoreFunctionType(parameters, results)
  }

  /// A core type that is not a module type, from its first byte on.
  mutating func readCoreRecursiveType() throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    switch try readByte() {
    case 0x60: return try readCoreFunctionType()
    case 0x00, 0x4E, 0x4F, 0x50, 0x5D, 0x5E, 0x5F, 0x65: throw .unsupported("core types other than functions")
    case let byte: throw .unknownByte(byte, production: "core type")
    }
  }

  /// The type of a core import or export.
  mutating func readCoreExternExpression() throws(ComponentBinaryError.Kind) -> CoreExternExpression {
    switch try readByte() {
    case 0x00: return .function(type: try readU32())
    case 0x01:
      let element = try readReferenceType()
      let (limits, flags) = try readLimits()
      if flags & ~1 != 0 { throw .unsupported("64-bit or shared tables") }
      return .table(CoreTableType(element: element, limits: limits))
    case 0x02:
      let (limits, flags) = try readLimits()
      if flags & 0b1100 != 0 { throw .unsupported("64-bit memories and custom page sizes") }
      let isShared = flags & 0b10 != 0
      if isShared, limits.maximum == nil { throw .invalidType("a shared memory without a maximum") }
      guard limits.minimum <= 1 << 16, (limits.maximum ?? 0) <= 1 << 16 else {
        throw .tooMany("pages of a memory", limit: 1 << 16)
      }
      return .memory(CoreMemoryType(limits: limits, isShared: isShared))
    case 0x03:
      let value = try readCoreValueType()
      return .global(CoreGlobalType(value, isMutable: try readFlag("mutability")))
    case 0x04: throw .unsupported("exception tags")
    case let byte: throw .unknownByte(byte, production: "core extern type")
    }
  }

  private mutating func readLimits() throws(ComponentBinaryError.Kind) -> (limits: CoreLimits, flags: UInt8) {
    let flags = try readByte()
    if flags > 0x0F { throw .unknownByte(flags, production: "limits") }
    if flags & 0b1100 != 0 { throw .unsupported("64-bit memories and custom page sizes") }
    let minimum = UInt64(try readU32())
    let maximum = flags & 1 != 0 ? UInt64(try readU32()) : nil
    if let maximum, maximum < minimum { throw .invalidType("limits whose maximum is below their minimum") }
    return (CoreLimits(minimum: minimum, maximum: maximum), flags)
  }

  mutating func readCoreSort() throws(ComponentBinaryError.Kind) -> CoreSort {
    let byte = try readByte()
    guard let sort = CoreSort(rawValue: byte) else { throw .unknownByte(byte, production: "core sort") }
    if sort == .tag { throw .unsupported("exception tags") }
    return sort
  }

  mutating func readCoreInstance() throws(ComponentBinaryError.Kind) -> CoreInstanceExpression {
    switch try readByte() {
    case 0x00:
      let module = try readU32()
      let arguments = try readVector("instantiation arguments", limit: ComponentLimits.instantiationArguments) {
        (reader) throws(ComponentBinaryError.Kind) in
        let name = try reader.readName()
        let sort = try reader.readByte()
        guard sort == CoreSort.instance.rawValue else {
          throw .unknownByte(sort, production: "core instantiation argument")
        }
        return CoreInstantiationArgument(name, instance: try reader.readU32())
      }
      return .instantiate(module: module, arguments: arguments)
    case 0x01:
      let exports = try readVector("exports of a core instance", limit: ComponentLimits.instantiationExports) {
        (reader) throws(ComponentBinaryError.Kind) in
        let name = try reader.readName()
        let sort = try reader.readCoreSort()
        return CoreInlineExport(name, CoreSortIndex(sort, try reader.readU32()))
      }
      return .exports(exports)
    case let byte: throw .unknownByte(byte, production: "core instance")
    }
  }
}
