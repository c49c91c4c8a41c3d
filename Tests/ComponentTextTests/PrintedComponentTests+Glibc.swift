import ComponentBinary
import ComponentText
import CoreText
import Glibc
import Testing

/// Components that another tool printed as text, beside what it makes of that text.
///
/// The folder is made outside the repository, by `wasm-tools print x.wasm -o x.wat` and `wasm-tools parse x.wat -o x.ref.wasm`.
@Suite struct PrintedComponentTests {
  private static let folder = getenv("WITSCOPE_PRINTED_COMPONENTS").map { String(cString: $0) }

  @Test(.enabled(if: PrintedComponentTests.folder != nil, "WITSCOPE_PRINTED_COMPONENTS is not set"))
  func agreesWithTheOtherToolByteForByte() throws {
    let folder = try #require(Self.folder)
    var count = 0
    for name in Self.names(in: folder) {
      let text = try #require(Self.bytes(of: "\(folder)/\(name).wat"))
      let theirs = try #require(Self.bytes(of: "\(folder)/\(name).ref.wasm"))
      let encoded = try encodeComponent(TokenizedText(text))
      let isSame = Self.withoutNames(encoded.bytes[...]) == Self.withoutNames(theirs[...])
      print(isSame ? "same  " : "DIFFERENT  ", name, encoded.bytes.count, theirs.count)
      #expect(isSame, "\(name)")
      count += 1
    }
    #expect(count > 0)
  }

  /// A component, or a core module in it, without its custom sections.
  private static func withoutNames(_ binary: ArraySlice<UInt8>) -> [UInt8] {
    guard binary.count >= 8 else { return Array(binary) }
    let isComponent = binary[binary.startIndex + 6] == 1
    var result = Array(binary.prefix(8))
    var rest = binary.dropFirst(8)
    while let kind = rest.popFirst() {
      var size = 0
      var shift = 0
      while let byte = rest.popFirst() {
        size |= Int(byte & 0x7F) << shift
        shift += 7
        if byte & 0x80 == 0 { break }
      }
      let contents = rest.prefix(size)
      rest = rest.dropFirst(size)
      if kind == 0 { continue }
      let inner = isComponent && (kind == 1 || kind == 4) ? withoutNames(contents) : Array(contents)
      result.append(kind)
      result += withUnsafeBytes(of: UInt32(inner.count).littleEndian, Array.init)
      result += inner
    }
    return result
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".wat") { names.append(String(name.dropLast(4))) }
    }
    return names.sorted()
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[0..<count] }
    return bytes
  }
}
