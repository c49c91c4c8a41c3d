import ComponentRuntime
package import ComponentTypes

/// A handle that the session holds, by the text that names it.
package struct HeldHandle: Hashable, Sendable {
  /// `$c`, or `$4` for the value of an input.
  package let text: String
  package let resource: ResourceType

  package init(_ text: String, _ resource: ResourceType) {
    self.text = text
    self.resource = resource
  }

  /// Whether a place of this type takes it.
  package func fits(_ type: ValueType) -> Bool { type.resource == resource }
}

extension Session {
  /// The handles that variables and the values of inputs are, as long as their resource is there: each once, under its
  /// variable's name where it has one, the newest first.
  package var heldHandles: [HeldHandle] {
    var seen: Set<UInt32> = []
    var held: [HeldHandle] = []
    func add(_ text: String, _ value: TypedValue) {
      guard case .handle(let number) = value.value, case .own(let resource) = value.type.shape,
        !seen.contains(number), instances.all.contains(where: { $0.liveInstance?.holds(number) == true })
      else { return }
      seen.insert(number)
      held.append(HeldHandle(text, resource))
    }
    for variable in variables.summaries.reversed() { add("$" + variable.name, variable.value) }
    for (number, value) in values.latestFirst { add("$\(number)", value) }
    return held
  }
}
