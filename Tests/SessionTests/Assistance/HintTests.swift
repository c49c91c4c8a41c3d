import Testing

@testable import Session

@Suite struct HintTests {
  private let session = AssistedSession.make()

  @Test(arguments: [
    ("add|", "(x: s32, y: s32) -> s32"), ("add(|", "x: s32 1/2"), ("add(1|", "x: s32 1/2"), ("add(1, |", "y: s32 2/2"),
    ("add(1, 2|)", "y: s32 2/2"), ("add(1, 2)|", nil), ("add 1 |", "y: s32 2/2"), ("add 1|", "x: s32 1/2"),
    ("add 1 2 |", nil), ("moved 1|", "x: s32 1/2"), ("moved(|", "p: record { x: s32, y: s32 } 1/1"),
    ("moved({|", "x: s32 1/2"),
    ("moved({x: 5|", "x: s32 1/2"), ("moved({x: 5, |", "y: s32 2/2"), ("moved 1 |", "y: s32 2/2"),
    ("moved <x: 1, y: |", "y: s32 2/2"), ("move(spot, (1, |", "f64 2/2"), ("paint(circle(|", "u8"),
    ("allow({|", "read, write, run"), ("allow({read, |", "write, run"), ("c.increment(|", "by: option<u32> 1/1"),
    ("add(add(1, |", "y: s32 2/2"), ("add(add(1, 2), |", "y: s32 2/2"), ("1 + add(|", "x: s32 1/2"),
    ("now(|", "() -> u64"), ("nobody(|", nil), ("|", nil), ("1 + |", nil), ("\"add(|", nil), ("s8 100 + |", nil),
    (":load |", "PATH... [as NAME]"), (":type add(|", "x: s32 1/2"), (":vars|", nil), (":zzz |", nil),
  ])
  func saysWhatIsExpected(_ marked: String, _ expected: String?) {
    let before = marked.prefix { $0 != "|" }
    let text = marked.filter { $0 != "|" }
    let hint = session.parameterHint(for: text, at: before.utf8.count)
    let shown: String? =
      switch hint {
      case .parameter(let name, let type, let index?, let count?):
        "\(name.map { $0 + ": " } ?? "")\(type) \(index + 1)/\(count)"
      case .parameter(let name, let type, _, _): "\(name.map { $0 + ": " } ?? "")\(type)"
      case .signature(let text): text
      case .command(let arguments, _): arguments
      case nil: nil
      }
    #expect(shown == expected, "\(marked)")
  }
}
