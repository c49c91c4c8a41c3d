package import ComponentTypes
package import Session
package import StyledText

/// The parts of a result that stand around its bits.
extension ReplyView {
  /// `VALUE : TYPE`, or `()`.
  package func resultLine(_ result: TypedValue?) -> StyledLine { typedLine(result) }

  /// What was observed and declared in a call, and where that differs from what was computed.
  package func provenanceLines(_ report: CallReport) -> [StyledLine] {
    observationLines(report) + mismatchLines(report)
  }

  /// What one place lost, where it is, and how its result stands to the value returned.
  package func eventSentence(_ event: ReportedEvent, in report: CallReport) -> String {
    sentence(event, in: report, isAlone: false).escapingTerminalControls
  }
}
