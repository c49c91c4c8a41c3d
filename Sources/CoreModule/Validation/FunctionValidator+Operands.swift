// The operand stack.
extension FunctionValidator {
  @inline(__always)
  mutating func push(_ type: PackedValueType) throws(CoreModuleError) {
    guard operands.count < CoreLimit.operandStack else { throw operandLimit() }
    operands.append(type)
  }

  mutating func push(_ span: TypeSpan) throws(CoreModuleError) {
    guard operands.count + Int(span.count) <= CoreLimit.operandStack else { throw operandLimit() }
    for index in 0..<Int(span.count) { operands.append(context.types[Int(span.start) + index]) }
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
      guard isUnreachable else { throw error(.operandMissing(expected: expected)) }
      return
    }
    let found = operands[operands.count - 1]
    guard found.matches(expected) else { throw error(.typeMismatch(expected: expected, found: found)) }
    operands.removeLast()
  }

  /// Pops a value of any type: bottom where unreachable code has none.
  mutating func popAny() throws(CoreModuleError) -> PackedValueType {
    guard operands.count > height else {
      guard isUnreachable else { throw error(.operandMissing(expected: nil)) }
      return .bottom
    }
    return operands.removeLast()
  }

  mutating func pop(_ span: TypeSpan) throws(CoreModuleError) {
    var index = Int(span.start) + Int(span.count)
    while index > Int(span.start) {
      index -= 1
      try pop(context.types[index])
    }
  }

  /// Looks whether the topmost operands match, and leaves them.
  func check(_ span: TypeSpan) throws(CoreModuleError) {
    for index in 0..<Int(span.count) {
      let expected = context.types[Int(span.start) + Int(span.count) - 1 - index]
      let place = operands.count - 1 - index
      guard place >= height else {
        guard isUnreachable else { throw error(.operandMissing(expected: expected)) }
        return
      }
      let found = operands[place]
      guard found.matches(expected) else { throw error(.typeMismatch(expected: expected, found: found)) }
    }
  }

  @inline(never)
  private func operandLimit() -> CoreModuleError {
    error(.limit("values on the operand stack", found: operands.count + 1, maximum: CoreLimit.operandStack))
  }
}

extension PackedValueType {
  /// Whether a value of this type may stand where another type is expected.
  ///
  /// Source: core specification, "Matching". Without subtypes among references, that is equality.
  @inline(__always)
  func matches(_ expected: PackedValueType) -> Bool {
    self == expected || self == .bottom
  }
}
