import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Testing

struct ResourceTests {
  let component: InterpretedComponent

  init() throws { component = try load("resources") }

  private func make(_ value: UInt32) throws -> ComponentValue {
    guard case .returned(let handle?) = try call(component, "make", in: "maker", .u32(value)) else {
      throw CallError.unsupported("a handle was expected")
    }
    return handle
  }

  private func dropped() throws -> Outcome { try call(component, "dropped", in: "maker") }

  @Test func passesHandlesBetweenComponents() throws {
    #expect(try call(component, "use-thing", .u32(5)) == .value(.u32(5)))
    #expect(try dropped() == .value(.u32(5)))
  }

  @Test func givesHandlesToTheHostAndTakesThemBack() throws {
    let first = try make(7)
    let second = try make(8)
    #expect(first != second)
    #expect(try call(component, "value", in: "maker", first) == .value(.u32(7)))
    #expect(try call(component, "peek", in: "holder", second) == .value(.u32(8)))
    #expect(try dropped() == .value(.u32(0)))
    #expect(try call(component, "consume", in: "maker", first) == .value(.u32(7)))
    #expect(try dropped() == .value(.u32(7)))
    // A handle that is gone is the caller's mistake: the instance lives on.
    #expect(throws: CallError.self) { try call(component, "value", in: "maker", first) }
    #expect(component.trap == nil)
  }

  @Test func dropsForTheHost() throws {
    guard case .handle(let handle) = try make(9) else { return }
    #expect(finish(try component.startDrop(handle)) == .nothing)
    #expect(try dropped() == .value(.u32(9)))
    #expect(throws: CallError.self) { try component.startDrop(handle) }
  }

  @Test func aHandleMeansNothingToAnotherInstance() throws {
    let numbers = HandleNumbers()
    func another() throws -> InterpretedComponent {
      let begun = try ComponentInstantiation(try decodeComponent(try fixture("resources")), handles: numbers)
      guard case .finished(let made) = try begun.resume(budget: 1_000_000) else {
        throw CallError.unsupported("it runs")
      }
      return made
    }
    let (one, other) = (try another(), try another())
    guard case .returned(let first?) = try call(one, "make", in: "maker", .u32(5)),
      case .returned(let second?) = try call(other, "make", in: "maker", .u32(6))
    else {
      Issue.record("no handles")
      return
    }
    #expect(first != second)
    #expect(try call(one, "value", in: "maker", first) == .value(.u32(5)))
    #expect(throws: CallError.self) { try call(other, "value", in: "maker", first) }
    #expect(other.trap == nil)
  }

  @Test func trapsOnForgedHandles() throws {
    #expect(try call(component, "forge", in: "maker").rule == "handle 77 does not exist")
  }

  @Test func trapsOnBorrowsThatAreKept() throws {
    let thing = try make(1)
    #expect(
      try call(component, "leak", in: "holder", thing).rule
        == "1 borrowed handles not dropped before the call returned")
  }
}
