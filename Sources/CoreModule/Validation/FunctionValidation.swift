import Synchronization

/// What is known of the bodies of a module that runs before all of them were validated.
///
/// Whoever runs a function asks for it first. A second thread may meanwhile go through all of them in order; it says how
/// far it is, and what lies behind it need not be looked at again. Nothing here depends on how fast it is: a function is
/// refused if and only if it is invalid itself.
package final class FunctionValidation: Sendable {
  /// The validator for functions that are asked for; the thread has a copy of its own.
  private let validator: Mutex<ModuleValidator>
  private let walk: ValidationWalk

  /// - Parameter validator: of a module whose sections are valid.
  init(_ validator: ModuleValidator) {
    walk = ValidationWalk(validator)
    self.validator = Mutex(validator)
  }

  deinit { walk.stop() }

  /// The first fault that was found so far, by whichever thread.
  package var fault: CoreModuleError? { walk.fault }

  /// Makes sure that a function's body is valid.
  ///
  /// - Parameter index: in the function index space.
  package func validate(_ index: UInt32) throws(CoreModuleError) {
    guard !walk.isPast(index) else { return }
    do throws(CoreModuleError) {
      try validator.withLock { (validator) throws(CoreModuleError) in try validator.validateFunction(index) }
    } catch {
      walk.note(error)
      throw error
    }
  }

  /// Validates all functions that are left, in place of the second thread.
  ///
  /// - Throws: the first fault of the module's functions that is known.
  package func validateRest() throws(CoreModuleError) {
    walk.stop()
    if let fault { throw fault }
    var own = validator.withLock { $0 }
    walk.run(&own, until: { false })
    if let fault { throw fault }
  }

  /// Validates the functions of several modules on a second thread, one module after the other, until all is done or
  /// nobody has use for it any more.
  ///
  /// Without a thread, which the system may refuse, each function is still validated before it runs.
  package static func beginInBackground(_ modules: [FunctionValidation]) {
    let work = modules.map { module in (module.walk, module.validator.withLock { $0 }) }
    guard !work.isEmpty else { return }
    runOnDetachedThread {
      for (walk, validator) in work {
        var validator = validator
        walk.run(&validator, until: { walk.isStopped })
      }
    }
  }
}

/// The way through a module's functions in order.
private final class ValidationWalk: Sendable {
  /// The functions below it, by function index, are valid.
  private let position: Atomic<Int>
  private let end: Int
  private let stopped = Atomic(false)
  private let firstFault = Mutex<CoreModuleError?>(nil)

  init(_ validator: ModuleValidator) {
    position = Atomic(validator.module.importedFunctionCount)
    end = validator.module.functions.count
  }

  var fault: CoreModuleError? { firstFault.withLock { $0 } }
  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  func stop() { stopped.store(true, ordering: .relaxed) }

  func isPast(_ index: UInt32) -> Bool { Int(index) < position.load(ordering: .acquiring) }

  func note(_ fault: CoreModuleError) {
    firstFault.withLock { if $0 == nil { $0 = fault } }
  }

  /// Goes on to the end, to the first fault, or until it is told to stop.
  func run(_ validator: inout ModuleValidator, until isOver: () -> Bool) {
    var index = position.load(ordering: .acquiring)
    while index < end, !isOver() {
      do { try validator.validateFunction(UInt32(truncatingIfNeeded: index)) } catch {
        note(error)
        return
      }
      index += 1
      position.store(index, ordering: .releasing)
    }
  }
}
