// The operand stack.
extension FunctionValidator {
  @inline(__always)
  mutating func push(_ type: PackedValueType) throws(CoreModuleError) {
    guard operands.count < CoreLimit.operandStack else { throw operandLimit() }
    operands.append(type)
  }

  mutating func push(_ span: TypeSpan) throws(CoreModuleError) {
    guard operands.count + Int(span.count) <= CoreLimit.operandStack else { throw operandLimit() }
    for position in 0..<Int(span.count) { operands.append(context.type(position, in: span)) }
  }

  @inline(__always)
  mutating func pop(_ expected: PackedValueType) throws(CoreModuleError) {
    let last = operands.count - 1
    if last >= height, operands[last] == expected {
      operands.removeLast()
      return
    }
    try popSlowly(expected)
  }

  @inline(never)
  private mutating func popSlowly(_ expected: PackedValueType) throws(CoreModuleError) {
    guard operands.count > height else {
      guard isUnreachable else { throw missing(expected) }
      return
    }
    let found = operands[operands.count - 1]
    guard context.matches(found, expected) else { throw mismatch(expected: expected, found: found) }
    operands.removeLast()
  }

  /// Pops a value of any type: bottom where unreachable code has none.
  mutating func popAny() throws(CoreModuleError) -> PackedValueType {
    guard operands.count > height else {
      guard isUnreachable else { throw missing(nil) }
      return .bottom
    }
    return operands.removeLast()
  }

  /// Pops a reference of any type: the bottom reference where unreachable code has none.
  mutating func popReference() throws(CoreModuleError) -> PackedValueType {
    let found = try popAny()
    if found == .bottom { return .bottomReference }
    guard found.isReference else { throw error(.referenceExpected(found: found)) }
    return found
  }

  mutating func pop(_ span: TypeSpan) throws(CoreModuleError) {
    var position = Int(span.count)
    while position > 0 {
      position -= 1
      try pop(context.type(position, in: span))
    }
  }

  /// Pops what a label takes and pushes it, as an instruction does that may branch to it.
  mutating func popAndPush(_ span: TypeSpan) throws(CoreModuleError) {
    guard span.count > 0 else { return }
    try pop(span)
    try push(span)
  }

  /// Looks whether the topmost operands match, and leaves them.
  func check(_ span: TypeSpan) throws(CoreModuleError) {
    for index in 0..<Int(span.count) {
      let expected = context.type(Int(span.count) - 1 - index, in: span)
      let place = operands.count - 1 - index
      guard place >= height else {
        guard isUnreachable else { throw missing(expected) }
        return
      }
      let found = operands[place]
      guard context.matches(found, expected) else { throw mismatch(expected: expected, found: found) }
    }
  }

  @inline(never)
  private func operandLimit() -> CoreModuleError {
    error(.limit("values on the operand stack", found: operands.count + 1, maximum: CoreLimit.operandStack))
  }
}
