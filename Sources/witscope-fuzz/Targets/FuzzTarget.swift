import Diagnostics
import RandomInputs

/// What is fed with inputs.
protocol FuzzTarget {
  /// A well-formed input to begin with: made, or one of the corpus.
  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8]

  /// How inputs are changed.
  var mutation: InputMutation { get }

  /// How many bytes at the start of an input are left as they are.
  var fixedPrefix: Int { get }

  /// Runs an input and looks at what came of it.
  func check(_ input: [UInt8]) -> Verdict
}

extension FuzzTarget {
  var fixedPrefix: Int { 0 }
}

/// What came of an input.
enum Verdict {
  /// It was read.
  case read
  /// It was refused, as it should be or as it may be.
  case refused
  /// Something is wrong, in words.
  case fault(String)
}

extension Verdict {
  /// A refusal, if what it says is sound: at least one diagnostic, each label inside its text and between characters.
  init(refusal diagnostics: [Diagnostic]) {
    if diagnostics.isEmpty { self = .fault("refused without a diagnostic") } else { self = .refused }
    for diagnostic in diagnostics {
      guard case .text(let source, let labels) = diagnostic.location else { continue }
      if labels.isEmpty { self = .fault("no label: \(diagnostic.message)") }
      let bytes = source.text.utf8
      for span in labels.map(\.span) {
        let isInside = span.start >= 0 && span.start <= span.end && span.end <= bytes.count
        if !isInside || !bytes.isBoundary(span.start) || !bytes.isBoundary(span.end) {
          self = .fault("label \(span.start)..<\(span.end) of \(bytes.count) bytes: \(diagnostic.message)")
        }
      }
    }
  }
}

extension String.UTF8View {
  /// Whether an offset is not inside a character's bytes.
  fileprivate func isBoundary(_ offset: Int) -> Bool {
    guard offset < count else { return true }
    return self[index(startIndex, offsetBy: offset)] & 0xC0 != 0x80
  }
}
