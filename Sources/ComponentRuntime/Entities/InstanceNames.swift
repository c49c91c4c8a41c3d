import ComponentBinary
import ComponentTypes
import CoreModule
package import Interpreter

/// What the component instances and core instances of a store are called: by the names that their components' binaries
/// give them, otherwise by what they export.
package struct InstanceNames {
  /// By the component instances' numbers.
  private var components: [String] = []
  private var coreInstances: [ObjectIdentifier: String] = [:]

  init(_ store: RuntimeStore) {
    // A component may be instantiated many times.
    var read: [ObjectIdentifier: ComponentNames] = [:]
    func names(of component: Component) -> ComponentNames {
      if let known = read[ObjectIdentifier(component)] { return known }
      let names = component.names
      read[ObjectIdentifier(component)] = names
      return names
    }
    var uses: [String: Int] = [:]
    components = store.scopes.map { scope in
      guard scope.number > 0 else { return "" }
      let name =
        scope.indexInParent.flatMap { index in scope.parent.flatMap { names(of: $0.component)[.instance, index] } }
        ?? names(of: scope.component).component ?? scope.component.firstExportName ?? ""
      uses[name, default: 0] += 1
      return name
    }
    for (number, name) in components.enumerated() where number > 0 {
      if name.isEmpty {
        components[number] = "component \(number)"
      } else if uses[name, default: 0] > 1 {
        components[number] = "\(name) #\(number)"
      }
    }
    for scope in store.scopes { nameCoreInstances(of: scope, names(of: scope.component)) }
  }

  /// A component instance's name, by its number; empty for the outermost.
  package func component(_ number: Int) -> String {
    components.indices.contains(number) ? components[number] : ""
  }

  /// What a core instance is in: its component instance, unless that is the outermost, and its own name where the
  /// component has several with code.
  package func holder(of instance: CoreInstance) -> String { coreInstances[ObjectIdentifier(instance)] ?? "" }

  private mutating func nameCoreInstances(of scope: ComponentScope, _ names: ComponentNames) {
    var found: [(instance: CoreInstance, name: String)] = []
    for (index, item) in scope.coreInstances.enumerated() {
      guard case .instance(let instance) = item, !instance.module.bodies.isEmpty,
        // What is passed on to inner components is theirs by name only.
        coreInstances[ObjectIdentifier(instance)] == nil
      else { continue }
      let name = names[.core(.instance), UInt32(clamping: index)] ?? instance.module.names.module
      found.append((instance, name ?? "core instance \(index)"))
    }
    let component = self.component(scope.number)
    for (instance, name) in found {
      let own = found.count > 1 ? name : ""
      coreInstances[ObjectIdentifier(instance)] =
        component.isEmpty || own.isEmpty ? component + own : "\(component)/\(own)"
    }
  }
}

extension Component {
  /// The interface that it exports first, by its own name; otherwise the first function.
  fileprivate var firstExportName: String? {
    let exports = world.exports
    for item in exports {
      guard case .interface = item.kind else { continue }
      guard case .interface(let name) = item.name else { return item.name.description }
      return name.name
    }
    return exports.first { if case .function = $0.kind { true } else { false } }?.name.description
  }
}
