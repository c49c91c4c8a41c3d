import CanonicalABI
import ComponentTypes

/// Carries handles between one component's table and the host's for the length of a call.
///
/// Every handle on its way from one component to another rests in the host's table for a moment: lifting puts it there,
/// lowering takes it out. A handle that a call returns to the host stays there.
///
/// Source: CanonicalABI.md, "Loading" (`lift_own`, `lift_borrow`), "Storing" (`lower_own`, `lower_borrow`).
final class HandleCarrier: HandleTransfer {
  private let store: RuntimeStore
  private let scope: ComponentScope
  private let call: CallNumber

  init(_ store: RuntimeStore, _ scope: ComponentScope, _ call: CallNumber) {
    self.store = store
    self.scope = scope
    self.call = call
  }

  func lift(_ index: UInt32, _ type: HandleType) throws(CanonicalABIError) -> UInt32 {
    switch type {
    case .own(let resourceType):
      let handle = try handle(index, in: scope.handles, resourceType)
      guard handle.isOwn else { throw .invalidHandle(index, "is borrowed, not owned") }
      guard handle.lendCount == 0 else { throw .invalidHandle(index, "is lent to a call that has not returned") }
      scope.handles.remove(index)
      return try add(ResourceHandle(handle.resource, handle.representation, isOwn: true), to: &store.hostHandles)
    case .borrow(let resourceType):
      let handle = try handle(index, in: scope.handles, resourceType)
      store.lend(index, of: scope, to: call)
      return try add(ResourceHandle(handle.resource, handle.representation, isOwn: false), to: &store.hostHandles)
    case .stream, .future, .errorContext: throw .unsupportedHandle(type.word)
    }
  }

  func lower(_ number: UInt32, _ type: HandleType) throws(CanonicalABIError) -> UInt32 {
    switch type {
    case .own(let resourceType):
      let handle = try handle(number, in: store.hostHandles, resourceType)
      guard handle.isOwn else { throw .invalidHandle(number, "is borrowed, not owned") }
      guard handle.lendCount == 0 else { throw .invalidHandle(number, "is lent to a call that has not returned") }
      store.hostHandles.remove(number)
      return try add(ResourceHandle(handle.resource, handle.representation, isOwn: true), to: &scope.handles)
    case .borrow(let resourceType):
      let handle = try handle(number, in: store.hostHandles, resourceType)
      if handle.isOwn {
        // The host lends what it owns.
        store.lend(number, of: nil, to: call)
      } else {
        store.hostHandles.remove(number)
      }
      if handle.resource.definer === scope {
        // The specification passes the representation as an i32 even where it is an i64.
        guard let representation = UInt32(exactly: handle.representation) else {
          throw .invalidHandle(number, "has a representation that is passed as an i32 and does not fit it")
        }
        return representation
      }
      let borrowed = ResourceHandle(handle.resource, handle.representation, isOwn: false, borrower: call)
      let index = try add(borrowed, to: &scope.handles)
      store.borrows.changeBorrowCount(of: call, by: 1)
      return index
    case .stream, .future, .errorContext: throw .unsupportedHandle(type.word)
    }
  }

  private func handle(
    _ index: UInt32, in table: some HandleStorage, _ type: ResourceType
  ) throws(CanonicalABIError) -> ResourceHandle {
    guard let handle = table[index] else { throw .invalidHandle(index, "does not exist") }
    guard let resource = scope.resources[type.identity], handle.resource === resource else {
      throw .invalidHandle(index, "is a \(handle.resource.name), not a \(type.name)")
    }
    return handle
  }

  private func add(_ handle: ResourceHandle, to table: inout some HandleStorage) throws(CanonicalABIError) -> UInt32 {
    guard let index = table.add(handle) else {
      throw .invalidHandle(UInt32(HandleTable.maxLength), "would be more than the table holds")
    }
    return index
  }
}
