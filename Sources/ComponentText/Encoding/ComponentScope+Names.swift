import ComponentBinary
import CoreText

extension ComponentScope {
  /// The identifiers of the component and of what it defines, for whoever shows them; empty where there are none.
  ///
  /// Source: Binary.md, "Name Section".
  var encodedNames: EncodedBytes {
    var names = EncodedBytes()
    if let identifier {
      var content = EncodedBytes()
      content.append(name: identifier.bytes)
      names.append(0)
      names.append(sized: content)
    }
    for sort in Self.namedSorts {
      let entries = self.names(of: sort)
      guard !entries.isEmpty else { continue }
      var content = EncodedBytes()
      content.append(contentsOf: sort.encoded)
      content.append(unsigned: UInt64(entries.count))
      for entry in entries {
        content.append(unsigned: entry.index)
        content.append(name: entry.name)
      }
      names.append(1)
      names.append(sized: content)
    }
    return names
  }

  /// The order that other tools write.
  private static let namedSorts: [Sort] = [
    .core(.function), .core(.table), .core(.memory), .core(.global), .core(.tag), .core(.type), .core(.module),
    .core(.instance), .function, .value, .type, .component, .instance,
  ]
}
