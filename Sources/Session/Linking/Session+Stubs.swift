import ComponentRuntime
import ComponentTypes

/// The instance that exports what is stubbed.
extension Session {
  /// The name it gets where that is free.
  static let stubInstanceName = "stub"

  /// The instance of stubs; nil while there is none.
  var stubInstance: LoadedInstance? { instances.all.first { $0.recipe.kind == .stub } }

  /// Makes the instance of stubs export what is stubbed now, or takes it away where nothing is. It becomes current only
  /// where no other instance is.
  func refreshStubInstance() {
    let world = stubWorld
    guard !world.exports.isEmpty else {
      if let stubInstance { instances.remove(stubInstance.name) }
      return
    }
    let registry = stubs
    let handles = handleNumbers
    let recipe = InstanceRecipe(kind: .stub, world: { world }) { (_) throws(SessionError) in
      registry.forgetCalls()
      return StubInstance(world, responder: UserResponder(registry), handles: handles)
    }
    let old = stubInstance
    let live = old?.liveInstance as? StubInstance
    let name = old?.name ?? freeStubName
    let loaded = instances.add(name, recipe, isCurrent: instances.currentName == nil)
    // Its handles stay.
    let instance = live ?? StubInstance(world, responder: UserResponder(registry), handles: handles)
    instance.world = world
    loaded.adopt(instance)
  }

  private var freeStubName: String {
    var name = Self.stubInstanceName
    var number = 2
    while instances[name] != nil || variables[name] != nil {
      name = "\(Self.stubInstanceName)-\(number)"
      number += 1
    }
    return name
  }

  /// The stubs as a world that exports them.
  private var stubWorld: World {
    var items: [WorldItem] = []
    var interfaces: [InterfaceName] = []
    for stub in stubs.all {
      guard let interface = stub.path.interface else {
        items.append(WorldItem(.plain(stub.path.function), .function(stub.function)))
        continue
      }
      if !interfaces.contains(interface) { interfaces.append(interface) }
    }
    let known = interfaces.isEmpty ? [] : allInterfaces
    for name in interfaces {
      let declared = known.first { $0.name == name }
      let interface = Interface(
        name, types: declared?.types ?? [],
        functions: stubs.all.filter { $0.path.interface == name }.map(\.function),
        documentation: declared?.documentation)
      items.append(WorldItem(name.package == nil ? .plain(name.name) : .interface(name), .interface(interface)))
    }
    return World(nil, exports: items)
  }

  /// Stubs what is missing, where all of that is stubbed: after something was loaded, too.
  func stubWhatIsMissing() {
    guard stubs.includesAll else { return }
    for target in missingTargets { stubs.add(target.path, target.function) }
    refreshStubInstance()
  }

  /// What is declared or imported and no instance exports, stubs apart.
  var missingTargets: [StubTarget] {
    var provided: Set<FunctionPath> = []
    for loaded in instances.all where loaded.recipe.kind != .stub {
      guard let exports = loaded.knownExports else { continue }
      provided.formUnion(exports.functions.map(\.path))
    }
    return stubTargets.filter { !provided.contains($0.path) }
  }
}
