import ComponentRuntime
import ComponentTypes
import CoreTypes

/// A fresh instance of a loaded component that many calls are made on, so that the session's own stays as it is.
///
/// After a trap the next call finds a fresh one again.
final class SpareInstance {
  let name: String
  let kind: InstanceSummary.Kind
  private let recipe: InstanceRecipe
  private let context: InstantiationContext
  private var live: (any ComponentInstance)?

  init(of loaded: LoadedInstance, _ context: InstantiationContext) {
    name = loaded.name
    kind = loaded.recipe.kind
    recipe = loaded.recipe
    self.context = context
  }

  /// How many instances of components inside it have code; 1 while there is none of it.
  var componentCount: Int { live?.componentCount ?? 1 }

  /// The instance, made now if there is none.
  func instance() throws(SessionError) -> any ComponentInstance {
    if let live, live.trap == nil { return live }
    let instance = try recipe.make(context)
    live = instance
    return instance
  }

  /// Begins a call; nothing runs until it is resumed.
  func startCall(
    _ function: CallableFunction, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(SessionError) -> any ComponentCall {
    let instance = try instance()
    do {
      return try instance.startCall(function.path, arguments, watch: watch)
    } catch {
      throw SessionError(.callRefused(function.qualifiedName, instance: name, error))
    }
  }

  /// Drops the resources that a call's result owns, since nobody will.
  func dropResources(of result: ComponentValue?, _ type: FunctionType, within run: inout Run) {
    guard let result, let type = type.result, let live else { return }
    for resource in result.ownedResources(as: type) {
      guard live.trap == nil, let call = try? live.startDrop(resource.number) else { continue }
      _ = run.complete(call)
    }
  }
}
