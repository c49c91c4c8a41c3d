import CoreModule
import CoreTypes

/// Where a function's locals are in its frame.
///
///     parameters | scratch (large frames only) | other locals | operand stack
///
/// Operations name slots by 16 bits. What a frame has beyond that is copied to and from the scratch slots, so large frames
/// are slow, and rare.
struct FrameLayout {
  /// How many slots 16-bit fields can name.
  static let nearSlots = 65_536
  /// Room for three operands and a result of two slots each.
  private static let scratchSlots = 8

  let isLarge: Bool
  let parameterSlots: Int
  /// All slots before the operand stack.
  let localSlots: Int
  /// By local index; nil where every local takes one slot and no scratch slots stand between.
  private let locals: [(slot: Int, isWide: Bool)]?

  init(_ type: CoreFunctionType, _ body: FunctionBody, isLarge: Bool) {
    self.isLarge = isLarge
    let runs = body.locals
    let parameters = ValueShape(type.parameters)
    parameterSlots = parameters.slotCount
    let plainCount = type.parameters.count + body.localCount
    guard isLarge || type.parameters.contains(.v128) || runs.contains(where: { $0.type == .v128 && $0.count > 0 })
    else {
      localSlots = plainCount
      locals = nil
      return
    }
    var places: [(slot: Int, isWide: Bool)] = []
    places.reserveCapacity(plainCount)
    var next = 0
    func place(_ type: CoreValueType) {
      places.append((next, type == .v128))
      next += type == .v128 ? 2 : 1
    }
    for type in type.parameters { place(type) }
    if isLarge { next += Self.scratchSlots }
    for run in runs { for _ in 0..<run.count { place(run.type) } }
    localSlots = next
    locals = places
  }

  /// A local's first slot.
  func slot(of local: UInt32) -> Int {
    guard let locals else { return Int(local) }
    return locals[Int(local)].slot
  }

  /// Whether a local is a v128.
  func isWide(_ local: UInt32) -> Bool {
    guard let locals else { return false }
    return locals[Int(local)].isWide
  }

  /// A scratch slot for one of an operation's fields: 0 for A to 2 for C, 3 for a fourth.
  func scratch(_ field: Int) -> Int { parameterSlots + 2 * field }
}
