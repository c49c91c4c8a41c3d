import CoreModule

/// What is known of operators in a store's faithful code, once anything was followed there. Code stays where it is as long as
/// its store, so that the next call finds it.
final class OperatorPlans {
  private var plans: [UInt: OperatorPlan] = [:]
  /// By the functions' numbers.
  private var arities: [Int: BranchArities] = [:]
  private var memoryNumbers: [ObjectIdentifier: Int] = [:]
  /// How many places are kept.
  private static let maximumCount = 1 << 16

  /// The number that a memory has in shadows.
  func number(of memory: CoreMemory) -> Int {
    if let known = memoryNumbers[ObjectIdentifier(memory)] { return known }
    memoryNumbers[ObjectIdentifier(memory)] = memoryNumbers.count
    return memoryNumbers.count - 1
  }

  /// What is known of the operator at whose mark an execution stands; nil where that is no faithful code.
  ///
  /// - Parameter address: the mark's.
  func plan(at address: UInt, of execution: Execution) -> OperatorPlan? {
    if let known = plans[address] { return known }
    guard let place = execution.place(of: address), let layout = place.translation.frame,
      case .wasm(_, let index) = place.translation.function.body,
      let types = place.instance.operandTypes.before(place.instruction.offset)
    else { return nil }
    let function = place.translation.function.number
    let arities = arities[function] ?? BranchArities(place.instance.module, function: index)
    self.arities[function] = arities
    let writesMemory = place.instruction.opcode.untracedWrite != nil
    let plan = OperatorPlan(
      flow: OperatorFlow(
        place.instruction, of: place.instance, layout, types, arity: arities[place.instruction.offset],
        memoryNumber: number(of:)),
      instruction: place.instruction, function: function, top: layout.localSlots + ValueShape(types).slotCount,
      localSlots: layout.localSlots, loss: Loss.loss(of: place.instruction.opcode),
      memory: writesMemory ? number(of: place.instance.memories[Int(place.instruction.second)]) : 0)
    if plans.count >= Self.maximumCount {
      plans.removeAll()
      self.arities.removeAll()
    }
    plans[address] = plan
    return plan
  }
}
