import CanonicalABI
import ComponentBinary
import ComponentTypes
import CoreTypes
import Interpreter

extension InstantiationActivation {
  /// Appends what a canonical definition makes: a function for `lift`, a core function for all others.
  ///
  /// Source: Explainer.md, "Canonical Definitions".
  func define(_ definition: CanonicalDefinition, _ store: RuntimeStore) throws(ComponentRuntimeError) {
    if case .lift(let coreFunction, let options, let type) = definition {
      guard case .function(let functionType) = try scope.component.indexSpaces.types.item(type, "type") else {
        throw ComponentRuntimeError(.dangling("function type \(type)"))
      }
      let lifted = LiftedFunction(
        core: try scope.coreFunctions.item(coreFunction, "core func"), side: try side(options, store),
        postReturn: try function(options.postReturn), isAsync: options.isAsync,
        callback: try function(options.callback))
      if functionType.isAsync { store.usesAsync = true }
      scope.functions.append(ComponentFunction(functionType, .lifted(lifted)))
      return
    }
    let type = try scope.component.indexSpaces.coreFunctions.item(UInt32(scope.coreFunctions.count), "core func")
    scope.coreFunctions.append(store.makeFunction(type, try hostFunction(definition, store)))
  }

  private func hostFunction(
    _ definition: CanonicalDefinition, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> HostFunction {
    switch definition {
    case .lower(let index, let options):
      let type = try scope.component.indexSpaces.functions.item(index, "func")
      if type.isAsync { store.usesAsync = true }
      return .lowered(
        LoweredFunction(
          callee: try scope.functions.item(index, "func"), side: try side(options, store),
          signature: Signature(type), isAsync: options.isAsync))
    case .resourceNew(let type): return .resource(.new, try resource(type), Unretained(scope))
    case .resourceDrop(let type): return .resource(.drop, try resource(type), Unretained(scope))
    case .resourceRep(let type): return .resource(.rep, try resource(type), Unretained(scope))
    default:
      store.usesAsync = true
      return .builtIn(try builtIn(definition, store), Unretained(scope))
    }
  }

  private func resource(_ index: UInt32) throws(ComponentRuntimeError) -> RuntimeResource {
    guard case .resource(let resource) = try scope.types.item(index, "type") else {
      throw ComponentRuntimeError(.dangling("resource type \(index)"))
    }
    return resource
  }

  func side(_ options: CanonicalOptions, _ store: RuntimeStore) throws(ComponentRuntimeError) -> TransferSide {
    var memory: CoreMemory?
    if let index = options.memory { memory = try scope.coreMemories.item(index, "core memory") }
    let encoding: CanonicalABI.StringEncoding =
      switch options.stringEncoding {
      case .utf8: .utf8
      case .utf16: .utf16
      case .latin1UTF16: .latin1OrUTF16
      }
    return TransferSide(
      scope: scope, memory: memory, realloc: try function(options.realloc),
      options: TransferOptions(encoding: encoding, maxLiftedBytes: store.maxLiftedBytes))
  }

  func function(_ index: UInt32?) throws(ComponentRuntimeError) -> CoreFunction? {
    guard let index else { return nil }
    return try scope.coreFunctions.item(index, "core func")
  }
}
