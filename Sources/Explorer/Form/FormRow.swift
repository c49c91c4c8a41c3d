/// One row of a form's fields, found by its number.
struct FormRow: Hashable, Sendable {
  /// What of its node the row shows.
  enum Part: Hashable, Sendable {
    /// The name over parts; nothing can be done on it.
    case header
    /// The node's only own row.
    case field
    /// One of its flags.
    case flag(Int)
  }

  /// The node, as child indices from the root.
  let path: [Int]
  let part: Part
  /// How many groups with a row of their own it stands in.
  let depth: Int

  var isFocusable: Bool { part != .header }
}

extension FormNode {
  /// The row at a number, counted from this node's first; nil past its last.
  func row(_ number: Int) -> FormRow? {
    var path: [Int] = []
    var depth = 0
    var rest = number
    var node = self
    guard number >= 0, number < rowCount else { return nil }
    while rest >= node.ownRows {
      rest -= node.ownRows
      if node.ownRows > 0 { depth += 1 }
      var next: Int?
      for child in node.visibleChildren {
        let count = node.children[child].rowCount
        if rest < count {
          next = child
          break
        }
        rest -= count
      }
      guard let next else { return nil }
      path.append(next)
      node = node.children[next]
    }
    let part: FormRow.Part =
      switch node.content {
      case .text, .choice, .list: .field
      case .group: .header
      case .flags: rest == 0 ? .header : .flag(rest - 1)
      }
    return FormRow(path: path, part: part, depth: depth)
  }

  /// The number of a node's first row; of what it stands in, where it is out of sight.
  func rowNumber(of path: [Int]) -> Int {
    var number = 0
    var node = self
    for index in path {
      guard node.visibleChildren.contains(index) else { break }
      number += node.ownRows
      for child in node.visibleChildren.lowerBound..<index { number += node.children[child].rowCount }
      node = node.children[index]
    }
    return number
  }
}
