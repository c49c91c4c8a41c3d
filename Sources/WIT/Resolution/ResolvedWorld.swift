import ComponentTypes
import Diagnostics

/// What an import or export of a world goes by.
enum WorldKey: Hashable {
  case plain(String)
  /// An interface, by its index.
  case interface(Int)
}

/// One import or export of a world.
struct WorldEntry {
  /// The kinds of entry. Indirect, since entries are copied into every world that needs them.
  indirect enum Kind {
    /// An interface of a package.
    case named(Int)
    /// An inline interface and the interfaces whose types it uses.
    case inline(Interface, dependencies: [Int])
    case function(Function)
    /// A type and the interface that a `use` takes it from.
    case type(TypeDefinition, usedInterface: Int?)
  }

  var kind: Kind
  var stability: Stability?
  var documentation: String?
  var externalID: String?

  /// Where entries of this kind stand: interfaces, used types, declared types, functions, members of resources, so that
  /// each stands behind what it refers to.
  var rank: Int {
    switch kind {
    case .named, .inline: 0
    case .type(_, usedInterface: .some): 1
    case .type: 2
    case .function(let function): function.kind == .freestanding ? 3 : 4
    }
  }
}

/// Entries by key, in order.
struct WorldEntries {
  /// Every key with its entry.
  private(set) var all: [(key: WorldKey, entry: WorldEntry)] = []
  private var positions: [WorldKey: Int] = [:]

  var keys: [WorldKey] { all.map(\.key) }

  subscript(key: WorldKey) -> WorldEntry? { positions[key].map { all[$0].entry } }

  /// Adds an entry; false where the key is taken.
  mutating func add(_ entry: WorldEntry, as key: WorldKey) -> Bool {
    guard positions[key] == nil else { return false }
    positions[key] = all.count
    all.append((key, entry))
    return true
  }

  /// Puts an entry in the place of the one that has the key.
  mutating func replace(_ key: WorldKey, with entry: WorldEntry) {
    if let position = positions[key] { all[position].entry = entry }
  }

  /// The same entries by rank, otherwise in the order they have.
  func ranked() -> WorldEntries {
    if zip(all, all.dropFirst()).allSatisfy({ $0.entry.rank <= $1.entry.rank }) { return self }
    var result = WorldEntries()
    for rank in 0..<5 {
      for (key, entry) in all where entry.rank == rank { _ = result.add(entry, as: key) }
    }
    return result
  }
}

/// A world after resolution: with what it includes, and with everything that its interfaces need.
struct ResolvedWorld {
  var imports = WorldEntries()
  var exports = WorldEntries()
}
