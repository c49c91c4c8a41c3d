import ComponentTypes
import Diagnostics
import RandomInputs
import Session
import WAVE

/// Inputs of the command language, but for commands, which may write files.
struct SessionTarget: FuzzTarget {
  let mutation: InputMutation
  private let holder = SessionHolder()

  init(_ corpus: Corpus) {
    mutation = InputMutation(
      corpus: Self.inputs.map { Array($0.utf8) },
      dictionary: [
        "overflowing-add", "native", "x", "y", "it", "$1", "as", "min", "max", "s32", ":", "u8", "<<", ">>", "~", "+",
        "*",
        "/", "%", "&", "^", "(", ")", "[", "{", ".", "=", "\"", "'", "0", "2147483647", "list<", "some", "none",
      ])
  }

  private static let inputs = [
    "overflowing-add({x: 2147483647, y: 1})", "overflowing-add <x:2147483647,y:1>", "overflowing-add 2147483647 1",
    "arithmetic:overflow/overflowing-add.overflowing-add({x: 1, y: 2})", "native.overflowing-add({x: 1, y: 2})",
    "s8 100 + 50", "x = [1, 2, 3]", "it", "1 << 40 : u64", "300 as u8",
    "{a: 1, b: \"x\"} : record { a: u8, b: string }",
    "(1 + 2) * -3 % 2", "f = overflowing-add({x: min, y: -1})", "$1.0", "x[2]", "'\\n' : char", "-0x80:s8",
    "some(some(none)) : option<option<option<u8>>>",
  ]

  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8] {
    if random.chance(50) { return Array((random.pick(Self.inputs) ?? "").utf8) }
    var maker = RandomValue(seed: random.next(), hasDeclaredTypes: false)
    let type = maker.type()
    let value = TypedValue(maker.value(of: type), type)
    return Array("\(value.waveText()) : \(type.typeText)".utf8)
  }

  func check(_ input: [UInt8]) -> Verdict {
    guard let text = String(validating: input, as: UTF8.self), !text.hasCommand else { return .refused }
    if case .failure(let failure) = holder.session().execute(text).content {
      return Verdict(refusal: failure.diagnostics)
    }
    return .read
  }
}

/// A session for many inputs; now and then a new one, so that a failing input depends on few others.
private final class SessionHolder {
  private var current: Session?
  private var uses = 0

  func session() -> Session {
    uses += 1
    if let current, !uses.isMultiple(of: 100) { return current }
    let fresh = Session()
    fresh.addBuiltInExample()
    current = fresh
    return fresh
  }
}

extension String {
  /// Whether a line may be a command.
  fileprivate var hasCommand: Bool {
    split(whereSeparator: \.isNewline).contains { line in line.first { !$0.isWhitespace } == ":" }
  }
}
