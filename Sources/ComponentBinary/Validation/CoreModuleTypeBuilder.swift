import CoreModule
import CoreTypes

/// A core module type while its declarators are read.
///
/// Source: Binary.md, "Type Definitions" (`core:moduletype`).
struct CoreModuleTypeBuilder {
  private struct ImportName: Hashable {
    let module: String
    let name: String
  }

  private(set) var types: [CoreFunctionType] = []
  private var imports: [CoreModuleType.Import] = []
  private var exports: [CoreInstanceType.Export] = []
  private var importNames: Set<ImportName> = []
  private var exportNames: Set<String> = []

  init() {}

  /// - Parameters: how many imports and exports there will be.
  init(imports importCount: Int, exports exportCount: Int) {
    imports.reserveCapacity(importCount)
    exports.reserveCapacity(exportCount)
    importNames.reserveCapacity(importCount)
    exportNames.reserveCapacity(exportCount)
  }

  var type: CoreModuleType { CoreModuleType(imports: imports, exports: CoreInstanceType(exports: exports)) }

  mutating func add(_ type: CoreFunctionType) throws(ComponentBinaryError.Kind) {
    guard types.count < ComponentLimits.types else { throw .tooMany("types", limit: ComponentLimits.types) }
    types.append(type)
  }

  mutating func addImport(
    _ module: String, _ name: String, _ type: CoreExternType
  ) throws(ComponentBinaryError.Kind) {
    guard importNames.insert(ImportName(module: module, name: name)).inserted else {
      throw .nameConflict("\(module)/\(name)", with: "\(module)/\(name)", role: "core import")
    }
    imports.append(CoreModuleType.Import(module: module, name: name, type: type))
  }

  mutating func addExport(_ name: String, _ type: CoreExternType) throws(ComponentBinaryError.Kind) {
    guard exportNames.insert(name).inserted else { throw .nameConflict(name, with: name, role: "core export") }
    exports.append(CoreInstanceType.Export(name, type))
  }

  private func function(_ index: UInt32) throws(ComponentBinaryError.Kind) -> CoreFunctionType {
    guard Int(index) < types.count else {
      throw .unknownIndex(space: "core type", index: index, count: types.count)
    }
    return types[Int(index)]
  }

  /// The type that an expression names, over the types declared so far.
  func resolve(_ expression: CoreExternExpression) throws(ComponentBinaryError.Kind) -> CoreExternType {
    switch expression {
    case .function(let index): return .function(try function(index))
    case .tag(let index): return .tag(try function(index))
    case .table(let type): return .table(type)
    case .memory(let type): return .memory(type)
    case .global(let type): return .global(type)
    }
  }
}
