/// Orders nodes so that each follows those it depends on, keeping to the given order where that leaves a choice.
struct TopologicalOrder {
  /// The nodes in order; those on a cycle, or behind one, are missing.
  private(set) var order: [Int] = []
  /// A node on a cycle and the one it depends on there; nil where there is no cycle.
  private(set) var cycle: (node: Int, dependency: Int)?

  /// - Parameter dependencies: For each node the nodes that must come before it; a node may be listed twice.
  init(_ dependencies: [[Int]]) {
    var remaining = dependencies.map(\.count)
    var dependents = [[Int]](repeating: [], count: dependencies.count)
    for (node, needed) in dependencies.enumerated() {
      for dependency in needed { dependents[dependency].append(node) }
    }
    var ready = Heap()
    for node in remaining.indices where remaining[node] == 0 { ready.insert(node) }
    order.reserveCapacity(dependencies.count)
    while let node = ready.popLeast() {
      order.append(node)
      for dependent in dependents[node] {
        remaining[dependent] -= 1
        if remaining[dependent] == 0 { ready.insert(dependent) }
      }
    }
    guard order.count < dependencies.count, let first = remaining.firstIndex(where: { $0 > 0 }) else { return }
    // Every node that is left depends on another one that is left, so walking on must come round.
    var visited: Set<Int> = []
    var node = first
    while visited.insert(node).inserted, let next = dependencies[node].first(where: { remaining[$0] > 0 }) {
      node = next
    }
    if let next = dependencies[node].first(where: { remaining[$0] > 0 }) { cycle = (node, next) }
  }

  /// A binary heap with the least number on top.
  private struct Heap {
    private var elements: [Int] = []

    mutating func insert(_ element: Int) {
      elements.append(element)
      var index = elements.count - 1
      while index > 0, elements[(index - 1) / 2] > elements[index] {
        elements.swapAt((index - 1) / 2, index)
        index = (index - 1) / 2
      }
    }

    mutating func popLeast() -> Int? {
      guard let least = elements.first else { return nil }
      let last = elements.removeLast()
      if elements.isEmpty { return least }
      elements[0] = last
      var index = 0
      while true {
        var child = 2 * index + 1
        guard child < elements.count else { return least }
        if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
        guard elements[child] < elements[index] else { return least }
        elements.swapAt(index, child)
        index = child
      }
    }
  }
}
