/// A place in the source that code was compiled from.
package struct SourceLine: Hashable, Sendable {
  /// The file as its compiler wrote it down: its directory, if known, a slash and its name.
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1; nil where the compiler gave none.
  package var column: Int?

  package init(file: String, line: Int, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `/src/add.c:12:5`.
  package var text: String { "\(file):\(place)" }

  /// `add.c:12:5`, with the file's last component only.
  package var shortText: String {
    "\(file.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? file):\(place)"
  }

  private var place: String { "\(line)" + (column.map { ":\($0)" } ?? "") }
}
