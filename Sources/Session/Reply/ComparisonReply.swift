package import ComponentTypes
import CoreTypes
import Diagnostics

/// `:compare`: one call on every instance that has the function.
package struct ComparisonReply: Sendable {
  /// One instance's answer.
  package struct Row: Sendable {
    package var instance: String
    /// What ran.
    package var code: AnsweringCode
    package var outcome: Outcome
    package var report: CallReport?
    package var timing: Reply.Timing

    package init(
      instance: String, code: AnsweringCode, outcome: Outcome, report: CallReport? = nil, timing: Reply.Timing
    ) {
      self.instance = instance
      self.code = code
      self.outcome = outcome
      self.report = report
      self.timing = timing
    }
  }

  /// How an instance answered.
  package enum Outcome: Sendable {
    /// The value, or nil for a function without a result.
    case value(TypedValue?)
    case failed(Reply.Failure)
  }

  /// Where the answers part.
  package struct FirstDifference: Sendable {
    /// The first row whose answer is not that of row 0.
    package var row: Int
    /// Where inside the values; nil where one of the two failed or has no value.
    package var value: ValueDifference?

    package init(row: Int, value: ValueDifference?) {
      self.row = row
      self.value = value
    }
  }

  package var function: FunctionPath
  package var rows: [Row]
  /// Where the answers part; nil where none differs from the first.
  package let firstDifference: FirstDifference?

  package init(function: FunctionPath, rows: [Row]) {
    self.function = function
    self.rows = rows
    firstDifference = Self.firstDifference(rows)
  }

  private static func firstDifference(_ rows: [Row]) -> FirstDifference? {
    guard let first = rows.first else { return nil }
    for (index, row) in rows.enumerated().dropFirst() {
      switch (first.outcome, row.outcome) {
      case (.value(let a), .value(let b)):
        guard let a, let b else { continue }
        if let difference = ValueDifference(a, b) { return FirstDifference(row: index, value: difference) }
      case (.failed(let a), .failed(let b)):
        guard !a.endsAs(b) else { continue }
        return FirstDifference(row: index, value: nil)
      default: return FirstDifference(row: index, value: nil)
      }
    }
    return nil
  }

  /// Whether every instance answered, all with the same value.
  package var allAgree: Bool {
    var first: TypedValue??
    for row in rows {
      guard case .value(let value) = row.outcome else { return false }
      if let first, first != value { return false }
      first = .some(value)
    }
    return true
  }
}

extension Reply.Failure {
  /// Whether another instance's call ended in the same way. The watch stops each at the instruction of its own that loses
  /// something.
  fileprivate func endsAs(_ other: Reply.Failure) -> Bool {
    if case .watchedLoss? = trap?.code, case .watchedLoss? = other.trap?.code { return true }
    return diagnostics.first?.message == other.diagnostics.first?.message
  }
}
