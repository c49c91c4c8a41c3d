/// What the loops themselves can find wrong with what they read.
package struct LineREPLError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Bytes that are no UTF-8, from a byte offset in the line.
    case notUTF8(offset: Int)
    /// A NUL, at a byte offset in the line.
    case containsNUL(offset: Int)
    /// An input longer than a limit, in bytes.
    case tooLong(limit: Int)
    /// A file or standard input that cannot be read: the system's error number.
    case unreadable(errorNumber: Int32)
    /// An output that cannot be written to, such as a full disk: the system's error number.
    case unwritable(errorNumber: Int32)
    /// The input cannot go on as the terminal cannot be used: the system's error number.
    case terminal(errorNumber: Int32)
  }

  package var kind: Kind
  /// What was read or written: a path, `<stdin>`, `<repl>`, or `standard output`.
  package var source: String
  /// The line, from 1; nil where it is about no line.
  package var line: Int?

  package init(_ kind: Kind, in source: String, line: Int? = nil) {
    self.kind = kind
    self.source = source
    self.line = line
  }
}
