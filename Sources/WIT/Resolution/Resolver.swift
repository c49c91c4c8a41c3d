import ComponentTypes
import Diagnostics

/// Resolves names, applies gates and elaborates worlds, package by package.
///
/// Everything here is indices into its arrays, so that no graph of the input is walked by recursion.
struct Resolver {
  /// An interface of a package.
  struct InterfaceUnit {
    let package: Int
    let part: Int
    let syntax: InterfaceDeclaration
    let name: InterfaceName
    var state: State<ResolvedInterface> = .pending
  }

  /// A world of a package.
  struct WorldUnit {
    let package: Int
    let part: Int
    let syntax: WorldDeclaration
    var state: State<ResolvedWorld> = .pending
  }

  /// How far an interface or world has come.
  enum State<Value> {
    case pending
    case resolved(Value)
    /// Its feature is off.
    case excluded(feature: String?)
    /// It holds a mistake that was noted.
    case broken
  }

  /// An interface or world, by its index.
  enum Item {
    case interface(Int)
    case world(Int)
  }

  let packages: [GatheredPackage]
  let features: FeatureSelection
  var packageIndices: [PackageName: Int] = [:]
  var interfaces: [InterfaceUnit] = []
  var worlds: [WorldUnit] = []
  /// For each package the indices of its interfaces and worlds.
  var ownInterfaces: [[Int]] = []
  var ownWorlds: [[Int]] = []
  /// The same, each behind those it uses or includes; empty until the package is resolved.
  var interfaceOrder: [[Int]] = []
  var worldOrder: [[Int]] = []
  /// For each package its interfaces and worlds by name.
  var items: [[String: Item]] = []
  /// For each package and part of it the names that top-level `use`s give; nil marks one that could not be resolved.
  var fileNames: [[[String: Item?]]] = []
  private(set) var problems: [WITProblem] = []
  /// How many problems were met after those that are kept.
  private var furtherProblems = 0
  /// The nodes of all types so far.
  var totalTypeSize = 0
  /// The imports and exports of all worlds so far.
  var totalWorldItems = 0

  init(packages: [GatheredPackage], features: FeatureSelection) {
    self.packages = packages
    self.features = features
    for (index, package) in packages.enumerated() where package.duplicateOf == nil {
      packageIndices[package.name] = index
    }
  }

  /// Resolves everything.
  ///
  /// - Returns: The packages, each behind those it names.
  mutating func resolve() throws(WITError) -> [Int] {
    defineItems()
    let order = packageOrder()
    for index in order where !hasGivenUp {
      resolveFileNames(of: index)
      resolveInterfaces(of: index)
      resolveWorlds(of: index)
    }
    if problems.isEmpty { checkDuplicates() }
    try throwProblems()
    return order
  }

  // MARK: Problems

  var hasGivenUp: Bool { problems.count >= Limits.problems }

  /// Notes a problem, or counts it where enough are kept.
  mutating func note(_ kind: WITProblem.Kind, at place: Place, related: WITProblem.Related? = nil) {
    if hasGivenUp {
      furtherProblems += 1
      return
    }
    let problem = WITProblem(kind, in: place.source, at: place.span, related: related)
    // Some places are looked at twice, such as a gate that an import shares with its function.
    if !problems.contains(problem) { problems.append(problem) }
  }

  mutating func note(_ kind: WITProblem.Kind, in scope: Scope, at span: SourceSpan) {
    note(kind, at: Place(source: scope.source, span: span))
  }

  /// The names worth keeping with a problem: all of a few, the nearest of many. No more than 2,000 are looked at.
  ///
  /// They are costly to find: none are where the problem is only counted.
  func candidates(for name: String, among names: @autoclosure () -> some Collection<String>) -> [String] {
    if hasGivenUp { return [] }
    let names = names()
    if names.count <= 8 { return names.sorted() }
    return nearNames(to: name, among: names.prefix(2_000))
  }

  private func throwProblems() throws(WITError) {
    if !problems.isEmpty { throw WITError(problems, further: furtherProblems) }
  }

  // MARK: Gates

  /// Whether an item is kept. What is wrong with the gate itself is noted.
  ///
  /// Source: WIT.md, "Feature Gates".
  mutating func isActive(_ attributes: Attributes, package: Int, source: SourceText) -> Bool {
    guard let stability = attributes.stability else { return true }
    let place = Place(source: source, span: attributes.gateSpan ?? SourceSpan(0, 0))
    if let since = stability.since {
      let name = packages[package].name
      if let version = name.version {
        if version < since { note(.gateVersion(since, package: name), at: place) }
      } else {
        note(.gateInUnversionedPackage(name), at: place)
      }
    }
    return stability.unstableFeature.map(features.contains) ?? true
  }

  // MARK: Values

  /// What was resolved as the values that others read.
  ///
  /// - Parameters:
  ///   - order: What `resolve` returned.
  ///   - main: The index of the main package.
  func values(_ order: [Int], main: Int) -> ResolvedPackages {
    let main = packages[main].duplicateOf ?? main
    var values: [Package] = []
    var mainValue: Package?
    for index in order where packages[index].duplicateOf == nil {
      let value = packageValue(index)
      if index == main { mainValue = value }
      values.append(value)
    }
    guard let mainValue else {
      preconditionFailure("the main package was not resolved, and nothing was wrong with it")
    }
    return ResolvedPackages(packages: values, main: mainValue)
  }

  private func packageValue(_ index: Int) -> Package {
    let package = packages[index]
    var interfaceValues: [Interface] = []
    for index in ownInterfaces[index] {
      if case .resolved(let interface) = interfaces[index].state { interfaceValues.append(interface.value) }
    }
    var worldValues: [World] = []
    for index in ownWorlds[index] {
      let unit = worlds[index]
      if case .resolved(let world) = unit.state { worldValues.append(worldValue(world, unit)) }
    }
    return Package(
      package.name, interfaces: interfaceValues, worlds: worldValues, documentation: package.documentation)
  }

  /// A package may come twice, such as in two dependencies that each bring it along, if it is the same one.
  private mutating func checkDuplicates() {
    var firsts: [Int: Package] = [:]
    for (index, package) in packages.enumerated() {
      guard let earlier = package.duplicateOf else { continue }
      let first = firsts[earlier] ?? packageValue(earlier)
      firsts[earlier] = first
      if packageValue(index) != first { noteDuplicate(index, of: earlier) }
    }
  }

  /// Notes that a package came before with other contents.
  mutating func noteDuplicate(_ index: Int, of earlier: Int) {
    let place = packages[earlier].place
    note(
      .duplicatePackage(packages[index].name), at: packages[index].place,
      related: .init(source: place.source, span: place.span, role: .firstDefinition))
  }
}
