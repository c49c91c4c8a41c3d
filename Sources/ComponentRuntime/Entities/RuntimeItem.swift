import ComponentBinary
import ComponentTypes
import CoreModule
import Interpreter

/// Anything a component can import, export or alias, at run time.
enum RuntimeItem {
  case function(ComponentFunction)
  case instance(InstanceItem)
  case component(ComponentClosure)
  case coreModule(Module)
  case type(RuntimeType)
  /// Handles in it are the host's.
  case value(ComponentValue)

  /// The specification's word for its sort.
  var word: String {
    switch self {
    case .function: "func"
    case .instance: "instance"
    case .component: "component"
    case .coreModule: "core module"
    case .type: "type"
    case .value: "value"
    }
  }
}

/// A type as far as it matters at run time: resource types are made afresh by each instance.
enum RuntimeType {
  case resource(RuntimeResource)
  case other
}

/// An instance as others see it: its exports by the names that binaries spell.
final class InstanceItem {
  let exports: [String: RuntimeItem]

  init(_ exports: [String: RuntimeItem]) {
    self.exports = exports
  }
}

/// A component that can be instantiated, with the scope that its outer aliases reach into.
struct ComponentClosure {
  let component: Component
  /// Kept alive by the `RuntimeStore`.
  unowned let outer: ComponentScope
}

/// A core instance: of a module, or tupled up.
enum CoreInstanceItem {
  case instance(CoreInstance)
  case exports([String: CoreExtern])

  func export(named name: String) -> CoreExtern? {
    switch self {
    case .instance(let instance): instance.export(named: name)
    case .exports(let exports): exports[name]
    }
  }
}
