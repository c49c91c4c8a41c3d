/// A tree of texts and numbers whose members keep their order: what an interchange format is written from.
package indirect enum TreeValue: Hashable, Sendable {
  case null
  case number(Int)
  case text(String)
  case list([TreeValue])
  case members([Member])

  /// A value under its name.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: TreeValue

    package init(_ name: String, _ value: TreeValue) {
      self.name = name
      self.value = value
    }
  }
}
