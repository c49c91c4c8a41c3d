import CoreModule
import Diagnostics

/// Runs the exported functions of modules and says in lines what came of it, for another engine to be compared with:
///
///     witscope-fuzz execution [--seed N] FILE…
///
/// Each module runs three times, by the fast loop, by the portable one and watched; where those say the same, it is
/// printed once, and otherwise a line that begins with `disagree` tells both. The lines:
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
  /// - Returns: whether the three ways agree on all of them.
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
      let lines = ModuleRun(module, seed: seed, .fast).lines()
      for line in lines { print(line) }
      for way in [ModuleRun.Way.portable, .watched] {
        let other = ModuleRun(module, seed: seed, way).lines()
        guard other != lines else { continue }
        agrees = false
        let first = zip(lines, other).first { $0 != $1 }
        print("disagree \(way): \(first?.0 ?? "\(lines.count) lines") / \(first?.1 ?? "\(other.count) lines")")
      }
    }
    return agrees
  }
}
