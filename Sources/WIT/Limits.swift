/// What a WIT text may ask for at most. Values are structural, so a short text could otherwise describe a type of
/// any size; the first two are the figures that the ecosystem's validators use.
enum Limits {
  /// How deep a type may nest, names followed.
  static let typeDepth = 100
  /// How many nodes a type may have, names followed.
  static let typeSize = 1_000_000
  /// How many nodes all types of one resolution may have together, names followed.
  static let totalTypeSize = 50_000_000
  /// How many imports and exports all worlds of one resolution may have together.
  static let worldItems = 250_000
  /// How many nodes and members of types the includes of one resolution may copy into its arenas together.
  static let copiedNodes = 1_000_000
  /// How many problems of one error are kept; further ones are counted.
  static let problems = 20
  /// After counting this many problems, reading a file stops.
  static let countedProblems = 1_000
}
