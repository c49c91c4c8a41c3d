import ComponentTypes
import Diagnostics
import RandomInputs
import WAVE

/// Value text: what is read prints, and reads back as the same value. The first four bytes say which type is wanted.
struct WAVETarget: FuzzTarget {
  let fixedPrefix = 4
  let mutation = InputMutation(
    corpus: [],
    dictionary: [
      "true", "false", "some", "none", "ok", "err", "inf", "nan", "-inf", "-", "0x", "0b1", "1e9", "0.5", "1_000", "%",
      "{",
      "}", "[", "]", "(", ")", ",", ":", "{:}", "\"", "'", "\"\"\"", "\\u{", "\\n", "//", "min", "max", "it", "$1",
      "\u{1F600}",
      "18446744073709551616", "ok(", "some(", "[[",
    ])

  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8] {
    let seed = UInt32(truncatingIfNeeded: random.next())
    let prefix = [UInt8](withUnsafeBytes(of: seed.littleEndian) { Array($0) })
    let type = Self.type(of: prefix)
    var maker = RandomValue(seed: random.next())
    return prefix + Array(TypedValue(maker.value(of: type), type).waveText().utf8)
  }

  private static func type(of prefix: some Sequence<UInt8>) -> ValueType {
    var maker = RandomValue(seed: prefix.prefix(4).reduce(0) { $0 << 8 | UInt64($1) })
    return maker.type()
  }

  func check(_ input: [UInt8]) -> Verdict {
    let type = Self.type(of: input)
    guard let text = String(validating: input.dropFirst(4), as: UTF8.self) else { return .refused }
    let value: ComponentValue
    do { value = try readValue(SourceText(name: "input", text: text), as: type) } catch {
      return Verdict(refusal: error.diagnostics)
    }
    let printed = TypedValue(value, type).waveText()
    do {
      let again = try readValue(SourceText(name: "printed", text: printed), as: type)
      return again == value ? .read : .fault("\(printed) reads back as something else")
    } catch {
      return .fault("\(printed) is refused: \(error.diagnostics.map(\.message))")
    }
  }
}
