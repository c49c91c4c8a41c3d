import CanonicalABI
import ComponentBinary
import ComponentTypes
import CoreTypes
import Interpreter

/// A canonical built-in of tasks, threads, waitables, streams, futures and error contexts, as its component defines it.
///
/// Source: CanonicalABI.md, "Canonical Definitions".
enum BuiltIn {
  case backpressure(by: Int)
  case taskReturn(ValueType?, TransferPlan, TransferSide)
  case taskCancel
  case contextGet(CoreValueType, slot: UInt32)
  case contextSet(CoreValueType, slot: UInt32)
  case subtaskCancel(isAsync: Bool)
  case subtaskDrop
  case newChannel(ChannelEndType)
  case copy(CopyOperation)
  case cancelCopy(ChannelEndType, isAsync: Bool)
  case dropEnd(ChannelEndType)
  case errorContextNew(TransferSide)
  case errorContextDebugMessage(TransferSide)
  case errorContextDrop
  case waitableSetNew
  case waitableSetWait(isCancellable: Bool, TransferSide)
  case waitableSetPoll(isCancellable: Bool, TransferSide)
  case waitableSetDrop
  case waitableJoin
  case threadIndex
  case threadNew(CoreTable, CoreFunctionType)
  case threadResumeLater
  /// `thread.suspend` and `thread.yield`, and those that let another thread run.
  case threadWait(ThreadWait)

  /// What comes of performing one.
  enum Outcome {
    case done([CoreValue])
    /// It takes some time, waits, or runs guest code.
    case start(any Activation)
  }
}

/// Which ends of streams or futures a built-in is for.
struct ChannelEndType {
  let isFuture: Bool
  let isReadable: Bool
  let element: ChannelElement?

  /// The specification's word for it.
  var word: String { "\(isReadable ? "readable" : "writable") \(isFuture ? "future" : "stream") end" }
}

/// How a thread waits of its own accord.
struct ThreadWait {
  /// Which other thread runs in its place.
  enum Next {
    case none
    /// One that is suspended, by its index.
    case resume
    /// One that is ready, by its index; without it, none.
    case promote
  }

  /// Whether it goes on by itself when others had their turn; otherwise it has to be resumed.
  let isYield: Bool
  let isCancellable: Bool
  let next: Next
}

