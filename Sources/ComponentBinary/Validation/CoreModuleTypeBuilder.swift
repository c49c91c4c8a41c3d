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

  /// The canonical numbers of the types by type index.
  var types: [UInt32] = []
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

  mutating func addImport(
    _ module: String, _ name: String, _ entity: CoreEntity
  ) throws(ComponentBinaryError.Kind) {
    guard importNames.insert(ImportName(module: module, name: name)).inserted else {
      throw .nameConflict("\(module)/\(name)", with: "\(module)/\(name)", role: "core import")
    }
    imports.append(
      CoreModuleType.Import(module: module, name: name, type: entity.type, definedType: entity.definedType))
  }

  mutating func addExport(_ name: String, _ entity: CoreEntity) throws(ComponentBinaryError.Kind) {
    guard exportNames.insert(name).inserted else { throw .nameConflict(name, with: name, role: "core export") }
    exports.append(CoreInstanceType.Export(name, entity.type, definedType: entity.definedType))
  }

  /// The canonical number of a type that was declared so far.
  func number(_ index: UInt32) throws(ComponentBinaryError.Kind) -> UInt32 {
    guard Int(index) < types.count else {
      throw .unknownIndex(space: "core type", index: index, count: types.count)
    }
    return types[Int(index)]
  }
}
