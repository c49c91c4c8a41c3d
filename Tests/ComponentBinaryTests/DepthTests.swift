import ComponentBinary
import Testing

/// Types nested as deeply as the limits allow are held on the smallest stack that a thread has.
@Suite struct DepthTests {
  /// An alias of the enclosing scope's type, and an export of an instance of it.
  private func level(_ type: Int, _ export: UInt8) -> [UInt8] {
    [0x02, 0x03, 0x02, 0x01] + ComponentBytes.number(type) + [0x04] + ComponentBytes.extern("a") + [export, 0x00]
  }

  private func verdict(_ bytes: [UInt8]) -> String {
    do {
      _ = try decodeComponent(bytes)
      return "valid"
    } catch {
      return "\(error.kind)"
    }
  }

  /// Declarators of a resource, a handle to it, lists around the handle, and a function that takes the outermost.
  private func deepFunction(lists: Int) -> [[UInt8]] {
    var declarations: [[UInt8]] = [[0x04] + ComponentBytes.extern("r") + [0x03, 0x01], [0x01, 0x69, 0x00]]
    for index in 1...lists { declarations.append([0x01, 0x70] + ComponentBytes.number(index).signed) }
    declarations.append(
      [0x01, 0x40, 1] + ComponentBytes.name("p") + ComponentBytes.number(lists + 1).signed + [0x01, 0x00])
    declarations.append([0x04] + ComponentBytes.extern("f") + [0x01] + ComponentBytes.number(lists + 2))
    return declarations
  }

  private func chain(_ levels: Int, form: UInt8, export: UInt8) -> [UInt8] {
    let innermost = deepFunction(lists: 97)
    var types: [[UInt8]] = [[form] + ComponentBytes.number(innermost.count) + innermost.flatMap { $0 }]
    for index in 0..<levels { types.append([form, 2] + level(index, export)) }
    var bytes = ComponentBytes()
    bytes.section(7, items: types)
    // An import of the outermost type, exported as that type.
    bytes.imports(ComponentBytes.extern("x") + [export] + ComponentBytes.number(levels))
    bytes.section(
      11,
      items: [ComponentBytes.extern("y") + [export, 0x00, 0x01, export] + ComponentBytes.number(levels)])
    return bytes.bytes
  }

  @Test(arguments: [(UInt8(0x42), UInt8(0x05)), (0x41, 0x04)])
  func holdsChainsOfInstanceAndComponentTypes(_ form: UInt8, _ export: UInt8) {
    onThread(stackBytes: 512 << 10) {
      let verdicts = [0, 10, 60, 300].map { verdict(chain($0, form: form, export: export)) }
      #expect(verdicts == ["valid", "valid", "valid", "typeTooDeep"])
    }
  }
}
