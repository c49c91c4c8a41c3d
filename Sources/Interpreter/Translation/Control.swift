import CoreModule

/// A block, loop, if, try_table or function body being translated.
struct Control {
  enum Kind {
    case function, block, loop
    /// Before its `else`; holds the branch word to fill in with the place of the else part.
    case `if`(skip: Reference)
    case `else`
    /// Holds where its code begins, and what it catches.
    case tryTable(start: Int, catches: [CatchClause])
  }

  /// A branch that awaits its target: the word with its distance, and the word that the distance counts from.
  struct Reference {
    let word: Int
    let base: Int
  }

  var kind: Kind
  /// The operand stack's height below its parameters.
  let height: Int
  /// The slot of the value at that height.
  let slot: Int
  let parameters: ValueShape
  let results: ValueShape
  /// For a loop, where it begins.
  var start = 0
  var branches: [Reference] = []
  /// Whether code at this point can be reached at all.
  var isReachable = true

  /// What a branch to its label carries.
  var labelShape: ValueShape {
    if case .loop = kind { return parameters }
    return results
  }

  var isLoop: Bool {
    if case .loop = kind { return true }
    return false
  }
}
