import Diagnostics
import Testing

@testable import Session

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Modules that run before all of their functions were validated.
@Suite struct LargeModuleTests {
  /// More than 1 MB of functions that give 7; the first is exported as `good`, and as `bad` one that is not valid.
  private static let module: [UInt8] = {
    let count = 250_000
    let good: [UInt8] = [4, 0, 0x41, 7, 0x0B]
    let bad: [UInt8] = [3, 0, 0x6A, 0x0B]
    return [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0] + section(1, [1, 0x60, 0, 1, 0x7F])
      + section(3, number(count + 1) + Array(repeating: 0, count: count + 1))
      + section(7, [2, 4] + Array("good".utf8) + [0, 0, 3] + Array("bad".utf8) + [0] + number(count))
      + section(10, number(count + 1) + (0..<count).flatMap { _ in good } + bad)
  }()

  private static func section(_ id: UInt8, _ contents: [UInt8]) -> [UInt8] { [id] + number(contents.count) + contents }

  private static func number(_ value: Int) -> [UInt8] {
    value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + number(value >> 7)
  }

  private func code(_ reply: Reply) -> String? {
    guard case .failure(let failure) = reply.content else { return nil }
    return failure.diagnostics.first?.code.description
  }

  @Test func trapAtAnInvalidFunctionAndAreRefusedAfterwards() throws {
    let path = "/tmp/witscope-large-\(getpid()).wasm"
    let file = try #require(fopen(path, "w"))
    defer { unlink(path) }
    fwrite(Self.module, 1, Self.module.count, file)
    fclose(file)

    #expect(throws: SessionError.self) { try FileInspection.validate(path, features: .usual) }
    let session = Session()
    try session.load(path: path, as: "large")
    #expect(session.execute("large.good()").isSuccess)
    #expect(code(session.execute("large.bad()")) == "W0610")
    #expect(code(session.execute("large.good()")) == "W0605", "the instance is marked trapped")
    let replies = [":reset large", "large.good()"].map { code(session.execute($0)) }
    #expect(replies.last??.hasPrefix("W04") == true, "what is not valid as a whole is not made again: \(replies)")
  }
}
