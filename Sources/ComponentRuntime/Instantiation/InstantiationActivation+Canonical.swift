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
        postReturn: try function(options.postReturn), isAsync: options.isAsync || functionType.isAsync)
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
      return .lowered(
        LoweredFunction(
          callee: try scope.functions.item(index, "func"), side: try side(options, store),
          signature: Signature(type), isAsync: options.isAsync))
    case .resourceNew(let type): return .resource(.new, try resource(type), Unretained(scope))
    case .resourceDrop(let type): return .resource(.drop, try resource(type), Unretained(scope))
    case .resourceRep(let type): return .resource(.rep, try resource(type), Unretained(scope))
    default: return .unsupported(definition.builtInName)
    }
  }

  private func resource(_ index: UInt32) throws(ComponentRuntimeError) -> RuntimeResource {
    guard case .resource(let resource) = try scope.types.item(index, "type") else {
      throw ComponentRuntimeError(.dangling("resource type \(index)"))
    }
    return resource
  }

  private func side(_ options: CanonicalOptions, _ store: RuntimeStore) throws(ComponentRuntimeError) -> TransferSide {
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

  private func function(_ index: UInt32?) throws(ComponentRuntimeError) -> CoreFunction? {
    guard let index else { return nil }
    return try scope.coreFunctions.item(index, "core func")
  }
}

extension CanonicalDefinition {
  /// The built-in's name in component text.
  ///
  /// Source: Explainer.md, "Canonical Built-ins".
  var builtInName: String {
    switch self {
    case .lift: "lift"
    case .lower: "lower"
    case .resourceNew: "resource.new"
    case .resourceDrop: "resource.drop"
    case .resourceRep: "resource.rep"
    case .backpressureIncrement: "backpressure.inc"
    case .backpressureDecrement: "backpressure.dec"
    case .taskReturn: "task.return"
    case .taskCancel: "task.cancel"
    case .contextGet: "context.get"
    case .contextSet: "context.set"
    case .subtaskCancel: "subtask.cancel"
    case .subtaskDrop: "subtask.drop"
    case .stream(let operation, _): "stream.\(operation.builtInName)"
    case .future(let operation, _): "future.\(operation.builtInName)"
    case .errorContextNew: "error-context.new"
    case .errorContextDebugMessage: "error-context.debug-message"
    case .errorContextDrop: "error-context.drop"
    case .waitableSetNew: "waitable-set.new"
    case .waitableSetWait: "waitable-set.wait"
    case .waitableSetPoll: "waitable-set.poll"
    case .waitableSetDrop: "waitable-set.drop"
    case .waitableJoin: "waitable.join"
    case .threadIndex: "thread.index"
    case .threadNewIndirect: "thread.new-indirect"
    case .threadResumeLater: "thread.resume-later"
    case .threadSuspend: "thread.suspend"
    case .threadYield: "thread.yield"
    case .threadSuspendThenResume: "thread.suspend-then-resume"
    case .threadYieldThenResume: "thread.yield-then-resume"
    case .threadSuspendThenPromote: "thread.suspend-then-promote"
    case .threadYieldThenPromote: "thread.yield-then-promote"
    }
  }
}

extension CanonicalDefinition.AsyncValueOperation {
  fileprivate var builtInName: String {
    switch self {
    case .new: "new"
    case .read: "read"
    case .write: "write"
    case .cancelRead: "cancel-read"
    case .cancelWrite: "cancel-write"
    case .dropReadable: "drop-readable"
    case .dropWritable: "drop-writable"
    }
  }
}
