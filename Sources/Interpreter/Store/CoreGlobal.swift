package import CoreTypes

/// A global.
///
/// Source: core specification, "Global Instances".
package final class CoreGlobal {
  package let type: CoreGlobalType
  /// Two slots; only a v128 takes the second.
  private let cell: Cell<(UInt64, UInt64)>

  package init(_ type: CoreGlobalType, _ value: CoreValue) {
    self.type = type
    let slots = value.slots
    cell = Cell((slots.first, slots.second ?? 0))
  }

  /// The value.
  package var value: CoreValue {
    get { CoreValue(slot: cell.pointer.pointee.0, second: cell.pointer.pointee.1, as: type.value) }
    set { cell.pointer.pointee = (newValue.slots.first, newValue.slots.second ?? 0) }
  }

  /// The first slot.
  var slot: UInt64 { cell.pointer.pointee.0 }

  /// Both slots.
  var slots: (UInt64, UInt64) {
    get { cell.pointer.pointee }
    set { cell.pointer.pointee = newValue }
  }

  /// The address as code words hold it.
  var word: UInt64 { cell.word }
}
