import CoreModule
import CoreTypes

/// Core modules, core module types and core instances.
///
/// Source: Binary.md, "Instance Definitions", "Type Definitions".
extension ComponentDecoder {
  func addCoreModule(_ range: Range<Int>) throws(ComponentBinaryError.Kind) {
    try countNestedBinary()
    guard range.count <= ComponentLimits.moduleBytes else {
      throw .tooMany("bytes of a core module", limit: ComponentLimits.moduleBytes)
    }
    let module = try embeddedModule(range)
    try push(module.type)
    scope.definitions.append(Definition(.coreModule(module), offset: range.lowerBound))
  }

  /// Decodes a core module and validates as much of it as is asked for.
  private func embeddedModule(_ range: Range<Int>) throws(ComponentBinaryError.Kind) -> EmbeddedModule {
    let module: Module
    do throws(CoreModuleError) {
      module = try decodeAndValidateModule(bytes, in: range, features: coreFeatures, validation: validation)
    } catch {
      throw .coreModule(error)
    }
    var builder = CoreModuleTypeBuilder(imports: module.imports.count, exports: module.exports.count)
    for item in module.imports {
      guard let type = module.externType(of: item.description) else {
        throw .exportIsNot(item.name, expected: "import")
      }
      try builder.addImport(item.module, item.name, type)
    }
    for item in module.exports {
      guard let type = module.externType(of: item) else { throw .noExport(item.name) }
      try builder.addExport(item.name, type)
    }
    return EmbeddedModule(module, type: builder.type)
  }

  func add(
    _ declaration: CoreModuleDeclaration, to builder: inout CoreModuleTypeBuilder
  ) throws(ComponentBinaryError.Kind) {
    switch declaration {
    case .import(let module, let name, let expression):
      try check(expression)
      try builder.addImport(module, name, try builder.resolve(expression))
    case .export(let name, let expression):
      try check(expression)
      try builder.addExport(name, try builder.resolve(expression))
    case .type(let type):
      try check(type)
      try builder.add(type)
    case .outerAlias(0, let index):
      guard case .function(let type) = try builder.resolve(.function(type: index)) else { return }
      try builder.add(type)
    case .outerAlias(let count, let index):
      guard let outer = outerScope(count - 1) else { throw .invalidOuterCount(count) }
      guard case .function(let type) = try look(outer.coreTypes, index, "core type") else {
        throw .wrongKind(index: index, expected: "core function type")
      }
      try builder.add(type)
    }
  }

  // MARK: Proposals

  private func check(_ expression: CoreExternExpression) throws(ComponentBinaryError.Kind) {
    switch expression {
    case .function: break
    case .table(let type):
      try check(.reference(type.element))
      if type.addressType == .i64 { try requireCore(.memory64, "64-bit tables") }
    case .memory(let type):
      if type.addressType == .i64 { try requireCore(.memory64, "64-bit memories") }
      if type.pageSizeLog2 != 16 { try requireCore(.customPageSizes, "custom page sizes") }
      if type.isShared { try requireCore(.threads, "shared memories") }
    case .global(let type): try check(type.value)
    case .tag: try requireCore(.exceptions, "exception tags")
    }
  }

  /// Checks that a core function type uses nothing that is off.
  func check(_ type: CoreFunctionType) throws(ComponentBinaryError.Kind) {
    for value in type.parameters { try check(value) }
    for value in type.results { try check(value) }
  }

  private func check(_ type: CoreValueType) throws(ComponentBinaryError.Kind) {
    switch type {
    case .i32, .i64, .f32, .f64: break
    case .v128: try requireCore(.simd, "SIMD")
    case .reference(let reference):
      switch reference.heap {
      case .func, .extern: try requireCore(.referenceTypes, "reference types")
      case .exn, .noexn: try requireCore(.exceptions, "references to exceptions")
      case .concrete(let index):
        try requireCore(.referenceTypes, "typed references")
        try requireCore(.functionReferences, "typed references")
        _ = try look(scope.coreTypes, index, "core type")
        throw .unsupported("core types that refer to others")
      default: try requireCore(.gc, "garbage-collected references")
      }
      if !reference.isNullable { try requireCore(.functionReferences, "references that are never null") }
    }
  }

  func addCoreInstance(_ expression: CoreInstanceExpression) throws(ComponentBinaryError.Kind) {
    switch expression {
    case .instantiate(let index, let arguments):
      let module = try coreModule(index)
      var given: [String: CoreInstanceType] = [:]
      for argument in arguments {
        guard given.updateValue(try coreInstance(argument.instance), forKey: argument.name) == nil else {
          throw .duplicateArgument(argument.name)
        }
      }
      try store.spend(module.imports.count)
      for item in module.imports {
        guard let instance = given[item.module] else { throw .missingArgument(item.module) }
        guard let type = instance[item.name] else { throw .missingArgument("\(item.module)/\(item.name)") }
        guard type.satisfies(item.type) else {
          throw .typeMismatch(
            path: [item.module, item.name], expected: item.type.description, found: type.description)
        }
      }
      try push(module.exports)
    case .exports(let items):
      var names: Set<String> = []
      var exports: [CoreInstanceType.Export] = []
      exports.reserveCapacity(items.count)
      for item in items {
        guard names.insert(item.name).inserted else {
          throw .nameConflict(item.name, with: item.name, role: "core export")
        }
        exports.append(CoreInstanceType.Export(item.name, try coreEntity(item.item)))
      }
      try push(CoreInstanceType(exports: exports))
    }
  }
}
