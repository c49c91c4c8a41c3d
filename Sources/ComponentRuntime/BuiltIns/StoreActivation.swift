import CanonicalABI
import ComponentTypes
import CoreTypes

/// Stores what a built-in gives where the guest wants it.
struct StoreActivation: Activation {
  private var lower: LowerCursor?
  private let side: TransferSide
  /// The built-in's core results.
  private let results: [CoreValue]

  init(_ plan: TransferPlan, _ values: [ComponentValue], at pointer: UInt64, _ side: TransferSide, results: [CoreValue])
  {
    lower = LowerCursor(plan, values, maxFlat: 0, outPointer: pointer, options: side.options)
    self.side = side
    self.results = results
  }

  /// Stores an event.
  ///
  /// Source: CanonicalABI.md, "`canon waitable-set.wait`" (`unpack_event`).
  init(_ event: Event, at pointer: UInt64, _ side: TransferSide) throws(ComponentRuntimeError) {
    do {
      self.init(
        try TransferPlan([.u32, .u32]), [.u32(event.index), .u32(event.payload)], at: pointer, side,
        results: [.i32(event.code.rawValue)])
    } catch {
      throw .trap(error.trapCode)
    }
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    switch try FunctionActivation.step(&lower, input, side, 0, &budget, run) {
    case .again: .again
    case .realloc(let directive): directive
    case .done: .finish(.core(results))
    }
  }
}
