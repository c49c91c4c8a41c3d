import Diagnostics

/// The blocks around an instruction, with their labels: found at once, however deep they nest.
struct LabelStack {
  private var levels: [Identifier?] = []
  /// The levels at which a label stands, the innermost last.
  private var byName: [Identifier: [Int]] = [:]

  mutating func push(_ label: Identifier?) {
    if let label { byName[label, default: []].append(levels.count) }
    levels.append(label)
  }

  mutating func pop() {
    guard let label = levels.popLast(), let label else { return }
    _ = byName[label]?.popLast()
  }

  /// How many blocks stand between here and the one that a label names.
  func depth(of label: Identifier, at span: SourceSpan) throws(CoreTextError) -> UInt32 {
    guard let level = byName[label]?.last else {
      let known = byName.filter { !$0.value.isEmpty }.keys.lazy.map(\.name)
      throw CoreTextError(
        .unknownIdentifier(.label, label.name, near: nearNames(to: label.name, among: known)), at: span)
    }
    return UInt32(levels.count - 1 - level)
  }
}
