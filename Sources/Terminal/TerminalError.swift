/// Why the terminal could not be used.
package struct TerminalError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Input or output is not a terminal.
    case notATerminal
    /// The terminal refused its modes.
    case modesRefused
    /// Nobody reads the output any more: a closed pipe or a terminal that hung up.
    case outputClosed
    /// Writing failed.
    case outputFailed
    /// The means to learn of signals could not be made.
    case noSignals
    /// The cursor cannot be put in any cell of the screen: only lines can be drawn.
    case cannotPosition
  }

  package var kind: Kind
  /// The system's error number, or 0.
  package var errorNumber: Int32

  package init(_ kind: Kind, errorNumber: Int32 = 0) {
    self.kind = kind
    self.errorNumber = errorNumber
  }
}
