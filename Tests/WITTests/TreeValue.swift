/// A tree of texts and numbers whose members keep their order: what an interchange format is written from.
indirect enum TreeValue: Hashable, Sendable {
  case null
  case number(Int)
  case text(String)
  case list([TreeValue])
  case members([Member])

  /// A value under its name.
  struct Member: Hashable, Sendable {
    let name: String
    let value: TreeValue

    init(_ name: String, _ value: TreeValue) {
      self.name = name
      self.value = value
    }
  }
}
