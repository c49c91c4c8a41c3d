import ComponentBinary
import ComponentTypes
import CoreModule
import Testing

@Suite(.enabled(if: sharedFolder != nil, "WITSCOPE_SHARED is not set"))
struct SharedComponentTests {
  @Test func decodesEverySharedComponent() throws {
    let folder = try #require(sharedFolder) + "/components"
    let names = listFolder(folder).filter { $0.hasSuffix(".wasm") }
    #expect(!names.isEmpty)
    print("component | bytes | definitions | imports | exports | seconds")
    for name in names {
      let bytes = try #require(readFile("\(folder)/\(name)"))
      let start = monotonicSeconds()
      do {
        let component = try decodeComponent(bytes, validation: .lazyWhereLarge)
        let seconds = monotonicSeconds() - start
        print(
          "\(name) | \(bytes.count) | \(component.definitions.count) | \(component.world.imports.count)"
            + " | \(component.world.exports.count) | \(seconds)")
        if environment("WITSCOPE_VERBOSE") != nil { print(WorldText(component.world).lines.joined(separator: "\n")) }
      } catch {
        print("\(name) | \(error.diagnostics) at \(error.offset)")
        #expect(error.isUnsupported, "\(name): \(error)")
      }
    }
  }

  private func lines(_ name: String) throws -> [String] {
    WorldText(try decodeComponent(try #require(sharedComponent(name))).world).lines
  }

  @Test(arguments: ["overflow-wat", "overflow-c", "overflow-rust"])
  func givesEveryOverflowComponentTheSameWorld(_ name: String) throws {
    #expect(
      try lines(name) == [
        "export arithmetic:overflow/overflowing-add",
        "  type arguments = record{x: s32, y: s32}",
        "  overflowing-add: func(args: arguments) -> tuple<s32, bool>",
      ])
  }

  @Test func tellsUsedTypesFromOwnTypes() throws {
    let exports = [
      "export checked-sum: func(xs: list<s32>) -> result<s32, string>",
      "export sum-all: func(pairs: list<arguments>) -> list<tuple<s32, bool>>",
    ]
    #expect(
      try lines("consumer-c") == [
        "import arithmetic:overflow/overflowing-add",
        "  type arguments = record{x: s32, y: s32}",
        "  overflowing-add: func(args: arguments) -> tuple<s32, bool>",
        "import use arithmetic:overflow/overflowing-add.{arguments as arguments}",
      ] + exports)
    #expect(try lines("composed-c-rust") == ["import type arguments = record{x: s32, y: s32}"] + exports)
  }

  @Test func resolvesEveryTypeOfTheZoo() throws {
    let lines = try lines("zoo-c")
    #expect(lines.contains("  echo-branch: func(v: branch) -> branch"))
    #expect(
      lines.contains("  type branch = record{label: string, kids: list<tuple<u32, option<result<point, shape>>>>}"))
    #expect(lines.contains("  [static]counter.try-new: func(text: string) -> result<counter, string>"))
    #expect(lines.contains("  peek-all: func(cs: list<borrow<counter>>) -> list<s32>"))
    #expect(
      lines.filter { !$0.hasPrefix(" ") } == [
        "export greet: func(name: string) -> string",
        "export divide: func(a: s64, b: s64) -> result<s64, string>",
        "export test:zoo/values@0.1.0",
        "export test:zoo/resources@0.1.0",
      ])
  }

  @Test func validatesEveryFunctionOfALargeComponent() throws {
    let bytes = try #require(sharedComponent("cli-c"))
    let component = try decodeComponent(bytes, validation: .everything)
    #expect(component.world.exports.map(\.name.description) == ["wasi:cli/run@0.2.6"])
  }
}
