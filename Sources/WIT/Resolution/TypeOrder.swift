import Diagnostics

/// The order of the type declarations of an interface or world: each behind those it names, otherwise as written.
///
/// The names that `use`s bring take part, so that what stands before a `use` and needs it keeps behind what needs
/// nothing.
struct TypeOrder {
  /// Indices of declarations; those on a cycle, or behind one, are missing.
  private(set) var order: [Int] = []
  /// A name that closes a cycle, where there is one.
  private(set) var cycle: Identifier?

  init(_ declarations: [TypeDeclaration], _ uses: [UseDeclaration]) {
    var nodes: [(name: Identifier, declaration: Int?)] = []
    for use in uses { nodes += use.names.map { ($0.local, nil) } }
    for (index, declaration) in declarations.enumerated() { nodes.append((declaration.name, index)) }
    nodes.sort { $0.name.span.start < $1.name.span.start }
    var indices: [String: Int] = [:]
    for (index, node) in nodes.enumerated() { indices[node.name.text] = index }
    var dependencies: [[Int]] = []
    var names: [[Identifier]] = []
    dependencies.reserveCapacity(nodes.count)
    names.reserveCapacity(nodes.count)
    for node in nodes {
      var found: [Int] = []
      var spans: [Identifier] = []
      if let declaration = node.declaration {
        declarations[declaration].forEachName { name in
          guard let index = indices[name.text], !name.isErrorContext || !nodes[index].name.isEscaped else { return }
          found.append(index)
          spans.append(name)
        }
      }
      dependencies.append(found)
      names.append(spans)
    }
    let sorted = TopologicalOrder(dependencies)
    order = sorted.order.compactMap { nodes[$0].declaration }
    if let edge = sorted.cycle, let position = dependencies[edge.node].firstIndex(of: edge.dependency) {
      cycle = names[edge.node][position]
    }
  }
}
