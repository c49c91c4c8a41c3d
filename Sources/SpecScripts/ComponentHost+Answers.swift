import ComponentRuntime
import ComponentTypes

// What the host's functions do.
extension ComponentHost: ImportResponder {
  func standsIn(for path: FunctionPath) -> Bool { true }

  func link(for path: FunctionPath) -> (instance: any ComponentInstance, path: FunctionPath)? {
    guard let name = path.interface?.description, let instance = instances[name] else { return nil }
    return (instance, FunctionPath(path.function))
  }

  func delay(of path: FunctionPath) -> AnswerDelay {
    switch path.function {
    case "return-two-slowly", "echo-slowly": .turn
    case "never-return", "[method]resource1.never-return": .forever
    default: .none
    }
  }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue], makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer {
    answer(path, type, arguments, representation: { _ in nil }, makeHandle: { type, _ in makeHandle(type) })
  }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue], representation: (UInt32) -> UInt32?,
    makeHandle: (ResourceType, UInt32?) -> UInt32?
  ) -> StubAnswer {
    switch path.function {
    case "host-return-two": return .returns(.u32(2))
    case "return-two-slowly": return .returns(.s32(2))
    case "host-echo-u32", "echo-slowly": return .returns(arguments.first)
    case "return-three": return .returns(.u32(3))
    case "return-four": return .returns(.u32(4))
    case "return-hi": return .returns(.string("hi"))
    case "[constructor]resource1":
      guard case .u32(let wanted)? = arguments.first, case .own(let resource)? = type.result?.shape,
        let handle = makeHandle(resource, wanted)
      else { return .cannot("there is no room for a handle") }
      return .returns(.handle(handle))
    case "[static]resource1.assert", "[method]resource1.simple":
      guard case .handle(let handle)? = arguments.first, case .u32(let expected)? = arguments.last,
        representation(handle) == expected
      else { return .cannot("the resource is another one") }
      return .returns(nil)
    case "[static]resource1.last-drop": return .returns(.u32(counter.last))
    case "[static]resource1.drops": return .returns(.u32(counter.count))
    case "[method]resource1.take-borrow", "[method]resource1.take-own", "gc", "set-max-table-capacity":
      return .returns(nil)
    default: return .cannot("\(path) not supported yet")
    }
  }
}
