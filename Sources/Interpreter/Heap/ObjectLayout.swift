import CoreTypes

/// Where the fields of a structure or the elements of an array are in its object, each as wide as its storage type.
struct ObjectLayout {
  /// How many bytes a field or element takes.
  enum Width: Int {
    case one = 1
    case two = 2
    case four = 4
    case eight = 8
    case sixteen = 16

    init(_ storage: CoreStorageType) {
      switch storage {
      case .i8: self = .one
      case .i16: self = .two
      case .value(.i32), .value(.f32): self = .four
      case .value(.i64), .value(.f64), .value(.reference): self = .eight
      case .value(.v128): self = .sixteen
      }
    }
  }

  /// A structure's field.
  struct Field {
    /// In bytes from the object's first field.
    let offset: Int
    let width: Width
    let isReference: Bool
  }

  /// A structure's fields in their order; empty for an array.
  let fields: [Field]
  /// A structure's size in bytes, without the header.
  let byteCount: Int
  /// Of an array's elements.
  let elementWidth: Width
  /// Whether an array's elements are references.
  let holdsReferences: Bool

  init(_ type: CoreCompositeType) {
    switch type {
    case .function:
      (fields, byteCount, elementWidth, holdsReferences) = ([], 0, .eight, false)
    case .array(let element):
      (fields, byteCount) = ([], 0)
      elementWidth = Width(element.storage)
      holdsReferences = element.storage.isReference
    case .struct(let list):
      // The widest first wastes nothing; a v128 needs no more than the object's own alignment of 8 bytes.
      var offsets = [Int](repeating: 0, count: list.count)
      var next = 0
      for width in [Width.sixteen, .eight, .four, .two, .one] {
        for (index, field) in list.enumerated() where Width(field.storage) == width {
          offsets[index] = next
          next += width.rawValue
        }
      }
      fields = zip(list, offsets).map {
        Field(offset: $1, width: Width($0.storage), isReference: $0.storage.isReference)
      }
      (byteCount, elementWidth, holdsReferences) = (next, .eight, false)
    }
  }
}

extension CoreStorageType {
  fileprivate var isReference: Bool {
    if case .value(.reference) = self { true } else { false }
  }
}
