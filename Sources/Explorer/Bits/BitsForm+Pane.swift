import BitArithmetic
import Presentation
import Session

extension BitsForm {
  /// In a few words: `100 + 50 = -106 in s8`.
  var summary: String {
    switch self {
    case .operation(let facts): "\(BitView.expression(facts)) = \(facts.type.decimal(facts.result)) in \(facts.type)"
    case .integer(let bits, let type): "\(type.decimal(bits)) in \(type)"
    case .float(let fields): "\(fields.shortestDecimal) in f\(fields.width)"
    }
  }

  /// The same with one bit the other way.
  func flipping(_ place: BitPlace) -> BitsForm { flipping(bit: place.bit, ofOperand: place.operand) }
}
