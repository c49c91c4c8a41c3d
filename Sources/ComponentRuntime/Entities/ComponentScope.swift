import ComponentBinary
import ComponentTypes
import CoreModule
import Interpreter

/// An instance of a component from the inside: its index spaces, as far as they are instantiated, and its state.
///
/// Source: Explainer.md, "Index Spaces"; CanonicalABI.md, "Component Instances".
final class ComponentScope {
  let component: Component
  /// The scope that outer aliases reach into.
  let outer: ComponentScope?
  /// The instance that instantiated it.
  let parent: ComponentScope?
  /// Its index among the instances of the one that instantiated it; nil for the outermost.
  var indexInParent: UInt32?

  var coreFunctions: [CoreFunction] = []
  var coreTables: [CoreTable] = []
  var coreMemories: [CoreMemory] = []
  var coreGlobals: [CoreGlobal] = []
  var coreTags: [CoreTag] = []
  var coreModules: [Module] = []
  var coreInstances: [CoreInstanceItem] = []
  var functions: [ComponentFunction] = []
  var types: [RuntimeType] = []
  var components: [ComponentClosure] = []
  var instances: [InstanceItem] = []
  var values: [ComponentValue] = []

  /// Resource types by the identities that the component's types know them under.
  var resources: [UInt64: RuntimeResource] = [:]
  /// The instances whose resource types were noted, each with the type it was looked at with.
  var boundInstances: Set<BoundInstance> = []
  var handles = HandleTable()
  var tasks = InstanceTasks()
  /// Its number among the instances of the store, in the order in which they were begun.
  var number = 0
  /// False while it runs and may not be called.
  var mayEnter = false
  /// False while its realloc or post-return runs.
  var mayLeave = true

  init(_ component: Component, outer: ComponentScope?, parent: ComponentScope?) {
    self.component = component
    self.outer = outer
    self.parent = parent
  }

  /// Whether one of its core instances has functions of its own, rather than only others' tupled up.
  var hasCode: Bool {
    coreInstances.contains { item in
      guard case .instance(let instance) = item else { return false }
      return !instance.module.bodies.isEmpty
    }
  }

  /// The scope itself or one around it: 0 is itself.
  func scope(outward count: UInt32) throws(ComponentRuntimeError) -> ComponentScope {
    var scope = self
    for _ in 0..<count {
      guard let outer = scope.outer else { throw ComponentRuntimeError(.dangling("outer scope \(count)")) }
      scope = outer
    }
    return scope
  }
}

/// Who may call whom.
///
/// Source: CanonicalABI.md, "Component Instances" (`may_enter_from`, `enter_from`, `leave_to`).
extension ComponentScope {
  /// Marks what a call enters as running; false, with nothing changed, where some of it runs already.
  ///
  /// - Parameter caller: nil for the host.
  func enter(from caller: ComponentScope?) -> Bool {
    let entered = entering(from: caller)
    guard entered.allSatisfy(\.mayEnter) else { return false }
    for scope in entered { scope.mayEnter = false }
    return true
  }

  /// Undoes `enter`.
  func leave(to caller: ComponentScope?) {
    for scope in entering(from: caller) { scope.mayEnter = true }
  }

  private func entering(from caller: ComponentScope?) -> [ComponentScope] {
    let around = caller?.selfAndAncestors ?? []
    return selfAndAncestors.filter { scope in !around.contains { $0 === scope } }
  }

  private var selfAndAncestors: [ComponentScope] {
    Array(sequence(first: self) { $0.parent })
  }
}
