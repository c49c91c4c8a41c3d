package import ComponentTypes
package import CoreTypes

/// An instance that no component is behind: whoever stands in for its functions answers its calls.
package final class StubInstance: ComponentInstance {
  /// What it exports; it grows as more is stubbed.
  package var world: World
  /// A call that traps ends the call alone: there is no memory that could be left half changed.
  package var trap: Trap? { nil }
  private let responder: any ImportResponder
  private let numbers: HandleNumbers
  /// The handles that it gave and that are not gone.
  private var held: [UInt32: ResourceType] = [:]

  package init(_ world: World, responder: any ImportResponder, handles: HandleNumbers) {
    self.world = world
    self.responder = responder
    numbers = handles
  }

  package func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    guard let type = type(of: path) else { throw .unknownFunction(path) }
    guard !type.isAsync else { throw .unsupported("async functions") }
    var given: Set<UInt32> = []
    for (argument, parameter) in zip(arguments, type.parameters) {
      for handle in argument.handles(as: parameter.type) {
        guard held[handle.number] != nil, !given.contains(handle.number) else { throw .unknownHandle(handle.number) }
        if handle.isOwn { given.insert(handle.number) }
      }
    }
    return StubCall { [self] in
      for number in given { held[number] = nil }
      return responder.answer(path, type, arguments) { resource in
        guard held.count < HandleTable.maxLength, let number = numbers.take() else { return nil }
        held[number] = resource
        return number
      }
    }
  }

  package func startDrop(_ handle: UInt32) throws(CallError) -> any ComponentCall {
    guard held.removeValue(forKey: handle) != nil else { throw .unknownHandle(handle) }
    return StubCall { .returns(nil) }
  }

  package func holds(_ handle: UInt32) -> Bool { held[handle] != nil }

  private func type(of path: FunctionPath) -> FunctionType? {
    for item in world.exports {
      switch (item.kind, item.name) {
      case (.function(let function), _) where path == FunctionPath(function.name): return function.type
      case (.interface(let interface), .interface(let name)) where name == path.interface:
        if let function = interface.functions.first(where: { $0.name == path.function }) { return function.type }
      case (.interface(let interface), .plain(let name)) where InterfaceName(name) == path.interface:
        if let function = interface.functions.first(where: { $0.name == path.function }) { return function.type }
      default: break
      }
    }
    return nil
  }
}

/// A call of a stub: it is answered whole when it is first resumed.
private final class StubCall: ComponentCall {
  private let answer: () -> StubAnswer
  private var progress: CallProgress = .running

  init(_ answer: @escaping () -> StubAnswer) { self.answer = answer }

  var instructionsRun: UInt64 { 0 }
  var observations: Observations { Observations() }

  func resume(budget: UInt64) -> CallProgress {
    guard case .running = progress else { return progress }
    switch answer() {
    case .returns(let value): progress = .returned(value)
    case .traps: progress = .trapped(Trap(.stubbed))
    case .cannot(let reason): progress = .trapped(Trap(.canonicalABI(reason)))
    }
    return progress
  }

  func cancel(_ code: TrapCode) -> Trap {
    if case .trapped(let trap) = progress { return trap }
    let trap = Trap(code)
    progress = .trapped(trap)
    return trap
  }
}
