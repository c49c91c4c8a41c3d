import CoreTypes

// The sections that hold code, elements and data.
extension ModuleDecoder {
  /// Source: core specification, "Element Section" (binary format).
  ///
  ///     flags bit 0   not active: passive or declarative
  ///           bit 1   active: a table index follows; not active: declarative
  ///           bit 2   the elements are expressions, not function indices
  mutating func readElements(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.elementSegments, "element segments")
    for _ in 0..<count {
      let offset = section.offset
      let flags = try section.readU32()
      guard flags < 8 else { throw CoreModuleError(.malformedSegmentFlags(flags), at: offset) }
      if flags & 1 != 0, !features.contains(.bulkMemory) {
        throw CoreModuleError(.unsupported(.bulkMemory), at: offset)
      }
      if flags & 4 != 0, !features.contains(.referenceTypes) {
        throw CoreModuleError(.unsupported(.referenceTypes), at: offset)
      }
      let mode: SegmentMode
      if flags & 1 == 0 {
        let table = flags & 2 != 0 ? try section.readU32() : 0
        mode = .active(table, offset: try readConstantExpression(&section))
      } else {
        mode = flags & 2 != 0 ? .declarative : .passive
      }
      // Function indices are references that are not null; flag 4 alone leaves the type out, which is funcref.
      let isTyped = flags & 3 != 0
      let usesExpressions = flags & 4 != 0
      var type = CoreReferenceType(isNullable: usesExpressions, heap: .func)
      if isTyped, usesExpressions {
        type = try section.readReferenceType(features)
      } else if isTyped {
        let kindOffset = section.offset
        let kind = try section.readByte()
        guard kind == 0 else { throw CoreModuleError(.malformedElementKind(kind), at: kindOffset) }
      }
      let items = try readItems(&section, areExpressions: usesExpressions)
      module.elements.append(ElementSegment(mode: mode, type: type, items: items, offset: offset))
    }
  }

  private func readItems(
    _ section: inout ByteReader, areExpressions: Bool
  ) throws(CoreModuleError) -> ElementSegment.Items {
    let count = try section.readCount(limit: CoreLimit.segmentElements, "elements in a segment")
    if areExpressions {
      var expressions: [ConstantExpression] = []
      for _ in 0..<count { expressions.append(try readConstantExpression(&section)) }
      return .expressions(expressions)
    }
    var functions: [UInt32] = []
    functions.reserveCapacity(count)
    for _ in 0..<count { functions.append(try section.readU32()) }
    return .functions(functions)
  }

  mutating func readData(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.dataSegments, "data segments")
    for _ in 0..<count {
      let offset = section.offset
      let flags = try section.readU32()
      guard flags < 3 else { throw CoreModuleError(.malformedSegmentFlags(flags), at: offset) }
      if flags == 1, !features.contains(.bulkMemory) { throw CoreModuleError(.unsupported(.bulkMemory), at: offset) }
      var mode = SegmentMode.passive
      if flags != 1 {
        let memory = flags == 2 ? try section.readU32() : 0
        mode = .active(memory, offset: try readConstantExpression(&section))
      }
      let size = try section.readU32()
      let start = section.offset
      try section.skip(Int(size))
      module.data.append(DataSegment(mode: mode, range: start..<section.offset, offset: offset))
    }
  }

  mutating func readBodies(_ section: inout ByteReader) throws(CoreModuleError) {
    let offset = section.offset
    let count = try section.readCount(limit: CoreLimit.functions, "function bodies")
    guard count == declaredFunctions else {
      throw CoreModuleError(.functionCountMismatch(functions: declaredFunctions, bodies: count), at: offset)
    }
    module.bodies.reserveCapacity(count)
    for _ in 0..<count {
      let offset = section.offset
      let size = Int(try section.readU32())
      guard size <= CoreLimit.functionBytes else {
        throw CoreModuleError(
          .limit("bytes in a function", found: size, maximum: CoreLimit.functionBytes), at: offset)
      }
      var body = try section.slice(size)
      let start = body.offset
      let locals = shared(try readLocals(&body))
      module.bodies.append(FunctionBody(range: start..<body.end, locals: locals, codeStart: body.offset))
    }
  }

  /// The same runs as another body's where one has them: most functions of a module declare one of a few lists.
  private mutating func shared(_ runs: [LocalRun]) -> [LocalRun] {
    guard runs.count <= 8, knownLocals.count < 4_096 else { return runs }
    return knownLocals.insert(runs).memberAfterInsert
  }

  private func readLocals(_ body: inout ByteReader) throws(CoreModuleError) -> [LocalRun] {
    let start = body.offset
    let runCount = try body.readU32()
    guard Int(runCount) <= body.remaining else { throw body.unexpectedEnd() }
    var runs: [LocalRun] = []
    var total: UInt64 = 0
    for _ in 0..<runCount {
      let offset = body.offset
      let count = try body.readU32()
      total += UInt64(count)
      guard total <= UInt64(UInt32.max) else { throw CoreModuleError(.tooManyLocals(total), at: offset) }
      guard let type = try body.readValueType(features).valueType, count > 0 else { continue }
      runs.append(LocalRun(count: count, type: type))
    }
    guard total <= UInt64(CoreLimit.functionLocals) else {
      throw CoreModuleError(
        .limit("locals in a function", found: Int(total), maximum: CoreLimit.functionLocals), at: start)
    }
    return runs
  }
}
