import CoreTypes
import Interpreter

/// All that one loaded component's instances own and share.
final class RuntimeStore {
  let core: Store
  let maxLiftedBytes: UInt64
  /// What host functions do, by their tags.
  private(set) var hostFunctions: [HostFunction] = []
  /// Keeps every instance alive, since functions and closures refer to them without owning them.
  private(set) var scopes: [ComponentScope] = []
  private var instanceCount = 0
  private var entryCount = 0
  /// Handles that the host holds, and those that are on their way from one component to another.
  var hostHandles: HostHandles
  /// What the calls in flight borrow and lend.
  var borrows = Borrows()
  /// Who answers calls of imports that nothing is linked to.
  let responder: (any ImportResponder)?
  /// What tells apart the resources that stubs made; the components that hold them never look at it.
  var lastStubRepresentation: UInt32 = 0
  /// The trap that ended it all.
  var trap: Trap?
  /// As it was when a call began that can be followed, for the next one to share what is equal.
  var lastBeginning: RuntimeSnapshot?
  let followingLedger = ImageLedger()
  /// How many runs were begun in it. A run that is not the last can no longer go back.
  var runCount = 0

  /// The most component and core instances that one component makes.
  static let maxInstances = 10_000
  /// The most entries of index spaces and export lists, over all instances: a small file could ask for any number, by
  /// instantiating one large component again and again.
  static let maxEntries = 5_000_000

  init(
    limits: ExecutionLimits, maxLiftedBytes: UInt64, handles: HandleNumbers = HandleNumbers(),
    responder: (any ImportResponder)? = nil
  ) {
    self.responder = responder
    core = Store(limits: limits)
    hostHandles = HostHandles(handles)
    self.maxLiftedBytes = maxLiftedBytes
  }

  func makeFunction(_ type: CoreFunctionType, _ function: HostFunction) -> CoreFunction {
    hostFunctions.append(function)
    return core.makeHostFunction(type: type, tag: hostFunctions.count - 1)
  }

  /// A handle of a resource that nothing provides, on its way to a guest.
  ///
  /// - Parameter representation: what tells it apart; nil takes a number that no other has.
  func makeStubHandle(_ resource: RuntimeResource, _ representation: UInt32? = nil) -> UInt32? {
    if representation == nil { lastStubRepresentation &+= 1 }
    return hostHandles.add(ResourceHandle(resource, UInt64(representation ?? lastStubRepresentation), isOwn: true))
  }

  func keep(_ scope: ComponentScope) throws(ComponentRuntimeError) {
    try countInstance()
    scope.number = scopes.count
    scopes.append(scope)
  }

  func countInstance() throws(ComponentRuntimeError) {
    instanceCount += 1
    guard instanceCount <= Self.maxInstances else {
      throw ComponentRuntimeError(.tooManyInstances(limit: Self.maxInstances))
    }
  }

  /// Counts entries before they are made.
  func countEntries(_ count: Int) throws(ComponentRuntimeError) {
    entryCount += count
    guard entryCount <= Self.maxEntries else {
      throw ComponentRuntimeError(.tooManyEntries(limit: Self.maxEntries))
    }
  }
}

/// What the host does when a guest calls one of its functions.
enum HostFunction {
  case lowered(LoweredFunction)
  /// `resource.new`, `resource.drop`, `resource.rep`, in the component that defines them.
  case resource(ResourceOperation, RuntimeResource, Unretained<ComponentScope>)
  /// A built-in that is not supported yet, by its name.
  case unsupported(String)
  /// An import of a core module that nothing is linked to.
  case stub(name: String)
}

/// The built-ins of resource types.
package enum ResourceOperation: Hashable, Sendable {
  case new, drop, rep
}

/// A reference that does not keep its object alive; the `RuntimeStore` does.
struct Unretained<Object: AnyObject> {
  unowned let object: Object

  init(_ object: Object) {
    self.object = object
  }
}

extension Unretained: Hashable {
  static func == (a: Unretained, b: Unretained) -> Bool { a.object === b.object }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(object)) }
}
