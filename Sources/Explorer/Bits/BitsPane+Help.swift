import BitArithmetic
import Session

extension BitsPane {
  /// The keys that work now, the most important first.
  var hints: [(key: String, meaning: String)] {
    guard let form else { return [] }
    switch levels.last {
    case .carry(let facts, let bit):
      var hints: [(key: String, meaning: String)] = []
      if bit < facts.type.width - 1 { hints.append(("Left", "next")) }
      if bit > 0 { hints.append(("Right", "back")) }
      hints += [("Esc", "back"), ("Home End", "first, last bit")]
      if facts.operation.borrows { hints.append(("t", asComplement ? "with borrows" : "as x + ~y + 1")) }
      return hints
    case .wheel:
      let carry = form.facts?.carries == nil ? [] : [("c", "carry")]
      return [("Esc", "back")] + carry + [("w W", "width"), ("u", "sign")]
    case .reason: return [("y", "where"), ("Esc", "back")]
    case .loss, .narrowing: return [("Esc", "back"), ("j k", "scroll")]
    case nil: break
    }
    var hints: [(key: String, meaning: String)] = [("Space", "flip")]
    if scratch != nil { hints.append(("r", "restore")) }
    if hasCause { hints.append(("y", "why")) }
    if form.facts?.carries != nil { hints.append(("c", "carry")) }
    if form.integerType != nil { hints += [("o", "wheel"), ("w W", "width"), ("u", "sign")] }
    if form.facts?.operation.borrows == true { hints.append(("t", asComplement ? "with borrows" : "as x + ~y + 1")) }
    if items.count > 1 { hints.append(("< >", "choose")) }
    return hints
  }

  /// What there is to know here, in lines of at most 56 columns.
  var help: [String] {
    switch levels.last {
    case .carry:
      [
        "One bit of the sum or difference at a time, bit 0 first.",
        "What later bits will hold is a dot until you are there.",
        "Left h      the next bit: carries run left",
        "Right l     the bit before",
        "Home g      the first bit",
        "End G       the last bit, with the result",
        "click       goes to a bit",
        "t           a subtraction as x + ~y + 1, and back",
        "o           the number wheel",
        "Esc c q     back",
      ]
    case .wheel:
      [
        "All numbers of the type on a circle, counted clockwise.",
        "#           the seam: the largest number on one side,",
        "            the smallest on the other",
        "*           the way from x to the result R; passing the",
        "            seam is the overflow",
        "w W         wider, narrower",
        "u           signed, unsigned",
        "r           restores what was shown",
        "c           the carry view",
        "Esc o q     back",
      ]
    case .reason, .loss, .narrowing:
      [
        "Why the result is what it is, and how that is known.",
        "observed    an instruction ran whose exact result did",
        "            not fit",
        "source      and what it left was followed to the result",
        "declared    the component returned a flag",
        "computed    witscope did a known operation again",
        "y           on to the bit where it happened",
        "Esc q       back, one step at a time",
      ]
    case nil:
      [
        "The bits of the last result, or of the operation behind",
        "it. Changes make a scratch copy; nothing is called.",
        "arrows hjkl the bit in hand; Home End g G its ends",
        "Space click flips a bit",
        "r           restores what was shown",
        "w W         wider, narrower",
        "u           signed, unsigned",
        "t           a subtraction as x + ~y + 1, and back",
        "c           the carry view, one bit at a time",
        "o           the number wheel",
        "y           why it overflowed",
        "< >         another number of the result",
        "V           the exact result does not fit signed",
        "C B         a carry, a borrow left the topmost bit",
      ]
    }
  }
}
