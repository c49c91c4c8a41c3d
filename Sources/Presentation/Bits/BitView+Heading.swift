package import BitArithmetic
package import StyledText

extension BitView {
  /// The line above a grid, or the only line where nothing overflowed: what fits and what does not, in both readings.
  ///
  ///     !V OVERFLOW s32   V=1   as u32: fits, C=0
  ///     fits s32   V=0   as u32: wraps, C=1   carry out 1: normal for s32, not overflow
  ///
  /// - Parameter note: How the facts are known, such as `computed by witscope, not observed`.
  package func heading(_ facts: OperationFacts, note: String? = nil) -> [StyledLine] {
    flow(headingPieces(facts) + (note.map { [StyledLine($0, .dim)] } ?? []), columns: columns)
  }

  /// What a heading says, the most important first.
  func headingPieces(_ facts: OperationFacts) -> [StyledLine] {
    let (own, other) = (facts.type, facts.type.counterpart)
    var pieces: [StyledLine] = []
    var verdict = StyledLine()
    for mark in facts.marks { verdict.extend(mark.rawValue + " ", .overflow) }
    if facts.overflowed {
      verdict.extend("OVERFLOW \(own)", .overflow)
    } else {
      verdict.extend("fits \(own)")
    }
    pieces.append(verdict)
    if let flag = flag(facts, asSigned: own.isSigned) {
      pieces.append(StyledLine(flag, facts.overflowed ? .overflow : .plain))
    }
    let otherFlag = flag(facts, asSigned: other.isSigned).map { ", \($0)" } ?? ""
    let otherVerdict = facts.overflowed(asSigned: other.isSigned) ? "wraps" : "fits"
    pieces.append(StyledLine("as \(other): \(otherVerdict)\(otherFlag)"))
    if facts.countWasReduced {
      pieces.append(StyledLine("count \(facts.y) taken modulo \(own.width) as \(facts.shiftCount)"))
    }
    if facts.hasNormalCarryOut {
      let what = facts.operation.borrows ? "borrow" : "carry"
      pieces.append(StyledLine("\(what) out 1: normal for \(own), not overflow"))
    } else if !facts.overflowed {
      pieces.append(StyledLine(own.hexadecimal(facts.result), .value))
    }
    return pieces
  }

  /// A reading's flag with its value; nil for `mul` and `shl`, which have none.
  private func flag(_ facts: OperationFacts, asSigned isSigned: Bool) -> String? {
    let value = facts.overflowed(asSigned: isSigned) ? 1 : 0
    switch facts.operation {
    case .add: return (isSigned ? "V=" : "C=") + String(value)
    case .sub, .neg: return (isSigned ? "V=" : "B=") + String(value)
    case .mul, .shl: return nil
    }
  }
}
