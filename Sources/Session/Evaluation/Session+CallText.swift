import ComponentTypes
import WAVE

/// Calls as someone would type them.
extension Session {
  /// The reply with a call to begin from and, where one is known, a call that overflows.
  func withCalls(_ reply: FunctionReply) -> FunctionReply {
    var reply = reply
    let parameters = reply.function.type.parameters
    let (name, isMethod) = Self.typedName(reply.function)
    let own = isMethod ? Array(parameters.dropFirst()) : parameters
    var skeleton = Skeleton { [self] resource in variable(holding: resource) }
    skeleton.add(own.map(\.type))
    if !skeleton.isTooLarge { reply.template = "\(name)(\(skeleton.text))" }
    let presets = presets(for: reply.path)
    if !presets.isEmpty, presets.count == own.count {
      let arguments = zip(presets, own).compactMap { value, parameter in
        value.map { TypedValue($0, parameter.type).waveText() }
      }
      if arguments.count == own.count {
        reply.overflowingCall = "\(name)(\(arguments.joined(separator: ", ")))"
      }
    }
    return reply
  }

  /// The name that a function is called by, and whether its first parameter stands before the name.
  private static func typedName(_ function: Function) -> (name: String, isMethod: Bool) {
    let name = function.name
    if name.hasPrefix("[constructor]") { return (String(name.dropFirst("[constructor]".count)), false) }
    if name.hasPrefix("[static]") { return (String(name.dropFirst("[static]".count)), false) }
    guard name.hasPrefix("[method]"), let dot = name.firstIndex(of: ".") else { return (name, false) }
    return ("HANDLE" + name[dot...], true)
  }

  /// A variable that holds a handle of a resource.
  private func variable(holding resource: ResourceType) -> String? {
    variables.names.first { name in
      guard case .own(let held)? = variables[name]?.type.shape else { return false }
      return held == resource
    }
  }
}
