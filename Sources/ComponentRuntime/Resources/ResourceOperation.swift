import CoreTypes

extension ResourceOperation {
  /// What an operation comes to.
  enum Outcome {
    case done([CoreValue])
    /// The resource's destructor has to run first.
    case destructor(CoreActivation)
  }

  /// Performs a built-in of a resource type.
  ///
  /// Source: CanonicalABI.md, "`canon resource.new`", "`canon resource.drop`", "`canon resource.rep`".
  static func perform(
    _ operation: ResourceOperation, _ resource: RuntimeResource, in scope: ComponentScope, of store: RuntimeStore,
    _ arguments: [CoreValue]
  ) throws(ComponentRuntimeError) -> Outcome {
    guard let argument = arguments.first?.slots.first else {
      preconditionFailure("the built-ins of resource types take a representation or an index")
    }
    let index = UInt32(truncatingIfNeeded: argument)
    switch operation {
    case .new:
      try checkMayLeave(scope, "resource.new")
      guard let index = scope.handles.add(ResourceHandle(resource, argument, isOwn: true)) else {
        throw .trap(.resourceLimit("more than \(HandleTable.maxLength) handles"))
      }
      return .done([.i32(index)])
    case .rep:
      return .done([try handle(index, resource, scope).coreRepresentation])
    case .drop:
      try checkMayLeave(scope, "resource.drop")
      return try drop(index, resource, scope, store)
    }
  }

  private static func drop(
    _ index: UInt32, _ resource: RuntimeResource, _ scope: ComponentScope, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) -> Outcome {
    let handle = try handle(index, resource, scope)
    guard handle.lendCount == 0 else {
      throw .trap(.canonicalABI("handle \(index) is lent to a call that has not returned"))
    }
    scope.handles.remove(index)
    if let borrower = handle.borrower {
      store.borrows.changeBorrowCount(of: borrower, by: -1)
      return .done([])
    }
    guard handle.isOwn else { return .done([]) }
    guard let definer = resource.definer, let destructor = resource.destructor else {
      resource.host?.didDrop(handle.representation)
      return .done([])
    }
    return .destructor(
      CoreActivation(
        function: destructor, arguments: [handle.coreRepresentation],
        entering: (Unretained(definer), from: Unretained(scope))))
  }

  private static func handle(
    _ index: UInt32, _ resource: RuntimeResource, _ scope: ComponentScope
  ) throws(ComponentRuntimeError) -> ResourceHandle {
    guard let handle = scope.handles[index] else {
      throw .trap(.canonicalABI("handle \(index) does not exist"))
    }
    guard handle.resource === resource else {
      throw .trap(.canonicalABI("handle \(index) is a \(handle.resource.name), not a \(resource.name)"))
    }
    return handle
  }

  private static func checkMayLeave(_ scope: ComponentScope, _ name: String) throws(ComponentRuntimeError) {
    guard scope.mayLeave else { throw .trap(.canonicalABI("\(name) called while the instance may not be left")) }
  }
}
