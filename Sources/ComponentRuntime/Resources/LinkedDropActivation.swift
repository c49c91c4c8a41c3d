import ComponentTypes
import CoreTypes

/// The last handle to a resource of a linked instance is dropped: the instance drops it, and its destructor runs there.
struct LinkedDropActivation: Activation {
  private let number: UInt32
  private let provider: any ComponentInstance
  private let result: ActivationResult

  /// - Parameters:
  ///   - number: the resource's, as the linked instance knows it.
  ///   - result: what whoever drops it is answered.
  init(_ number: UInt32, of provider: any ComponentInstance, result: ActivationResult) {
    self.number = number
    self.provider = provider
    self.result = result
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if let kept = run.outside.takeKept() { return try take(kept) }
    try run.outside.checkIsOpen()
    if run.outside.call == nil {
      run.outside.beginDrop(number, of: provider)
      // An instance that does not know it any more has answered already.
      guard run.outside.call != nil else { return .finish(result) }
    }
    guard let answer = try run.outside.advance(&budget, run.store.responder) else { return .again }
    return try take(answer)
  }

  private func take(_ answer: OutsideAnswers.Answer) throws(ComponentRuntimeError) -> Directive {
    switch answer {
    case .linked(.success, _, _, _): return .finish(result)
    case .linked(.failure(let trap), _, _, _): throw ComponentRuntimeError(.trap(trap))
    case .refused(let code): throw .trap(code)
    case .stub, .nobody, .walked: preconditionFailure("a linked instance drops its resources")
    }
  }
}
