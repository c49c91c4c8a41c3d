import CanonicalABI
import CoreTypes
import Interpreter

/// A resource type at run time: each instance makes its own.
final class RuntimeResource: Hashable {
  /// The name it is shown by.
  let name: String
  /// The component instance that defines it; nil for one that stands in for an import. Kept alive by the `RuntimeStore`.
  unowned let definer: ComponentScope?
  let destructor: CoreFunction?
  /// What the host knows it by, where the host defines it.
  let host: HostResource?
  /// What its representations are: i32, or i64.
  let representationType: CoreValueType

  init(
    _ name: String, definer: ComponentScope?, destructor: CoreFunction?, host: HostResource? = nil,
    representationType: CoreValueType = .i32
  ) {
    self.name = name
    self.representationType = representationType
    self.definer = definer
    self.destructor = destructor
    self.host = host
  }

  static func == (a: RuntimeResource, b: RuntimeResource) -> Bool { a === b }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A handle to a resource, as a table holds it.
///
/// Source: CanonicalABI.md, "Resource State".
struct ResourceHandle: Hashable {
  let resource: RuntimeResource
  /// What the defining component knows the resource by.
  let representation: UInt64
  let isOwn: Bool
  /// The call that a borrowed handle was made for, and has to be dropped in.
  let borrower: CallNumber?
  /// How many calls it is lent to.
  var lendCount = 0

  /// The representation as the defining component's core functions have it.
  var coreRepresentation: CoreValue { CoreValue(slot: representation, as: resource.representationType) }

  init(_ resource: RuntimeResource, _ representation: UInt64, isOwn: Bool, borrower: CallNumber? = nil) {
    self.resource = resource
    self.representation = representation
    self.isOwn = isOwn
    self.borrower = borrower
  }
}

/// Handles by number.
protocol HandleStorage {
  subscript(number: UInt32) -> ResourceHandle? { get }
  /// - Returns: the number; nil where there is no room.
  mutating func add(_ handle: ResourceHandle) -> UInt32?
  mutating func remove(_ number: UInt32)
  /// Counts calls that a handle is lent to; of a handle that is gone, nothing.
  mutating func changeLendCount(of number: UInt32, by difference: Int)
}

/// One component's handles by index; 0 is never one.
///
/// Source: CanonicalABI.md, "Table State".
struct HandleTable: HandleStorage, Hashable {
  private var entries: [ResourceHandle?] = [nil]
  private var free: [UInt32] = []

  /// The most entries: the specification's 2^28 - 1 would be gigabytes here.
  static let maxLength = 1_000_000

  /// Bytes that it takes.
  var byteCount: Int { entries.count * MemoryLayout<ResourceHandle?>.stride + free.count * 4 }

  /// How many handles there are.
  var count: Int { entries.count - 1 - free.count }

  subscript(index: UInt32) -> ResourceHandle? {
    Int(index) < entries.count ? entries[Int(index)] : nil
  }

  mutating func add(_ handle: ResourceHandle) -> UInt32? {
    if let index = free.popLast() {
      entries[Int(index)] = handle
      return index
    }
    guard entries.count <= Self.maxLength else { return nil }
    entries.append(handle)
    return UInt32(entries.count - 1)
  }

  mutating func remove(_ index: UInt32) {
    guard self[index] != nil else { return }
    entries[Int(index)] = nil
    free.append(index)
  }

  mutating func changeLendCount(of index: UInt32, by difference: Int) {
    guard self[index] != nil else { return }
    entries[Int(index)]?.lendCount += difference
  }
}
