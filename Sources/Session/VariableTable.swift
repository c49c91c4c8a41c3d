import ComponentTypes

/// The session's variables, in the order in which they were first assigned.
struct VariableTable {
  private(set) var names: [String] = []
  private var values: [String: TypedValue] = [:]

  subscript(name: String) -> TypedValue? { values[name] }

  mutating func assign(_ name: String, _ value: TypedValue) {
    if values.updateValue(value, forKey: name) == nil { names.append(name) }
  }

  mutating func remove(_ name: String) {
    values[name] = nil
    names.removeAll { $0 == name }
  }

  /// All of them, in order.
  var summaries: [VariableSummary] {
    names.compactMap { name in values[name].map { VariableSummary(name: name, value: $0) } }
  }
}
