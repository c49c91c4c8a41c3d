/// The names that a component's name section gives to it and to what it defines. They mean nothing to validation: what is
/// malformed is left out.
///
/// Source: Binary.md, "Name Section".
package struct ComponentNames: Sendable {
  /// The component's own name.
  package private(set) var component: String?
  private var names: [Key: String] = [:]

  private struct Key: Hashable {
    let sort: UInt8
    let coreSort: UInt8
    let index: UInt32
  }

  /// The custom section's name.
  package static let sectionName = "component-name"
  /// The most names that are read of one section.
  private static let limit = 100_000

  /// The name of a component, an instance, a core module or a core instance, by its index; nil for what has none.
  package subscript(_ sort: Sort, _ index: UInt32) -> String? {
    switch sort {
    case .core(let core): names[Key(sort: 0, coreSort: core.rawValue, index: index)]
    case .component: names[Key(sort: 4, coreSort: 0, index: index)]
    case .instance: names[Key(sort: 5, coreSort: 0, index: index)]
    case .function, .value, .type: nil
    }
  }

  /// Reads a section's contents.
  init(_ bytes: some Collection<UInt8>) {
    var reader = ComponentReader(Array(bytes))
    while let id = try? reader.readByte(), let size = try? reader.readU32(),
      let range = try? reader.skip(Int(size))
    {
      var subsection = ComponentReader(Array(reader.bytes[range]))
      switch id {
      case 0: component = try? subsection.readName()
      case 1: readNames(&subsection)
      default: break
      }
    }
  }

  private mutating func readNames(_ reader: inout ComponentReader) {
    guard let sort = try? reader.readByte(), let coreSort = sort == 0 ? try? reader.readByte() : 0,
      // Functions and types are not asked for.
      sort == 4 || sort == 5
        || sort == 0 && (coreSort == CoreSort.module.rawValue || coreSort == CoreSort.instance.rawValue),
      let count = try? reader.readU32()
    else { return }
    for _ in 0..<count {
      guard names.count < Self.limit, let index = try? reader.readU32(), let name = try? reader.readName() else {
        return
      }
      names[Key(sort: sort, coreSort: coreSort, index: index)] = name
    }
  }
}

extension Component {
  /// The names of its name section, read anew each time.
  package var names: ComponentNames {
    let section = customSections.last { $0.name == ComponentNames.sectionName }
    return ComponentNames(section.map { bytes[$0.range] } ?? [])
  }
}
