package import CoreTypes

/// An exception tag. Two exceptions are of one kind if they are of the same tag, not of equal ones.
///
/// Source: core specification, "Tag Instances".
package final class CoreTag {
  /// What its exceptions carry are the parameters; references in them are numbers of the store.
  package let type: CoreFunctionType
  /// The number of the type.
  let typeNumber: UInt32
  /// Its number in the store.
  private(set) var number: UInt32 = 0

  let payload: ValueShape
  /// Which of the payload's slots hold references.
  let referenceSlots: [Int]

  init(_ type: CoreFunctionType, typeNumber: UInt32, in store: Store) {
    self.type = type
    self.typeNumber = typeNumber
    payload = ValueShape(type.parameters)
    var slot = 0
    var slots: [Int] = []
    for parameter in type.parameters {
      if case .reference = parameter { slots.append(slot) }
      slot += parameter == .v128 ? 2 : 1
    }
    referenceSlots = slots
    number = UInt32(truncatingIfNeeded: store.heap.register(self))
  }
}
