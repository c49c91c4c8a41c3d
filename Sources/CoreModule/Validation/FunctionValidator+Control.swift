// Control instructions.
extension FunctionValidator {
  func signature(of blockType: BlockType) throws(CoreModuleError) -> BlockSignature {
    switch blockType {
    case .empty: return BlockSignature(parameters: .empty, results: .empty)
    case .value(let type): return BlockSignature(parameters: .empty, results: context.span(of: type) ?? .empty)
    case .type(let index):
      guard let signature = context.signatures[checked: index] else { throw unknown(.type, index) }
      return signature
    }
  }

  mutating func enter(_ kind: Frame.Kind, _ blockType: BlockType) throws(CoreModuleError) {
    if kind == .if { try pop(.i32) }
    let signature = try signature(of: blockType)
    try pop(signature.parameters)
    try enter(kind, signature)
  }

  private mutating func enter(_ kind: Frame.Kind, _ signature: BlockSignature) throws(CoreModuleError) {
    if !frames.isEmpty { frames[frames.count - 1].isUnreachable = isUnreachable }
    height = operands.count
    isUnreachable = false
    frames.append(Frame(kind: kind, isUnreachable: false, height: height, signature: signature))
    try push(signature.parameters)
  }

  mutating func validateElse() throws(CoreModuleError) {
    let frame = frames[frames.count - 1]
    guard frame.kind == .if else { throw error(.elseWithoutIf) }
    try leave(frame)
    try enter(.else, frame.signature)
  }

  mutating func validateEnd() throws(CoreModuleError) {
    let frame = frames[frames.count - 1]
    if frame.kind == .if {
      // A missing `else` passes the parameters on.
      let parameters = frame.signature.parameters
      let results = frame.signature.results
      guard parameters == results || types(of: parameters).elementsEqual(types(of: results)) else {
        throw error(.elseMissing)
      }
    }
    try leave(frame)
    if frames.isEmpty { return }
    try push(frame.signature.results)
  }

  /// Ends the innermost block: its results, and nothing else, must be there.
  private mutating func leave(_ frame: Frame) throws(CoreModuleError) {
    try pop(frame.signature.results)
    guard operands.count == height else { throw error(.operandsLeftOver(count: operands.count - height)) }
    frames.removeLast()
    if let outer = frames.last {
      height = outer.height
      isUnreachable = outer.isUnreachable
    }
  }

  mutating func markUnreachable() {
    operands.removeLast(operands.count - height)
    isUnreachable = true
  }

  func labelTypes(_ depth: UInt32) throws(CoreModuleError) -> TypeSpan {
    guard Int(depth) < frames.count else { throw error(.unknownLabel(depth, depth: frames.count)) }
    return frames[frames.count - 1 - Int(depth)].labelTypes
  }

  mutating func validateBranchTable(_ instruction: Instruction) throws(CoreModuleError) {
    try pop(.i32)
    var arity: UInt32?
    var last: TypeSpan?
    var labels = instruction.targets(in: bytes)
    while let depth = labels.next() {
      let types = try labelTypes(depth)
      // Neighbours are often alike.
      if types == last { continue }
      if let arity, arity != types.count {
        throw error(.labelArityMismatch(expected: Int(arity), found: Int(types.count)))
      }
      arity = types.count
      last = types
      try check(types)
    }
    markUnreachable()
  }

  mutating func validateCall(_ type: UInt32) throws(CoreModuleError) {
    guard let signature = context.signatures[checked: type] else { throw unknown(.type, type) }
    try pop(signature.parameters)
    try push(signature.results)
  }
}
