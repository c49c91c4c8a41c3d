/// A piece of the input and what it is, for colours.
package struct InputToken: Hashable, Sendable {
  package enum Kind: Hashable, Sendable, CaseIterable {
    case plain, command, function, variable, instance, keyword, type, number, string, character, comment
    case `operator`, label, error
  }

  package var kind: Kind
  /// Its UTF-8 bytes.
  package var range: Range<Int>

  package init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}