extension InstantiationActivation {
  func builtIn(
    _ definition: CanonicalDefinition, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> BuiltIn {
    switch definition {
    case .lift, .lower, .resourceNew, .resourceDrop, .resourceRep:
      preconditionFailure("functions and resources have definitions of their own")
    case .backpressureIncrement: return .backpressure(by: 1)
    case .backpressureDecrement: return .backpressure(by: -1)
    case .taskReturn(let result, let options):
      let type = try result.map { expression throws(ComponentRuntimeError) in try valueType(expression) }
      let side = try side(options, store)
      return .taskReturn(type, try plan(type, side), side)
    case .taskCancel: return .taskCancel
    case .contextGet(let type, let slot): return .contextGet(type, slot: slot)
    case .contextSet(let type, let slot): return .contextSet(type, slot: slot)
    case .subtaskCancel(let isAsync): return .subtaskCancel(isAsync: isAsync)
    case .subtaskDrop: return .subtaskDrop
    case .stream(let operation, let type): return try channel(operation, type, store)
    case .future(let operation, let type): return try channel(operation, type, store)
    case .errorContextNew(let options): return .errorContextNew(try side(options, store))
    case .errorContextDebugMessage(let options): return .errorContextDebugMessage(try side(options, store))
    case .errorContextDrop: return .errorContextDrop
    case .waitableSetNew: return .waitableSetNew
    case .waitableSetWait(let isCancellable, let memory):
      return .waitableSetWait(isCancellable: isCancellable, try side(memory: memory, store))
    case .waitableSetPoll(let isCancellable, let memory):
      return .waitableSetPoll(isCancellable: isCancellable, try side(memory: memory, store))
    case .waitableSetDrop: return .waitableSetDrop
    case .waitableJoin: return .waitableJoin
    case .threadIndex: return .threadIndex
    case .threadNewIndirect(let type, let table):
      guard case .defined(let defined) = try scope.component.indexSpaces.coreTypes.item(type, "core type"),
        let type = defined.function
      else {
        throw ComponentRuntimeError(.dangling("core function type \(type)"))
      }
      return .threadNew(try scope.coreTables.item(table, "core table"), type)
    case .threadResumeLater: return .threadResumeLater
    case .threadSuspend(let flag): return .threadWait(ThreadWait(isYield: false, isCancellable: flag, next: .none))
    case .threadYield(let flag): return .threadWait(ThreadWait(isYield: true, isCancellable: flag, next: .none))
    case .threadSuspendThenResume(let flag):
      return .threadWait(ThreadWait(isYield: false, isCancellable: flag, next: .resume))
    case .threadYieldThenResume(let flag):
      return .threadWait(ThreadWait(isYield: true, isCancellable: flag, next: .resume))
    case .threadSuspendThenPromote(let flag):
      return .threadWait(ThreadWait(isYield: false, isCancellable: flag, next: .promote))
    case .threadYieldThenPromote(let flag):
      return .threadWait(ThreadWait(isYield: true, isCancellable: flag, next: .promote))
    }
  }

  private func channel(
    _ operation: CanonicalDefinition.AsyncValueOperation, _ index: UInt32, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> BuiltIn {
    guard case .value(let type) = try scope.component.indexSpaces.types.item(index, "type") else {
      throw ComponentRuntimeError(.dangling("stream or future type \(index)"))
    }
    let isFuture: Bool
    let elementType: ValueType?
    switch type.shape {
    case .stream(let element): (isFuture, elementType) = (false, element)
    case .future(let element): (isFuture, elementType) = (true, element)
    default: throw ComponentRuntimeError(.dangling("stream or future type \(index)"))
    }
    let element = elementType.map { ChannelElement(type: $0, scope: scope) }
    func end(isReadable: Bool) -> ChannelEndType {
      ChannelEndType(isFuture: isFuture, isReadable: isReadable, element: element)
    }
    func copy(_ options: CanonicalOptions, isReadable: Bool) throws(ComponentRuntimeError) -> BuiltIn {
      let side = try side(options, store)
      let layout = try plan(elementType, side).root
      return .copy(
        CopyOperation(
          end: end(isReadable: isReadable), side: side, isAsync: options.isAsync,
          elementSize: layout.size, alignment: layout.alignment))
    }
    switch operation {
    case .new: return .newChannel(end(isReadable: true))
    case .read(let options): return try copy(options, isReadable: true)
    case .write(let options): return try copy(options, isReadable: false)
    case .cancelRead(let isAsync): return .cancelCopy(end(isReadable: true), isAsync: isAsync)
    case .cancelWrite(let isAsync): return .cancelCopy(end(isReadable: false), isAsync: isAsync)
    case .dropReadable: return .dropEnd(end(isReadable: true))
    case .dropWritable: return .dropEnd(end(isReadable: false))
    }
  }

  private func valueType(_ expression: ValueTypeExpression) throws(ComponentRuntimeError) -> ValueType {
    switch expression {
    case .primitive(let type): return type
    case .index(let index):
      guard case .value(let type) = try scope.component.indexSpaces.types.item(index, "type") else {
        throw ComponentRuntimeError(.dangling("value type \(index)"))
      }
      return type
    }
  }

  private func plan(_ type: ValueType?, _ side: TransferSide) throws(ComponentRuntimeError) -> TransferPlan {
    do {
      return try TransferPlan(type.map { [$0] } ?? [], pointerType: side.pointerType)
    } catch {
      throw ComponentRuntimeError(.unsupported(error.message))
    }
  }

  private func side(memory: UInt32, _ store: RuntimeStore) throws(ComponentRuntimeError) -> TransferSide {
    var options = CanonicalOptions()
    options.memory = memory
    return try side(options, store)
  }
}
