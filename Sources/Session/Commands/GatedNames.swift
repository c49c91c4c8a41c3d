import ComponentTypes
import WIT

/// Names that an `@unstable` gate keeps out.
extension Session {
  /// The feature that a name needs which is declared in what was loaded, but off; nil where there is no such name.
  ///
  /// What is off is not kept: the files are read once more, which only a name that means nothing else is worth.
  func gatingFeature(of name: String) -> String? {
    let selection = settings.features.wit
    guard !selection.includesAll else { return nil }
    let loader = Loader(features: .all, directory: workingDirectory)
    for record in loads.all where record.request.path != "-" {
      guard case .wit? = try? loader.read(record.request.path),
        case .packages(let packages, _)? = try? loader.load(record.request.path)
      else { continue }
      for package in packages {
        if let feature = package.gates(of: name).first(where: { !selection.contains($0) }) { return feature }
      }
    }
    return nil
  }
}

extension Package {
  /// The features that gate what a name means in the package, and those of what holds it.
  fileprivate func gates(of name: String) -> [String] {
    for interface in interfaces {
      let own = [interface.stability?.unstableFeature].compactMap(\.self)
      if name == interface.name.name || name == interface.name.description, !own.isEmpty { return own }
      func isMeant(_ member: String) -> Bool {
        name == member || name == "\(interface.name).\(member)" || member.hasSuffix("]\(name)")
      }
      if let type = interface.types.first(where: { isMeant($0.name) }) {
        return own + [type.stability?.unstableFeature].compactMap(\.self)
      }
      if let function = interface.functions.first(where: { isMeant($0.name) }) {
        return own + [function.stability?.unstableFeature].compactMap(\.self)
      }
    }
    return worlds.first { $0.name == name }.map { [$0.stability?.unstableFeature].compactMap(\.self) } ?? []
  }
}
