@testable import CoreModule

extension ModuleBuilder {
  static let i32: UInt8 = 0x7F
  static let i64: UInt8 = 0x7E
  static let v128: UInt8 = 0x7B

  static func functionType(_ parameters: [UInt8] = [], to results: [UInt8] = []) -> [UInt8] {
    [0x60] + sized(parameters) + sized(results)
  }

  /// A structure type of fields, each a storage type and a mutability.
  static func structure(_ fields: [[UInt8]]) -> [UInt8] { [0x5F] + list(fields) }

  static func array(_ field: [UInt8]) -> [UInt8] { [0x5E] + field }

  /// A type that may have subtypes.
  static func open(_ supertype: UInt8? = nil, _ composite: [UInt8]) -> [UInt8] {
    [0x50] + (supertype.map { [1, $0] } ?? [0]) + composite
  }

  static func recursive(_ members: [[UInt8]]) -> [UInt8] { [0x4E] + list(members) }

  /// A module with one function, of a type by its index.
  ///
  /// - Parameters:
  ///   - globals: each with its initializer.
  ///   - dataCount: how many passive data segments of one byte.
  static func module(
    types: [[UInt8]], tables: [[UInt8]] = [], memories: [[UInt8]] = [], tags: [[UInt8]] = [], globals: [[UInt8]] = [],
    elements: [[UInt8]] = [], dataCount: Int? = nil, of type: UInt8 = 0, locals: [UInt8] = [0], code: [UInt8]
  ) -> [UInt8] {
    var bytes = preamble + section(1, list(types)) + section(3, [1, type])
    if !tables.isEmpty { bytes += section(4, list(tables)) }
    if !memories.isEmpty { bytes += section(5, list(memories)) }
    if !tags.isEmpty { bytes += section(13, list(tags)) }
    if !globals.isEmpty { bytes += section(6, list(globals)) }
    if !elements.isEmpty { bytes += section(9, list(elements)) }
    if let dataCount { bytes += section(12, leb(dataCount)) }
    bytes += section(10, list([sized(locals + code + [0x0B])]))
    if let dataCount { bytes += section(11, list(Array(repeating: [1, 1, 0x2A], count: dataCount))) }
    return bytes
  }

  /// The fault of a module with such types and nothing else.
  static func fault(types: [[UInt8]]) -> CoreModuleError.Kind? { fault(preamble + section(1, list(types))) }
}
