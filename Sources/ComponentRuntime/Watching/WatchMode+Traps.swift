package import CoreTypes
import Interpreter

extension WatchMode {
  /// In which readings a loss stops the engine. Nothing is known of a result's sign there.
  var stopReadings: StopConditions.Readings {
    guard isOn, traps else { return [] }
    return readings(resultIsSigned: nil).reduce(into: []) { $0.insert($1 ? .signed : .unsigned) }
  }

  /// Whether a place is no alarm whatever its operands and whichever reading loses something, so that it need not be asked
  /// again.
  ///
  /// - Parameter isSigned: the sign of the call's result; nil where that is not known.
  package func isAlwaysQuiet(at exemptions: [WatchExemption], resultIsSigned isSigned: Bool? = nil) -> Bool {
    // Shifts that unpack a value depend on it.
    let certain = exemptions.filter { rules.contains($0.rule) && $0.rule != .bitFields }
    return readings(resultIsSigned: isSigned).allSatisfy { isSigned in
      certain.contains { $0.covers(asSigned: isSigned) }
    }
  }

  /// The trap that an event ends its run with; nil where a rule says that it is no alarm.
  func trap(on event: ObservedEvent) -> TrapCode? {
    for isSigned in readings(resultIsSigned: nil)
    where event.loses(asSigned: isSigned) && rule(for: event, asSigned: isSigned) == nil {
      return event.watchedLoss(asSigned: isSigned)
    }
    return nil
  }
}
