import CoreTypes

/// The host drops a handle: the destructor runs in the component that defines the resource.
///
/// Source: CanonicalABI.md, "`canon resource.drop`".
struct DropActivation: Activation {
  private let handle: ResourceHandle

  init(_ handle: ResourceHandle) {
    self.handle = handle
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let definer = handle.resource.definer, let destructor = handle.resource.destructor else {
      handle.resource.host?.didDrop(handle.representation)
      return .finish(.value(nil))
    }
    if case .returned = input {
      definer.leave(to: nil)
      return .finish(.value(nil))
    }
    guard definer.enter(from: nil) else {
      throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
    }
    run.note(.destructor(representation: handle.representation), in: definer)
    return .run(destructor, [handle.coreRepresentation])
  }
}
