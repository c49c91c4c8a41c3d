package import CoreTypes

/// Whether integer operations are compared with their exact results while they run, and what of it is an alarm.
package struct WatchMode: Hashable, Sendable {
  /// How the integers of instructions are read, which have no sign of their own.
  package enum Reading: String, Hashable, Sendable, CaseIterable {
    /// With the sign of the call's result; as signed where that has none.
    case result
    case signed, unsigned, both
  }

  package var isOn: Bool
  package var reading: Reading
  /// Whether a run ends before an instruction, or a native operation, that loses something. Interpreted code runs slower then.
  package var traps: Bool
  /// The rules by which places are no alarm.
  package var rules: Set<WatchRule>

  package init(
    isOn: Bool = true, reading: Reading = .result, traps: Bool = false, rules: Set<WatchRule> = Set(WatchRule.allCases)
  ) {
    self.isOn = isOn
    self.reading = reading
    self.traps = traps
    self.rules = rules
  }

  package static let off = WatchMode(isOn: false)
  package static let observe = WatchMode()

  /// The readings that count, in the order in which they are told: whether each is signed.
  ///
  /// - Parameter isSigned: the sign of the call's result; nil where it has none.
  package func readings(resultIsSigned isSigned: Bool?) -> [Bool] {
    switch reading {
    case .result: [isSigned ?? true]
    case .signed: [true]
    case .unsigned: [false]
    case .both: [true, false]
    }
  }

  /// The rule by which an event is no alarm in a reading, the first of those that are on.
  package func rule(for event: ObservedEvent, asSigned isSigned: Bool) -> WatchRule? {
    event.exemptions.first { rules.contains($0.rule) && $0.covers(asSigned: isSigned) }?.rule
  }
}
