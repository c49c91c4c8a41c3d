/// The texts of valid WIT packages that name each other.
package struct RandomPackages: Hashable, Sendable {
  /// The files of the main package; nested packages stand in them too.
  package var main: [String]
  /// The files of further packages, one inner array a package.
  package var dependencies: [[String]]
  /// The features that `@unstable` gates name. Nothing that stays depends on what such a gate drops, so that the
  /// packages are valid whichever of them are on.
  package static let features: Set<String> = ["alpha", "beta"]
}

/// What a random package may hold.
package struct RandomWITOptions: Hashable, Sendable {
  /// About how many interfaces and worlds all packages have together.
  package var items = 6
  /// How many packages there may be at most.
  package var packages = 4
  /// Whether everything stands in one file, the other packages nested in it.
  package var isOneFile = false
  /// Whether a `;` may stand behind `include … with { … }`, as WIT.md's grammar has it and other tools do not.
  package var endsIncludes = true
  /// Whether comments stand between words.
  package var hasComments = true

  package init() {}
}
