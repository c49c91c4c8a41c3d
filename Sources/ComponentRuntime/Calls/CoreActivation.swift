import CoreTypes
import Interpreter

/// A core function that is run for its own sake: a core module's export, or a destructor.
struct CoreActivation: Activation {
  let function: CoreFunction
  let arguments: [CoreValue]
  /// The instance that is entered to run it, and from where.
  var entering: (Unretained<ComponentScope>, from: Unretained<ComponentScope>)?

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if case .returned(let values) = input {
      run.border?.takeCoreResults(values)
      if let entering { entering.0.object.leave(to: entering.from.object) }
      return .finish(.core(values))
    }
    if let entering, !entering.0.object.enter(from: entering.from.object) {
      throw .trap(.canonicalABI("a destructor cannot enter the component instance, which is running"))
    }
    if let entering, let representation = arguments.first?.slots.first {
      run.note(.destructor(representation: representation), in: entering.0.object)
    }
    return .run(function, arguments)
  }
}
