// Control instructions.
extension FunctionValidator {
  private func signature(of blockType: BlockType) throws(CoreModuleError) -> BlockSignature {
    switch blockType {
    case .empty: BlockSignature(parameters: .empty, results: .empty)
    case .value(let type): BlockSignature(parameters: .empty, results: TypeSpan(try canonical(type)))
    case .type(let index): try function(index)
    }
  }

  /// A function type by its index.
  func function(_ index: UInt32) throws(CoreModuleError) -> BlockSignature {
    guard let type = context.definedTypes[checked: index] else { throw unknown(.type, index) }
    guard type.kind == .function else { throw error(.wrongKindOfType(index, expected: "a function type")) }
    return type.signature
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
    frames.append(
      Frame(
        kind: kind, isUnreachable: false, height: height, setLocalCount: locals.setCount, signature: signature))
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
      guard context.matches(frame.signature.parameters, frame.signature.results) else { throw error(.elseMissing) }
    }
    try leave(frame)
    if frames.isEmpty { return }
    try push(frame.signature.results)
  }

  /// Ends the innermost block: its results, and nothing else, must be there.
  private mutating func leave(_ frame: Frame) throws(CoreModuleError) {
    try pop(frame.signature.results)
    guard operands.count == height else { throw error(.operandsLeftOver(count: operands.count - height)) }
    locals.forgetValues(after: frame.setLocalCount)
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

  /// The types that a label takes besides a reference at the end, and that reference's type.
  private func labelWithReference(
    _ depth: UInt32
  ) throws(CoreModuleError) -> (others: TypeSpan, reference: PackedValueType) {
    let types = try labelTypes(depth)
    guard types.count > 0 else { throw error(.labelMismatch(expected: 1, found: 0)) }
    let last = context.type(Int(types.count) - 1, in: types)
    guard last.isReference else { throw error(.referenceExpected(found: last)) }
    return (types.dropLast, last)
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

  mutating func validateBranchOnNull(_ depth: UInt32) throws(CoreModuleError) {
    let types = try labelTypes(depth)
    let reference = try popReference()
    try popAndPush(types)
    try push(reference.nonNullable)
  }

  mutating func validateBranchOnNonNull(_ depth: UInt32) throws(CoreModuleError) {
    let (others, expected) = try labelWithReference(depth)
    let reference = try popReference().nonNullable
    guard context.matches(reference, expected) else { throw mismatch(expected: expected, found: reference) }
    try popAndPush(others)
  }

  mutating func validateBranchOnCast(_ instruction: Instruction) throws(CoreModuleError) {
    let source = try canonical(instruction.castSource)
    let target = try canonical(instruction.castTarget)
    guard context.matches(target, source) else { throw mismatch(expected: source, found: target) }
    let (others, expected) = try labelWithReference(instruction.second)
    // What is left of the source where the cast fails.
    let rest = target.isNullable ? source.nonNullable : source
    let (branching, falling) = instruction.opcode == .brOnCast ? (target, rest) : (rest, target)
    guard context.matches(branching, expected) else { throw mismatch(expected: expected, found: branching) }
    try pop(source)
    try popAndPush(others)
    try push(falling)
  }

  // MARK: Calls

  mutating func validateCall(_ signature: BlockSignature) throws(CoreModuleError) {
    try pop(signature.parameters)
    try push(signature.results)
  }

  mutating func validateTailCall(_ signature: BlockSignature) throws(CoreModuleError) {
    guard context.matches(signature.results, frames[0].signature.results) else { throw error(.tailCallResults) }
    try pop(signature.parameters)
    markUnreachable()
  }

  /// The type of the function that a call names, and its operands but the parameters taken.
  mutating func callee(_ instruction: Instruction) throws(CoreModuleError) -> BlockSignature {
    let index = instruction.index
    switch instruction.opcode {
    case .call, .returnCall:
      guard let type = context.functions[checked: index] else { throw unknown(.function, index) }
      return try function(type)
    case .callIndirect, .returnCallIndirect:
      guard let table = context.tables[checked: instruction.second] else {
        throw unknown(.table, instruction.second)
      }
      guard context.matches(table.element, .funcref) else {
        throw mismatch(expected: .funcref, found: table.element)
      }
      let signature = try function(index)
      try pop(table.addressType)
      return signature
    default:
      let signature = try function(index)
      try pop(context.reference(to: index, isNullable: true))
      return signature
    }
  }

  // MARK: Exceptions

  func tag(_ index: UInt32) throws(CoreModuleError) -> BlockSignature {
    guard let type = context.tags[checked: index] else { throw unknown(.tag, index) }
    return try function(type)
  }

  mutating func validateTryTable(_ instruction: Instruction) throws(CoreModuleError) {
    let signature = try signature(of: instruction.blockType)
    try pop(signature.parameters)
    for clause in instruction.catchClauses(in: bytes) { try validate(clause) }
    try enter(.block, signature)
  }

  /// Source: core specification, "Control Instructions" (validation), catch clauses.
  private func validate(_ clause: CatchClause) throws(CoreModuleError) {
    let carried = if let index = clause.tag { try tag(index).parameters } else { TypeSpan.empty }
    let label = try labelTypes(clause.label)
    let given = Int(carried.count) + (clause.givesReference ? 1 : 0)
    guard given == Int(label.count) else { throw error(.labelMismatch(expected: given, found: Int(label.count))) }
    for position in 0..<given {
      let expected = context.type(position, in: label)
      let found = position < Int(carried.count) ? context.type(position, in: carried) : .exception
      guard context.matches(found, expected) else { throw mismatch(expected: expected, found: found) }
    }
  }
}
