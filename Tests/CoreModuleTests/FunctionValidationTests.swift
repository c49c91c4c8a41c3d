import Testing

@testable import CoreModule

/// Modules whose functions are validated one by one, before each first runs.
@Suite struct FunctionValidationTests {
  /// A module of `[] -> []` functions with the given code.
  private func module(_ functions: [[UInt8]]) throws -> Module {
    try decodeAndValidateModule(bytes(functions), validation: .functionsUpTo(codeBytes: 0))
  }

  private func bytes(_ functions: [[UInt8]]) -> [UInt8] {
    ModuleBuilder.preamble + ModuleBuilder.section(1, [1, 0x60, 0, 0])
      + ModuleBuilder.section(3, ModuleBuilder.list(functions.map { _ in [0] }))
      + ModuleBuilder.section(10, ModuleBuilder.list(functions.map { ModuleBuilder.sized([0] + $0 + [0x0B]) }))
  }

  private let nothing: [UInt8] = [0x01]
  /// `i32.add` of an empty stack.
  private let invalid: [UInt8] = [0x6A]

  @Test func validatesSmallModulesWhole() throws {
    let small = try decodeAndValidateModule(bytes([nothing]), validation: .lazyWhereLarge)
    #expect(small.functionValidation == nil)
    #expect(throws: CoreModuleError.self) {
      try decodeAndValidateModule(bytes([invalid]), validation: .lazyWhereLarge)
    }
  }

  @Test func validatesLargeModulesWithoutTheirFunctions() throws {
    let many = Array(repeating: nothing, count: 300_000)
    let large = try decodeAndValidateModule(bytes(many + [invalid]), validation: .lazyWhereLarge)
    #expect(large.codeByteCount > 1 << 20)
    #expect(large.functionValidation != nil)
  }

  @Test func refusesTheInvalidFunctionOnly() throws {
    let validation = try #require(try module([nothing, invalid, nothing]).functionValidation)
    try validation.validate(0)
    try validation.validate(2)
    #expect(validation.fault == nil)
    #expect(throws: CoreModuleError.self) { try validation.validate(1) }
    #expect(validation.fault != nil)
    try validation.validate(2)
    #expect(throws: CoreModuleError.self) { try validation.validate(1) }
  }

  @Test func findsTheSameFaultAsValidatingEverything() throws {
    let functions = [nothing, nothing, invalid, [0x6B]]
    var expected: CoreModuleError?
    do throws(CoreModuleError) { _ = try decodeAndValidateModule(bytes(functions)) } catch { expected = error }
    let validation = try #require(try module(functions).functionValidation)
    var found: CoreModuleError?
    do { try validation.validateRest() } catch { found = error }
    #expect(found == expected && found != nil)
  }

  @Test func theSecondThreadFindsAFault() throws {
    let validation = try #require(try module(Array(repeating: nothing, count: 1_000) + [invalid]).functionValidation)
    FunctionValidation.beginInBackground([validation])
    let deadline = ContinuousClock.now + .seconds(20)
    while validation.fault == nil, ContinuousClock.now < deadline {}
    #expect(validation.fault != nil)
    // What it says does not depend on the thread: other functions stay valid.
    try validation.validate(3)
    #expect(throws: CoreModuleError.self) { try validation.validate(1_000) }
    #expect(throws: CoreModuleError.self) { try validation.validateRest() }
  }

  @Test func theRestIsValidatedWhileTheSecondThreadRuns() throws {
    for _ in 0..<20 {
      let validation = try #require(try module(Array(repeating: nothing, count: 2_000)).functionValidation)
      FunctionValidation.beginInBackground([validation])
      try validation.validateRest()
      try validation.validate(1_999)
      #expect(validation.fault == nil)
    }
  }
}
