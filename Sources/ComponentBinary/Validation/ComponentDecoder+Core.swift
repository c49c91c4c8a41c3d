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
    let numbers = store.addTypes(of: module)
    func entity(_ type: CoreExternType?, _ name: String, definedType: UInt32?) throws(ComponentBinaryError.Kind)
      -> CoreEntity
    {
      guard let type else { throw .noExport(name) }
      return try canonical(type, definedType: definedType, numbers)
    }
    var builder = CoreModuleTypeBuilder(imports: module.imports.count, exports: module.exports.count)
    for item in module.imports {
      let definedType: UInt32? =
        switch item.description {
        case .function(let type), .tag(let type): type
        case .table, .memory, .global: nil
        }
      let type = try entity(module.externType(of: item.description), item.name, definedType: definedType)
      try builder.addImport(item.module, item.name, type)
    }
    for item in module.exports {
      let definedType: UInt32? =
        switch item.kind {
        case .function: try look(module.functions, item.index, "core func")
        case .tag: try look(module.tags, item.index, "core tag")
        case .table, .memory, .global: nil
        }
      try builder.addExport(item.name, try entity(module.externType(of: item), item.name, definedType: definedType))
    }
    return EmbeddedModule(module, type: builder.type)
  }

  /// A core definition's type with canonical numbers where it has type indices.
  ///
  /// - Parameters:
  ///   - definedType: the type index of a function or tag.
  ///   - numbers: the canonical numbers by type index.
  private func canonical(
    _ type: CoreExternType, definedType: UInt32?, _ numbers: [UInt32]
  ) throws(ComponentBinaryError.Kind) -> CoreEntity {
    switch type {
    case .function, .tag:
      guard let definedType else { throw .wrongKind(index: 0, expected: "core function type") }
      let number = try look(numbers, definedType, "core type")
      guard let function = store.coreFunction(number) else {
        throw .wrongKind(index: definedType, expected: "core function type")
      }
      if case .tag = type { return CoreEntity(.tag(function), definedType: number) }
      return CoreEntity(.function(function), definedType: number)
    case .memory: return CoreEntity(type)
    case .table(var table):
      table.element = try canonical(table.element, numbers)
      return CoreEntity(.table(table))
    case .global(var global):
      if case .reference(let reference) = global.value { global.value = .reference(try canonical(reference, numbers)) }
      return CoreEntity(.global(global))
    }
  }

  private func canonical(
    _ reference: CoreReferenceType, _ numbers: [UInt32]
  ) throws(ComponentBinaryError.Kind) -> CoreReferenceType {
    guard case .concrete(let index) = reference.heap else { return reference }
    let number = try look(numbers, index, "core type")
    return CoreReferenceType(isNullable: reference.isNullable, heap: .concrete(number))
  }

  // MARK: Types

  /// Checks a recursion group of a component's or module type's own, and adds it.
  ///
  /// - Parameter numbers: the canonical numbers of the types before it, by type index.
  func add(_ group: [CoreSubType], to numbers: inout [UInt32]) throws(ComponentBinaryError.Kind) {
    guard numbers.count + group.count <= ComponentLimits.types else {
      throw .tooMany("types", limit: ComponentLimits.types)
    }
    let offset = itemOffset
    do throws(CoreModuleError) {
      try store.coreTypes.add(group[...], numbers: &numbers, allowsRecursion: coreFeatures.contains(.gc)) { _ in offset
      }
    } catch {
      throw .coreModule(error)
    }
  }

  /// Adds a recursion group to the innermost scope's core types.
  func addCoreTypes(_ group: [CoreSubType]) throws(ComponentBinaryError.Kind) {
    // Module types are in the same space, and no other core type can refer to them.
    var found: UInt32?
    func visit(_ index: UInt32) {
      if Int(index) < scope.coreTypes.count, case .module = scope.coreTypes[Int(index)] { found = index }
    }
    for type in group {
      type.supertype.map(visit)
      type.composite.forEachReference(visit)
    }
    if let found { throw .wrongKind(index: found, expected: "core type that is no module type") }
    let first = scope.coreTypeNumbers.count
    try add(group, to: &scope.coreTypeNumbers)
    for number in scope.coreTypeNumbers[first...] { try push(Scope.CoreType.defined(number)) }
  }

  func add(
    _ declaration: CoreModuleDeclaration, to builder: inout CoreModuleTypeBuilder
  ) throws(ComponentBinaryError.Kind) {
    switch declaration {
    case .import(let module, let name, let expression):
      try builder.addImport(module, name, try entity(expression, builder))
    case .export(let name, let expression): try builder.addExport(name, try entity(expression, builder))
    case .group(let group): try add(group, to: &builder.types)
    case .outerAlias(0, let index): builder.types.append(try builder.number(index))
    case .outerAlias(let count, let index):
      guard let outer = outerScope(count - 1) else { throw .invalidOuterCount(count) }
      guard case .defined(let number) = try look(outer.coreTypes, index, "core type") else {
        throw .wrongKind(index: index, expected: "core type that is no module type")
      }
      builder.types.append(number)
    }
  }

  /// The type that an expression names, over the types declared so far.
  private func entity(
    _ expression: CoreExternExpression, _ builder: CoreModuleTypeBuilder
  ) throws(ComponentBinaryError.Kind) -> CoreEntity {
    try check(expression)
    switch expression {
    case .function(let index):
      guard let type = store.coreFunction(try builder.number(index)) else {
        throw .wrongKind(index: index, expected: "core function type")
      }
      return try canonical(.function(type), definedType: index, builder.types)
    case .tag(let index):
      guard let type = store.coreFunction(try builder.number(index)), type.results.isEmpty else {
        throw .wrongKind(index: index, expected: "type of a core function without results")
      }
      return try canonical(.tag(type), definedType: index, builder.types)
    case .table(let type): return try canonical(.table(type), definedType: nil, builder.types)
    case .memory(let type): return CoreEntity(.memory(type))
    case .global(let type): return try canonical(.global(type), definedType: nil, builder.types)
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

  private func check(_ type: CoreValueType) throws(ComponentBinaryError.Kind) {
    switch type {
    case .i32, .i64, .f32, .f64: break
    case .v128: try requireCore(.simd, "SIMD")
    case .reference(let reference):
      switch reference.heap {
      case .func, .extern: try requireCore(.referenceTypes, "reference types")
      case .exn, .noexn: try requireCore(.exceptions, "references to exceptions")
      case .concrete:
        try requireCore(.referenceTypes, "typed references")
        try requireCore(.functionReferences, "typed references")
      default: try requireCore(.gc, "garbage-collected references")
      }
      if !reference.isNullable { try requireCore(.functionReferences, "references that are never null") }
    }
  }

  // MARK: Instances

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
        guard let export = instance[item.name] else { throw .missingArgument("\(item.module)/\(item.name)") }
        guard store.matches(export.entity, item.entity) else {
          throw .typeMismatch(
            path: [item.module, item.name], expected: item.type.description, found: export.type.description)
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
        let entity = try coreEntity(item.item)
        exports.append(CoreInstanceType.Export(item.name, entity.type, definedType: entity.definedType))
      }
      try push(CoreInstanceType(exports: exports))
    }
  }
}
