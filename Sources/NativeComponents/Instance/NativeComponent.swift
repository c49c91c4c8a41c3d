package import ComponentRuntime
package import ComponentTypes
package import WIT

/// A component written in Swift: a world and a body for each of its functions. It can be instantiated any number of times.
package struct NativeComponent: Sendable {
  /// What a function does: arguments to a result, and a report of what did not fit on the way.
  ///
  /// It returns nil where the arguments are not of the function's types.
  typealias Body = @Sendable (_ arguments: [ComponentValue], _ report: inout NativeReport) -> ComponentValue?

  /// The packages of the WIT that describes it, which is embedded in the program.
  package let packages: ResolvedPackages
  /// The world it implements.
  package let world: World
  let bodies: [FunctionPath: Body]

  /// Reads the embedded WIT. It is ours, so a mistake in it is a bug here and not a diagnostic.
  init(_ sources: [WITSource], world name: String, bodies: [FunctionPath: Body]) {
    do {
      packages = try resolvePackages(main: sources)
    } catch {
      preconditionFailure("the embedded WIT does not parse: \(error)")
    }
    guard let world = packages.main.worlds.first(where: { $0.name == name }) else {
      preconditionFailure("the embedded WIT has no world \(name)")
    }
    self.world = world
    self.bodies = bodies
  }

  /// A fresh instance.
  package func instantiate() -> any ComponentInstance { NativeInstance(self) }

  /// `arithmetic:overflow`, world `library`.
  package static func arithmeticOverflow() -> NativeComponent {
    NativeComponent(EmbeddedWIT.arithmeticOverflow, world: "library", bodies: ReferenceExample.bodies)
  }

  /// `witscope:integers`, world `library`: every width, operation and answer to overflow.
  package static func integers() -> NativeComponent {
    NativeComponent(EmbeddedWIT.integers, world: "library", bodies: IntegerFamily.bodies)
  }
}
