package import ComponentTypes

/// Packages with every name resolved, gates applied and worlds elaborated.
package struct ResolvedPackages: Hashable, Sendable {
  /// All packages, each after those it depends on; the main one is among them.
  package let packages: [Package]
  /// The package that was asked for.
  package let main: Package

  package init(packages: [Package], main: Package) {
    self.packages = packages
    self.main = main
  }

  /// The package of this exact name and version.
  package func package(named name: PackageName) -> Package? {
    packages.first { $0.name == name }
  }

  /// The interface of this exact name and version.
  package func interface(named name: InterfaceName) -> Interface? {
    name.package.flatMap { package(named: $0) }?.interfaces.first { $0.name == name }
  }

  /// Every package's worlds that have this name: `world`, or `namespace:package/world` with an optional version.
  /// A bare name is looked for in the main package only.
  ///
  /// Source: WIT.md, "Specifying a World".
  package func worlds(named name: String) -> [World] {
    guard let path = InterfaceName(parsing: name), let wanted = path.package else {
      return main.worlds.filter { $0.name == name }
    }
    let candidates = packages.filter {
      $0.name.namespace == wanted.namespace && $0.name.name == wanted.name
        && (wanted.version == nil || $0.name.version == wanted.version)
    }
    return candidates.flatMap(\.worlds).filter { $0.name == path.name }
  }
}

/// Reads packages and resolves them.
///
/// A loader hands over texts; this target reads no files. The rule for a path, as WIT.md has it:
/// - A file is the main package: `main` is that file, `dependencies` is empty.
/// - A directory's `*.wit` files together are the main package. Each `deps/*.wit` file is one group of
///   `dependencies`, and so are all `*.wit` files of each `deps/<directory>/`. `deps` inside `deps` is not looked at,
///   and the names of files and directories mean nothing.
/// - Nested packages (`package a:b { … }`) in any of these files are packages of their own.
///
/// - Parameters:
///   - main: The files of the main package, in the order in which their contents shall be listed.
///   - dependencies: The files of further packages, one inner array a package.
///   - features: Which `@unstable` items are kept.
/// - Throws: `WITError` with everything that was found wrong; several problems where reading could go on.
/// - Source: WIT.md, "Filesystem structure", "Package declaration", "Name resolution".
package func resolvePackages(
  main: [WITSource], dependencies: [[WITSource]] = [], features: FeatureSelection = .stable
) throws(WITError) -> ResolvedPackages {
  var (resolver, mainIndex) = try gather(main, dependencies, features, .normalised)
  let order = try resolver.resolve()
  return resolver.values(order, main: mainIndex)
}

/// Reads packages and resolves them to arenas, which keep every declaration's identity.
///
/// Parameters, errors and the rule for a path are those of `resolvePackages`.
package func resolveArenas(
  main: [WITSource], dependencies: [[WITSource]] = [], features: FeatureSelection = .stable
) throws(WITError) -> PackageArenas {
  try resolveArenas(main: main, dependencies: dependencies, features: features, documentationLayout: .exchanged)
}

/// The same with documentation in either layout.
func resolveArenas(
  main: [WITSource], dependencies: [[WITSource]], features: FeatureSelection, documentationLayout: DocumentationLayout
) throws(WITError) -> PackageArenas {
  var (resolver, _) = try gather(main, dependencies, features, documentationLayout)
  _ = try resolver.resolve()
  var builder = ArenaBuilder(resolver)
  return try builder.build()
}

/// The names of all packages in some groups of files, nested ones too; none of a group that cannot be read.
package func declaredPackageNames(in groups: [[WITSource]]) -> Set<PackageName> {
  var gathering = PackageGathering(documentationLayout: .normalised)
  for group in groups { _ = gathering.addGroup(group, isMain: false) }
  return Set(gathering.packages.map(\.name))
}

/// A resolver for everything in the files, and the main package's index in it.
private func gather(
  _ main: [WITSource], _ dependencies: [[WITSource]], _ features: FeatureSelection, _ layout: DocumentationLayout
) throws(WITError) -> (resolver: Resolver, main: Int) {
  var gathering = PackageGathering(documentationLayout: layout)
  let mainIndex = gathering.addGroup(main, isMain: true)
  for group in dependencies { _ = gathering.addGroup(group, isMain: false) }
  try gathering.throwProblems()
  guard let mainIndex else { throw WITError([WITProblem(.noPackage, in: nil, at: nil)]) }
  return (Resolver(packages: gathering.packages, features: features), mainIndex)
}
