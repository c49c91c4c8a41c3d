import ComponentBinary
import ComponentTypes
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
        let component = try decodeComponent(bytes, validation: .functionsUpTo(bytes: 1 << 20))
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
}
