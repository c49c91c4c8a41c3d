package import CoreTypes

/// A global.
///
/// Source: core specification, "Global Instances".
package final class CoreGlobal {
  package let type: CoreGlobalType
  let cell: Cell<UInt64>

  package init(_ type: CoreGlobalType, slot: UInt64) {
    self.type = type
    cell = Cell(slot)
  }

  /// The value in a slot, as `CoreValue.slot` has it.
  package var slot: UInt64 {
    get { cell.pointer.pointee }
    set { cell.pointer.pointee = newValue }
  }

  /// The value.
  package var value: CoreValue? { CoreValue(slot: slot, as: type.value) }
}
