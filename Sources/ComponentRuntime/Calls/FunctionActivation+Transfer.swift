import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

/// How many values a cursor moves before the run looks at its budget again.
private let valuesPerSlice: UInt64 = 65_536

/// How many instructions of the budget a value costs to move, which takes about as long.
private let instructionsPerValue: UInt64 = 32

extension FunctionActivation {
  /// What a step of lowering came to.
  enum LowerStep {
    case again
    case realloc(Directive)
    case done([CoreValue])
  }

  /// Lifts on; the values once they are complete, and what their strings were.
  static func step(
    _ lift: inout LiftCursor?, _ texts: inout LiftedTexts?, _ side: TransferSide, _ call: CallNumber,
    _ budget: inout UInt64,
    _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> [ComponentValue]? {
    let handles = HandleCarrier(run.store, side.scope, call)
    let slice = min(max(1, budget / instructionsPerValue), valuesPerSlice)
    do throws(CanonicalABIError) {
      switch try lift?.step(budget: Int(slice), memory: side.memory, handles: handles) {
      case .done?:
        let values = lift?.values
        run.border?.didLift(lift?.trace ?? [], side.memory)
        texts = lift?.texts
        lift = nil
        return values
      case .outOfBudget?:
        budget -= min(budget, slice &* instructionsPerValue)
        return nil
      case .needsRealloc?, nil: preconditionFailure("a lift is under way, and lifting allocates nothing")
      }
    } catch {
      throw .trap(error.trapCode)
    }
  }

  /// Lowers on, calling the guest's realloc where memory is needed.
  ///
  /// Source: CanonicalABI.md, "Lifting and Lowering Context" (`reallocate`).
  static func step(
    _ lower: inout LowerCursor?, _ input: ActivationInput, _ side: TransferSide, _ call: CallNumber,
    _ budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> LowerStep {
    let handles = HandleCarrier(run.store, side.scope, call)
    let slice = min(max(1, budget / instructionsPerValue), valuesPerSlice)
    do throws(CanonicalABIError) {
      if case .returned(let values) = input {
        guard let pointer = values.first?.slots.first else { preconditionFailure("realloc returns a pointer") }
        side.scope.mayLeave = true
        run.note(.reallocated(pointer), in: side.scope)
        try lower?.resume(pointer: pointer, memory: side.memory)
      }
      let step = try lower?.step(budget: Int(slice), memory: side.memory, handles: handles)
      if let border = run.border {
        border.didLower(lower?.trace ?? [], side.memory)
        lower?.trace = []
      }
      switch step {
      case .done?:
        let flat = lower?.flatValues ?? []
        lower = nil
        return .done(flat)
      case .outOfBudget?:
        budget -= min(budget, slice &* instructionsPerValue)
        return .again
      case .needsRealloc(let old, let oldSize, let alignment, let newSize)?:
        guard let realloc = side.realloc else { throw .noRealloc }
        side.scope.mayLeave = false
        run.note(.realloc(old: old, oldSize: oldSize, alignment: alignment, newSize: newSize), in: side.scope)
        let arguments = [old, oldSize, alignment, newSize].map { CoreValue(slot: $0, as: side.pointerType.valueType) }
        return .realloc(.run(realloc, arguments))
      case nil: preconditionFailure("a lowering is under way")
      }
    } catch {
      throw .trap(error.trapCode)
    }
  }
}

extension SignaturePlan {
  /// Whether any handle would cross.
  var usesHandles: Bool { usesResources || usesAsyncValues }
  var usesResources: Bool { parameters.usesResources || result.usesResources }
  var usesAsyncValues: Bool { parameters.usesAsyncValues || result.usesAsyncValues }
}

extension CallError {
  /// What a guest that made the call is stopped with.
  var trapCode: TrapCode {
    switch self {
    case .unknownFunction(let path): .unlinkedImport(path.description)
    case .trapped(let trap): trap.code
    case .unsupported(let what): .canonicalABI("\(what) not supported yet")
    case .unknownHandle(let number): .canonicalABI("handle \(number) does not exist")
    }
  }
}
