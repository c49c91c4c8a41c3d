package import ComponentTypes

/// A function as an input names it.
package enum FunctionReference: Hashable, Sendable, CustomStringConvertible {
  /// A name, with an instance and an interface where they were written.
  ///
  /// `names` holds what stands between dots after them: `["overflowing-add"]`; `["counter"]`, which may be a
  /// constructor; `["counter", "next"]`, a method or static function; `["ui", "string"]`, an interface's short name and a
  /// function. At most three.
  case named(instance: String?, interface: InterfaceName?, names: [String])
  /// A method called on a handle: `c.increment()`.
  case method(of: ResourceType, name: String)

  /// The reference as it would be typed.
  package var description: String {
    switch self {
    case .named(let instance, let interface, let names):
      ([instance, interface?.description].compactMap(\.self) + names).joined(separator: ".")
    case .method(let resource, let name): "\(resource.name).\(name)"
    }
  }
}
