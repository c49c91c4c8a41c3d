import ComponentRuntime
import ComponentTypes
import ExampleComponents
import NativeComponents
import WIT

/// What a session without paths starts with: the article's package, natively and interpreted, and the family of integer
/// operations.
///
/// Nothing of it is read before it is needed.
enum BuiltInExample {
  /// The instance of `arithmetic:overflow` in Swift.
  static let nativeName = "native"
  /// The instance of `arithmetic:overflow` in C, compiled to wasm.
  static let interpretedName = "interpreted"
  /// The instance of `witscope:integers` in Swift.
  static let integersName = "integers"

  /// The compiled C example, embedded in the program; nil in a build without it.
  static let interpretedBytes: [UInt8]? = ExampleComponents.overflowC

  /// Adds its instances; the last one that is added is current.
  static func add(to session: Session) {
    session.addInstance(integersName, native { NativeComponent.integers() })
    session.addInstance(nativeName, native { NativeComponent.arithmeticOverflow() })
    if let bytes = interpretedBytes {
      let component = Deferred {
        Result { () throws(SessionError) in
          try InstanceRecipe.component(
            ComponentSource(binary: bytes, path: "interpreted.wasm", features: .usual))
        }
      }
      let recipe = InstanceRecipe(
        kind: .component, size: bytes.count, world: { (try? component.value.get())?.world?() }
      ) { (context) throws(SessionError) in try component.value.get().make(context) }
      session.addInstance(interpretedName, recipe)
    }
    session.addPackages {
      [NativeComponent.arithmeticOverflow().packages.main, NativeComponent.integers().packages.main]
    }
  }

  private static func native(_ component: @escaping () -> NativeComponent) -> InstanceRecipe {
    let made = Deferred(component)
    return InstanceRecipe(kind: .native, world: { made.value.world }) { (_) throws(SessionError) in
      made.value.instantiate()
    }
  }
}

/// A value that is made when it is first needed.
private final class Deferred<Value> {
  private let make: () -> Value
  private(set) lazy var value = make()

  init(_ make: @escaping () -> Value) { self.make = make }
}

extension Session {
  /// Adds the built-in example, as a session that is given no paths starts with it.
  package func addBuiltInExample() {
    BuiltInExample.add(to: self)
  }

  /// Whether the built-in example is open.
  package var hasBuiltInExample: Bool { instanceExists(BuiltInExample.interpretedName) }
}
