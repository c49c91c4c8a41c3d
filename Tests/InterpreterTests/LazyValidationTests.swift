import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Functions that are validated before their first run.
@Suite struct LazyValidationTests {
  private let module = ModuleAssembler(functions: [
    .init(name: "good", type: CoreFunctionType([], [.i32]), code: [.i32(7)]),
    .init(name: "bad", type: CoreFunctionType([], [.i32]), code: [.op(.i32Add)]),
    .init(name: "caller", type: CoreFunctionType([], [.i32]), code: [.call(1)]),
  ])

  @Test(arguments: RunMode.all)
  func anInvalidFunctionTrapsWhenItIsCalled(mode: RunMode) throws {
    let decoded = try decodeAndValidateModule(module.bytes, validation: .functionsUpTo(codeBytes: 0))
    let store = Store()
    let instance = try store.instantiate(decoded, imports: [])
    #expect(run(instance, store, "good", [], mode).values == [.i32(7)])
    for name in ["bad", "caller", "bad"] {
      let trap = try #require(run(instance, store, name, [], mode).trap)
      guard case .invalidFunction(let words, let offset) = trap.code else {
        Issue.record("\(name): \(trap)")
        continue
      }
      #expect(!words.isEmpty)
      #expect(decoded.function(atByteOffset: offset) == 1)
      #expect(trap.backtrace.first?.function == (name == "caller" ? 2 : nil))
    }
    #expect(decoded.functionValidation?.fault != nil)
    #expect(run(instance, store, "good", [], mode).values == [.i32(7)])
  }
}
