package import ComponentTypes
import WIT

/// Packages that came in binary form, to be resolved beside others that came as text.
///
/// A binary package brings those that it uses along, but of them only what it uses: slices. A package that came whole
/// takes the place of its slices, and several slices of one are put together.
package struct PackageSlices: Sendable {
  private var whole: [PackageName: Package] = [:]
  private var slices: [PackageName: Package] = [:]
  /// In the order in which they came.
  private var order: [PackageName] = []

  package init() {}

  /// Whether no package was added.
  package var isEmpty: Bool { order.isEmpty }

  /// Adds a decoded package.
  package mutating func add(_ decoded: DecodedWIT) {
    let packages = decoded.packages
    for package in packages.packages {
      let name = package.name
      if whole[name] == nil, slices[name] == nil { order.append(name) }
      if name == packages.main.name {
        whole[name] = whole[name] ?? package
      } else {
        slices[name] = slices[name].map { $0.merged(with: package) } ?? package
      }
    }
  }

  /// The packages, but for those that are known otherwise.
  package func packages(besides known: Set<PackageName>) -> [Package] {
    order.compactMap { known.contains($0) ? nil : whole[$0] ?? slices[$0] }
  }
}

extension Package {
  /// Everything that either of two slices of a package has.
  fileprivate func merged(with other: Package) -> Package {
    var merged = interfaces
    for interface in other.interfaces {
      if let index = merged.firstIndex(where: { $0.name == interface.name }) {
        merged[index] = merged[index].merged(with: interface)
      } else {
        merged.append(interface)
      }
    }
    return Package(name, interfaces: merged, worlds: worlds, documentation: documentation)
  }
}

extension Interface {
  fileprivate func merged(with other: Interface) -> Interface {
    let typeNames = Set(types.map(\.name))
    let functionNames = Set(functions.map(\.name))
    return Interface(
      name, types: types + other.types.filter { !typeNames.contains($0.name) },
      functions: functions + other.functions.filter { !functionNames.contains($0.name) },
      documentation: documentation ?? other.documentation, stability: stability ?? other.stability)
  }
}
