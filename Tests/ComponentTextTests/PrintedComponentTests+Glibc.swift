import ComponentBinary
import ComponentText
import CoreText
import Diagnostics
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

  private static let table = getenv("WITSCOPE_SCRIPT_COMPONENTS").map { String(cString: $0) }

  /// The components of scripts, beside what another tool makes of each: lines of the script's path, the line in it and
  /// the path of the binary, with tabs between them (`wasm-tools json-from-wast` makes what they are made from).
  @Test(.enabled(if: PrintedComponentTests.table != nil, "WITSCOPE_SCRIPT_COMPONENTS is not set"))
  func agreesWithTheOtherToolOnScripts() throws {
    let path = try #require(Self.table)
    let listed = try #require(Self.bytes(of: path))
    let rows = String(decoding: listed, as: UTF8.self)
      .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    var counts = (same: 0, different: 0, refused: 0)
    for (script, group) in Dictionary(grouping: rows, by: { $0[0] }).sorted(by: { $0.key < $1.key }) {
      let bytes = try #require(Self.bytes(of: script))
      let text = try TokenizedText(bytes)
      var theirs: [Int: String] = [:]
      for row in group { theirs[Int(row[1]) ?? 0] = row[2] }
      for directive in try readScript(text).directives {
        guard let module = directive.kind.component, case .text(let range) = module.source else { continue }
        let line = text.bytes[..<module.span.start].count { $0 == UInt8(ascii: "\n") } + 1
        let outer = text.bytes[..<directive.span.start].count { $0 == UInt8(ascii: "\n") } + 1
        guard let path = theirs[line] ?? theirs[outer], let binary = Self.bytes(of: path) else { continue }
        do {
          let bytes = try encodeComponentFields(text, in: range, identifier: module.identifier).bytes
          if Self.withoutNames(bytes[...]) == Self.withoutNames(binary[...]) {
            counts.same += 1
          } else {
            counts.different += 1
            print("DIFFERENT \(script):\(line) \(path)")
          }
        } catch {
          counts.refused += 1
          print("REFUSED \(script):\(line) \(error.diagnostics.first?.message ?? "")")
        }
      }
    }
    print("\(counts.same) same, \(counts.different) different, \(counts.refused) refused")
    // The same things may be said in other orders and forms: aliases before types, element segments with a table's index.
    #expect(counts.same > 0 && counts.different * 20 < counts.same)
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

extension ScriptDirective.Kind {
  /// The component that it is about.
  fileprivate var component: ScriptModule? {
    switch self {
    case .module(let module), .definition(let module), .assertInvalid(let module, _), .assertUnlinkable(let module, _),
      .assertModuleTrap(let module, _):
      module.format == .component ? module : nil
    default: nil
    }
  }
}
