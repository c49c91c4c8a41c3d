package import CoreModule
package import CoreTypes

/// What the watch's rules say of the places in one function, from its code alone.
///
/// A rule speaks of one place: an instruction that can lose something. It looks at what flows into the instruction and where
/// its result flows, within the function and not through memory. Functions that use instructions beyond those that move and
/// compute numbers have no exemptions but those of the instruction itself. ``WatchRule`` lists the rules.
package struct WatchedFunction: Sendable {
  let module: Module
  let flow: DataFlow?

  package init(_ function: UInt32, of module: Module) {
    self.module = module
    flow = DataFlow.build(module, function: function)
  }

  /// The rules that apply to the instruction at a file offset, in the order of ``WatchRule``.
  ///
  /// - Parameter operands: those of one time that it lost something, since shifts that unpack a value are exempt only where
  ///   the value fits the part that is kept.
  package func exemptions(at offset: Int, _ opcode: Opcode, operands: [UInt64]) -> [WatchExemption] {
    if opcode == .i32RemS || opcode == .i64RemS { return [WatchExemption(.remainders)] }
    if opcode.isLanewise { return [WatchExemption(.lanes)] }
    guard let flow, let node = flow.nodesByOffset[offset], flow.opcode(node) == opcode else { return [] }
    let place = WatchedPlace(flow: flow, module: module, node: node, opcode: opcode)
    var found: [WatchExemption] = []
    func add(_ rule: WatchRule, _ applies: Bool, signed: Bool = true, unsigned: Bool = true) {
      if applies { found.append(WatchExemption(rule, coversSigned: signed, coversUnsigned: unsigned)) }
    }
    add(.stackPointer, place.movesStackPointer)
    add(.addresses, place.isAddress)
    add(.hashes, place.isHash)
    add(.wideHalves, place.isLowerHalf)
    add(.wideHalves, place.isLimbProduct, unsigned: false)
    add(.unsignedUse, place.isUsedUnsigned, unsigned: false)
    add(.alignment, place.aligns)
    add(.ranges, place.asksForRange)
    add(.negatives, place.isDifference, signed: false)
    add(.bitFields, place.packsBits || place.unpacksBits(operands) || place.isPartOfMore)
    add(.checks, place.checks)
    return found
  }
}

extension DataFlow {
  /// The graph of a function; nil where it has no body or cannot be told.
  static func build(_ module: Module, function: UInt32) -> DataFlow? {
    DataFlowBuilder.build(module, function: function)
  }
}
