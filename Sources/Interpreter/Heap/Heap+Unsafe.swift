import CInterpreter
import CoreTypes

/// A store's structures, arrays and exceptions. Objects never move; references are their indices.
///
/// Garbage is found by marking: from frames conservatively, since a slot's type is not known there, and precisely from
/// everything else. Indices are reused from the lowest, so that a run is the same each time.
final class Heap {
  /// By index; nil where none is. The dispatch loop reads it.
  private(set) var objects: UnsafeMutablePointer<UnsafeMutablePointer<wi_object>?>
  private(set) var capacity = 256
  /// One past the greatest index in use.
  var count = 0
  /// Whether an object was ever made.
  private(set) var hasHeldObjects = false
  /// Where the search for a free index begins: all below are in use.
  var firstFree = 0
  /// Bytes of all objects, headers included.
  var byteCount: UInt64 = 0
  /// When the next collection is worth its time.
  var threshold: UInt64 = 4 << 20

  let types: TypeRegistry
  private var layouts: [UInt32: ObjectLayout] = [:]
  /// What each tag's exceptions carry, by the tag's number in the store.
  private(set) var tags: [CoreTag] = []

  private var isMarked: [Bool] = []
  private var pending: [Int] = []

  init(types: TypeRegistry) {
    self.types = types
    objects = .allocate(capacity: capacity)
    objects.initialize(repeating: nil, count: capacity)
  }

  deinit {
    for index in 0..<count { objects[index]?.release() }
    objects.deallocate()
  }

  /// A defined type's layout, by the type's number.
  func layout(of type: UInt32) -> ObjectLayout {
    if let known = layouts[type] { return known }
    let layout = ObjectLayout(types.canonical.types[Int(type)].composite)
    layouts[type] = layout
    return layout
  }

  /// Gives a tag its number.
  func register(_ tag: CoreTag) -> Int {
    tags.append(tag)
    return tags.count - 1
  }

  // MARK: Making objects

  /// Whether an object of so many bytes would be better made after a collection.
  func wantsCollection(before size: UInt64) -> Bool { byteCount + size > threshold }

  /// A new object, its fields or elements all zero.
  ///
  /// - Parameters:
  ///   - type: a defined type's number, or an exception's tag.
  ///   - byteCount: of its fields or elements.
  ///   - count: an array's elements.
  /// - Returns: the reference, and the object; nil where the system has no memory for it.
  func make(
    _ kind: wi_object_kind, type: UInt32, byteCount size: Int, count elements: UInt64 = 0
  ) -> (reference: UInt64, object: UnsafeMutablePointer<wi_object>)? {
    guard let object = wi_object_make(type, UInt32(kind.rawValue), elements, UInt64(size)) else { return nil }
    hasHeldObjects = true
    let index = takeIndex()
    objects[index] = object
    byteCount += UInt64(size) + Self.headerBytes
    return (Self.reference(to: index), object)
  }

  static let headerBytes: UInt64 = 16

  private static func reference(to index: Int) -> UInt64 { UInt64(wi_tag_object) << 62 | UInt64(index) }

  private func takeIndex() -> Int {
    var index = firstFree
    while index < count, objects[index] != nil { index += 1 }
    firstFree = index + 1
    if index == count {
      if count == capacity { enlarge() }
      count += 1
    }
    return index
  }

  func enlarge() {
    let larger = UnsafeMutablePointer<UnsafeMutablePointer<wi_object>?>.allocate(capacity: capacity * 2)
    // SAFETY: both hold at least `capacity` elements and do not overlap.
    larger.initialize(repeating: nil, count: capacity * 2)
    larger.update(from: objects, count: capacity)
    objects.deallocate()
    objects = larger
    capacity *= 2
  }

  /// The object that a reference means; nil for null and for what is no object.
  func object(_ reference: UInt64) -> UnsafeMutablePointer<wi_object>? {
    index(reference).flatMap { objects[$0] }
  }

  private func index(_ slot: UInt64) -> Int? {
    guard slot >> 62 == UInt64(wi_tag_object) else { return nil }
    let index = slot & ~(3 << 62)
    return index < UInt64(count) ? Int(index) : nil
  }

  // MARK: Collecting

  /// Begins a collection: nothing is marked.
  func beginCollection() {
    isMarked = [Bool](repeating: false, count: count)
    pending.removeAll(keepingCapacity: true)
  }

  /// Marks what a slot may refer to.
  func mark(_ slot: UInt64) {
    guard let index = index(slot), !isMarked[index], objects[index] != nil else { return }
    isMarked[index] = true
    pending.append(index)
  }

  /// Marks all that the marked objects refer to, and frees the others.
  func finishCollection() {
    while let index = pending.popLast() {
      if let object = objects[index] { markReferences(of: object) }
    }
    firstFree = count
    for index in 0..<count where !isMarked[index] {
      if let object = objects[index] {
        byteCount -= size(of: object) + Self.headerBytes
        object.release()
        objects[index] = nil
      }
      firstFree = min(firstFree, index)
    }
    isMarked = []
    threshold = max(4 << 20, byteCount * 2)
  }

  /// The bytes of an object's fields or elements.
  private func size(of object: UnsafeMutablePointer<wi_object>) -> UInt64 {
    UInt64(size(ofKind: object.pointee.kind, type: object.pointee.type, count: object.pointee.count))
  }

  /// The bytes of the fields or elements of an object with such a header.
  func size(ofKind kind: UInt32, type: UInt32, count: UInt64) -> Int {
    switch wi_object_kind(rawValue: kind) {
    case wi_kind_struct: layout(of: type).byteCount
    case wi_kind_array: Int(count) * layout(of: type).elementWidth.rawValue
    default: tags[Int(type)].payload.slotCount * 8
    }
  }

  private func markReferences(of object: UnsafeMutablePointer<wi_object>) {
    let fields = object.fields
    switch object.kind {
    case wi_kind_struct:
      for field in layout(of: object.pointee.type).fields where field.isReference {
        mark(fields.load(fromByteOffset: field.offset, as: UInt64.self))
      }
    case wi_kind_array:
      guard layout(of: object.pointee.type).holdsReferences else { return }
      for element in 0..<Int(object.pointee.count) { mark(fields.load(fromByteOffset: 8 * element, as: UInt64.self)) }
    default:
      for slot in tags[Int(object.pointee.type)].referenceSlots {
        mark(fields.load(fromByteOffset: 8 * slot, as: UInt64.self))
      }
    }
  }
}

extension UnsafeMutablePointer<wi_object> {
  var kind: wi_object_kind { wi_object_kind(rawValue: pointee.kind) }

  /// What stands behind the header.
  var fields: UnsafeMutableRawPointer {
    // SAFETY: an object is made with its fields behind its header.
    UnsafeMutableRawPointer(self) + Int(Heap.headerBytes)
  }

  func release() { wi_object_free(self) }
}
