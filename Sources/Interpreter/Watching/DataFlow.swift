import CoreModule

/// Which value flows where within one function: a graph of what its instructions take and give.
///
/// Locals and the operand stack are gone: an instruction's inputs are the values that reach it, and where several may, they
/// meet in a `phi`. It is built once from a validated function and never changed.
struct DataFlow {
  /// What a node is.
  enum Kind: Hashable {
    /// A constant's bits, zero-extended.
    case constant(UInt64)
    case parameter
    /// The one of its inputs that control came from.
    case phi
    /// An instruction with its first immediate: the value that it gives, or what it does with its inputs.
    case operation(Opcode, UInt64)
    /// A result that nothing is known of, such as a call's.
    case opaque
  }

  struct Node {
    var kind: Kind
    var inputs: [Int]
  }

  /// An input of a node.
  struct Use: Hashable {
    let user: Int
    /// Which of its inputs, counted from 0.
    let input: Int
  }

  var nodes: [Node] = []
  /// The nodes of instructions by file offset.
  var nodesByOffset: [Int: Int] = [:]
  /// Where each node's value goes.
  private(set) var uses: [[Use]] = []

  /// Finds where each value goes, once all nodes are known.
  mutating func findUses() {
    uses = [[Use]](repeating: [], count: nodes.count)
    for (user, node) in nodes.enumerated() {
      for (input, value) in node.inputs.enumerated() { uses[value].append(Use(user: user, input: input)) }
    }
  }

  /// The instruction that a node is.
  func opcode(_ node: Int) -> Opcode? {
    if case .operation(let opcode, _) = nodes[node].kind { opcode } else { nil }
  }

  /// An instruction's first immediate.
  func immediate(_ node: Int) -> UInt64? {
    if case .operation(_, let immediate) = nodes[node].kind { immediate } else { nil }
  }

  /// A constant's bits.
  func constant(_ node: Int) -> UInt64? {
    if case .constant(let bits) = nodes[node].kind { bits } else { nil }
  }

  /// The inputs of an instruction of two operands.
  func operands(_ node: Int) -> (Int, Int)? {
    let inputs = nodes[node].inputs
    return inputs.count == 2 ? (inputs[0], inputs[1]) : nil
  }

  /// Whether a node only hands on one of its inputs.
  func isCopy(_ node: Int, input: Int) -> Bool {
    switch nodes[node].kind {
    case .phi: true
    case .operation(.select, _), .operation(.selectTyped, _): input < 2
    default: false
    }
  }

  /// Where a value goes, looking through copies and through what `passes` lets it flow on.
  ///
  /// - Returns: the uses that it does not flow on through; nil where there are too many to follow.
  func destinations(of value: Int, through passes: (Use) -> Bool = { _ in false }) -> [Use]? {
    var seen: Set<Int> = [value]
    var work = [value]
    var found: [Use] = []
    while let next = work.popLast() {
      for use in uses[next] {
        if isCopy(use.user, input: use.input) || passes(use) {
          if seen.insert(use.user).inserted { work.append(use.user) }
        } else {
          found.append(use)
        }
      }
      guard seen.count <= Self.reach, found.count <= Self.reach else { return nil }
    }
    return found
  }

  /// Whether a value comes, through copies and through the inputs that `passes` names, from a node that `matches`.
  func comes(_ value: Int, from matches: (Int) -> Bool, through passes: (Int) -> [Int]) -> Bool {
    var seen: Set<Int> = [value]
    var work = [value]
    while let next = work.popLast() {
      if matches(next) { return true }
      guard seen.count <= Self.reach else { return false }
      var sources: [Int]
      switch nodes[next].kind {
      case .phi: sources = nodes[next].inputs
      case .operation(.select, _), .operation(.selectTyped, _): sources = Array(nodes[next].inputs.prefix(2))
      default: sources = passes(next)
      }
      for source in sources where seen.insert(source).inserted { work.append(source) }
    }
    return false
  }

  /// How many nodes are followed for one question, so that answering takes a bounded time.
  private static let reach = 400
}
