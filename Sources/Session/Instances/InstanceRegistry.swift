import ComponentRuntime
import ComponentTypes
import Diagnostics

/// The session's instances by name, and which is current.
struct InstanceRegistry {
  /// In the order in which they were loaded.
  private(set) var all: [LoadedInstance] = []
  /// Where each is in that order.
  private var places: [String: Int] = [:]
  /// The name of the current instance; nil while there is none.
  private(set) var currentName: String?

  var current: LoadedInstance? { currentName.flatMap { self[$0] } }
  var names: [String] { all.map(\.name) }

  subscript(name: String) -> LoadedInstance? {
    places[name].map { all[$0] }
  }

  /// The instance with a name, or the current one.
  func named(_ name: String?) throws(SessionError) -> LoadedInstance {
    guard let name else {
      guard let current else { throw SessionError(.noInstance) }
      return current
    }
    guard let found = self[name] else {
      throw SessionError(.unknownInstance(name, near: candidates(for: name)))
    }
    return found
  }

  /// The names to offer for one that does not exist: near ones, or all where there are few.
  private func candidates(for name: String) -> [String] {
    let near = nearNames(to: name, among: names)
    return near.isEmpty && names.count <= 8 ? names : near
  }

  /// Adds an instance and makes it current, unless that is not wanted; one of the same name is replaced.
  mutating func add(_ name: String, _ recipe: InstanceRecipe, isCurrent: Bool = true) -> LoadedInstance {
    let loaded = LoadedInstance(name: name, recipe: recipe)
    if let place = places[name] {
      all[place] = loaded
    } else {
      places[name] = all.count
      all.append(loaded)
    }
    if isCurrent { currentName = name }
    return loaded
  }

  /// Forgets an instance; the last of the others is current where it was.
  mutating func remove(_ name: String) {
    all.removeAll { $0.name == name }
    places = [:]
    for (place, loaded) in all.enumerated() { places[loaded.name] = place }
    if currentName == name { currentName = all.last?.name }
  }

  /// Makes an instance current.
  mutating func use(_ name: String) throws(SessionError) -> LoadedInstance {
    let loaded = try named(name)
    currentName = loaded.name
    return loaded
  }
}
