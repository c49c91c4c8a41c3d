import CoreModule
import Diagnostics

/// Runs the exported functions of modules and says in lines what came of it, for another engine to be compared with:
///
///     witscope-fuzz execution [--seed N] FILE…
///
/// Each module runs four times, by the fast loop, by the portable one, watched, and by faithful code; where those say the
/// same, and count the same, it is printed once, and otherwise a line that begins with `disagree` tells both. The lines:
///
///     module PATH
///     refused REASON
///     start OUTCOME STATE
///     call NAME ARGUMENT… = OUTCOME STATE
///
/// A value is its type and its bits, as in `i32:1f`; an outcome is `ok VALUE…` or `trap KIND`; the state is `|` and the
/// exported memories' CRC-32 and the exported globals, in the order of the exports.
struct ExecutionDriver {
  let seed: UInt64

  /// Runs the modules of some files.
  ///
  /// - Returns: whether the ways agree on all of them.
  func run(_ files: [String]) -> Bool {
    var agrees = true
    for (number, path) in files.enumerated() {
      print("module \(path)")
      guard let bytes = Corpus.bytes(of: path) else {
        print("refused cannot be read")
        continue
      }
      let module: Module
      do {
        module = try decodeAndValidateModule(bytes)
      } catch {
        print("refused \(error.diagnostics.first?.message ?? "")")
        continue
      }
      let seed = self.seed &+ UInt64(number)
      var run = ModuleRun(module, seed: seed, .fast)
      let report = run.report()
      for line in report.lines { print(line) }
      for way in [ModuleRun.Way.portable, .watched, .faithful] {
        var otherRun = ModuleRun(module, seed: seed, way)
        guard let difference = difference(report, otherRun.report()) else { continue }
        agrees = false
        print("disagree \(way): \(difference)")
      }
    }
    return agrees
  }

  /// Where two reports part; nil where they do not. Where fuel ends a call is each code's own, so what follows is not
  /// compared.
  private func difference(_ report: ModuleRun.Report, _ other: ModuleRun.Report) -> String? {
    let pairs = zip(report.lines, other.lines)
    if let pair = pairs.first(where: { $0 != $1 }) {
      return pair.0.contains("fuelExhausted") || pair.1.contains("fuelExhausted") ? nil : "\(pair.0) / \(pair.1)"
    }
    if report.lines.count != other.lines.count { return "\(report.lines.count) lines / \(other.lines.count) lines" }
    let counts = zip(report.operators, other.operators)
    return counts.first { $0 != $1 }.map { "\($0) operators / \($1) operators" }
  }
}
