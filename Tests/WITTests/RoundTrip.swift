@testable import WIT

/// What is read, printed and read again must be the same packages: names, documentation, gates and all.
enum RoundTrip {
  /// What differs between the packages at a path and what their printed text holds; nil where nothing does.
  static func difference(
    at path: String, features: FeatureSelection
  ) throws(WITError) -> String? {
    let (main, dependencies) = try Files.sources(at: path)
    let resolved = try resolvePackages(main: main, dependencies: dependencies, features: features)
    let before = try lines(main, dependencies, features: features)
    let printed = WITPrinter().print(resolved)
    let text = [WITSource(name: "printed", text: printed)]
    // The text holds what is kept, so that its features may be on as they were, or all.
    for features in [features, .all] {
      let again = try resolvePackages(main: text, features: features)
      // Types are equal by their structure alone; what comes after looks at the rest.
      if again.main != resolved.main || Set(again.packages) != Set(resolved.packages) { return "differs when printed" }
      if WITPrinter().print(again) != printed { return "prints differently when read back" }
      let after = try lines(text, [], features: features)
      if after != before {
        let difference = Set(before).symmetricDifference(after).sorted().prefix(4).joined(separator: "\n")
        return "differs in its declarations, such as\n\(difference)\n"
      }
    }
    return nil
  }

  /// Every declaration under its qualified name, in documentation as printed text keeps it.
  private static func lines(
    _ main: [WITSource], _ dependencies: [[WITSource]], features: FeatureSelection
  ) throws(WITError) -> [String] {
    let arenas = try resolveArenas(
      main: main, dependencies: dependencies, features: features, documentationLayout: .normalised)
    // A type without a name may be left over from an item that a gate drops.
    return RenumberedTree.lines(of: arenas.tree).filter { !$0.contains("name: null, owner: null") }
  }
}
