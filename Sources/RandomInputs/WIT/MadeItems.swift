// What was made so far, as far as later items need to know it.

/// A package: its name, and what may be named in it.
struct MadePackage {
  /// As a path begins: `namespace:name`, with `%` where a keyword needs it.
  var path: String
  /// Such as `1.2.3`; nil for a package without.
  var version: String?
  /// Names of interfaces and worlds, compared without case.
  var takenNames: Set<String> = []
}

/// A type that may be named in the interface or world at hand.
struct MadeType {
  var name: String
  var isResource = false
  /// Whether a borrow is somewhere in it, so that no result may hold it.
  var hasBorrow = false
}

/// An interface of a package.
struct MadeInterface {
  var name: String
  var package: Int
  /// What `use` may take from it.
  var types: [MadeType] = []
  /// The interfaces whose types it uses.
  var uses: Set<Int> = []
  /// Those, and all that they use.
  var closure: Set<Int> = []
}

/// A world of a package.
struct MadeWorld {
  var name: String
  var package: Int
  /// Functions, types and inline interfaces, which an `include` may rename.
  var plainNames: [String] = []
  var imports: Set<Int> = []
  var exports: Set<Int> = []
  /// For each inline interface that it exports, the interfaces that that uses.
  var inlineExports: [Set<Int>] = []
  /// The worlds that it includes, those that they include too.
  var included: Set<Int> = []
  /// Whether others may include it: not where an import of an interface has a gate, which others would have to repeat.
  var mayBeIncluded = true
}

/// A file or the inside of a nested package.
struct MadeFile {
  var package: Int
  /// Top-level uses so far, as text, and the names that they give.
  var uses: [String] = []
  var aliases: [Int: String] = [:]
  var items: [String] = []
}
