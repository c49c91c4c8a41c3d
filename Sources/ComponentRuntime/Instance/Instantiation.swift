package import CoreTypes

/// An instantiation that runs in slices, whatever comes of it: start functions are guest code.
package protocol Instantiation: AnyObject {
  /// Runs for about `budget` wasm instructions.
  ///
  /// - Returns: the instance once it is made, nil until then.
  /// - Throws: `ComponentRuntimeError`, again and again once it failed.
  func instance(afterRunning budget: UInt64) throws(ComponentRuntimeError) -> (any ComponentInstance)?
  /// Ends it with a trap, as a timeout or an interrupt does.
  @discardableResult func cancel(_ code: TrapCode) -> Trap
  /// Wasm instructions run so far.
  var instructionsRun: UInt64 { get }
}

extension ComponentInstantiation: Instantiation {
  package func instance(afterRunning budget: UInt64) throws(ComponentRuntimeError) -> (any ComponentInstance)? {
    switch try resume(budget: budget) {
    case .running: nil
    case .finished(let instance): instance
    }
  }
}

extension CoreModuleInstantiation: Instantiation {
  package func instance(afterRunning budget: UInt64) throws(ComponentRuntimeError) -> (any ComponentInstance)? {
    switch try resume(budget: budget) {
    case .running: nil
    case .finished(let instance): instance
    }
  }
}
