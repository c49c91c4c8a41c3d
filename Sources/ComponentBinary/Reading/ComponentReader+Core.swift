import CoreModule
import CoreTypes

/// Core productions that component sections use.
///
/// Source: Binary.md, "Instance Definitions", "Type Definitions"; core specification, "Types" (binary format).
extension ComponentReader {
  mutating func readCoreValueType() throws(ComponentBinaryError.Kind) -> CoreValueType {
    let byte = try readByte()
    switch byte {
    case 0x7F: return .i32
    case 0x7E: return .i64
    case 0x7D: return .f32
    case 0x7C: return .f64
    case 0x7B: return .v128
    case 0x63: return .reference(CoreReferenceType(isNullable: true, heap: try readHeapType()))
    case 0x64: return .reference(CoreReferenceType(isNullable: false, heap: try readHeapType()))
    case 0x65: throw .notActive("shared core types", feature: nil)
    default:
      guard let heap = CoreHeapType(abstract: byte) else { throw .unknownByte(byte, production: "core value type") }
      return .reference(CoreReferenceType(isNullable: true, heap: heap))
    }
  }

  private mutating func readHeapType() throws(ComponentBinaryError.Kind) -> CoreHeapType {
    let byte = try peekByte()
    if let heap = CoreHeapType(abstract: byte) {
      _ = try readByte()
      return heap
    }
    if byte == 0x65 { throw .notActive("shared core types", feature: nil) }
    // A positive number of 33 bits: as one without a sign it has the same low bits.
    if byte & 0xC0 == 0x40 { throw .unknownByte(byte, production: "heap type") }
    return .concrete(try readU32())
  }

  private mutating func readReferenceType() throws(ComponentBinaryError.Kind) -> CoreReferenceType {
    guard case .reference(let type) = try readCoreValueType() else {
      throw .unknownByte(bytes[position - 1], production: "reference type")
    }
    return type
  }

  /// A recursion group: core types that may refer to each other.
  mutating func readRecursionGroup(_ features: CoreFeatures) throws(ComponentBinaryError.Kind) -> [CoreSubType] {
    do throws(CoreModuleError) {
      let (types, end) = try CoreModule.readRecursionGroup(
        bytes, in: position..<max(position, limit), features: features)
      _ = try? skip(end - position)
      return types
    } catch {
      throw .coreModule(error)
    }
  }

  /// The type of a core import or export.
  mutating func readCoreExternExpression() throws(ComponentBinaryError.Kind) -> CoreExternExpression {
    switch try readByte() {
    case 0x00: return .function(type: try readU32())
    case 0x01:
      let element = try readReferenceType()
      let (limits, flags) = try readLimits()
      if flags & 0b10 != 0 { throw .notActive("shared tables", feature: nil) }
      if flags & 0b1000 != 0 { throw .unknownByte(flags, production: "table limits") }
      return .table(CoreTableType(element: element, limits: limits, addressType: flags & 0b100 != 0 ? .i64 : .i32))
    case 0x02:
      let (limits, flags) = try readLimits()
      let isShared = flags & 0b10 != 0
      if isShared, limits.maximum == nil { throw .invalidType("a shared memory without a maximum") }
      let addressType: CoreAddressType = flags & 0b100 != 0 ? .i64 : .i32
      var pageSizeLog2: UInt32 = 16
      if flags & 0b1000 != 0 { pageSizeLog2 = try readU32() }
      guard pageSizeLog2 == 16 || pageSizeLog2 == 0 else { throw .invalidType("a memory with such pages") }
      let bits = (addressType == .i64 ? 64 : 32) - Int(pageSizeLog2)
      if bits < 64 {
        guard limits.minimum <= 1 << UInt64(bits), (limits.maximum ?? 0) <= 1 << UInt64(bits) else {
          throw .tooMany("pages of a memory", limit: 1 << min(bits, 62))
        }
      }
      return .memory(
        CoreMemoryType(
          limits: limits, isShared: isShared, addressType: addressType, pageSizeLog2: UInt8(pageSizeLog2)))
    case 0x03:
      let value = try readCoreValueType()
      return .global(CoreGlobalType(value, isMutable: try readFlag("mutability")))
    case 0x04:
      let attribute = try readByte()
      guard attribute == 0 else { throw .unknownByte(attribute, production: "tag type") }
      return .tag(type: try readU32())
    case let byte: throw .unknownByte(byte, production: "core extern type")
    }
  }

  private mutating func readLimits() throws(ComponentBinaryError.Kind) -> (limits: CoreLimits, flags: UInt8) {
    let flags = try readByte()
    if flags > 0x0F { throw .unknownByte(flags, production: "limits") }
    let isLong = flags & 0b100 != 0
    let minimum = isLong ? try readU64() : UInt64(try readU32())
    let maximum = flags & 1 == 0 ? nil : isLong ? try readU64() : UInt64(try readU32())
    if let maximum, maximum < minimum { throw .invalidType("limits whose maximum is below their minimum") }
    return (CoreLimits(minimum: minimum, maximum: maximum), flags)
  }

  mutating func readCoreSort() throws(ComponentBinaryError.Kind) -> CoreSort {
    let byte = try readByte()
    guard let sort = CoreSort(rawValue: byte) else { throw .unknownByte(byte, production: "core sort") }
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

extension CoreHeapType {
  /// The abstract heap type of a byte.
  ///
  /// Source: core specification, "Heap Types" (binary format).
  fileprivate init?(abstract byte: UInt8) {
    switch byte {
    case 0x6E: self = .any
    case 0x6D: self = .eq
    case 0x6C: self = .i31
    case 0x6B: self = .struct
    case 0x6A: self = .array
    case 0x71: self = .none
    case 0x70: self = .func
    case 0x73: self = .nofunc
    case 0x6F: self = .extern
    case 0x72: self = .noextern
    case 0x69: self = .exn
    case 0x74: self = .noexn
    default: return nil
    }
  }
}
