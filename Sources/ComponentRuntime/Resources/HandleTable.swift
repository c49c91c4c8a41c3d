import CanonicalABI
import Interpreter

/// A resource type at run time: each instance makes its own.
final class RuntimeResource {
  /// The name it is shown by.
  let name: String
  /// The component instance that defines it; nil for one that stands in for an import. Kept alive by the `RuntimeStore`.
  unowned let definer: ComponentScope?
  let destructor: CoreFunction?

  init(_ name: String, definer: ComponentScope?, destructor: CoreFunction?) {
    self.name = name
    self.definer = definer
    self.destructor = destructor
  }
}

/// A handle to a resource, as a table holds it.
///
/// Source: CanonicalABI.md, "Resource State".
final class ResourceHandle {
  let resource: RuntimeResource
  /// What the defining component knows the resource by.
  let representation: UInt32
  let isOwn: Bool
  /// The call that a borrowed handle was made for, and has to be dropped in.
  let borrower: BorrowScope?
  /// How many calls it is lent to.
  var lendCount = 0

  init(_ resource: RuntimeResource, _ representation: UInt32, isOwn: Bool, borrower: BorrowScope? = nil) {
    self.resource = resource
    self.representation = representation
    self.isOwn = isOwn
    self.borrower = borrower
  }
}

/// What one call has borrowed and lent.
final class BorrowScope {
  /// Borrowed handles that the callee has not dropped yet.
  var borrowCount = 0
  /// The handles that the caller lends for the length of the call.
  private var lenders: [ResourceHandle] = []

  func lend(_ handle: ResourceHandle) {
    handle.lendCount += 1
    lenders.append(handle)
  }

  /// Ends all lending.
  func release() {
    for handle in lenders { handle.lendCount -= 1 }
    lenders = []
  }
}

/// Handles by number.
protocol HandleStorage {
  subscript(number: UInt32) -> ResourceHandle? { get }
  /// - Returns: the number; nil where there is no room.
  mutating func add(_ handle: ResourceHandle) -> UInt32?
  mutating func remove(_ number: UInt32)
}

/// One component's handles by index; 0 is never one.
///
/// Source: CanonicalABI.md, "Table State".
struct HandleTable: HandleStorage {
  private var entries: [ResourceHandle?] = [nil]
  private var free: [UInt32] = []

  /// The most entries: the specification's 2^28 - 1 would be gigabytes here.
  static let maxLength = 1_000_000

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
}
