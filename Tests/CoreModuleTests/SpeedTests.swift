import Testing

@testable import CoreModule

/// How long decoding and validating takes; says something only in a release build.
struct SpeedTests {
  static let path = ModuleFiles.environment("WITSCOPE_SPEED")

  @Test(.enabled(if: path != nil, "WITSCOPE_SPEED names no file"))
  func timesDecodingAndValidating() throws {
    let bytes = try #require(ModuleFiles.read(Self.path ?? ""))
    let clock = ContinuousClock()
    for _ in 0..<3 {
      var decoding = Duration.zero
      var validating = Duration.zero
      var size = 0
      for range in ModuleFiles.moduleRanges(bytes) {
        var module: Module?
        decoding += try clock.measure { module = try decodeModule(bytes, in: range) }
        var validator = ModuleValidator(try #require(module))
        validating += try clock.measure { try validator.validate() }
        size += range.count
      }
      print("\(size) bytes: decoding \(decoding), validating \(validating)")
      #expect(size > 0)
    }
  }
}
