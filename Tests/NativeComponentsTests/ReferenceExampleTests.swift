import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import NativeComponents
import Testing

@Suite struct ReferenceExampleTests {
  let component = NativeComponent.arithmeticOverflow()
  let path = FunctionPath(
    "overflowing-add", in: InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow")))

  @Test func addsAndTells() throws {
    let instance = component.instantiate()
    for x in [Int32.min, -1, 0, 1, 5, .max] {
      for y in [Int32.min, -5, -1, 0, 1, .max] {
        let exact = Int64(x) + Int64(y)
        let fits = Int64(Int32.min)...Int64(Int32.max) ~= exact
        let (result, observations) = try instance.call(path, [.record([.s32(x), .s32(y)])], watch: .observe)
        #expect(result == .tuple([.s32(Int32(truncatingIfNeeded: exact)), .bool(!fits)]))
        #expect(observations.total == (fits ? 0 : 1))
      }
    }
  }

  @Test func reportsTheOperationThatDidNotFit() throws {
    let instance = component.instantiate()
    let observations = try instance.call(path, [.record([.s32(.max), .s32(1)])], watch: .observe).observations
    #expect(
      observations.events == [
        ObservedEvent(
          operation: .arithmetic(.add, width: 32), instruction: "s32 add", operands: [0x7fff_ffff, 1],
          result: 0x8000_0000, location: nil)
      ])
  }

  @Test func implementsTheWorldOfItsWIT() throws {
    #expect(component.world.name == "library")
    let functions = exportedFunctions(component.world)
    #expect(functions.map(\.path) == [path])
    #expect(functions.first?.function.type.result == ValueType(.tuple([.s32, .bool])))
    let known = try #require(ArithmeticFunction(path))
    #expect(known.takesRecord && known.type == .s32 && known.operation == .add)
    #expect(known.declared(in: .tuple([.s32(1), .bool(true)])) == true)
    #expect(known.facts([.record([.s32(1), .s64(1)])]) == nil)
    #expect(known.facts([.s32(1), .s32(1)]) == nil)
  }

  @Test func refusesUnknownFunctionsAndTrapsOnWrongArguments() throws {
    let instance = component.instantiate()
    #expect(throws: CallError.unknownFunction(FunctionPath("nothing"))) {
      try instance.call(FunctionPath("nothing"), [])
    }
    for arguments in [[], [.s32(1)], [.record([.s32(1)])], [.record([.s32(1), .u8(1)])]] as [[ComponentValue]] {
      let fresh = component.instantiate()
      #expect(try fresh.call(path, arguments).result == nil)
      #expect(fresh.trap != nil)
    }
  }

  @Test func aCancelledCallTrapsTheInstance() throws {
    let instance = component.instantiate()
    let call = try instance.startCall(path, [.record([.s32(1), .s32(1)])], watch: .off)
    #expect(call.cancel(.interrupted).code == .interrupted)
    guard case .trapped = call.resume(budget: 1) else {
      Issue.record("the call went on")
      return
    }
    #expect(throws: CallError.trapped(Trap(.interrupted))) { try instance.call(path, [.record([.s32(1), .s32(1)])]) }
  }

  @Test(arguments: [
    "arithmetic:overflow/overflowing-add.add", "witscope:integers/checked.overflowing-add-s8",
    "witscope:integers/saturating.saturating-neg-u8", "witscope:integers/checked.checked-add-i8",
    "witscope:integers/checked.checked-add", "other:integers/checked.checked-add-s8",
  ])
  func knowsNoOtherFunction(name: String) throws {
    let dot = try #require(name.lastIndex(of: "."))
    let interface = try #require(InterfaceName(parsing: String(name[..<dot])))
    #expect(ArithmeticFunction(FunctionPath(String(name[name.index(after: dot)...]), in: interface)) == nil)
  }
}
