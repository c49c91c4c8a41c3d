import ComponentTypes

/// A path into a value: `1`, `.overflowed`, `0.flag`.
enum FlagPath {
  /// Reads a path's selectors; nil where it is empty or has an empty part.
  static func parse(_ text: String) -> [String]? {
    let body = text.hasPrefix(".") ? text.dropFirst() : text[...]
    let parts = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    return parts.isEmpty || parts.contains("") ? nil : parts
  }

  /// The type at a path; nil where there is none.
  static func type(at path: [String], in type: ValueType) -> ValueType? {
    path.reduce(Optional(type)) { type, part in
      switch type?.shape {
      case .tuple(let parts): return Int(part).flatMap { parts.indices.contains($0) ? parts[$0] : nil }
      case .record(let fields): return fields.first { $0.name == part }?.type
      default: return nil
      }
    }
  }

  /// The value at a path; nil where there is none.
  static func value(at path: [String], in value: TypedValue) -> TypedValue? {
    path.reduce(Optional(value)) { value, part in
      guard let value else { return nil }
      switch (value.type.shape, value.value) {
      case (.tuple(let types), .tuple(let parts)):
        guard let index = Int(part), types.indices.contains(index), parts.indices.contains(index) else { return nil }
        return TypedValue(parts[index], types[index])
      case (.record(let fields), .record(let parts)):
        guard let index = fields.firstIndex(where: { $0.name == part }), parts.indices.contains(index) else {
          return nil
        }
        return TypedValue(parts[index], fields[index].type)
      default: return nil
      }
    }
  }
}
