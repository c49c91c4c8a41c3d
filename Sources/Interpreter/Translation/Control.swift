/// A block, loop, if or function body being translated.
struct Control {
  enum Kind {
    case function, block, loop
    /// Before its `else`; holds the branch word to fill in with the place of the else part.
    case `if`(skip: Reference)
    case `else`
  }

  /// A branch that awaits its target: the word with its distance, and the word that the distance counts from.
  struct Reference {
    let word: Int
    let base: Int
  }

  var kind: Kind
  /// The operand stack's height below its parameters.
  let height: Int
  let parameterCount: Int
  let resultCount: Int
  /// For a loop, where it begins.
  var start = 0
  var branches: [Reference] = []
  /// Whether code at this point can be reached at all.
  var isReachable = true

  /// How many values a branch to its label carries.
  var labelArity: Int {
    if case .loop = kind { return parameterCount }
    return resultCount
  }
}
